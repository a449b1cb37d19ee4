"""Measures what the room view's figures are worth and writes docs/room.md, docs/room.json and core/room_measured.py.

Run it as `python docs/room.py`; it needs the clips beside the checkout and takes some minutes. There is no ground truth
for where the heads in these clips point, so the error is measured by what must hold whatever the truth is: in a mirror
a head points as far to the other side; a head that stands still keeps its direction; the same head, pictured smaller,
points the same way; and both face detectors see the same head.
"""

import itertools
import json
import math
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from ferdesk.core.orientation import MEAN_FACE, head_orientation  # noqa: E402 - the checkout is not a package
from ferdesk.core.types import Face, Frame, Pixels  # noqa: E402
from ferdesk.engine.contracts import EndOfSource  # noqa: E402
from ferdesk.engine.detector import make_detector  # noqa: E402
from ferdesk.engine.sources import open_source  # noqa: E402

MEDIA = ROOT.parent / "shared" / "media"
TURNING = (
    "head-pose-face-detection-female-and-male.gif",
    "face-demographics-walking.gif",
    "webcam-help.mkv",
    "webcam-student.mkv",
    "webcam-yes.mkv",
    "classroom.gif",
)
SMALLER = (2, 3, 4)
STILL = 0.02  # of the face's width: a face that moved less between two pictures stands still
SIZES_PX = (10, 12, 14, 16, 18, 20, 22, 24, 27, 30, 34, 40)
RESOLUTIONS = ((1280, 720), (1920, 1080))
ENOUGH = 0.9
FACE_M = 0.2
FIELDS_DEG = (60, 78)
CANVASES = 5
LOOKS = 8  # pictures of the same scene: the search of a room is spread over some
Doubles = npt.NDArray[np.float64]


def frames(address: str, every: int = 1) -> Iterator[Frame]:
    source = open_source(address, threading.Event())
    try:
        while True:
            frame = source.read(1.0)
            if frame is not None and frame.index % every == 0:
                yield frame
    except EndOfSource:
        return
    finally:
        source.close()


def angles(face: Face) -> tuple[float, float]:
    found = head_orientation(face.keypoints)
    return (math.nan, math.nan) if found is None else (found.yaw_deg, found.pitch_deg)


def matched(here: Sequence[Face], there: Sequence[Face]) -> Iterator[tuple[Face, Face]]:
    """Pairs of the same face, by place."""
    for face in here:
        best = max(there, key=lambda other: face.box.overlap(other.box), default=None)
        if best is not None and face.box.overlap(best.box) > 0.3:
            yield face, best


def mirrored(face: Face, width: int) -> Face:
    """As it would be in a mirrored picture; keypoints keep their names, so left and right are exchanged."""
    keypoints = face.keypoints[[1, 0, 2, 3, 5, 4]] * np.array([-1, 1]) + np.array([width, 0])
    box = replace(face.box, left=width - face.box.right)
    return replace(face, box=box, keypoints=np.asarray(keypoints, dtype=np.float32))


def search(detector: str, pixels: Pixels) -> tuple[Face, ...]:
    """A picture on its own, searched everywhere."""
    made = _DETECTORS.setdefault(detector, make_detector(detector, still=True, exhaustive=True))
    return made.find(Frame(np.ascontiguousarray(pixels), 0, 0.0))


_DETECTORS: dict[str, object] = {}


def differences(pairs: Sequence[tuple[Face, Face]]) -> Doubles:
    """float64 (N, 2) yaw and pitch of the first minus the second."""
    return np.array([np.subtract(angles(one), angles(other)) for one, other in pairs]).reshape(-1, 2)


def spread(apart: Doubles) -> dict[str, float]:
    """Root mean square error of one measurement, as the difference of two holds it, and the 95 % point."""
    if not len(apart):
        return {"n": 0}
    yaw, pitch = (np.sqrt((apart**2).mean(axis=0) / 2)).tolist()
    return {"n": len(apart), "yaw": yaw, "pitch": pitch, "yaw_p95": float(np.quantile(np.abs(apart[:, 0]), 0.95))}


@dataclass
class Clip:
    """What one clip shows."""

    name: str
    faces: int
    height_px: float
    yaw_range: tuple[float, float]
    mirror: dict[str, float]
    still: dict[str, float]
    detectors: dict[str, float]
    smaller: dict[str, dict[str, float]]


