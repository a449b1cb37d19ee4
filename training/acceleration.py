"""The same network, made to train faster: same layers, same names, same weights.

Four things cost most of a step on a processor without a GPU, and none changes what is learnt:

- Keras computes a batch norm from separate means, variances and products, each of which walks over the whole map;
  TensorFlow has one kernel for all of it (a third of the step of the smile CNN).
- Keras computes a step of Adam as a dozen operations, each of which walks over all weights; TensorFlow has one kernel
  (an eighth of the step of the smile CNN).
- Convolutions over the small maps of the large networks (see `convolution`).
- Convolutions in bfloat16 take half the time where the processor has instructions for it. Weights, their updates and
  the logits stay float32 (Micikevicius et al., "Mixed Precision Training", ICLR 2018), and figures and exported files
  are computed in float32.
"""

from typing import Any, Final

import keras
from keras import layers

from training.convolution import Conv2D
from training.models.recipe import HEAD

PRECISIONS: Final = {"float32": "float32", "bfloat16": "mixed_bfloat16"}
"""A run's `precision`, and what Keras calls it."""


@keras.saving.register_keras_serializable("ferdesk")
class BatchNormalization(layers.BatchNormalization):  # type: ignore[misc]
    """Keras' layer of this name, of which the training step is one kernel of TensorFlow.

    It has the name of the original because weight files address layers by it.
    """

    def call(self, inputs: Any, training: bool | None = None, mask: Any = None) -> Any:
        """As the original, to rounding."""
        if not training or len(inputs.shape) != 4 or keras.backend.backend() != "tensorflow":
            return super().call(inputs, training=training, mask=mask)
        import tensorflow as tf

        outputs, mean, variance = tf.compat.v1.nn.fused_batch_norm(
            inputs, self.gamma, self.beta, epsilon=self.epsilon, is_training=True
        )
        # The kernel divides by one less than the number of values; Keras does not.
        count = tf.cast(tf.size(inputs) // inputs.shape[-1], tf.float32)
        self._move(self.moving_mean, mean)
        self._move(self.moving_variance, variance * (count - 1) / count)
        return outputs

    def _move(self, average: Any, value: Any) -> None:
        average.assign(average * self.momentum + value * (1 - self.momentum))


class _OneKernel:
    """The step of Adam as one kernel of TensorFlow (Kingma and Ba, ICLR 2015, end of section 2)."""

    def update_step(self: Any, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """As the original, to rounding."""
        if keras.backend.backend() != "tensorflow":
            super().update_step(gradient, variable, learning_rate)  # type: ignore[misc]
            return
        import tensorflow as tf

        step = tf.cast(self.iterations.value + 1, tf.float32)
        index = self._get_variable_index(variable)
        tf.raw_ops.ResourceApplyAdam(
            var=variable.handle,
            m=self._momentums[index].value.handle,
            v=self._velocities[index].value.handle,
            beta1_power=self.beta_1**step,
            beta2_power=self.beta_2**step,
            lr=tf.cast(learning_rate, tf.float32),
            beta1=self.beta_1,
            beta2=self.beta_2,
            epsilon=self.epsilon,
            grad=tf.cast(gradient, tf.float32),
        )


@keras.saving.register_keras_serializable("ferdesk")
class Adam(_OneKernel, keras.optimizers.Adam):  # type: ignore[misc]
    """Keras' optimizer of this name, of which the step is one kernel of TensorFlow."""


@keras.saving.register_keras_serializable("ferdesk")
class AdamW(_OneKernel, keras.optimizers.AdamW):  # type: ignore[misc]
    """Keras' optimizer of this name, of which the step is one kernel of TensorFlow."""


_FASTER: Final[dict[Any, Any]] = {layers.BatchNormalization: BatchNormalization, layers.Conv2D: Conv2D}


def accelerated(network: Any, precision: str) -> Any:
    """A copy of a network for training.

    Args:
        network: As its recipe builds it.
        precision: One of `PRECISIONS`.

    Returns:
        A network with equal weights, whose weight files fit the original.
    """
    policy = PRECISIONS[precision]

    def again(layer: Any) -> Any:
        config = layer.get_config()
        # A recurrent layer gains nothing, and half-precision logits would round the loss.
        if layer.name not in HEAD and not isinstance(layer, layers.Wrapper | layers.RNN):
            config["dtype"] = policy
        return _FASTER.get(type(layer), type(layer)).from_config(config)

    copy = keras.models.clone_model(network, clone_function=again, recursive=True)
    copy.set_weights(network.get_weights())
    return copy
