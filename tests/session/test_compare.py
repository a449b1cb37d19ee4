"""`ferdesk compare`: the same frames for all models, figures that are known beforehand, and a page of its own."""

import csv
import json
import math
import os
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from ferdesk.cli import main
from ferdesk.core.errors import ExportError
from ferdesk.core.judged import judge
from ferdesk.core.labels import FER2013, HAPPY, SMILE
from ferdesk.core.types import Frame, Observation
from ferdesk.engine.analyser import Analyser
from ferdesk.engine.analysis import observe
from ferdesk.engine.contracts import Source
from ferdesk.session.analyze import Request
from ferdesk.session.compare import Watch, compare, summed_up
from ferdesk.session.compare_files import InputTable, write_files
from ferdesk.session.posed import Posed, labels_at, read_posed
from ferdesk.session.witness import Witness
from tests.engine.scripted import ScriptedDetector, ScriptedSource, face, library_of
from tests.engine.tiny_models import INPUT, Tiny

CHEERFUL = Tiny("cheerful")
GLOOMY = Tiny("gloomy", favourite=FER2013.index("sad"))
HAPPY_OR_NOT = Tiny("happy-or-not", HAPPY, replace(INPUT, mean=(127.5,), std=(127.5,)), favourite=1)
SMILING = Tiny("smiling", SMILE, replace(INPUT, height=16, width=16), favourite=1)
ALL = (CHEERFUL, GLOOMY, HAPPY_OR_NOT, SMILING)


