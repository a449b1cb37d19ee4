"""Scores and markers as Open Sound Control messages over UDP; see `OscOut` for their addresses.

Used by the thread `ferdesk-streams`. The one socket is opened with the stream and sends to the one address given.
"""

import re
import socket

from ferdesk.core.errors import StreamError
from ferdesk.core.labels import EMOTIONS
from ferdesk.core.recording import Marker
from ferdesk.core.streaming import FaceScores, Sample, StreamPlan

_NOT_IN_ADDRESSES = re.compile(r"[^A-Za-z0-9._~-]")
_UDP = socket.SOCK_DGRAM
MISSING = "OSC needs a package that is not installed: install ferdesk with its extra, pip install 'ferdesk[stream]'."


class OscOut:
    """Sends for each frame `/ferdesk/frame` (number, faces), and for each face and model one bundle of
    `/ferdesk/face/<face>/<model>/label` (label, confidence), `.../box` (left, top, width, height in pixels) and
    `.../<emotion>` (probability) for each class of the model; `/ferdesk/marker` (key, text) for each marker.

    A bundle fits into one packet of an Ethernet, so that nothing arrives in parts.
    """

    def __init__(self, plan: StreamPlan) -> None:
        """Opens the socket; a host's name is looked up now.

        Raises:
            StreamError: The extra is missing, or the host is unknown.
        """
        try:
            from pythonosc.udp_client import UDPClient
        except ImportError as error:
            raise StreamError(MISSING) from error
        try:
            # Looked up once: a name would be looked up again for every message.
            (*_kind, (address, *_port)), *_others = socket.getaddrinfo(plan.osc_host, plan.osc_port, type=_UDP)
            self._client = UDPClient(str(address), plan.osc_port)
        except (OSError, UnicodeError) as error:
            raise StreamError(
                f"OSC cannot be sent to {plan.osc_host}: there is no such host. Check the name, or use an IP address."
            ) from error

    def send(self, sample: Sample) -> None:
        """Sends one frame.

        Raises:
            OSError: The network refuses it.
        """
        self._client.send(_message("/ferdesk/frame", sample.frame, sample.faces))
        for scores in sample.scores:
            self._client.send(_bundle(scores))

    def mark(self, marker: Marker) -> None:
        """Sends a marker; see `send` for errors."""
        self._client.send(_message("/ferdesk/marker", marker.key, marker.text))

    def use_models(self, models: tuple[str, ...]) -> None:
        """Messages name their model themselves."""

    def close(self) -> None:
        """Closes the socket."""
        self._client.close()


def _bundle(scores: FaceScores) -> object:
    from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder

    base = f"/ferdesk/face/{scores.face}/{_NOT_IN_ADDRESSES.sub('_', scores.model)}"
    bundle = OscBundleBuilder(IMMEDIATELY)
    bundle.add_content(_message(f"{base}/label", scores.label, scores.confidence))
    bundle.add_content(_message(f"{base}/box", *scores.box))
    for emotion, probability in zip(EMOTIONS, scores.probabilities, strict=True):
        if probability == probability:  # NaN: the model has no such class
            bundle.add_content(_message(f"{base}/{emotion}", probability))
    return bundle.build()


def _message(address: str, *values: str | float) -> object:
    from pythonosc.osc_message_builder import OscMessageBuilder

    message = OscMessageBuilder(address)
    for value in values:
        message.add_arg(value)
    return message.build()
