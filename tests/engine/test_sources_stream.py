"""Network streams on this computer's own loopback, and files that must not become one."""

import functools
import http.server
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from ferdesk.core.errors import SourceError
from ferdesk.engine.contracts import EndOfSource
from ferdesk.engine.pace import Pace
from ferdesk.engine.sources import is_network, open_source
from ferdesk.engine.sources import stream as stream_module
from ferdesk.engine.sources.stream import Stream, _without_secrets
from tests.engine.clips import latin1, opened, pattern, play, refusal, strictly_increase, write_video


class SilentServer:
    """Accepts connections and never answers."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(10)
        self._connections: list[socket.socket] = []
        self.port = self._listening.getsockname()[1]
        self.contacted = threading.Event()
        self._thread = threading.Thread(target=self._accept, name="silent-server")
        self._thread.start()

    def close(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)):
            self._thread.join()
        for connection in self._connections:
            connection.close()
        self._listening.close()

    def _accept(self) -> None:
        self._connections.append(self._listening.accept()[0])
        self.contacted.set()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Says nothing on stderr."""

    def do_GET(self) -> None:
        if self.path.startswith("/to-file"):
            self.send_response(302)
            self.send_header("Location", f"file://{self.directory}/clip.mkv")
            self.end_headers()
        elif self.path == "/webcam":
            self._send_jpegs()
        elif self.path == "/webcam-that-stops":
            self._send_jpegs()
            self.connection.settimeout(10)
            self.rfile.read(1)  # waits until the other side has gone
        else:
            super().do_GET()

    def _send_jpegs(self) -> None:
        """What most network cameras send: JPEG pictures one after the other."""
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        for number in range(20):
            _, data = cv2.imencode(".jpg", pattern(number))
            head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(data)}\r\n\r\n"
            self.wfile.write(head.encode() + data.tobytes() + b"\r\n")


@pytest.fixture
def silent() -> Iterator[SilentServer]:
    server = SilentServer()
    yield server
    server.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """The address under which the test's folder is served."""
    handler = functools.partial(_Handler, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("rtsp://camera.local/1", True),
        ("RTSPS://camera.local/1", True),
        ("http://localhost:8080/video", True),
        ("https://a/b.m3u8", True),
        ("http:file", False),
        ("tcp://1.2.3.4:5", False),
        ("file:///etc/passwd", False),
        ("concat:http://a/b|http://c/d", False),
        ("camera:0", False),
        ("demo", False),
        ("", False),
    ],
)
def test_only_these_addresses_may_use_the_network(address: str, network: bool) -> None:
    assert is_network(address) == network


