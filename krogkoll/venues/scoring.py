"""How urgent a place is: a sum that can be explained line by line, about premises and never about a person.

Rule (domain rule 4.2): min(100, sum of weight x grade x age), each indicator once with its best observation;
age = 0.5 ** (days / 90). 60 and above is high, but only with two independent sources; 30 is medium. Three
indicators mean danger when they are well enough founded, and then the place is at least medium.

Every term halves in the same 90 days, so the order of places never changes by itself. `heat` is the
uncapped sum moved to one fixed day: lists sort by it, and no nightly run has to touch 100,000 rows.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from krogkoll.venues.grading import Grade

RULE = "4.2/1"
"""Version of the rule; stored with every score a human acted on."""
HALF_LIFE_DAYS = 90
HIGH = 60.0
MEDIUM = 30.0
DANGER_FACTOR = 0.6
SOURCES_FOR_HIGH = 2
_EPOCH = date(2020, 1, 1)


class Indicator(Protocol):
    """What the law tables say of one indicator."""

    @property
    def id(self) -> str:
        """Stable code such as "I1"."""

    @property
    def weight(self) -> float:
        """Points for a perfect observation made today."""

    @property
    def danger(self) -> bool:
        """Whether it means danger to life when well founded."""


class RiskClass(StrEnum):
    """The three classes; high is red, medium amber, low green on screen."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


_SWEDISH: Mapping[RiskClass, str] = {RiskClass.HIGH: "Hög", RiskClass.MEDIUM: "Medel", RiskClass.LOW: "Låg"}


def swedish_risk(value: RiskClass) -> str:
    """The word for the class."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """One indicator seen once. `origin` names the record it comes from, `source` tells independent sources apart."""

    indicator: str
    grade: Grade
    on: date
    origin: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One counted indicator: weight x grade x age = points."""

    indicator: str
    weight: float
    grade: str
    grade_factor: float
    on: date
    age_days: int
    age_factor: float
    points: float
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score with everything that explains it. `points` is what the ring shows, 0 to 100."""

    points: float
    risk: RiskClass
    danger: bool
    sources: int
    lines: tuple[ScoreLine, ...]
    as_of: date
    heat: float


def score(observed: Iterable[Observed], indicators: Mapping[str, Indicator], as_of: date) -> Score:
    """The score of one place on a day. Indicators that the tables no longer know count nothing."""
    # A laptop whose clock was ahead may have written tomorrow: that counts as today, never as more than its weight.
    timely = [one if one.on <= as_of else replace(one, on=as_of) for one in observed]
    usable = [one for one in timely if one.indicator in indicators and one.grade.factor > 0]
    best: dict[str, Observed] = {}
    for one in sorted(usable, key=lambda item: (item.on, item.origin)):
        champion = best.get(one.indicator)
        if champion is None or _timeless(one) > _timeless(champion):
            best[one.indicator] = one
    lines = sorted((_line(one, indicators[one.indicator], as_of) for one in best.values()), key=_by_points)
    sources = len({one.source for one in usable})
    danger = any(indicators[one.indicator].danger and one.grade.factor >= DANGER_FACTOR for one in usable)
    heat = sum(indicators[one.indicator].weight * _timeless(one) for one in best.values())
    points = points_of(heat, as_of)
    return Score(
        points=points,
        risk=risk_of(points, danger=danger, sources=sources),
        danger=danger,
        sources=sources,
        lines=tuple(lines),
        as_of=as_of,
        heat=heat,
    )


def points_of(heat: float, as_of: date) -> float:
    """What a stored heat is worth on a day, 0 to 100."""
    return min(100.0, heat / _growth(as_of))


def heat_of(points: float, as_of: date) -> float:
    """The heat that is worth so many points on a day: the bound for "high today" in a query."""
    return points * _growth(as_of)


def risk_of(points: float, *, danger: bool, sources: int) -> RiskClass:
    """The class: high takes two independent sources, danger is at least medium."""
    if points >= HIGH and sources >= SOURCES_FOR_HIGH:
        return RiskClass.HIGH
    return RiskClass.MEDIUM if points >= MEDIUM or danger else RiskClass.LOW


def _growth(day: date) -> float:
    return math.pow(2.0, (day - _EPOCH).days / HALF_LIFE_DAYS)


def _timeless(one: Observed) -> float:
    return one.grade.factor * _growth(one.on)


def _line(one: Observed, indicator: Indicator, as_of: date) -> ScoreLine:
    age = (as_of - one.on).days
    factor = math.pow(0.5, age / HALF_LIFE_DAYS)
    return ScoreLine(
        indicator=one.indicator,
        weight=indicator.weight,
        grade=one.grade.code,
        grade_factor=one.grade.factor,
        on=one.on,
        age_days=age,
        age_factor=factor,
        points=indicator.weight * one.grade.factor * factor,
        origin=one.origin,
    )


def _by_points(line: ScoreLine) -> tuple[float, str]:
    return -line.points, line.indicator