def measure_clip(name: str) -> Clip:
    mirror, still, detectors, found = [], [], [], []
    smaller: dict[str, list[tuple[Face, Face]]] = {f"1/{divisor}": [] for divisor in SMALLER}
    before: tuple[Face, ...] = ()
    for frame in frames(str(MEDIA / name), every=2):
        faces = search("far", frame.pixels)
        found += faces
        other = [mirrored(face, frame.width) for face in search("far", frame.pixels[:, ::-1])]
        mirror += list(matched(faces, other))
        detectors += list(matched(faces, search("near", frame.pixels)))
        still += [pair for pair in matched(faces, before) if stands_still(*pair)]
        before = faces
        for divisor in SMALLER:
            small = cv2.resize(frame.pixels, None, fx=1 / divisor, fy=1 / divisor, interpolation=cv2.INTER_AREA)
            again = [enlarged(face, divisor) for face in search("far", np.asarray(small, np.uint8))]
            smaller[f"1/{divisor}"] += list(matched(faces, again))
    yaws = [angles(face)[0] for face in found]
    low, high = np.quantile(yaws, (0.05, 0.95)).tolist()
    sizes = float(np.median([face.box.height for face in found]))
    scaled = {step: spread(differences(pairs)) for step, pairs in smaller.items()}
    figures = (spread(differences(pairs)) for pairs in (mirror, still, detectors))
    return Clip(name, len(found), sizes, (low, high), *figures, scaled)


def stands_still(one: Face, other: Face) -> bool:
    return math.dist(one.box.center, other.box.center) < STILL * one.box.width


def enlarged(face: Face, times: int) -> Face:
    box = face.box
    large = replace(box, left=box.left * times, top=box.top * times, width=box.width * times, height=box.height * times)
    return replace(face, box=large, keypoints=np.asarray(face.keypoints * times, dtype=np.float32))


def geometry_error() -> dict[str, float]:
    """Largest error in degrees of the geometry alone up to 45 degrees of yaw: seen from near, and other noses."""
    errors = {}
    for what, metres, nose in (("at 1 m", 1.0, 1.0), ("at 3 m", 3.0, 1.0), ("nose 10 % longer", 1e3, 1.1)):
        face = MEAN_FACE.copy()
        face[2, 2] *= nose
        worst = 0.0
        for yaw in range(-45, 46, 5):
            turn = math.radians(yaw)
            turned = face @ np.array(
                [[math.cos(turn), 0, -math.sin(turn)], [0, 1, 0], [math.sin(turn), 0, math.cos(turn)]]
            )
            seen = turned[:, :2] * [1, -1] / (1 - turned[:, 2:] / (metres * 100)) * 5
            found = head_orientation(np.asarray(seen, dtype=np.float32))
            worst = max(worst, abs(found.yaw_deg - yaw)) if found else math.inf
        errors[what] = worst
    return errors


def known_faces() -> list[Pixels]:
    """Patches with one real face each in its own surroundings, as wide as three and a half faces."""
    patches = []
    sources = [("demo:group", 60, 4), *((str(MEDIA / name), 12, 9) for name in TURNING[:1] + TURNING[2:5])]
    for address, every, most in sources:
        for frame in itertools.islice(frames(address, every), most):
            patches += [around(frame.pixels, face) for face in search("far", frame.pixels) if face.score > 0.9]
    return patches


def around(pixels: Pixels, face: Face) -> Pixels:
    """The face box is the middle part of what is returned; 3.5 times its size."""
    side = round(face.box.height * 3.5)
    x, y = face.box.center
    padded = cv2.copyMakeBorder(pixels, side, side, side, side, cv2.BORDER_REPLICATE)
    left, top = round(x - side / 2) + side, round(y - side / 2) + side
    return np.asarray(padded[top : top + side, left : left + side], dtype=np.uint8)


