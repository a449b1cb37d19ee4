"""Live streams, received by real receivers: an OSC socket and LabStreamingLayer inlets on this computer."""

import dataclasses
import math
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ferdesk.core.labels import EMOTIONS, INDEX
from ferdesk.core.recording import Marker
from ferdesk.core.streaming import ForeignMarker, StreamPlan, StreamStatus, is_loopback, sample_of
from ferdesk.core.types import Box, Failure
from ferdesk.session.streams import MOST_WAITING, Streams, _Run
from tests.conftest import ROOT
from tests.ui.fakes import happy, observe, reading

BOTH = reading(2, Box(100, 60, 40, 50), ("level1", {"sad": 0.6}), ("my model/2", {"sad": 0.5}))
PATIENCE_S = 20.0


@pytest.fixture
def streams() -> Iterator[Streams]:
    made = Streams()
    yield made
    assert made.close(10.0)


@pytest.fixture
def receiver() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind(("127.0.0.1", 0))
        made.settimeout(PATIENCE_S)
        yield made


def osc_plan(receiver: socket.socket) -> StreamPlan:
    return StreamPlan(osc=True, osc_port=receiver.getsockname()[1], models=("level1",))


def received(receiver: socket.socket) -> dict[str, tuple[object, ...]]:
    """The messages of the next packet: address to values."""
    from pythonosc.osc_packet import OscPacket

    packet = OscPacket(receiver.recv(65536))
    return {timed.message.address: tuple(timed.message.params) for timed in packet.messages}


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.01)


def internet_sockets() -> list[tuple[str, str]]:
    """Address and device of each internet socket of this process; 127.0.0.1 is on the loopback device by itself."""
    found = []
    for entry in Path("/proc/self/fd").iterdir():
        try:
            if not stat.S_ISSOCK(os.fstat(int(entry.name)).st_mode):
                continue
            with socket.socket(fileno=os.dup(int(entry.name))) as copy:
                if copy.family in (socket.AF_INET, socket.AF_INET6):
                    address = copy.getsockname()
                    tied = copy.getsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, 16).rstrip(b"\0").decode()
                    found.append((str(address), "lo" if is_loopback(address[0]) else tied))
        except OSError:  # closed meanwhile
            continue
    return found


def told_until(streams: Streams, kind: type) -> list[object]:
    """All that is told, until something of a kind is."""
    told: list[object] = []

    def there() -> bool:
        told.extend(streams.take())
        return any(isinstance(one, kind) for one in told)

    wait_until(there)
    return told


def told_failure(streams: Streams) -> str:
    """The one sentence with which a stream ended."""
    told = told_until(streams, StreamStatus)
    (failure,) = [one for one in told if isinstance(one, Failure)]
    assert told[-1] == StreamStatus(False)
    return failure.message


def test_off_is_off(streams: Streams) -> None:
    threads, sockets = threading.active_count(), internet_sockets()
    streams.add(observe(happy()))
    streams.mark(Marker(0.0, "M"))
    streams.use_models(("level1",))
    assert streams.take() == []
    assert threading.active_count() == threads
    assert internet_sockets() == sockets
    assert StreamPlan() == StreamPlan(lsl=False, lsl_network=False, lsl_markers=False, osc=False, osc_host="127.0.0.1")


def test_osc_brings_frames_faces_and_markers(streams: Streams, receiver: socket.socket) -> None:
    streams.start(osc_plan(receiver))
    streams.add(observe(BOTH, index=7))
    assert received(receiver) == {"/ferdesk/frame": (7, 1)}
    first = received(receiver)
    assert first["/ferdesk/face/2/level1/label"][0] == "sad"
    assert first["/ferdesk/face/2/level1/sad"] == (pytest.approx(0.6),)
    assert first["/ferdesk/face/2/level1/box"] == (100.0, 60.0, 40.0, 50.0)
    assert "/ferdesk/face/2/level1/contempt" not in first, "a class that the model does not have"
    assert received(receiver)["/ferdesk/face/2/my_model_2/sad"] == (pytest.approx(0.5),)
    streams.add(observe(index=8))
    assert received(receiver) == {"/ferdesk/frame": (8, 0)}
    streams.mark(Marker(1.0, "3", "began"))
    assert received(receiver) == {"/ferdesk/marker": ("3", "began")}
    streams.stop()
    wait_until(lambda: StreamStatus(False, 2) in streams.take())
    streams.add(observe(happy()))
    receiver.settimeout(0.1)
    with pytest.raises(TimeoutError):
        receiver.recv(10)


