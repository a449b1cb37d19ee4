"""What the pipeline needs of a source and of a detector. Everything behind these is exchangeable."""

from typing import Protocol

from ferdesk.core.types import Face, Frame, Observation


class EndOfSource(Exception):  # noqa: N818 - an end is not an error
    """A file, folder or GIF has no more pictures."""


class Source(Protocol):
    """An open source, used by one thread.

    Attributes:
        address: What the user asked for.
        title: Its name for people.
        live: Pictures come at the device's own pace; it cannot be sought, and is opened again when it is lost.
        still: Pictures have nothing to do with each other (a picture, a folder of pictures): no tracking.
        mirrored: Shown as in a mirror; true of cameras only.
        duration_s: Length of a file in seconds, None where there is none.
    """

    address: str
    title: str
    live: bool
    still: bool
    mirrored: bool
    duration_s: float | None

    @property
    def problems(self) -> tuple[str, ...]:
        """One sentence for each thing that was left out so far, such as a damaged picture of a folder."""

    def read(self, timeout_s: float) -> Frame | None:
        """The next picture, as fast as the source gives it; None when there was none within `timeout_s`.

        `index` grows by one per picture. `time_s` is the capture time; `position_s` is the true place in a file
        (its own time stamps, strictly increasing between seeks), None for live sources.

        Raises:
            EndOfSource: There are no more pictures.
            SourceError: The source is lost or damaged.
        """

    def seek(self, position_s: float) -> None:
        """Makes the next `read` give the picture shown at `position_s`. Does nothing for live sources."""

    def close(self) -> None:
        """Frees the device or file; may be called twice."""


class FaceDetector(Protocol):
    """Finds faces; made, used and closed by one thread."""

    name: str

    def find(self, frame: Frame) -> tuple[Face, ...]:
        """All faces of a frame, without track numbers.

        Raises:
            DetectorError: The picture cannot be searched.
        """

    def close(self) -> None:
        """Frees the detector; may be called twice."""


class RoomTap(Protocol):
    """Takes what is seen of a room instead of the window. Used on the inference thread."""

    @property
    def expressions(self) -> bool:
        """Whether models may look at the faces; where not, none is even loaded."""

    @property
    def preview(self) -> bool:
        """Whether the window may have the covered picture, without anything that was found in it."""

    def cover(self, frame: Frame) -> Frame:
        """The picture without the parts that the operator has masked; faces are looked for in this one."""

    def take_in(self, observation: Observation) -> None:
        """An analysed picture; it goes nowhere else."""
