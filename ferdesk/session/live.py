"""A session while it is recorded: its folder, journal and video, and the watch over the disk. Owned by one thread."""

import shutil
import time
from datetime import datetime
from pathlib import Path
from typing import Final

from ferdesk.core import paths
from ferdesk.core.errors import SessionError
from ferdesk.core.recording import Plan
from ferdesk.core.types import Failure, Observation
from ferdesk.session import ledger
from ferdesk.session.export import utc_now, utc_text
from ferdesk.session.journal import Journal
from ferdesk.session.schema import VIDEO
from ferdesk.session.video import VideoFile

VIDEO_RESERVE: Final = 500_000_000
"""Bytes that video leaves free for scores."""
SCORES_RESERVE: Final = 100_000_000
"""Bytes that scores leave free, for the tables made of them and for everything else on that disk."""


class LiveSession:
    """Takes in what is observed.

    Attributes:
        folder: The session's own.
        journal: Takes markers, poses and all else.
    """

    def __init__(self, plan: Plan, root: Path, started_s: float) -> None:
        """Makes a new folder in `root`; never one that is there already.

        Args:
            plan: What to record.
            root: Made when it is not there.
            started_s: `perf_counter` that counts as second 0.

        Raises:
            SessionError: The folder or a file in it cannot be made, or the disk is nearly full.
        """
        self.folder = _new_folder(plan.folder or root)
        if self.folder.parent != paths.sessions():
            ledger.note(self.folder, ledger.SESSION)
        if _free_bytes(self.folder) < SCORES_RESERVE:
            free = _free_bytes(self.folder)
            self.folder.rmdir()
            raise SessionError(
                f"{self.folder.parent} has only {free / 1e6:.0f} MB free, too little to record. Free at least"
                f" {SCORES_RESERVE / 1e6:.0f} MB or choose another folder."
            )
        self._started_s = started_s
        self.journal = Journal(self.folder, plan, started_s)
        self._made = self.journal.path.stat()
        self._size: tuple[int, int] | None = None
        self._video = VideoFile(self.folder / VIDEO) if plan.video else None

    @property
    def has_video(self) -> bool:
        """Whether pictures are being written now."""
        return self._video is not None

    def write(self, observation: Observation, unsaved: int) -> Failure | None:
        """Takes in a frame; returns the failure with which the video ended, if it did."""
        frame = observation.frame
        self.journal.write(observation, unsaved)
        if self._size != (frame.width, frame.height):
            self._size = (frame.width, frame.height)
            scale = None if self._video is None else self._video.scale_of(frame)
            self.journal.resize(*self._size, scale, frame.time_s)
        seconds = frame.time_s - self._started_s
        if self._video is None or seconds < 0:
            return None
        try:
            self._video.add(frame, seconds)
        except SessionError as error:
            return self._end_video(f"{error} Scores are still recorded.")
        return None

    def commit(self) -> None:
        """Brings all to the disk.

        Raises:
            SessionError: The disk is full, or the folder is gone.
        """
        self._check_folder()
        self.journal.commit()

    def check_space(self) -> Failure | None:
        """Ends the video while there is still room for scores; returns the failure if it did.

        Raises:
            SessionError: There is no room for scores either, or the folder is gone.
        """
        free = self._free()
        if self._video is not None and free < VIDEO_RESERVE:
            return self._end_video(
                f"The disk of {self.folder} has only {free / 1e6:.0f} MB left, so no more video is recorded, only"
                " scores. Free some space for the next recording."
            )
        if free < SCORES_RESERVE:
            raise SessionError(
                f"The disk of {self.folder} has only {free / 1e6:.0f} MB left, so the recording has ended; all until"
                " then is kept. Free some space."
            )
        return None

    def end(self, *, unsaved: int) -> Failure | None:
        """Ends it as it should end; `unsaved` frames came after the last one written.

        Raises:
            SessionError: The last rows cannot be written.
        """
        failure = None
        if unsaved:
            text = f"{unsaved} frames were not saved at the end, because the disk was too slow."
            self.journal.note("unsaved", text, time.perf_counter())
            self.journal.put_facts({"unsaved_at_end": unsaved})
        if self._video is not None:
            try:
                self._video.close()
            except SessionError as error:
                failure = self._failed(str(error))
            self._video = None
        self.journal.put_facts({"ended_utc": utc_text(utc_now())})
        self.commit()
        return failure

    def close(self) -> None:
        """Lets go of the files, whether it has ended or failed."""
        if self._video is not None:
            self._end_video("")
        self.journal.close()

    def _end_video(self, sentence: str) -> Failure:
        video, self._video = self._video, None
        try:
            if video is not None:
                video.close()
        except SessionError as error:
            sentence = sentence or str(error)
        return self._failed(sentence)

    def _failed(self, sentence: str) -> Failure:
        now = time.perf_counter()
        self.journal.note("video", sentence, now)
        return Failure("recording", sentence, None, now)

    def _check_folder(self) -> None:
        try:
            found = self.journal.path.stat()
            if (found.st_dev, found.st_ino) == (self._made.st_dev, self._made.st_ino):
                return
        except OSError as error:
            raise self._gone() from error
        raise self._gone()

    def _free(self) -> int:
        self._check_folder()
        try:
            return _free_bytes(self.folder)
        except OSError as error:
            raise self._gone() from error

    def _gone(self) -> SessionError:
        return SessionError(
            f"The folder {self.folder} was moved or removed while recording, so the recording has ended."
            " Start a new one."
        )


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def _new_folder(root: Path) -> Path:
    """A folder named by the local time, readable by its owner only."""
    name = datetime.now().astimezone().strftime("%Y-%m-%d_%H-%M-%S")
    number = 1
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        while True:
            folder = root / (name if number == 1 else f"{name}-{number}")
            try:
                folder.mkdir(mode=0o700)
            except FileExistsError:
                number += 1
            else:
                return folder
    except OSError as error:
        raise SessionError(
            f"No session folder can be made in {root}: {error.strerror}. Choose another folder, or check its"
            " permissions."
        ) from error
