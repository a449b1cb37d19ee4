"""The report of a session: one HTML file without scripts, links or anything else from outside."""

from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from typing import Any, Final

from ferdesk.core.recording import NOT_SURE
from ferdesk.session.export import known_emotions
from ferdesk.session.page_parts import STYLE, html_table
from ferdesk.session.report_figure import STYLE as FIGURE_STYLE
from ferdesk.session.report_figure import curves, legend, ribbon
from ferdesk.session.tally import LABELS, Tally

_MOST_LISTED: Final = 200
_MODEL_HEADS: Final = ("model", "measured", "classes", "temperature", "on", "SHA-256")

_PAGE: Final = Template(
    """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>ferdesk: session of $started</title>
<style>
$style</style></head><body>
<h1>Session of $started</h1>
<p class="dim">$source &middot; $seconds s &middot; $frames frames &middot; ferdesk $version</p>
<p class="note"><b>An expression is not a feeling.</b> The models name what a face looks like in one picture, after the
labels that they were trained on. What a person feels, thinks or intends cannot be read from this report, and no
decision about a person should rest on it.</p>
$cut
<h2>Timeline</h2>$timeline
<h2>Shares of each label</h2>
<p class="dim">Of the pictures in which the face was seen. "$unsure" is a probability below $threshold. Labels are raw,
not smoothed.</p><div class="wide">$shares</div>
<h2>How well faces could be seen</h2><div class="wide">$faces</div>
<p class="dim">Means. Size is the shorter side of the face box; blur the variance of the Laplacian at 96 x 96 pixels,
higher is sharper; light the mean gray, 0 to 255; turned the angle to either side, estimated from six points.</p>
<h2>Gaps and losses</h2>$losses
<h2>Markers</h2>$markers
<h2>What was posed</h2>$poses
<h2>Neutral baselines</h2>$baselines
<h2>Events</h2>$events
<h2>Models</h2><div class="wide">$models</div>
<h2>Settings</h2>$settings
<h2>Consent</h2><p>$consent</p>
<h2>What is not known</h2><ul>$unknown</ul>
</body></html>
"""
)

_UNKNOWN: Final = (
    "Whether the labels are right: nobody has checked them in this session. The accuracy of a model was measured on"
    " other people's pictures.",
    "Who the faces are. A number follows a face while it is in sight; somebody who leaves and comes back may get a new"
    " one, and all numbers begin anew with another detector.",
    "What happened in the gaps, and in the pictures that were dropped or not saved.",
    "Whether the computer's clock was right. Times are measured with a clock that does not jump; UTC is what the"
    " computer's clock said at each picture.",
)


def page(facts: Mapping[str, Any], tally: Tally) -> str:
    """The page.

    Args:
        facts: As written to session.json.
        tally: Of all its predictions.
    """
    return _PAGE.substitute(
        style=STYLE + FIGURE_STYLE,
        started=escape(str(facts["started_utc"])[:19].replace("T", " ") + " UTC"),
        source=escape(f"{facts['title']} ({facts['source']})"),
        seconds=f"{facts['seconds']:.1f}",
        frames=f"{facts['frames']:,}",
        version=escape(facts["ferdesk"]),
        cut=_cut(facts),
        timeline=_timeline(facts, tally),
        unsure=NOT_SURE,
        threshold=f"{facts['threshold']:.2f}",
        shares=_shares(facts),
        faces=_faces(facts["faces"]),
        losses=_losses(facts),
        markers=_listed(("time, s", "key", "text"), _values(facts["markers"], "time_s", "key", "text")),
        poses=_listed(("face", "from, s", "until, s", "posed"), _poses(facts)),
        baselines=_listed(("face", "model", "from, s", "until, s", "samples", "warning"), _baselines(facts)),
        events=_listed(("time, s", "what", "text"), _values(facts["events"], "time_s", "kind", "text")),
        models=html_table(
            ("model", "measured", "classes", "temperature", "on", "SHA-256"), map(_model, facts["models"])
        ),
        settings=_settings(facts),
        consent=escape(str(facts["consent"])) if facts["video"] else "No video was recorded, only scores.",
        unknown="".join(f"<li>{escape(sentence)}</li>" for sentence in _UNKNOWN),
    )


def _cut(facts: Mapping[str, Any]) -> str:
    if not facts["recovered"]:
        return ""
    return (
        '<p class="note">This recording was cut off and completed later. After a crash up to a second of scores, and up'
        " to one and a half of video, are missing at its end; after a power cut it can be more.</p>"
    )


