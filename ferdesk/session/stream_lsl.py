"""Scores and markers as LabStreamingLayer streams, and markers of other programs taken in.

Used by the thread `ferdesk-streams`; liblsl has threads of its own. liblsl always listens at every address of the
computer, whatever its configuration says. `_Confinement` therefore ties its sockets to the loopback device as soon as
they are there, unless the user lets other computers in; where that cannot be done, there is no stream.
"""

import math
import os
import socket
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar, Final

from ferdesk.core.errors import StreamError
from ferdesk.core.labels import EMOTIONS
from ferdesk.core.recording import Marker
from ferdesk.core.streaming import ForeignMarker, Sample, StreamPlan, is_loopback

CHANNELS: Final = ("frame", "face", "left", "top", "width", "height", *EMOTIONS)
"""Of a stream of scores. A sample is one face of one frame; a frame without a face has one with face 0 and NaN."""

MISSING: Final = (
    "LabStreamingLayer needs a package that is not installed: install ferdesk with its extra,"
    " pip install 'ferdesk[stream]'."
)
_OWN: Final = "ferdesk-"
_PORTS: Final = range(16572, 16604)
_LOOPBACK_ONLY: Final = f"""[ports]
BasePort = {_PORTS.start}
PortRange = {len(_PORTS)}
AllowRandomPorts = false
IPv6 = disable
[multicast]
ResolveScope = machine
ListenAddress = 127.0.0.1
[log]
level = -3
"""
_EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 - compared, never bound
_LOOK_FOR_S: Final = 0.25
_FORGET_S: Final = 2.0
_MOST_INLETS: Final = 16
_MOST_CHARACTERS: Final = 500


class _Library:
    """liblsl, whose configuration can be given once in a process and never changed."""

    _network: ClassVar[bool | None] = None

    @classmethod
    def load(cls, *, network: bool) -> Any:
        """pylsl, configured for this computer alone or as the user's own lsl_api.cfg says.

        Raises:
            StreamError: The extra is missing, or another reach was chosen before.
        """
        if cls._network not in (None, network):
            raise StreamError(
                "LabStreamingLayer was already on with another choice of who may read it. Start ferdesk again to"
                " change that."
            )
        try:
            import pylsl
        except (ImportError, RuntimeError) as error:  # RuntimeError: pylsl without liblsl
            raise StreamError(MISSING) from error
        if cls._network is None and not network:
            try:
                pylsl.set_config_content(_LOOPBACK_ONLY)
            except NotImplementedError as error:
                raise StreamError(
                    "The system's liblsl is too old: remove it, so that the one that comes with pylsl is used."
                ) from error
        cls._network = network
        return pylsl


class _Confinement:
    """Keeps liblsl's sockets on this computer."""

    def __init__(self, *, network: bool) -> None:
        if not network and sys.platform != "linux":
            raise StreamError(
                "LabStreamingLayer can be kept on this computer on Linux only. Use OSC, or let other computers read it."
            )
        self._wanted = not network
        self._known: set[tuple[int, int]] = set()

    def apply(self) -> None:
        """Ties the sockets that are new to the loopback device, and ends connections to other computers.

        Raises:
            StreamError: The system does not allow it.
        """
        if not self._wanted:
            return
        found = set(_sockets())
        for number, _inode in found - self._known:
            try:
                with socket.socket(fileno=os.dup(number)) as copy:
                    _keep_here(copy)
            except PermissionError as error:
                raise StreamError(
                    "LabStreamingLayer cannot be kept on this computer: the system is older than Linux 5.7. Use OSC, or"
                    " let other computers read it."
                ) from error
            except OSError:
                continue  # closed meanwhile
        self._known = found


def _sockets() -> Iterator[tuple[int, int]]:
    """Number and inode of every open socket of this process."""
    for entry in Path("/proc/self/fd").iterdir():
        try:
            status = os.fstat(int(entry.name))
        except OSError:  # the one with which the folder was read
            continue
        if stat.S_ISSOCK(status.st_mode):
            yield int(entry.name), status.st_ino


def _keep_here(one: socket.socket) -> None:
    """Ties a socket to the loopback device where it is liblsl's and listens at every address."""
    if one.family != socket.AF_INET:
        return
    address, port = one.getsockname()
    try:
        peer, peer_port = one.getpeername()
    except OSError:
        peer, peer_port = "", 0  # it is not connected
    if not peer and address == _EVERYWHERE and port in _PORTS:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo\0")
    elif peer and peer_port in _PORTS and not is_loopback(peer):
        one.shutdown(socket.SHUT_RDWR)  # a forged answer to the search for markers led it there


