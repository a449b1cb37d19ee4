"""The detectors by name, with the tracker, on real clips; and what they must not do to the process around them."""

import gc
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from ferdesk.core.errors import DetectorError
from ferdesk.core.tracking import Tracker
from ferdesk.core.types import NO_TRACK, Face, Frame
from ferdesk.engine.contracts import FaceDetector
from ferdesk.engine.detector import DETECTORS, make_detector
from ferdesk.engine.detectors import whole_picture
from tests.engine.clips import opened, play

GRAY = Frame(np.full((240, 320, 3), 120, dtype=np.uint8), 0, 0.0)


@pytest.fixture
def make() -> Iterator[Callable[..., FaceDetector]]:
    """`make_detector`, closing what it made."""
    made: list[FaceDetector] = []

    def keep(name: str, **options: bool) -> FaceDetector:
        made.append(make_detector(name, **options))
        return made[-1]

    yield keep
    for detector in made:
        detector.close()


def frames_of(clip: Path) -> list[Frame]:
    source = opened(clip)
    try:
        return play(source).frames
    finally:
        source.close()


def tracked(detector: FaceDetector, clip: Path) -> list[tuple[Face, ...]]:
    """The numbered faces of every frame, on the clip's own time stamps."""
    tracker = Tracker()
    return [tracker.update(detector.find(frame), frame.position_s or 0.0) for frame in frames_of(clip)]


def sightings(shown: list[tuple[Face, ...]]) -> Counter[int]:
    """In how many frames each number is seen."""
    return Counter(face.track_id for faces in shown for face in faces)


def share(shown: list[tuple[Face, ...]], least: int) -> float:
    """Share of the frames with at least that many faces."""
    return sum(len(faces) >= least for faces in shown) / len(shown)


@pytest.mark.parametrize("name", ["webcam-help", "webcam-yes", "webcam-student"])
def test_one_person_before_a_webcam_has_one_number_in_every_frame(
    make: Callable[..., FaceDetector], media: Path, name: str
) -> None:
    """The person's hands and a skull on the shirt score up to 0.83 in MediaPipe's single look."""
    shown = tracked(make("near"), media / f"{name}.mkv")
    assert share(shown, 1) >= 0.95
    assert set(sightings(shown)) == {1}


def test_two_people_who_turn_their_heads_keep_their_numbers(make: Callable[..., FaceDetector], media: Path) -> None:
    shown = tracked(make("near"), media / "head-pose-face-detection-female-and-male.gif")
    assert share(shown, 2) >= 0.95
    assert set(sightings(shown)) == {1, 2}
    sides = {(face.track_id, face.box.center[0] > 240) for faces in shown for face in faces}
    assert len(sides) == 2


@pytest.mark.parametrize("exhaustive", [False, True], ids=["live", "exhaustive"])
def test_four_people_in_a_classroom(make: Callable[..., FaceDetector], media: Path, exhaustive: bool) -> None:
    shown = tracked(make("far", exhaustive=exhaustive), media / "classroom.gif")
    assert share(shown, 3) >= 0.9
    assert share(shown, 4) >= 0.8
    assert share(shown, 5) <= 0.1
    long_ones = [number for number, count in sightings(shown).items() if count > len(shown) / 2]
    assert len(long_ones) == 4
    assert len(sightings(shown)) <= 5


@pytest.mark.parametrize("exhaustive", [False, True], ids=["live", "exhaustive"])
def test_two_people_walking_up_have_two_numbers(
    make: Callable[..., FaceDetector], media: Path, exhaustive: bool
) -> None:
    shown = tracked(make("far", exhaustive=exhaustive), media / "face-demographics-walking.gif")
    assert sorted(face.track_id for face in shown[-1]) == [1, 2]
    assert len(sightings(shown)) <= 3
    assert share(shown, 2) >= 0.5


def test_the_far_detector_finds_near_faces_too(make: Callable[..., FaceDetector], media: Path) -> None:
    frame = frames_of(media / "head-pose-face-detection-female-and-male.gif")[0]
    near, far = make("near", still=True).find(frame), make("far", still=True).find(frame)
    assert len(near) == len(far) == 2
    for ours in near:
        assert max(ours.box.overlap(other.box) for other in far) > 0.8


def test_pictures_of_their_own_have_no_memory(make: Callable[..., FaceDetector], media: Path) -> None:
    frames = frames_of(media / "webcam-yes.mkv")[::10]
    detector = make("near", still=True)
    for frame in (frames[0], GRAY, frames[0], frames[3]):
        alone = make("near", still=True).find(frame)
        assert [face.box for face in detector.find(frame)] == [face.box for face in alone]


