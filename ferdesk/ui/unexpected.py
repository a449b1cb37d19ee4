"""What happens to errors in the window that nobody expected."""

import logging
from collections.abc import Callable
from types import TracebackType

from ferdesk.ui.languages import tr
from ferdesk.ui.window import Window

logger = logging.getLogger(__name__)


def telling_in(
    window: Callable[[], Window],
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """An `excepthook`: the log gets the details, the user of the window a sentence, and the work goes on."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        logger.critical("unexpected error in the window", exc_info=(kind, error, trace))
        words = tr("Something in ferdesk failed ({error}). The log file has the details.", error=error)
        window().banner.say(words, "error")

    return tell