@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_a_stream_that_never_answers_is_given_up(
    silent: SilentServer, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setattr(stream_module, "ANSWER_S", 0.4)
    assert "did not answer within" in refusal(f"{scheme}://127.0.0.1:{silent.port}/live")


@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_stop_ends_the_wait_for_an_answer(silent: SilentServer, scheme: str) -> None:
    stop = threading.Event()

    def stop_when_contacted() -> None:
        silent.contacted.wait(10)
        stop.set()

    stopper = threading.Thread(target=stop_when_contacted)
    stopper.start()
    with pytest.raises(SourceError, match="was given up"):
        open_source(f"{scheme}://127.0.0.1:{silent.port}/live", stop)
    stopper.join()


def test_a_refused_connection_is_a_sentence_without_the_password() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    sentence = refusal(f"rtsp://admin:secret@127.0.0.1:{port}/live?token=hidden")
    assert sentence.startswith(f"rtsp://127.0.0.1:{port}/live cannot be opened")
    assert "secret" not in sentence
    assert "hidden" not in sentence


def test_what_is_no_video_is_a_sentence(served: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>not a video</html>" * 50)
    assert "cannot be opened" in refusal(f"{served}/page.html")
    assert "cannot be opened" in refusal(f"{served}/missing.mkv")
    assert "cannot be opened" in refusal("http://[broken/clip")


def test_a_recording_plays_to_its_end_at_its_own_rate(
    served: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    def wait_s(_pace: Pace, stamp_s: float) -> float:
        waits.append(stamp_s)
        return 0.02

    monkeypatch.setattr(Pace, "wait_s", wait_s)
    write_video(tmp_path / "clip.mkv")
    source = opened(f"{served}/clip.mkv")
    played = play(source)
    source.close()
    assert played.error == ""
    assert 1 <= len(played.frames) <= 25
    assert strictly_increase([frame.index for frame in played.frames])
    assert strictly_increase([frame.time_s for frame in played.frames])
    assert played.positions_s == []
    assert source.live
    assert not source.mirrored
    assert len(waits) == 25


def test_a_title_that_is_not_utf8_is_no_reason_to_refuse_a_stream(served: str, tmp_path: Path) -> None:
    latin1(write_video(tmp_path / "old.avi", codec="mjpeg"))
    opened(f"{served}/old.avi").close()


def test_a_network_camera_that_ends_is_tried_again(served: str) -> None:
    played = play(opened(f"{served}/webcam"))
    assert len(played.frames) >= 1
    assert "has ended. It is tried again" in played.error


def test_a_playlist_of_pieces_is_played(served: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pace, "wait_s", lambda _pace, _stamp_s: 0.0)
    write_video(tmp_path / "list.m3u8", options={"hls_time": "0.4"})
    assert len(list(tmp_path.glob("*.ts"))) > 1
    played = play(opened(f"{served}/list.m3u8"))
    assert played.error == ""
    assert played.frames[-1].index == 24


@pytest.mark.parametrize("name", ["to-file", "list.m3u8", "list.ffconcat"])
def test_a_stream_cannot_lead_to_a_file_of_this_computer(served: str, tmp_path: Path, name: str) -> None:
    clip = write_video(tmp_path / "clip.mkv")
    (tmp_path / "list.m3u8").write_text(f"#EXTM3U\n#EXTINF:1,\nfile://{clip}\n#EXT-X-ENDLIST\n")
    (tmp_path / "list.ffconcat").write_text(f"ffconcat version 1.0\nfile 'file:{clip}'\n")
    refusal(f"{served}/{name}")


@pytest.mark.parametrize("name", ["list.m3u8", "list.mkv", "list.ffconcat", "session.sdp", "clip.mpd"])
def test_a_file_cannot_lead_to_the_network(silent: SilentServer, tmp_path: Path, name: str) -> None:
    url = f"http://127.0.0.1:{silent.port}/clip.ts"
    playlist = f"#EXTM3U\n#EXTINF:1,\n{url}\n#EXT-X-ENDLIST\n"
    contents = {
        "list.m3u8": playlist,
        "list.mkv": playlist,
        "list.ffconcat": f"ffconcat version 1.0\nfile '{url}'\n",
        "session.sdp": f"v=0\nc=IN IP4 127.0.0.1\nm=video {silent.port} RTP/AVP 96\na=rtpmap:96 H264/90000\n",
        "clip.mpd": f'<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>{url}</BaseURL></MPD>',
    }
    (tmp_path / name).write_text(contents[name])
    assert "cannot be opened as a video" in refusal(tmp_path / name)
    assert not silent.contacted.is_set()


def test_a_file_name_is_never_taken_for_an_address(
    silent: SilentServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (f"tcp:127.0.0.1:{silent.port}", "concat:a|b", "-.mkv", "100%d.mkv"):
        write_video(Path("clip.mkv")).rename(name)
        frame = opened(name).read(0.1)
        assert frame is not None
    assert "no such file" in refusal(f"tcp://127.0.0.1:{silent.port}")
    assert not silent.contacted.is_set()


def test_reading_waits_no_longer_than_asked(silent: SilentServer) -> None:
    source = Stream(f"http://127.0.0.1:{silent.port}/live")
    assert source.read(0.01) is None
    source.seek(3.0)
    source.close()
    source.close()


def test_the_newest_picture_wins(served: str, tmp_path: Path) -> None:
    write_video(tmp_path / "clip.mkv", range(0, 400, 40))
    source = Stream(f"{served}/clip.mkv")
    with source._changed:
        source._changed.wait_for(lambda: source._end is not None, 10)
    frame = source.read(0.1)
    assert frame is not None
    assert frame.index == 9
    assert np.isfinite(frame.time_s)
    with pytest.raises(EndOfSource):
        source.read(0.1)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("rtsp://admin:secret@cam.local:554/live/1?key=x", "rtsp://cam.local:554/live/1"),
        ("https://cam.local/live", "https://cam.local/live"),
        ("http://[broken", "http"),
    ],
)
def test_titles_show_no_secrets(address: str, title: str) -> None:
    assert _without_secrets(address) == title


def test_a_stream_that_falls_silent_is_lost(served: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module, "ANSWER_S", 0.3)
    played = play(opened(f"{served}/webcam-that-stops"))
    assert len(played.frames) >= 1
    assert "has stopped giving pictures" in played.error