@pytest.mark.parametrize("name", DETECTORS)
def test_faces_are_what_the_contract_says(make: Callable[..., FaceDetector], media: Path, name: str) -> None:
    detector = make(name)
    assert detector.name == name
    frame = frames_of(media / "webcam-help.mkv")[0]
    faces = detector.find(frame)
    assert faces
    for face in faces:
        assert 0 < face.score < 1
        assert face.track_id == NO_TRACK
        assert not face.keypoints.flags.writeable
    assert [face.score for face in faces] == sorted((face.score for face in faces), reverse=True)


@pytest.mark.parametrize("name", DETECTORS)
@pytest.mark.parametrize(("height", "width"), [(1, 1), (2, 900), (900, 2), (240, 320)])
def test_pictures_without_a_face_and_of_odd_sizes_give_none(
    make: Callable[..., FaceDetector], name: str, height: int, width: int
) -> None:
    detector = make(name, still=True)
    assert detector.find(Frame(np.full((height, width, 3), 120, dtype=np.uint8), 0, 0.0)) == ()


def test_frames_of_one_moment_or_of_an_earlier_one_are_no_error(make: Callable[..., FaceDetector]) -> None:
    detector = make("near")
    for time_s in (5.0, 5.0, 5.0001, 1.0):
        assert detector.find(Frame(GRAY.pixels, 0, time_s)) == ()


@pytest.mark.parametrize("name", DETECTORS)
def test_closing_twice_is_fine(name: str) -> None:
    detector = make_detector(name)
    detector.close()
    detector.close()


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DetectorError, match="no face detector called 'haar'; choose one of: near, far"):
        make_detector("haar")


def test_a_library_that_fails_becomes_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_picture, "blazeface_tflite", lambda: b"not a model")
    with pytest.raises(DetectorError, match=r"^MediaPipe's face detector cannot be started .*install ferdesk again\.$"):
        make_detector("near")
    gc.collect()  # MediaPipe's thread ends with the objects that its error still holds


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)


def test_naming_the_detectors_loads_none_of_their_libraries() -> None:
    heavy = {"mediapipe", "onnxruntime", "scipy", "tensorflow"}
    result = run(
        "import sys, ferdesk.engine.detector, ferdesk.core.tracking\n"
        f"print({heavy} & {{name.split('.')[0] for name in sys.modules}})"
    )
    assert result.stdout.strip() == "set()"


def test_a_detector_brings_no_tensorflow_and_no_audio() -> None:
    result = run(
        "import sys\n"
        "from ferdesk.engine.detector import make_detector\n"
        "make_detector('near').close()\n"
        "print({'tensorflow', 'sounddevice'} & sys.modules.keys())"
    )
    assert result.stdout.strip() == "set()"


@pytest.mark.parametrize("name", DETECTORS)
def test_a_detectors_life_leaves_nothing_on_stderr_but_our_own_lines(name: str) -> None:
    result = run(
        "import sys, threading, numpy as np\n"
        "from ferdesk.core.types import Frame\n"
        "from ferdesk.engine.detector import make_detector\n"
        "print('before', file=sys.stderr)\n"
        "def talk():\n"
        "    for number in range(2000):\n"
        "        print(number, file=sys.stderr, flush=True)\n"
        "talker = threading.Thread(target=talk)\n"
        "talker.start()\n"
        f"detector = make_detector({name!r})\n"
        "talker.join()\n"
        "detector.find(Frame(np.zeros((480, 640, 3), np.uint8), 0, 0.0))\n"
        "detector.close()\n"
        "print('after', file=sys.stderr)\n"
    )
    lines = result.stderr.split()
    assert lines[0] == "before"
    assert lines[-1] == "after"
    assert sorted(lines[1:-1], key=int) == [str(number) for number in range(2000)]


def test_two_that_write_at_once_lose_no_line() -> None:
    result = run(
        "import os\n"
        "from ferdesk.engine.detectors.quiet import native_logs_hidden\n"
        "with native_logs_hidden():\n"
        "    second = os.fork()\n"
        "    for number in range(20000):\n"
        "        os.write(2, f'{number}\\n'.encode())\n"
        "    if not second:\n"
        "        os._exit(0)\n"
        "    os.waitpid(second, 0)\n"
    )
    assert sorted(map(int, result.stderr.splitlines())) == sorted([*range(20000), *range(20000)])


def test_a_line_between_the_pieces_of_a_librarys_line_comes_through() -> None:
    result = run(
        "import os\n"
        "from ferdesk.engine.detectors.quiet import native_logs_hidden\n"
        "theirs = 'Created TensorFlow Lite XNNPACK delegate for CPU.'\n"
        "first = ('W0000 00:00:1.5 1 file.cc:1] noise\\n', 'INFO: ', '1\\n', theirs, '2\\n', '\\n')\n"
        "second = ('INFO: ours\\n', 'INFO: ', theirs, '\\n', '3\\n')\n"
        "with native_logs_hidden():\n"
        "    for piece in first + second:\n"
        "        os.write(2, piece.encode())\n"
    )
    assert result.stderr == "1\n2\nINFO: ours\n3\n"
