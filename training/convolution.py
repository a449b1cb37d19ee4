"""Convolutions over small maps as products of matrices, which is what they are (Chellapilla et al., "High Performance
Convolutional Neural Networks for Document Processing", 2006).

TensorFlow's kernels walk along the rows of a map. The last stages of VGG19 and ResNet50 have rows of two to six pixels,
where the gradient of the filters costs as much as all the rest of a step: computed as one product over all pixels of
all pictures it takes a half (6x6) to a ninth (3x3) of the time. Processors with instructions for matrices gain most.
"""

from typing import Any, Final

import keras
from keras import layers

_MOST_PIXELS: Final = 36
"""Of a map whose filters' gradient is computed as a product; from 12x12 on the kernels are as fast."""
_MOST_PIXELS_BOTH_WAYS: Final = 9
"""Of a map for which everything is."""


@keras.saving.register_keras_serializable("ferdesk")
class Conv2D(layers.Conv2D):  # type: ignore[misc]
    """Keras' layer of this name, with a faster step under TensorFlow where maps are small.

    It has the name of the original because weight files address layers by it.
    """

    def call(self, inputs: Any) -> Any:
        """As the original, to rounding."""
        if not self._is_product(inputs):
            return super().call(inputs)
        import tensorflow as tf

        kernel = tf.cast(self.kernel, inputs.dtype)
        outputs = _pixelwise(inputs, kernel, self.strides) if self.kernel_size == (1, 1) else _same(inputs, kernel)
        if self.use_bias:
            # Not bias_add, whose gradient is summed up in bfloat16: over 2,304 pixels it comes out at a fifth.
            outputs = outputs + tf.cast(self.bias, outputs.dtype)
        return self.activation(outputs)

    def _is_product(self, inputs: Any) -> bool:
        if keras.backend.backend() != "tensorflow" or self.groups != 1:
            return False
        if self.kernel_size == (1, 1):
            return True
        height, width = inputs.shape[1:3]
        plain = self.padding == "same" and self.strides == (1, 1) and self.dilation_rate == (1, 1)
        return bool(plain and self.kernel_size == (3, 3) and height * width <= _MOST_PIXELS)


def _pixelwise(inputs: Any, kernel: Any, strides: tuple[int, int]) -> Any:
    """(N, height, width, in) with (1, 1, in, out): (N, height / stride, width / stride, out)."""
    import tensorflow as tf

    # A pool of one pixel leaves the pixels between out, with a faster gradient than a slice has.
    seen = inputs if strides == (1, 1) else tf.nn.avg_pool2d(inputs, 1, strides, "VALID")
    rows = tf.reshape(seen, (-1, seen.shape[-1]))
    return tf.reshape(rows @ tf.reshape(kernel, kernel.shape[2:]), (-1, *seen.shape[1:3], kernel.shape[-1]))


def _same(inputs: Any, kernel: Any) -> Any:
    """(N, height, width, in) with (size, size, in, out), edges filled with zeros: (N, height, width, out)."""
    import tensorflow as tf

    height, width = inputs.shape[1:3]
    size, _, channels, filters = kernel.shape
    few = height * width <= _MOST_PIXELS_BOTH_WAYS

    def product(inputs: Any, kernel: Any) -> Any:
        rows = _patches(inputs, size) @ tf.reshape(kernel, (-1, kernel.shape[-1]))
        return tf.reshape(rows, (-1, height, width, kernel.shape[-1]))

    @tf.custom_gradient  # type: ignore[untyped-decorator]
    def convolution(inputs: Any, kernel: Any) -> tuple[Any, Any]:
        def gradient(upstream: Any) -> tuple[Any, Any]:
            rows = tf.reshape(upstream, (-1, filters))
            of_kernel = tf.matmul(_patches(inputs, size), rows, transpose_a=True)
            if few:
                of_inputs = product(upstream, tf.transpose(tf.reverse(kernel, (0, 1)), (0, 1, 3, 2)))
            else:
                of_inputs = tf.nn.conv2d_transpose(upstream, kernel, tf.shape(inputs), strides=1, padding="SAME")
            return of_inputs, tf.reshape(of_kernel, (size, size, channels, filters))

        outputs = product(inputs, kernel) if few else tf.nn.conv2d(inputs, kernel, strides=1, padding="SAME")
        return outputs, gradient

    return convolution(inputs, kernel)


def _patches(inputs: Any, size: int) -> Any:
    """What the filters see at each pixel: (N * height * width, size * size * channels)."""
    import tensorflow as tf

    height, width, channels = inputs.shape[1:]
    edge = size // 2
    padded = tf.pad(inputs, ((0, 0), (edge, edge), (edge, edge), (0, 0)))
    views = [padded[:, top : top + height, left : left + width] for top in range(size) for left in range(size)]
    return tf.reshape(tf.concat(views, axis=-1), (-1, size * size * channels))
