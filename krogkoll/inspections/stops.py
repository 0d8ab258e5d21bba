"""The places of one night in their order, with times that follow from each other and times that are fixed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.geo import Position, distance
from krogkoll.kernel.record import Record

LONGEST = 12 * 60
USUAL = 30
DETOUR = 1.3
"""Streets are longer than the straight line; an estimate, said to be one."""
METRES_A_MINUTE = 400.0
"""24 km/h through a town with lights; an estimate too."""
GETTING_OUT = 5
"""Minutes to leave one place and stand at the door of the next, beside the way itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopDraft:
    """One place in the order of the night. minutes: how long it takes. fixed: the time must not move."""

    operation_id: str = ""
    venue_id: str = ""
    position: int = 0
    starts_at: datetime | None = None
    minutes: int = USUAL
    fixed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop(StopDraft, Record):
    """A stop as stored."""


def stop_problems(draft: StopDraft) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = [Problem(name, "missing") for name in ("operation_id", "venue_id") if not getattr(draft, name)]
    if not 0 < draft.minutes <= LONGEST:
        found.append(Problem("minutes", "out-of-range"))
    if draft.fixed and draft.starts_at is None:
        found.append(Problem("starts_at", "missing"))
    return tuple(found)


def road(first: Position | None, second: Position | None) -> float | None:
    """Estimated metres by road between two places; None where one has no position."""
    return None if first is None or second is None else distance(first, second) * DETOUR


def minutes_between(first: Position | None, second: Position | None) -> int:
    """Estimated minutes from door to door, whole."""
    metres = road(first, second)
    return GETTING_OUT + (0 if metres is None else round(metres / METRES_A_MINUTE))


def in_position(stops: Sequence[Stop]) -> tuple[Stop, ...]:
    """Stops in their order; two with the same place (two people moved at once) in the order they were made."""
    return tuple(sorted(stops, key=lambda stop: (stop.position, stop.created_at, stop.id)))


def timetable(
    stops: Sequence[Stop], places: Mapping[str, Position | None], starts_at: datetime | None
) -> tuple[Stop, ...]:
    """The stops with positions from 1 and times that follow: a fixed time stays, the others come one after another.

    Where a fixed time is earlier than one can be there, it still stays: `late` tells of it.
    """
    done: list[Stop] = []
    free, here = starts_at, None
    for number, stop in enumerate(stops, start=1):
        there = places.get(stop.venue_id)
        if done and free is not None:
            free += timedelta(minutes=minutes_between(here, there))
        at = stop.starts_at if stop.fixed else free
        done.append(replace(stop, position=number, starts_at=at))
        if at is not None:
            free = at + timedelta(minutes=stop.minutes)
        here = there
    return tuple(done)


def late(stops: Sequence[Stop], places: Mapping[str, Position | None]) -> frozenset[str]:
    """The ids of stops with a fixed time that cannot be kept after the stop before."""
    found = set()
    for before, stop in pairwise(stops):
        if before.starts_at is None or stop.starts_at is None:
            continue
        way = minutes_between(places.get(before.venue_id), places.get(stop.venue_id))
        if before.starts_at + timedelta(minutes=before.minutes + way) > stop.starts_at:
            found.add(stop.id)
    return frozenset(found)


def length(stops: Sequence[Stop], places: Mapping[str, Position | None]) -> float | None:
    """Estimated metres of the whole way; None while fewer than two places have a position or one lacks it."""
    legs = [road(places.get(first.venue_id), places.get(second.venue_id)) for first, second in pairwise(stops)]
    known = [leg for leg in legs if leg is not None]
    return sum(known) if legs and len(known) == len(legs) else None
