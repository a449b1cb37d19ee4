"""Why a model answered as it did: maps over its input, computed from the ONNX file alone."""
