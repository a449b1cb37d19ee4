"""Where pictures come from: cameras, files, folders, streams and the embedded demo.

`open_source` is the one door. A new kind of source is a class that follows `contracts.Source` and an entry in
`SOURCES`. Network sockets are opened by `stream` alone, for an address that begins with rtsp:// or http(s)://.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ferdesk.engine.contracts import Source
from ferdesk.engine.sources.camera import is_camera, open_camera
from ferdesk.engine.sources.demo import is_demo, open_demo
from ferdesk.engine.sources.devices import list_cameras
from ferdesk.engine.sources.pictures import is_folder, is_picture_file, open_folder, open_picture
from ferdesk.engine.sources.stream import is_network, open_stream
from ferdesk.engine.sources.video import open_video

__all__ = ["SOURCES", "SourceKind", "is_network", "list_cameras", "open_source"]


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of source: which addresses are its own, and how one is opened."""

    name: str
    claims: Callable[[str], bool]
    open: Callable[[str, threading.Event], Source]


SOURCES: Final = (
    SourceKind("demo", is_demo, open_demo),
    SourceKind("stream", is_network, open_stream),
    SourceKind("camera", is_camera, open_camera),
    SourceKind("folder", is_folder, open_folder),
    SourceKind("picture", is_picture_file, open_picture),
    SourceKind("video", lambda _: True, open_video),  # the last one: it says what is wrong with any other address
)
"""Asked in this order; the first that claims an address opens it."""


def open_source(address: str, stop: threading.Event) -> Source:
    """Opens a source for the thread that calls.

    Args:
        address: `camera:N`, `camera:<name>` or a camera's name, a video, GIF or picture file, a folder of pictures, an
            rtsp:// or http(s):// stream, `demo` or `demo:group`.
        stop: Set by another thread to give up; a stream that is being waited for is left within 0.2 s.

    Raises:
        SourceError: It cannot be opened, or `stop` was set before it was open.
    """
    kind = next(kind for kind in SOURCES if kind.claims(address))
    return kind.open(address, stop)
