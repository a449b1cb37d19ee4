"""The picture of one explanation: what the model got, the map over it, a colour bar, and every class in a strip."""

import textwrap
from dataclasses import dataclass, replace

import cv2
import numpy as np

from ferdesk.core.explanation import NOTE
from ferdesk.core.heatmap import Heatmap, overlay, ramp
from ferdesk.core.labels import INDEX
from ferdesk.core.preprocess import crop_face
from ferdesk.core.spec import ModelSpec
from ferdesk.core.types import Face, Frame, Pixels, Prediction

_MARGIN, _SIDE, _GAP, _BAR = 24, 336, 16, 18
_SMALL = 109
_WIDTH = 2 * _MARGIN + 2 * _SIDE + 3 * _GAP + _BAR + 76
_LINE = 22
_INK, _PAPER, _FAINT = (28, 28, 30), (255, 255, 255), (105, 105, 112)
_LETTERS = 92
"""How many fit in a line of small text."""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """What is drawn: one face as one model saw it, all maps, the one to show large, and what is known against them."""

    spec: ModelSpec
    frame: Frame
    face: Face
    prediction: Prediction
    heatmaps: tuple[Heatmap, ...]
    chosen: Heatmap
    caution: str


def probability(prediction: Prediction, emotion: str) -> float:
    """Of one class, 0...1."""
    return float(prediction.probabilities[INDEX[emotion]])


def sharp_crop(frame: Frame, face: Face, spec: ModelSpec, side: int) -> Pixels:
    """The model's crop in colour and at another size: the same square of the frame, turned the same way."""
    inputs = replace(spec.preprocess, height=side, width=side, channels=3, mean=(0.0, 0.0, 0.0), std=(1.0, 1.0, 1.0))
    return crop_face(frame.pixels, face, inputs)


def draw(figure: Figure) -> Pixels:
    """The picture, RGB uint8 (height, width, 3)."""
    per_row = (_WIDTH - 2 * _MARGIN + 8) // (_SMALL + 8)
    rows = -(-len(figure.heatmaps) // per_row)
    strip = 3 * _LINE + 24 + _SIDE + 2 * _LINE
    notes = textwrap.wrap(f"{NOTE} {figure.caution}", _LETTERS)
    height = strip + rows * (_SMALL + 2 * _LINE) + len(notes) * _LINE
    canvas = np.full((height, _WIDTH, 3), _PAPER, dtype=np.uint8)
    _heading(canvas, figure)
    top = 3 * _LINE + 24
    got = _as_colour(crop_face(figure.frame.pixels, figure.face, figure.spec.preprocess))
    _place(canvas, _MARGIN, top, cv2.resize(got, (_SIDE, _SIDE), interpolation=cv2.INTER_NEAREST))
    sharp = sharp_crop(figure.frame, figure.face, figure.spec, _SIDE)
    second = _MARGIN + _SIDE + _GAP
    _place(canvas, second, top, overlay(sharp, figure.chosen))
    inputs = figure.spec.preprocess
    _text(canvas, f"what the model got: {inputs.width} x {inputs.height}", _MARGIN, top + _SIDE + 18, small=True)
    _text(canvas, f"{figure.chosen.method}: {_spoken(figure.chosen.emotion)}", second, top + _SIDE + 18, small=True)
    _colour_bar(canvas, figure.chosen, second + _SIDE + _GAP, top)
    small = sharp_crop(figure.frame, figure.face, figure.spec, _SMALL)
    for number, heatmap in enumerate(figure.heatmaps):
        row, column = divmod(number, per_row)
        left, upper = _MARGIN + column * (_SMALL + 8), strip + row * (_SMALL + 2 * _LINE)
        _place(canvas, left, upper, overlay(small, heatmap))
        share = f"{probability(figure.prediction, heatmap.emotion):.0%}"
        _text(canvas, f"{_spoken(heatmap.emotion)} {share}", left, upper + _SMALL + 15, small=True)
    for number, line in enumerate(notes):
        _text(canvas, line, _MARGIN, height - (len(notes) - number) * _LINE, small=True)
    return canvas


def encode_png(picture: Pixels) -> bytes:
    """A PNG file of an RGB picture."""
    _, data = cv2.imencode(".png", np.ascontiguousarray(picture[..., ::-1]))
    return data.tobytes()


def _heading(canvas: Pixels, figure: Figure) -> None:
    emotion = figure.chosen.emotion
    share = probability(figure.prediction, emotion)
    _text(canvas, f"{figure.spec.title}: {_spoken(emotion)} {share:.0%}", _MARGIN, _MARGIN + 14)
    where = figure.frame.position_s
    time = f" at {where:.2f} s" if where is not None else ""
    line = f"face {figure.face.track_id}{time}; {figure.spec.name}; top class:"
    line += f" {_spoken(figure.prediction.label)} {figure.prediction.confidence:.0%}"
    for number, part in enumerate(textwrap.wrap(line, _LETTERS)[:2]):
        _text(canvas, part, _MARGIN, _MARGIN + 14 + _LINE * (number + 1), small=True)


def _as_colour(crop: Pixels) -> Pixels:
    return np.repeat(crop, 3, axis=2) if crop.shape[2] == 1 else crop


def _place(canvas: Pixels, left: int, top: int, picture: np.ndarray) -> None:
    canvas[top : top + picture.shape[0], left : left + picture.shape[1]] = picture


def _colour_bar(canvas: Pixels, heatmap: Heatmap, left: int, top: int) -> None:
    signed = heatmap.method.signed
    _place(canvas, left, top, np.repeat(ramp(heatmap.method, _SIDE)[:, None], _BAR, axis=1))
    _text(canvas, "score", left, top + _SIDE + 18, small=True)
    ends = [(0, heatmap.scale), (_SIDE, -heatmap.scale if signed else 0.0)]
    ends += [(_SIDE // 2, 0.0)] if signed else []
    for down, value in ends:
        _text(
            canvas,
            f"{value:+.3g}" if value and signed else f"{value:.3g}",
            left + _BAR + 6,
            top + max(down - 4, 12),
            small=True,
        )


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def _text(canvas: Pixels, text: str, left: int, baseline: int, *, small: bool = False) -> None:
    plain = text.encode("ascii", "replace").decode()  # OpenCV's letters are ASCII
    size, colour = (0.42, _FAINT) if small else (0.68, _INK)
    cv2.putText(canvas, plain, (left, baseline), cv2.FONT_HERSHEY_SIMPLEX, size, colour, 1, cv2.LINE_AA)
