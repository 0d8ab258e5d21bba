"""The supervision plan of a year (tillsynsplan, alkohollagen 9 kap. 2 §): which place is due when, and why."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import MONTHS
from krogkoll.venues import PermitState, PlaceFacts, RiskClass, short_date, swedish_risk

MOST_VISITS = 52
_ORDER = {RiskClass.HIGH: 0, RiskClass.MEDIUM: 1, RiskClass.LOW: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionPlanDraft:
    """How often places are visited in a year, by class; 0 leaves a class out.

    visits_permit: at least so many where a serving permit is valid or beer is notified, whatever the class.
    adopted_on, sent_on: when the board adopted the plan and when the county board got it.
    """

    year: int = 0
    visits_high: int = 4
    visits_medium: int = 2
    visits_low: int = 0
    visits_permit: int = 1
    adopted_on: date | None = None
    sent_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionPlan(SupervisionPlanDraft, Record):
    """A plan as stored; the newest of a year stands."""


class Visited(NamedTuple):
    """When a place was visited last, and how often in the year."""

    last_on: date | None
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePlace:
    """One place in the plan. due: the first day of the month, None when the year's visits are made.

    planned_on: the night that it is part of already.
    """

    venue_id: str
    name: str
    address: str
    risk: RiskClass | None
    due: date | None
    overdue: bool
    done: int
    target: int
    last_on: date | None
    planned_on: date | None
    reason: str


def plan_problems(draft: SupervisionPlanDraft) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = [] if 2000 <= draft.year <= 2200 else [Problem("year", "out-of-range")]
    for name in ("visits_high", "visits_medium", "visits_low", "visits_permit"):
        if not 0 <= getattr(draft, name) <= MOST_VISITS:
            found.append(Problem(name, "out-of-range"))
    if draft.sent_on and draft.adopted_on and draft.sent_on < draft.adopted_on:
        found.append(Problem("sent_on", "before-start"))
    return tuple(found)


def target_of(place: PlaceFacts, plan: SupervisionPlanDraft) -> int:
    """How many visits the plan gives a place in the year. A class that may not be seen counts as low."""
    by_class = {RiskClass.HIGH: plan.visits_high, RiskClass.MEDIUM: plan.visits_medium}
    target = plan.visits_low if place.risk is None else by_class.get(place.risk, plan.visits_low)
    licensed = place.permit in {PermitState.VALID, PermitState.LOW_STRENGTH_BEER}
    return max(target, plan.visits_permit) if licensed else target


def season_of(opening_pattern: str) -> frozenset[int]:
    """The months in which a place is open, where its hours name a span ("maj till september"); else all of them."""
    text = opening_pattern.casefold()
    names = "|".join(sorted({name[:3] for name in MONTHS}))
    found = re.search(rf"\b({names})[a-zåäö]*\.?\s*(?:till och med|till|t\.?o\.?m\.?|[-–])\s*({names})", text)
    if found is None:
        return frozenset(range(1, 13))
    short = [name[:3] for name in MONTHS]
    first, last = short.index(found[1]) + 1, short.index(found[2]) + 1
    return frozenset(month for month in range(1, 13) if _within(month, first, last))


def _within(month: int, first: int, last: int) -> bool:
    return first <= month <= last if first <= last else month >= first or month <= last


def due_month(place: PlaceFacts, visited: Visited, target: int, year: int) -> date | None:
    """The first day of the month in which the next visit is due, within the year and the place's season.

    Visits are spread evenly: 12 / target months after the last. A place of high risk that nobody ever visited is due
    from the first. None when the year's visits are made.
    """
    if visited.times >= target:
        return None
    start = place.known_since if visited.last_on is None else visited.last_on
    months = 12 // target if target <= 12 else 1
    if visited.last_on is None and place.risk is RiskClass.HIGH:
        months = 0
    number = start.year * 12 + start.month - 1 + months
    number = min(max(number, year * 12), year * 12 + 11)
    season = season_of(place.opening_pattern)
    for ahead in (*range(number, year * 12 + 12), *range(number - 1, year * 12 - 1, -1)):
        if ahead % 12 + 1 in season:
            number = ahead
            break
    return date(number // 12, number % 12 + 1, 1)


def due_places(
    places: Iterable[PlaceFacts],
    visits: Mapping[str, Visited],
    planned: Mapping[str, date],
    plan: SupervisionPlanDraft,
    today: date,
) -> tuple[DuePlace, ...]:
    """Every place that the plan gives a visit, the first due first, then by class and name; done ones last."""
    month = today.replace(day=1)
    found = []
    for place in places:
        target = target_of(place, plan)
        if not target:
            continue
        visited = visits.get(place.id, Visited(None, 0))
        due = due_month(place, visited, target, plan.year)
        found.append(
            DuePlace(
                venue_id=place.id,
                name=place.name,
                address=place.address,
                risk=place.risk,
                due=due,
                overdue=due is not None and due < month,
                done=visited.times,
                target=target,
                last_on=visited.last_on,
                planned_on=planned.get(place.id),
                reason=reason_words(place, visited, target),
            )
        )
    # The places came by name, and sorting keeps that order among equals.
    found.sort(key=lambda one: (one.due is None, one.due or month, _ORDER.get(one.risk, 3) if one.risk else 3))
    return tuple(found)


def reason_words(place: PlaceFacts, visited: Visited, target: int) -> str:
    """Why a place is in the plan, in words."""
    often = "1 besök om året" if target == 1 else f"{target} besök om året"
    parts = [f"{swedish_risk(place.risk)} risk, {often}" if place.risk is not None else often]
    if place.permit is PermitState.VALID:
        parts.append("serveringstillstånd gäller")
    elif place.permit is PermitState.LOW_STRENGTH_BEER:
        parts.append("folköl anmält")
    parts.append("aldrig besökt" if visited.last_on is None else f"senast {short_date(visited.last_on)}")
    if place.opening_pattern:
        parts.append(f"öppet {place.opening_pattern[:1].lower()}{place.opening_pattern[1:]}")
    return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanYear:
    """The plan of a year with everything due; `stored` is None while only the usual figures apply."""

    plan: SupervisionPlanDraft
    stored: SupervisionPlan | None
    places: tuple[DuePlace, ...]

    @property
    def done(self) -> int:
        """Visits made, at most as many as each place's target."""
        return sum(min(one.done, one.target) for one in self.places)

    @property
    def target(self) -> int:
        """Visits that the plan asks for."""
        return sum(one.target for one in self.places)

    @property
    def overdue(self) -> int:
        """Places whose month has passed."""
        return sum(one.overdue for one in self.places)
