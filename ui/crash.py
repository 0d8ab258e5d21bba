"""When something nobody foresaw goes wrong: a calm sentence in the window, ids only in the log, nothing lost."""

import logging
import sys
from types import TracebackType
from typing import Protocol

from ui.messages import Message, message_for

_LOG = logging.getLogger("krogkoll.ui")


class Listener(Protocol):
    """Whoever can show a message to the person."""

    def tell(self, message: Message) -> None:
        """Show it."""


class CrashWatch:
    """Takes the place of Python's own excepthook, which would print what may not be printed."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._telling = False
        sys.excepthook = self.caught

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log where it happened, never what was in it; tell the person once, also when telling fails."""
        _LOG.error("internal %s at %s", kind.__name__, place_of(trace))
        if self._telling or not isinstance(error, Exception):
            return
        self._telling = True
        try:
            self._listener.tell(message_for(error))
        finally:
            self._telling = False


def place_of(trace: TracebackType | None) -> str:
    """File and line of the innermost frame: enough for support, no content."""
    if trace is None:
        return "?"
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.replace(chr(92), '/').rsplit('/', 1)[-1]}:{trace.tb_lineno}"
