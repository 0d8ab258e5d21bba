"""The one source of the present moment, so that tests and drills can decide what time it is."""

from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


class Clock(Protocol):
    """Tells the present moment."""

    def now(self) -> datetime:
        """The present moment, timezone-aware, in UTC."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The present moment, timezone-aware, in UTC."""
        return datetime.now(UTC)


class SteppingClock:
    """A clock for drills and tests: starts at a given moment and moves only when told or asked.

    Each call of `now` moves it by `step`, so that two events never share a moment.
    """

    def __init__(self, start: datetime, step: timedelta = timedelta(0)) -> None:
        if start.tzinfo is None:
            raise ValueError("start must be timezone-aware")
        self._now = start.astimezone(UTC)
        self._step = step

    def now(self) -> datetime:
        """The set moment; the clock then moves one step."""
        moment = self._now
        self._now = moment + self._step
        return moment

    def move(self, by: timedelta) -> None:
        """Move the clock."""
        self._now += by

    def move_to(self, moment: datetime) -> None:
        """Move the clock forward to a moment; one that has passed already changes nothing."""
        self._now = max(self._now, moment.astimezone(UTC))


def to_iso(moment: datetime) -> str:
    """A moment as fixed-width ISO 8601 text in UTC with microseconds; sorts as text.

    Raises ValueError for a moment without time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_iso(text: str) -> datetime:
    """The inverse of `to_iso`; also takes any ISO 8601 text with an offset."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {text!r}")
    return moment.astimezone(UTC)


def local(moment: datetime) -> datetime:
    """The moment as the wall clock in Sweden shows it."""
    return moment.astimezone(STOCKHOLM)
