"""Two records of one place: said by a human, undone by a human, and never by changing what points at either."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from krogkoll.kernel.record import Record

_RESTRICTED = ".intel"


@dataclass(frozen=True, slots=True, kw_only=True)
class SameAs(Record):
    """That `other_id` is the same place as `venue_id`, under whose name the two are shown."""

    venue_id: str
    other_id: str
    reason: str


def heads(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """For each place that is shown under another one: which. `pairs`: (shown, other).

    Two who name each other, such as colleagues without contact may write, are shown under the smaller id.
    """
    above: dict[str, str] = {}
    for shown, other in sorted(pairs):
        one, two = _top(above, shown), _top(above, other)
        if one != two:
            above[two] = one
    return {place: _top(above, place) for place in above}


def _top(above: Mapping[str, str], place: str) -> str:
    while place in above:
        place = above[place]
    return place


def stricter(one: str, other: str) -> str:
    """The more restricted of two compartments: what says something of both may be known only where both may."""
    return other if other.endswith(_RESTRICTED) and not one.endswith(_RESTRICTED) else one