def _parts(value: object) -> Iterator[object]:
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _parts(part)
    else:
        yield value


def test_what_waits_to_be_sent_holds_no_picture() -> None:
    pixels = np.full((240, 320, 3), 40, np.uint8)
    observation = observe(BOTH, happy(), pixels=pixels)
    sample = sample_of(observation)
    assert {type(part) for part in _parts(sample)} <= {int, float, str}
    gone = weakref.ref(pixels)
    run = _Run(StreamPlan(osc=True), lambda _: None)
    run.add(sample)
    del pixels, observation
    assert gone() is None, "something that waits still holds the picture"


def test_what_cannot_be_sent_in_time_is_counted() -> None:
    run = _Run(StreamPlan(osc=True), lambda _: None)
    for _ in range(MOST_WAITING + 5):
        run.add(sample_of(observe(happy())))
    assert run._missed == 5


@pytest.mark.parametrize(("package", "plan"), [("pylsl", StreamPlan(lsl=True)), ("pythonosc", StreamPlan(osc=True))])
def test_a_missing_package_is_one_sentence(
    package: str, plan: StreamPlan, streams: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    streams.start(plan)
    assert "pip install 'ferdesk[stream]'" in told_failure(streams)


def test_a_host_that_nobody_knows_is_one_sentence(streams: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_arguments: object, **_options: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    streams.start(StreamPlan(osc=True, osc_host="studio"))
    assert told_failure(streams).startswith("OSC cannot be sent to studio")


def test_a_network_that_fails_ends_nothing(
    streams: Streams, receiver: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pythonosc.udp_client import UDPClient

    sending = UDPClient.send
    broken = [True]

    def send(self: Any, content: Any) -> None:
        if broken:
            raise OSError(101, "Network is unreachable")
        sending(self, content)

    monkeypatch.setattr(UDPClient, "send", send)
    streams.start(osc_plan(receiver))
    streams.add(observe())
    told = told_until(streams, Failure)
    assert "Network is unreachable" in str(told)
    broken.clear()
    streams.add(observe(index=9))
    assert received(receiver) == {"/ferdesk/frame": (9, 0)}


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("192.168.1.5", False),
        ("0.0.0.0", False),  # noqa: S104 - a name to judge
        ("255.255.255.255", False),
        ("localhost.example.org", False),
        ("", False),
    ],
)
def test_what_is_this_computer(host: str, here: bool) -> None:
    assert is_loopback(host) == here
    assert StreamPlan(osc=True, osc_host=host).leaves_computer != here
    assert not StreamPlan(osc=False, osc_host=host).leaves_computer


def _lsl() -> Any:
    try:
        import pylsl
    except (ImportError, RuntimeError) as error:  # RuntimeError: without liblsl
        pytest.skip(f"no LabStreamingLayer: {error}")
    return pylsl


def _inlet(pylsl: Any, name: str) -> Any:
    (found,) = pylsl.resolve_byprop("name", name, 1, PATIENCE_S)
    inlet = pylsl.StreamInlet(found, recover=False)
    inlet.open_stream(PATIENCE_S)
    return inlet


def _channels(inlet: Any) -> list[str]:
    channel, names = inlet.info(PATIENCE_S).desc().child("channels").first_child(), []
    while not channel.empty():
        names.append(channel.child_value("label"))
        channel = channel.next_sibling()
    return names


def _marker_program(pylsl: Any) -> Any:
    """Another program's stream of markers."""
    return pylsl.StreamOutlet(pylsl.StreamInfo("stimulus", "Markers", 1, 0, "string", "stimulus-1"))


def test_lsl_brings_scores_and_markers_and_takes_markers(streams: Streams) -> None:
    pylsl = _lsl()
    streams.start(StreamPlan(lsl=True, lsl_markers=True, models=("level1",)))
    assert told_until(streams, StreamStatus) == [StreamStatus(True)]
    offset_s = pylsl.local_clock() - time.perf_counter()
    scores, markers, program = _inlet(pylsl, "ferdesk level1"), _inlet(pylsl, "ferdesk markers"), _marker_program(pylsl)
    assert _channels(scores) == ["frame", "face", "left", "top", "width", "height", *EMOTIONS]

    streams.add(observe(BOTH, index=7, time_s=1000.25))
    values, at_s = scores.pull_sample(PATIENCE_S)
    assert values[:6] == [7, 2, 100, 60, 40, 50]
    assert values[6 + INDEX["sad"]] == pytest.approx(0.6)
    assert math.isnan(values[6 + INDEX["contempt"]])
    assert at_s - offset_s == pytest.approx(1000.25, abs=1e-3)
    streams.add(observe(index=8))
    values, _ = scores.pull_sample(PATIENCE_S)
    assert values[:2] == [8, 0]
    assert all(math.isnan(value) for value in values[2:])

    streams.mark(Marker(1001.5, "4", "began"))
    assert markers.pull_sample(PATIENCE_S)[0] == ["4 began"]

    wait_until(program.have_consumers)
    program.push_sample(["trial 1"], 1002.0 + offset_s)
    (marker,) = [one for one in told_until(streams, ForeignMarker) if isinstance(one, ForeignMarker)]
    assert (marker.text, marker.source) == ("trial 1", "stimulus")
    assert marker.time_s == pytest.approx(1002.0, abs=1e-3)

    streams.use_models(("other",))
    assert _channels(_inlet(pylsl, "ferdesk other"))[1] == "face"
    assert pylsl.resolve_byprop("name", "ferdesk level1", 1, 0.2) == []


def test_lsl_cannot_change_its_reach_in_a_running_program(streams: Streams) -> None:
    _lsl()
    streams.start(StreamPlan(lsl=True))
    wait_until(lambda: StreamStatus(True) in streams.take())
    streams.stop()
    wait_until(lambda: StreamStatus(False) in streams.take())
    streams.start(StreamPlan(lsl=True, lsl_network=True))
    assert "Start ferdesk again" in told_failure(streams)


PROGRAM = """
import time
from ferdesk.core.recording import Marker
from ferdesk.core.streaming import StreamPlan
from ferdesk.session.streams import Streams
from tests.ui.fakes import happy, observe
streams = Streams()
streams.start(StreamPlan(lsl=True, lsl_markers=True, osc=True, models=("level1", "svm")))
for number in range(15):
    streams.add(observe(happy(), index=number))
    streams.mark(Marker(time.perf_counter(), "M"))
    time.sleep(0.1)
print(streams.close(5.0), [told for told in streams.take() if "Failure" in type(told).__name__])
"""


def test_nothing_listens_or_speaks_beyond_this_computer(tmp_path: Path) -> None:
    """The kernel's own record: each socket is bound to 127.0.0.1, or tied to the loopback device before it is used."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("no strace: nothing can watch the sockets (apt-get install strace)")
    _lsl()
    log = tmp_path / "strace.log"
    calls = "trace=socket,bind,connect,sendto,sendmsg,sendmmsg,setsockopt"
    command = [strace, "-f", "-qq", "-e", "signal=none", "-e", calls, "-o", str(log), sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    if "Operation not permitted" in done.stderr:
        pytest.skip("this computer permits no tracing (ptrace), so nothing can watch the sockets")
    assert done.stdout == "True []\n", done.stderr
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    bound = [line for line in lines if re.search(r"bind\(\d+, \{sa_family=AF_INET6?.*= 0$", line)]
    assert bound, "nothing was opened"
    tied = {match[1] for line in lines if (match := re.search(r'setsockopt\((\d+), SOL_SOCKET, .*"lo\\0"', line))}
    wide = [line for line in bound if '"127.0.0.1"' not in line]
    assert len(tied) >= 1
    ports = {int(match[1]) for line in wide if (match := re.search(r"htons\((\d+)\)", line))}
    assert ports <= set(range(16572, 16604)), "only liblsl listens, on its own ports"
    reached = {match[1] for line in lines for match in re.finditer(r'sin6?_addr[^"]*"([^"]+)"', line)}
    assert {address for address in reached if not address.startswith("127.")} <= {"0.0.0.0"}, reached  # noqa: S104


def test_a_listening_socket_is_tied_to_the_loopback_device(streams: Streams) -> None:
    _lsl()
    before = set(internet_sockets())
    streams.start(StreamPlan(lsl=True, models=("level1",)))
    wait_until(lambda: StreamStatus(True) in streams.take())
    devices = [device for one, device in internet_sockets() if (one, device) not in before]
    assert len(devices) >= 6, "two streams, each with two servers and at least one to be found by"
    assert set(devices) == {"lo"}