class LslOut:
    """A stream of scores for each model, `ferdesk <model>`, and one of markers, `ferdesk markers`."""

    def __init__(self, plan: StreamPlan) -> None:
        """Opens the streams.

        Raises:
            StreamError: The extra is missing, or the streams cannot be opened or kept on this computer.
        """
        self._confinement = _Confinement(network=plan.lsl_network)
        self._lsl = _Library.load(network=plan.lsl_network)
        self._offset_s: float = self._lsl.local_clock() - time.perf_counter()
        self._looked_s = 0.0
        self._scores: dict[str, Any] = {}
        self._markers = self._outlet("ferdesk markers", "Markers", ("marker",), "string", f"{_OWN}markers")
        self._inlet = _Inlets(self._lsl, self._offset_s) if plan.lsl_markers else None
        self.use_models(plan.models)

    def use_models(self, models: tuple[str, ...]) -> None:
        """One stream for each of these, and none for others; see `__init__` for errors."""
        for gone in set(self._scores) - set(models):
            del self._scores[gone]
        for name in models:
            if name not in self._scores:
                outlet = self._outlet(f"ferdesk {name}", "FacialExpression", CHANNELS, "float32", f"{_OWN}{name}")
                self._scores[name] = outlet

    def _outlet(self, name: str, kind: str, channels: tuple[str, ...], form: str, identity: str) -> Any:
        info = self._lsl.StreamInfo(name, kind, len(channels), self._lsl.IRREGULAR_RATE, form, identity)
        info.desc().append_child_value("manufacturer", "ferdesk")
        described = info.desc().append_child("channels")
        for label in channels:
            channel = described.append_child("channel")
            channel.append_child_value("label", label)
            if label in EMOTIONS:
                channel.append_child_value("unit", "probability")
        try:
            outlet = self._lsl.StreamOutlet(info)
        except RuntimeError as error:
            raise StreamError(
                "LabStreamingLayer cannot open a stream: its ports are in use or the network forbids it. End other"
                " programs that stream, and try again."
            ) from error
        self._confinement.apply()
        return outlet

    def send(self, sample: Sample) -> None:
        """Sends one frame, with the time of its capture."""
        at_s = sample.time_s + self._offset_s
        if not sample.faces:
            nothing = [float(sample.frame), 0.0, *[math.nan] * (len(CHANNELS) - 2)]
            for outlet in self._scores.values():
                outlet.push_sample(nothing, at_s)
        for scores in sample.scores:
            if scores.model in self._scores:
                values = [float(sample.frame), float(scores.face), *scores.box, *scores.probabilities]
                self._scores[scores.model].push_sample(values, at_s)

    def mark(self, marker: Marker) -> None:
        """Sends a marker with its own time: its key, and its text where it has one."""
        text = f"{marker.key} {marker.text}" if marker.text else marker.key
        self._markers.push_sample([text], marker.time_s + self._offset_s)

    def take(self) -> list[ForeignMarker]:
        """Markers of other programs since the last call; see `__init__` for errors."""
        if self._inlet is None or time.monotonic() - self._looked_s < _LOOK_FOR_S:
            return []
        self._looked_s = time.monotonic()
        self._confinement.apply()  # looking for streams opens sockets, again and again
        return self._inlet.take()

    def close(self) -> None:
        """Closes all streams."""
        self._scores.clear()
        self._inlet = self._markers = None


class _Inlets:
    """Every stream of markers that is not ferdesk's own."""

    def __init__(self, lsl: Any, offset_s: float) -> None:
        self._lsl = lsl
        self._offset_s = offset_s
        wanted = f"type='Markers' and channel_format='string' and not(starts-with(source_id,'{_OWN}'))"
        self._resolver = lsl.ContinuousResolver(pred=wanted, forget_after=_FORGET_S)
        self._open: dict[str, tuple[str, Any]] = {}

    def take(self) -> list[ForeignMarker]:
        found = {info.uid(): info for info in self._resolver.results()}
        for gone in set(self._open) - set(found):
            del self._open[gone]
        for uid, info in found.items():
            if uid not in self._open and len(self._open) < _MOST_INLETS:
                self._open[uid] = info.name(), self._lsl.StreamInlet(info, max_buflen=60, recover=False)
        return [marker for name, inlet in list(self._open.values()) for marker in self._pull(name, inlet)]

    def _pull(self, name: str, inlet: Any) -> list[ForeignMarker]:
        try:
            samples, times = inlet.pull_chunk(timeout=0.0, max_samples=64)
        except RuntimeError:  # lost: its program has ended; the resolver will forget it
            return []
        return [
            ForeignMarker(at_s - self._offset_s, str(values[0])[:_MOST_CHARACTERS], name)
            for values, at_s in zip(samples, times, strict=True)
        ]
