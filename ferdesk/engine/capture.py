"""The thread that owns the open source: it reads, keeps files at their own rate, and opens a lost camera again."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from ferdesk.core.errors import SourceError
from ferdesk.core.types import Event, Failure, Frame, SourceState, SourceStatus
from ferdesk.engine.contracts import EndOfSource, Source
from ferdesk.engine.mailbox import Slot
from ferdesk.engine.pace import Pace

logger = logging.getLogger(__name__)

Opener = Callable[[str, threading.Event], Source]

_READ_S = 0.1
_REOPEN_S = 1.0
_LATEST_S = 0.25
_AHEAD_S = 60.0  # the pictures of a slide show stand for long, too
_NOTHING = ""  # the address of no source at all

SHORT_S = 30.0
"""A clip that is shorter than any window of the room view."""


@dataclass(frozen=True, slots=True, eq=False)
class Captured:
    """A frame with the number of the source it is from, so that an old source's last picture can be told apart."""

    frame: Frame
    source_number: int
    still: bool


@dataclass(frozen=True, slots=True)
class _Open:
    address: str
    cancel: threading.Event


@dataclass(frozen=True, slots=True)
class _Pause:
    paused: bool


@dataclass(frozen=True, slots=True)
class _Seek:
    position_s: float


@dataclass(frozen=True, slots=True)
class _Go:
    pass


