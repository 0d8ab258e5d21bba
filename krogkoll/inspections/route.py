"""In which order to visit the places of a night: the shortest way that keeps the fixed times, by Held and Karp."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from krogkoll.inspections.stops import Stop, minutes_between, road
from krogkoll.kernel.geo import Position

EXACT = 12
"""So many stops are ordered exactly (dynamic programming over subsets); more by improving a good guess."""

Label = tuple[float, float, float, tuple[int, ...]]
"""Minutes late at fixed times so far, metres so far, minutes since the start when leaving, and the stops in order."""


def best_order(
    stops: Sequence[Stop], places: Mapping[str, Position | None], starts_at: datetime | None
) -> tuple[Stop, ...]:
    """The stops in the order with the least lateness at fixed times and, among those, the shortest estimated way.

    The way may begin at any stop, since nobody is told where the rendezvous is. A place without a position costs no
    metres. Exact up to `EXACT` stops.
    """
    if len(stops) < 2:
        return tuple(stops)
    step = _stepper(stops, places, starts_at)
    order = _exact(len(stops), step) if len(stops) <= EXACT else _improved(len(stops), step)
    return tuple(stops[index] for index in order)


def _stepper(
    stops: Sequence[Stop], places: Mapping[str, Position | None], starts_at: datetime | None
) -> Callable[[Label | None, int], Label]:
    metres = [[road(places.get(one.venue_id), places.get(two.venue_id)) or 0.0 for two in stops] for one in stops]
    minutes = [[minutes_between(places.get(one.venue_id), places.get(two.venue_id)) for two in stops] for one in stops]
    start = starts_at or min((stop.starts_at for stop in stops if stop.fixed and stop.starts_at), default=None)
    due: list[float | None] = [
        (stop.starts_at - start).total_seconds() / 60 if stop.fixed and stop.starts_at and start else None
        for stop in stops
    ]

    def step(label: Label | None, to: int) -> Label:
        late, way, now, order = label or (0.0, 0.0, 0.0, ())
        if order:
            way += metres[order[-1]][to]
            now += minutes[order[-1]][to]
        at = due[to]
        if at is not None:
            late, now = late + max(0.0, now - at), at if now <= at else now
        return late, way, now + stops[to].minutes, (*order, to)

    return step


def _exact(count: int, step: Callable[[Label | None, int], Label]) -> tuple[int, ...]:
    """Held and Karp over subsets; each state keeps every label that no other beats in lateness, way and time."""
    states: dict[tuple[int, int], list[Label]] = {(1 << first, first): [step(None, first)] for first in range(count)}
    for _ in range(count - 1):
        following: dict[tuple[int, int], list[Label]] = {}
        for (seen, _last), labels in states.items():
            for to in range(count):
                if not seen >> to & 1:
                    front = following.setdefault((seen | 1 << to, to), [])
                    for label in labels:
                        _keep(front, step(label, to))
        states = following
    return min((label for labels in states.values() for label in labels), key=lambda label: label[:2])[3]


def _keep(front: list[Label], new: Label) -> None:
    """Put a label into the front unless another is as good in everything; drop those that it beats."""
    if any(old[0] <= new[0] and old[1] <= new[1] and old[2] <= new[2] for old in front):
        return
    front[:] = [old for old in front if not (new[0] <= old[0] and new[1] <= old[1] and new[2] <= old[2])]
    front.append(new)


def _improved(count: int, step: Callable[[Label | None, int], Label]) -> tuple[int, ...]:
    """The nearest next stop from each beginning, the best of them turned piece by piece (2-opt) until nothing helps."""
    best = min((_greedy(first, count, step) for first in range(count)), key=lambda label: label[:2])
    better = True
    while better:
        better = False
        for start in range(count - 1):
            for end in range(start + 2, count + 1):
                order = best[3]
                turned = (*order[:start], *reversed(order[start:end]), *order[end:])
                label = _walk(turned, step)
                if label[:2] < best[:2]:
                    best, better = label, True
    return best[3]


def _greedy(first: int, count: int, step: Callable[[Label | None, int], Label]) -> Label:
    label = step(None, first)
    while len(label[3]) < count:
        here = label
        label = min((step(here, to) for to in range(count) if to not in here[3]), key=lambda one: one[:2])
    return label


def _walk(order: Sequence[int], step: Callable[[Label | None, int], Label]) -> Label:
    label = step(None, order[0])
    for to in order[1:]:
        label = step(label, to)
    return label
