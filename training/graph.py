"""From a Keras network to one ONNX graph with the outputs `features` and `logits`.

Trunk and head are converted apart and joined at the feature tensor. In a network converted as a whole the converter may
lead the tensor that Grad-CAM reads around the logits' path (a transposed copy), and the head could not be run by
itself. Only the TensorFlow backend converts; tf2onnx logs what it cannot convert and writes a broken file, so every
graph is checked here.
"""

from typing import Any

import onnx
from onnx import compose, helper

from ferdesk.core.errors import ExportError
from training.models.recipe import FEATURES, LOGITS

OPSET = 17
INPUT = "input"


def convert(network: Any) -> onnx.ModelProto:
    """The network as ONNX, input `input`, outputs `logits` and `features`, batch axis `N`.

    Raises:
        ExportError: The graph is not valid ONNX.
    """
    import keras  # TensorFlow and Keras are slow to import, and reading a graph does not need them

    middle = network.get_layer(FEATURES).output
    trunk = _to_onnx(keras.Model(network.input, middle), INPUT, FEATURES)
    head = _to_onnx(keras.Model(middle, network.output), FEATURES, LOGITS)
    graph = _joined(trunk, head)
    try:
        onnx.checker.check_model(graph, full_check=True)
    except (onnx.checker.ValidationError, onnx.shape_inference.InferenceError) as error:
        raise ExportError(f"{network.name} was not converted: {error}. Its layers need another form.") from error
    return graph


def _to_onnx(part: Any, source: str, target: str) -> onnx.ModelProto:
    import tensorflow
    import tf2onnx

    # A functional model that begins inside another one names its input after the layer; the signature names it anew.
    signature = tensorflow.TensorSpec((None, *part.input.shape[1:]), tensorflow.float32, name=source)

    def run(tensor: Any) -> dict[str, Any]:
        return {target: part(tensor, training=False)}

    converted, _ = tf2onnx.convert.from_function(
        tensorflow.function(run, input_signature=[signature]), [signature], opset=OPSET
    )
    graph: onnx.ModelProto = converted
    return graph


def _joined(trunk: onnx.ModelProto, head: onnx.ModelProto) -> onnx.ModelProto:
    parts = [
        compose.add_prefix(part, prefix, rename_inputs=False, rename_outputs=False).graph
        for part, prefix in ((trunk, "trunk/"), (head, "head/"))
    ]
    outputs = [parts[1].output[0], parts[0].output[0]]
    graph = helper.make_graph(
        [node for part in parts for node in part.node],
        "ferdesk",
        list(parts[0].input),
        outputs,
        [weight for part in parts for weight in part.initializer],
    )
    for tensor in (*graph.input, *graph.output):
        tensor.type.tensor_type.shape.dim[0].dim_param = "N"
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="ferdesk")
    # The runtime that ferdesk pins reads files of this version; newer packages would write a newer one.
    model.ir_version = 9
    return model