def _timeline(facts: Mapping[str, Any], tally: Tally) -> str:
    if not tally.lines:
        return "<p>No face was seen.</p>"
    models = facts["models"]
    shown = {label for line in tally.lines.values() for label, count in _totals(line.labels) if count}
    parts = [legend([label for label in LABELS if label in shown], gaps=bool(facts["gaps"]))]
    for (face, place), line in sorted(tally.lines.items()):
        name = f"face {face}, {models[place]['name']}"
        labels = known_emotions([models[place]["labels"] or LABELS])
        parts.append(
            f"<h3>{escape(name)}</h3>{ribbon(line, facts)}"
            f"<details><summary>probabilities</summary>{curves(line, labels)}{legend(labels, gaps=False)}</details>"
        )
    faces = len({face for face, _ in tally.lines})
    if faces < len(facts["faces"]):
        parts.append(f"<p>The {faces} faces seen longest, of {len(facts['faces']):,}; all are in scores.csv.</p>")
    return "".join(parts)


def _totals(labels: Any) -> list[tuple[str, int]]:
    return list(zip(LABELS, labels.sum(axis=0).tolist(), strict=True))


def _shares(facts: Mapping[str, Any]) -> str:
    rows: list[tuple[object, ...]] = []
    for face in facts["faces"][:_MOST_LISTED]:
        for model, labels in face["labels"].items():
            total = sum(labels.values())
            shares = ", ".join(f"{label.replace('_', ' ')} {count / total:.1%}" for label, count in labels.items())
            rows.append((str(face["face"]), model, total, shares))
    return html_table(("face", "model", "pictures", "shares"), rows) if rows else "<p>None.</p>"


def _faces(faces: Sequence[Mapping[str, Any]]) -> str:
    heads = ("face", "pictures", "from, s", "until, s", "size, px", "blur", "light", "turned, degrees")
    rows = [
        (
            *(str(face["face"]), face["frames"], face["first_s"], face["last_s"]),
            *(_whole(face[name]) for name in ("size_px", "blur", "light", "turned_deg")),
        )
        for face in faces
    ]
    return _listed(heads, rows)


def _whole(mean: float | None) -> int | None:
    return None if mean is None else round(mean)


def _losses(facts: Mapping[str, Any]) -> str:
    frames, without = facts["frames"], facts["frames"] - facts["frames_with_face"]
    counts = html_table(
        ("what", "pictures"),
        (
            ("recorded", frames),
            ("of these without a face", without),
            ("captured and not analysed, because the models were busy", facts["dropped"]),
            ("analysed and not saved, because the disk was too slow", facts["unsaved"]),
        ),
    )
    gaps = [(start, end, end - start) for start, end in facts["gaps"]]
    silent = "Times of more than half a second without any picture:" if gaps else "There is no longer gap."
    return f"{counts}<p>{silent}</p>{_listed(('from, s', 'until, s', 'length, s'), gaps) if gaps else ''}"


def _values(entries: Sequence[Mapping[str, Any]], *names: str) -> list[tuple[object, ...]]:
    return [tuple(entry[name] for name in names) for entry in entries]


def _poses(facts: Mapping[str, Any]) -> list[tuple[object, ...]]:
    return [(str(pose["face"]), pose["start_s"], pose["end_s"], pose["label"]) for pose in facts["poses"]]


def _baselines(facts: Mapping[str, Any]) -> list[tuple[object, ...]]:
    names = [model["name"] for model in facts["models"]]
    return [
        (str(each["face"]), names[each["model"]], *_values([each], "start_s", "end_s", "samples", "warning")[0])
        for each in facts["baselines"]
    ]


def _listed(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    if not rows:
        return "<p>None.</p>"
    more = len(rows) - _MOST_LISTED
    rest = f"<p>And {more:,} more, in session.json.</p>" if more > 0 else ""
    return html_table(heads, rows[:_MOST_LISTED]) + rest


def _model(model: Mapping[str, Any]) -> tuple[object, ...]:
    accuracy = model["accuracy"]
    on = f" on {model['accuracy_on']}" if model["accuracy_on"] else ""
    measured = "not measured" if accuracy is None else f"accuracy {accuracy:.1%}{on}"
    classes = ", ".join(model["labels"])
    return model["name"], measured, classes, float(model["temperature"]), model["provider"], model["sha256"][:16]


def _settings(facts: Mapping[str, Any]) -> str:
    return html_table(
        ("setting", "value"),
        (
            ("source", f"{facts['title']} ({facts['source']}), {'live' if facts['live'] else 'a file'}"),
            ("detector", facts["detector"]),
            ("threshold", float(facts["threshold"])),
            ("smoothing on screen; the recorded values are raw", float(facts["smoothing"])),
            ("video", "recorded" if facts["video"] else "not recorded"),
        ),
    )
