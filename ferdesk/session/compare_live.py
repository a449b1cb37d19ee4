"""A comparison that was made in the window, into the same files as one of a whole source."""

from collections.abc import Sequence
from pathlib import Path

from ferdesk.core.errors import ExportError
from ferdesk.core.judged import Judged
from ferdesk.core.recent import Setting, Taken
from ferdesk.session.compare_files import Compared, model_facts, write_files
from ferdesk.session.export import cannot_write


def save_comparison(taken: Taken, setting: Setting, judged: Sequence[Judged], folder: Path) -> Path:
    """Writes what `ferdesk compare` writes, but for the scores and the hashes of single frames.

    Args:
        taken: The stretch of time.
        setting: What was compared.
        judged: The models against what was posed; empty without labels.
        folder: Where to; made for its owner only. A number is added where there is something of that name already.

    Returns:
        The folder that was made.

    Raises:
        ExportError: There was no face in that time, or something cannot be written.
    """
    figures = taken.comparison.from_zero().figures()
    if not len(figures.times_s):
        raise ExportError("No face was seen in this time, so there is nothing to save. Compare again with a face.")
    costs = taken.spreads()
    models = [
        model_facts(
            entry.spec,
            sha256=entry.sha256,
            size=entry.size,
            provider=setting.provider,
            costs=costs.get(entry.name, {}),
        )
        for entry in setting.entries
        if entry.spec is not None
    ]
    seconds = float(figures.times_s[-1])
    facts = {"source": setting.source, "detector": setting.detector, "seconds": seconds}
    made = _make(folder)
    write_files(made, Compared(facts, models, figures, None, judged))
    return made


def _make(folder: Path) -> Path:
    number = 1
    while True:
        made = folder if number == 1 else folder.with_name(f"{folder.name}-{number}")
        try:
            made.mkdir(parents=True, mode=0o700)
        except FileExistsError:
            number += 1
        except OSError as error:
            raise cannot_write(made, error) from error
        else:
            return made
