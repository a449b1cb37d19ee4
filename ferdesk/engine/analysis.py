"""Analysis without a clock: every picture of a source, one after the other, with the source's own time stamps."""

import time
from collections.abc import Iterator
from dataclasses import replace

from ferdesk.core.types import Observation
from ferdesk.engine.analyser import Analyser
from ferdesk.engine.contracts import EndOfSource, Source
from ferdesk.engine.interruption import interruption_held

_READ_S = 1.0


def observe(
    source: Source, analyser: Analyser, *, started_s: float, seconds: float | None = None
) -> Iterator[Observation]:
    """Analyses a source to its end.

    The observations' `frame.time_s` is `started_s` plus the place in the file, so that tracking
    and all that follows see the true times of a file that is read faster or slower than it plays.
    An interruption waits until the caller is done with a picture.

    Args:
        source: Open; stays open.
        analyser: Made for this source.
        started_s: `time.perf_counter()` that counts as the start of the source.
        seconds: End after so much of the source's own time; None for all of it.

    Raises:
        SourceError: The source is lost or damaged; the observations so far were given.
        DetectorError, ModelError: See `Analyser.analyse`.
    """
    with interruption_held() as act:
        while True:
            act()
            try:
                frame = source.read(_READ_S)
            except EndOfSource:
                return
            if frame is None:
                if seconds is not None and time.perf_counter() - started_s >= seconds:
                    return
                continue
            time_s = frame.time_s if frame.position_s is None else started_s + frame.position_s
            if seconds is not None and time_s - started_s >= seconds:
                return
            yield analyser.analyse(replace(frame, time_s=time_s), 0)