class Capture:
    """Owns the source and its thread, `ferdesk-capture`. Public methods never block and may be called anywhere.

    Sources are opened at once but read only after `go`, so that the beginning of a file is not lost on an engine that
    is still loading.
    """

    def __init__(
        self, opener: Opener, slot: Slot[Captured], tell: Callable[[Event], None], *, loop: bool = False
    ) -> None:
        """`loop`: start a file again when it ends."""
        self._opener = opener
        self._slot = slot
        self._tell = tell
        self._loop = loop
        self._commands: queue.SimpleQueue[_Open | _Pause | _Seek | _Go | None] = queue.SimpleQueue()
        self._cancel = threading.Event()
        self._stopping = False
        self._source: Source | None = None
        self._wanted: _Open | None = None
        self._going = False
        self._repeat_short = False
        self._lost = False
        self._paused = False
        self._ended = False
        self._captured = 0
        self._number = 0
        self._pace = Pace(_LATEST_S, _AHEAD_S)
        self._told = 0  # of the source's problems
        self._pending: Frame | None = None  # read from a file and not yet due
        self._thread = threading.Thread(target=self._work, name="ferdesk-capture", daemon=True)

    @property
    def captured(self) -> int:
        """Pictures captured since the start, over all sources."""
        return self._captured

    def start(self) -> None:
        self._thread.start()

    def go(self) -> None:
        """Begins to read, once there is someone who looks at the pictures."""
        self._commands.put(_Go())

    def open(self, address: str) -> None:
        """Closes the open source, gives up one that is still being opened, and opens `address`."""
        self._cancel.set()
        self._cancel = threading.Event()
        self._commands.put(_Open(address, self._cancel))

    def pause(self, paused: bool) -> None:
        self._commands.put(_Pause(paused))

    def seek(self, position_s: float) -> None:
        self._commands.put(_Seek(position_s))

    def repeat_short(self, repeat: bool) -> None:
        """Whether a clip shorter than `SHORT_S` starts again when it ends."""
        self._repeat_short = repeat

    def shut(self) -> None:
        """Frees the source, gives up one that is still being opened, and waits for the next `open`."""
        self.open(_NOTHING)

    def close(self, timeout_s: float) -> bool:
        """Stops the thread; True when it has ended within the time."""
        self._stopping = True
        self._cancel.set()
        self._commands.put(None)
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while not self._stopping:
            try:
                self._step()
            except SourceError as error:
                self._on_lost(error)
            except Exception as error:  # the top of an engine thread: the last picture stays, the reason is told
                logger.exception("capture failed")
                self._on_lost(SourceError(f"Reading pictures failed ({error}). Open the source again."))
        self._close_source()

    def _step(self) -> None:
        source = self._source
        if source is None or not self._going or self._ended or (self._paused and not source.live):
            self._obey(_REOPEN_S if self._lost else None)
        elif not self._commands.empty():
            self._obey(0)
        elif self._pending is None:
            self._pending = self._read(source)
        elif (wait_s := self._time_to(self._pending)) > 0:
            self._obey(wait_s)  # waiting here keeps pause and seek prompt even in slow files
        else:
            self._show(source, self._pending)

    def _obey(self, timeout_s: float | None) -> None:
        """Carries out one command, waiting for it; when none comes, tries a lost source again."""
        try:
            command = self._commands.get(timeout=timeout_s)
        except queue.Empty:
            if self._lost and self._wanted is not None:
                self._open(self._wanted)
            return
        if isinstance(command, _Open):
            self._begin(command)
        elif isinstance(command, _Pause):
            self._on_pause(command.paused)
        elif isinstance(command, _Seek):
            self._on_seek(command.position_s)
        elif isinstance(command, _Go):
            self._going = True

    def _begin(self, wanted: _Open) -> None:
        if wanted.address == _NOTHING:
            self._publish(SourceState.CLOSED)
        self._close_source()
        self._wanted, self._lost, self._paused, self._ended = wanted, False, False, False
        self._number += 1
        self._slot.clear()
        if wanted.address != _NOTHING and not wanted.cancel.is_set():
            self._tell(SourceStatus(wanted.address, wanted.address, SourceState.OPENING))
            self._open(wanted)

    def _open(self, wanted: _Open) -> None:
        try:
            self._source = self._opener(wanted.address, wanted.cancel)
        except SourceError as error:
            self._on_refused(wanted, error)
            return
        if wanted.cancel.is_set():  # something else was asked for while this was opening
            self._close_source()
            return
        self._lost, self._told = False, 0
        self._pace.restart()
        self._publish(SourceState.PAUSED if self._paused else SourceState.PLAYING)

    def _on_refused(self, wanted: _Open, error: SourceError) -> None:
        if wanted.cancel.is_set():  # given up by choice
            return
        waits = self._lost or wanted.address.startswith("camera:")
        state = SourceState.LOST if waits else SourceState.FAILED
        if not self._lost:  # told once, not with every attempt
            self._tell(Failure("source", str(error), error, time.perf_counter()))
            self._tell(SourceStatus(wanted.address, wanted.address, state, message=str(error)))
        self._lost = waits

    def _read(self, source: Source) -> Frame | None:
        """The next frame to show, if there is one."""
        try:
            frame = source.read(_READ_S)
        except EndOfSource:
            self._on_end(source)
            return None
        finally:
            self._tell_problems(source)
        # A paused camera is read on, so that no old picture waits in the device.
        return None if self._paused and source.live else frame

    def _tell_problems(self, source: Source) -> None:
        for problem in source.problems[self._told :]:
            self._tell(Failure("source", problem, None, time.perf_counter()))
        self._told = len(source.problems)

    def _time_to(self, frame: Frame) -> float:
        """Seconds until a file's frame is due at the file's own rate; none for a live one."""
        return 0.0 if frame.position_s is None else self._pace.wait_s(frame.position_s)

    def _show(self, source: Source, frame: Frame) -> None:
        self._pending = None
        self._captured += 1
        # A file's picture is captured, as far as anyone who watches can tell, when it is shown.
        time_s = frame.time_s if source.live else time.perf_counter()
        shown = replace(frame, index=self._captured, time_s=time_s)
        self._slot.put(Captured(shown, self._number, source.still))

    def _on_end(self, source: Source) -> None:
        short = self._repeat_short and source.duration_s is not None and source.duration_s < SHORT_S
        if self._loop or short:
            source.seek(0.0)
            self._pace.restart()
            return
        self._ended = True
        self._publish(SourceState.ENDED)

    def _on_pause(self, paused: bool) -> None:
        if self._source is None or paused == self._paused:
            return
        self._paused = paused
        self._pace.restart()
        if not self._ended:
            self._publish(SourceState.PAUSED if paused else SourceState.PLAYING)

    def _on_seek(self, position_s: float) -> None:
        if self._source is None or self._source.live:
            return
        self._source.seek(max(position_s, 0.0))
        self._pace.restart()
        if self._ended:
            self._ended = False
            self._publish(SourceState.PAUSED if self._paused else SourceState.PLAYING)
        self._pending = None
        if self._paused:  # show the picture that was sought, once
            frame = self._read(self._source)
            if frame is not None:
                self._show(self._source, frame)

    def _on_lost(self, error: SourceError) -> None:
        source = self._source
        if source is None and self._wanted is not None:  # it was not open yet
            self._on_refused(self._wanted, error)
            return
        live = source is not None and source.live
        self._tell(Failure("source", str(error), error, time.perf_counter()))
        self._publish(SourceState.LOST if live else SourceState.ENDED, str(error))
        if source is not None and live:
            # By the source's own address: `camera:0` may be another camera when it is back.
            self._wanted = _Open(source.address, self._cancel)
            self._close_source()
            self._lost = True
        else:  # a damaged file: what could be read was shown
            self._ended = True

    def _publish(self, state: SourceState, message: str = "") -> None:
        source = self._source
        if source is not None:
            facts = (source.live, source.mirrored, source.duration_s)
            self._tell(SourceStatus(source.address, source.title, state, *facts, message))

    def _close_source(self) -> None:
        if self._source is not None:
            self._source.close()
            self._source = None
        self._pending = None
