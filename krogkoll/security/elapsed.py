"""How long ago something was, by two clocks at once, so that neither sleep nor a changed clock stops the time."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from krogkoll.kernel.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A moment by the wall clock and by the computer's running time in seconds."""

    at: datetime
    running: float


class Elapsed:
    """Measures from marks. The wall clock counts also while the computer sleeps; the running time cannot be set."""

    def __init__(self, clock: Clock, uptime: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._uptime = uptime

    def mark(self) -> Mark:
        """Now."""
        return Mark(at=self._clock.now(), running=self._uptime())

    def since(self, mark: Mark) -> timedelta:
        """The longer of what both clocks say; never negative."""
        now = self.mark()
        return max(now.at - mark.at, timedelta(seconds=now.running - mark.running), timedelta(0))

    def went_backwards(self, mark: Mark) -> bool:
        """Whether either clock is now before the mark: the clock was set back, or the computer was restarted."""
        now = self.mark()
        return now.at < mark.at or now.running < mark.running