def files_of(folder: Path, *models: Tiny) -> str:
    for model in models:
        (folder / f"{model.name}.onnx").write_bytes(model.data())
    return ",".join(str(folder / f"{model.name}.onnx") for model in models)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def compared(media: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one comparison of four models on a real clip, with labels."""
    folder = tmp_path_factory.mktemp("comparison")
    (folder / "posed.csv").write_text("from_s,to_s,label\n0,1,happy\n1,1.5,sad\n")
    arguments = ["compare", str(media / "webcam-yes.mkv"), "--models", files_of(folder, *ALL)]
    arguments += ["--labels", str(folder / "posed.csv"), "--out", str(folder / "out")]
    assert main(arguments) == 0
    return folder / "out"


def test_every_model_took_the_same_pixels(compared: Path) -> None:
    rows = rows_of(compared / "inputs.csv")
    facts = json.loads((compared / "comparison.json").read_text())
    frames = {row["frame"] for row in rows}
    assert len(frames) > 50
    assert facts["identical_input"] == {
        "frames": len(frames),
        "different_frames": 0,
        "crops": 3 * len(frames),
        "different_crops": 0,
    }
    hashes = {model.name: {r["frame"]: r["frame_hash"] for r in rows if r["model"] == model.name} for model in ALL}
    crops = {model.name: {r["frame"]: r["crop_hash"] for r in rows if r["model"] == model.name} for model in ALL}
    assert all(hashes[model.name] == hashes["cheerful"] for model in ALL)
    assert crops["cheerful"] == crops["gloomy"] == crops["happy-or-not"], "cut alike, whatever their scaling"
    assert set(crops["smiling"].values()).isdisjoint(crops["cheerful"].values()), "a larger input"
    assert len(set(hashes["cheerful"].values())) > 50, "and every frame is another one"


def test_agreement_is_what_the_models_were_made_for(compared: Path) -> None:
    rows = {(row["first"], row["second"]): row for row in rows_of(compared / "agreement.csv")}
    assert len(rows) == 6
    assert (rows["cheerful", "gloomy"]["view"], rows["cheerful", "gloomy"]["agreement"]) == ("their own classes", "0.0")
    assert (rows["cheerful", "happy-or-not"]["view"], rows["cheerful", "happy-or-not"]["agreement"]) == (
        "happy or not",
        "1.0",
    )
    assert rows["gloomy", "happy-or-not"]["agreement"] == "0.0"
    assert rows["gloomy", "smiling"] == {
        **dict.fromkeys(rows["gloomy", "smiling"], ""),
        "first": "gloomy",
        "second": "smiling",
        "samples": "0",
    }
    confusions = rows_of(compared / "confusion.csv")
    assert len(confusions) == 49 + 2 * 4
    counted = [row for row in confusions if row["count"] != "0"]
    assert (counted[0]["first_answer"], counted[0]["second_answer"]) == ("happy", "sad")


def test_the_json_holds_what_a_developer_asks_for(compared: Path) -> None:
    facts = json.loads((compared / "comparison.json").read_text())
    for model in facts["models"]:
        assert len(model["sha256"]) == 64
        assert model["provider"] == "CPU"
        assert model["bytes"] > 0
        for part in ("preprocess_ms", "run_ms", "postprocess_ms"):
            assert 0 < model[part]["p50"] <= model[part]["p95"]
    assert [each["changes"] for each in facts["flicker"]] == [0, 0, 0, 0]
    (stretch,) = facts["disagreements"]
    times = [float(row["time_s"]) for row in rows_of(compared / "scores.csv")]
    assert (stretch["start_s"], stretch["end_s"]) == (pytest.approx(times[0]), pytest.approx(times[-1], abs=2e-3))


def test_labels_judge_each_model_by_what_it_knows(compared: Path) -> None:
    times = {float(row["time_s"]) for row in rows_of(compared / "scores.csv")}
    happy, sad = sum(t < 1 for t in times), sum(1 <= t < 1.5 for t in times)
    facts = json.loads((compared / "comparison.json").read_text())
    posed = {each["model"]: each for each in facts["posed"]}
    assert posed["cheerful"]["accuracy"] == pytest.approx(happy / (happy + sad), abs=1e-6)
    assert posed["gloomy"]["accuracy"] == pytest.approx(sad / (happy + sad), abs=1e-6)
    assert (posed["happy-or-not"]["right"], posed["happy-or-not"]["judged"]) == (happy, happy + sad)
    assert (posed["smiling"]["accuracy"], posed["smiling"]["left_out"]) == (None, happy + sad)
    counts = {(row["model"], row["posed"], row["answer"]): int(row["count"]) for row in rows_of(compared / "posed.csv")}
    assert counts["gloomy", "happy", "sad"] == happy
    assert counts["happy-or-not", "sad", "happy"] == sad


class _Reader(HTMLParser):
    """Collects what a page opens, closes and refers to."""

    VOID = ("meta", "rect", "path", "polyline")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


def read_page(path: Path) -> tuple[str, _Reader]:
    text = path.read_text(encoding="utf-8")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return text, reader


def test_the_page_needs_nothing_from_outside(compared: Path) -> None:
    text, reader = read_page(compared / "report.html")
    assert not {"script", "link", "img", "iframe", "object"}.intersection(reader.tags)
    assert not {"src", "href", "onclick", "onload"}.intersection(name for name, _ in reader.attributes)
    assert "http" not in text
    assert "url(" not in text
    assert "Agreement is not correctness" in text
    assert reader.tags.count("polyline") == 3
    for model in ALL:
        assert model.name in text


def test_a_name_cannot_put_markup_into_the_page(media: Path, tmp_path: Path) -> None:
    clip = tmp_path / "<img src=x>.mkv"
    clip.write_bytes((media / "webcam-yes.mkv").read_bytes())
    arguments = ["compare", str(clip), "--models", files_of(tmp_path, CHEERFUL, GLOOMY), "--seconds", "0.2"]
    assert main([*arguments, "--out", str(tmp_path / "out")]) == 0
    text, reader = read_page(tmp_path / "out" / "report.html")
    assert "img" not in reader.tags
    assert "&lt;img src=x&gt;" in text


def test_a_name_that_is_not_utf_8_stands_in_the_page_as_an_escape(media: Path, tmp_path: Path) -> None:
    clip = tmp_path / os.fsdecode(b"caf\xe9.mkv")
    clip.write_bytes((media / "webcam-yes.mkv").read_bytes())
    arguments = ["compare", str(clip), "--models", files_of(tmp_path, CHEERFUL, GLOOMY), "--seconds", "0.2"]
    assert main([*arguments, "--out", str(tmp_path / "out")]) == 0
    assert "caf\\udce9.mkv" in (tmp_path / "out" / "report.html").read_text("utf-8")
    assert json.loads((tmp_path / "out" / "comparison.json").read_text("utf-8"))["source"] == str(clip)


def watched(folder: Path, *witnesses: Witness, frames: int) -> Watch:
    """A comparison of scripted frames with two faces."""
    source = ScriptedSource(count=frames)
    detector = ScriptedDetector((face(), face(left=70, side=30)))
    with InputTable(folder / "inputs.csv") as inputs:
        watch = Watch(witnesses, inputs)
        for observation in observe(source, Analyser(detector, witnesses, still=True), started_s=0.0):
            watch.add(observation.frame.time_s, observation)
    return watch


def test_a_thousand_frames_are_the_same_for_all(tmp_path: Path) -> None:
    witnesses = [Witness(model.data(), model.name) for model in ALL]
    watch = watched(tmp_path, *witnesses, frames=1000)
    assert (watch.identity.frames, watch.identity.different_frames) == (1000, 0)
    assert (watch.identity.crops, watch.identity.different_crops) == (6000, 0)
    assert len(rows_of(tmp_path / "inputs.csv")) == 8000


class _Cheat(Witness):
    """Sees another picture from the third frame on."""

    def crops(self, frame: Frame, faces: object) -> list[np.ndarray]:
        if frame.index >= 2:
            frame = replace(frame, pixels=np.where(frame.pixels < 255, frame.pixels + 1, 0).astype(np.uint8))
        return super().crops(frame, faces)  # type: ignore[arg-type]


def test_a_model_that_sees_something_else_is_noticed(tmp_path: Path) -> None:
    watch = watched(tmp_path, Witness(CHEERFUL.data(), "a"), _Cheat(GLOOMY.data(), "b"), frames=5)
    assert (watch.identity.different_frames, watch.identity.different_crops) == (3, 6)
    compared = summed_up(Request("scripted", ("a", "b")), [("a", b""), ("b", b"")], watch, ())
    write_files(tmp_path, compared)
    assert "Do not use these figures" in (tmp_path / "report.html").read_text()


def test_an_interrupted_comparison_keeps_what_there_was(media: Path, tmp_path: Path) -> None:
    library = library_of(tmp_path, CHEERFUL, GLOOMY)
    request = Request(str(media / "webcam-yes.mkv"), ("cheerful", "gloomy"), out=tmp_path / "out")
    seen: list[Observation] = []

    def stop(source: Source, seconds: float, observation: Observation) -> None:
        seen.append(observation)
        if len(seen) == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare(request, None, library, stop)
    facts = json.loads((tmp_path / "out" / "comparison.json").read_text())
    assert facts["samples"] == 10
    assert len(rows_of(tmp_path / "out" / "scores.csv")) == 20
    assert (tmp_path / "out" / "report.html").is_file()


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["compare", *arguments]) == 2
    return capsys.readouterr().err


def test_what_cannot_be_compared_is_refused(media: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clip, out = str(media / "webcam-yes.mkv"), str(tmp_path / "out")
    two = files_of(tmp_path, CHEERFUL, GLOOMY)
    assert "needs 2 to 12 models, not 1" in refusal(capsys, clip, "--models", two.split(",")[0], "--out", out)
    copy = tmp_path / "copy.onnx"
    copy.write_bytes(CHEERFUL.data())
    assert "named cheerful" in refusal(capsys, clip, "--models", f"{two},{copy}", "--out", out)
    (tmp_path / "taken").write_text("")
    assert "cannot be made a folder" in refusal(capsys, clip, "--models", two, "--out", str(tmp_path / "taken"))
    missing = str(tmp_path / "none.csv")
    assert "cannot be read" in refusal(capsys, clip, "--models", two, "--out", out, "--labels", missing)


def test_labels_by_moment_go_to_the_nearest_frame(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("time_s,label\n2.0,sad\n0.52,happy\n9,fear\n")
    posed = read_posed(path)
    assert posed == (Posed(0.52, 0.52, "happy"), Posed(2, 2, "sad"), Posed(9, 9, "fear"))
    assert labels_at([0.0, 0.5, 0.5, 1.0, 1.6], posed) == [None, "happy", "happy", None, "sad"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no labels"),
        ("time_s,label\n", "holds no labels"),
        ("time_s,label\n1,furious\n", "line 2: 'furious' is no label"),
        ("time_s,label\n1,sad\nsoon,happy\n", "line 3: from 'soon'"),
        ("from_s,to_s,label\n2,1,sad\n", "line 2: from '2' to '1' is no time"),
        ("from_s,to_s,label\n1,,sad\n", "line 2"),
        ("when,label\n1,sad\n", "time_s or from_s and to_s"),
        ("from_s,to_s,label\n0,2,sad\n1,3,happy\n", "two labels hold at 1 s"),
        ("time_s,label\n1,sad\n1,happy\n", "two labels hold at 1 s"),
    ],
)
def test_labels_that_say_nothing_clear_are_refused(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(text)
    with pytest.raises(ExportError, match=said):
        read_posed(path)


def test_samples_without_a_label_or_an_answer_do_not_count() -> None:
    judged = judge("m", HAPPY, ["sad", None, "happy", "happy"], ["not_happy", "happy", None, "not_happy"])
    assert (judged.right, judged.judged, judged.left_out) == (1, 2, 1)
    assert judged.table.tolist() == [[1, 0], [1, 0]]
    assert math.isnan(judge("m", SMILE, ["sad"], ["smile"]).accuracy)