def share_found(patches: Sequence[Pixels], width: int, height: int, face_px: int) -> tuple[int, int]:
    """Faces found and faces there, as the live detector searches scenes of up to twelve faces of that height."""
    random = np.random.default_rng(face_px)
    found = there = 0
    room = next(iter(frames(str(MEDIA / "classroom.gif")))).pixels
    side = round(face_px * 3.5)
    for _ in range(CANVASES):
        canvas = cv2.GaussianBlur(cv2.resize(room, (width, height)), (0, 0), height / 20)
        middles = []
        for cell in range(12):
            patch = patches[int(random.integers(len(patches)))]
            left = cell % 4 * (width // 4) + int(random.integers(width // 4 - side))
            top = cell // 4 * (height // 3) + int(random.integers(height // 3 - side))
            canvas[top : top + side, left : left + side] = cv2.resize(patch, (side, side), interpolation=cv2.INTER_AREA)
            middles.append((left + side / 2, top + side / 2))
        detector = make_detector("far")
        for number in range(LOOKS):
            faces = detector.find(Frame(np.asarray(canvas, np.uint8), number, number / 30))
        detector.close()
        there += len(middles)
        found += sum(any(math.dist(face.box.center, middle) < face_px for face in faces) for middle in middles)
    return found, there


def metres(width: int, face_px: float, field_deg: float) -> float:
    """From how far a face of `FACE_M` is so many pixels high, with a horizontal field of view."""
    return FACE_M * width / (2 * math.tan(math.radians(field_deg) / 2)) / face_px


def measure_distance() -> list[dict[str, object]]:
    patches = known_faces()
    rows = []
    for width, height in RESOLUTIONS:
        shares = {}
        for size in SIZES_PX:
            found, there = share_found(patches, width, height, size)
            shares[size] = found / there
        failing = [size for size in SIZES_PX if shares[size] < ENOUGH]
        enough = [size for size in SIZES_PX if size > max(failing, default=0)]
        smallest = enough[0] if enough else math.nan
        rows.append(
            {
                "width": width,
                "height": height,
                "shares": shares,
                "faces": there,
                "smallest_px": smallest,
                "metres": [metres(width, smallest, field) for field in reversed(FIELDS_DEG)],
            }
        )
    return rows


def main() -> None:
    clips = [measure_clip(name) for name in TURNING]
    figures = {
        "clips": [clip.__dict__ for clip in clips],
        "geometry": geometry_error(),
        "distance": measure_distance(),
        "error_deg": math.ceil(max(max(clip.mirror["yaw"], clip.mirror["pitch"]) for clip in clips)),
    }
    (ROOT / "docs" / "room.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    write()


def write() -> None:
    """The page and the module, from docs/room.json."""
    figures = json.loads((ROOT / "docs" / "room.json").read_text(encoding="utf-8"))
    page, module = ROOT / "docs" / "room.md", ROOT / "ferdesk" / "core" / "room_measured.py"
    before, _, _ = page.read_text(encoding="utf-8").partition(MEASURED)
    page.write_text(before + MEASURED + "\n\n" + measured_part(figures), encoding="utf-8")
    module.write_text(module_text(figures), encoding="utf-8")


MEASURED = "## What was measured"


def degrees(figure: dict[str, float], what: str = "yaw") -> str:
    return f"{figure[what]:.1f}" if figure["n"] else "–"


def measured_part(figures: dict) -> str:  # type: ignore[type-arg] # as json gives it
    rows = [
        f"| `{clip['name']}` | {clip['faces']} | {clip['height_px']:.0f} | {clip['yaw_range'][0]:.0f} to"
        f" {clip['yaw_range'][1]:.0f} | {degrees(clip['mirror'])} / {degrees(clip['mirror'], 'pitch')} |"
        f" {degrees(clip['still'])} | {degrees(clip['detectors'])} |"
        f" {' / '.join(degrees(clip['smaller'][step]) for step in clip['smaller'])} |"
        for clip in figures["clips"]
    ]
    geometry = ", ".join(f"{what} {error:.1f}°" for what, error in figures["geometry"].items())
    return "\n".join(
        [
            "Written by `python docs/room.py` from `docs/room.json`; nothing below is typed in by hand.",
            "",
            "### Where heads point",
            "",
            "Nobody knows where the heads in these clips really point, so this is repeatability: how far two"
            " measurements of the same head differ, divided by √2, root mean square, in degrees. A bias that is the"
            " same in every picture cannot be seen this way; the direction that is set by a click takes it out.",
            "",
            "| clip | faces | height px | yaw 5–95 % | mirrored picture, yaw / pitch | standing still | other detector"
            " | smaller by 2 / 3 / 4 |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
            f"The geometry alone, exact keypoints given, errs up to 45° of yaw by at most: {geometry}.",
            "",
            f"**The error that is stated and used: {figures['error_deg']}°**, the largest of the mirrored pictures,"
            " rounded up.",
            "",
            "### From how far faces are found",
            "",
            f"Real faces, made smaller, {figures['distance'][0]['faces']} for each size and resolution, in scenes of"
            f" twelve, as the live search for far faces finds them within {LOOKS} pictures:",
            "",
            "| height of the face box | " + " | ".join(f"{size} px" for size in SIZES_PX) + " |",
            "| --- |" + " --- |" * len(SIZES_PX),
            *(
                f"| {row['width']}x{row['height']} | "
                + " | ".join(f"{share:.0%}" for share in row["shares"].values())
                + " |"
                for row in figures["distance"]
            ),
            "",
            *(
                f"- {row['width']}x{row['height']}: at least {ENOUGH:.0%} from {row['smallest_px']} px on, that is up"
                f" to {row['metres'][0]:.1f} m with a camera of {FIELDS_DEG[1]}° and {row['metres'][1]:.1f} m with one"
                f" of {FIELDS_DEG[0]}° horizontally, for a face box of {FACE_M:.1f} m."
                for row in figures["distance"]
            ),
            "",
        ]
    )


def module_text(figures: dict) -> str:  # type: ignore[type-arg]
    lines = [
        '"""What was measured of the room view. Written by `docs/room.py`, which says how; never edited by hand."""',
        "",
        "from typing import Final",
        "",
        f"ORIENTATION_ERROR_DEG: Final = {float(figures['error_deg'])}",
        '"""Repeatability of a head\'s direction, degrees: root mean square over mirrored pictures, the worst clip."""',
    ]
    for row in figures["distance"]:
        near, far = (f"{value:.1f}" for value in row["metres"])
        lines += [
            "",
            f"FOUND_UP_TO_M_AT_{row['height']}: Final = ({near}, {far})",
            f'"""Metres up to which faces are found at {row["width"]}x{row["height"]}, with a field of view of'
            f' {FIELDS_DEG[1]} and of {FIELDS_DEG[0]} degrees."""',
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write()
    else:
        main()
