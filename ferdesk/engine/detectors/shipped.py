"""The detector's model files, read once and checked before use."""

import hashlib
from pathlib import Path

from ferdesk.core.errors import DetectorError
from ferdesk.core.paths import detector_model

TFLITE_SHA256 = "bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8"
ONNX_SHA256 = "fe8f31c1c4e039d6d25c827d57cf821d3258063443c8cb337a1b34f006f47490"


def blazeface_tflite() -> bytes:
    """BlazeFace short range as MediaPipe ships it.

    Raises:
        DetectorError: The file is missing or is not the shipped one.
    """
    return _read(detector_model(), TFLITE_SHA256)


def blazeface_onnx() -> bytes:
    """The same network for ONNX Runtime, any number of tiles at once; assets/detector/README.md says how it was made.

    Raises:
        DetectorError: The file is missing or is not the shipped one.
    """
    return _read(detector_model().with_suffix(".onnx"), ONNX_SHA256)


def _read(path: Path, sha256: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DetectorError(f"The face detector cannot read {path} ({reason}); install ferdesk again.") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DetectorError(f"The face detector's file {path} is damaged or was changed; install ferdesk again.")
    return data
