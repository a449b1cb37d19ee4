"""The description beside a model that carries none: `model.ferdesk.json` beside `model.onnx`.

It is a spec as JSON, with the SHA-256 of the one file that it belongs to. When the file is read, the description is
laid into its bytes, so that everything after that meets a model that describes itself.
"""

import hashlib
import json
from pathlib import Path

from ferdesk.core.errors import ModelError
from ferdesk.core.spec import METADATA_KEY, ModelSpec, to_json

SUFFIX = ".ferdesk.json"
_MOST_BYTES = 32 * 1024 * 1024
_DIGEST = "sha256"


def sidecar_of(path: Path) -> Path:
    """Where the description of a model file lies."""
    return path.with_suffix(SUFFIX)


def describes_itself(data: bytes) -> bool:
    """Whether a model's bytes carry a description."""
    return METADATA_KEY.encode() in data


def description_text(data: bytes, spec: ModelSpec) -> str:
    """What to write beside a model whose bytes are `data`."""
    return json.dumps({_DIGEST: hashlib.sha256(data).hexdigest(), **json.loads(to_json(spec))}, indent=1)


def lay_in(data: bytes, text: str) -> bytes:
    """A model's bytes with a description in its metadata."""
    import onnx  # 0.3 s, and only strangers' models need it

    entry = onnx.StringStringEntryProto(key=METADATA_KEY, value=text)
    # Two serialised messages in a row are one message with the fields of both, so the model need not be parsed.
    return data + bytes(onnx.ModelProto(metadata_props=[entry]).SerializeToString())


def described(data: bytes, path: Path) -> bytes:
    """A model's bytes with the description that lies beside its file, if it needs one and there is one.

    Raises:
        ModelError: What lies there cannot be read, is no description, or belongs to another file.
    """
    beside = sidecar_of(path)
    if describes_itself(data) or not beside.is_file():
        return data
    again = f"Remove {beside.name}, then add the model again in the window to describe it anew."
    try:
        if beside.stat().st_size > _MOST_BYTES:
            raise ModelError(f"{beside.name} is too large for a description of {path.name}. {again}")
        text = beside.read_text(encoding="utf-8")
        belongs_to = json.loads(text)[_DIGEST]
    except OSError as error:
        raise ModelError(f"{beside} cannot be read: {error.strerror}. Check its permissions.") from error
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ModelError(f"{beside.name} is no description of {path.name}, or is damaged. {again}") from error
    if belongs_to != hashlib.sha256(data).hexdigest():
        raise ModelError(f"{path.name} is not the file that {beside.name} describes: its SHA-256 is another. {again}")
    return lay_in(data, text)
