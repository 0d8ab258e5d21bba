"""How a place stands: every sign counted into its score, and what a human decided on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from krogkoll.kernel.record import Record
from krogkoll.venues.grading import Grade, Handling, InformationGrade, SourceGrade
from krogkoll.venues.scoring import Observed, RiskClass
from krogkoll.venues.tips import Tip, TipStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Indication(Record):
    """One indicator from an inspection or a notice. `source` tells independent sources apart."""

    venue_id: str
    indicator: str
    on: date | None
    source_grade: SourceGrade | None
    information_grade: InformationGrade | None
    handling: Handling | None
    origin_kind: str
    origin_id: str
    source: str

    @property
    def grade(self) -> Grade | None:
        """The whole grade, when all of it is here."""
        if self.source_grade is None or self.information_grade is None or self.handling is None:
            return None
        return Grade(source=self.source_grade, information=self.information_grade, handling=self.handling)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Record):
    """The class a human gave a place, beside what the rule computed. `lines` are ScoreLines as plain values."""

    venue_id: str
    decided: RiskClass
    reason: str
    points: float
    computed: RiskClass
    danger: bool
    sources: int
    lines: list[dict[str, Any]]
    rule: str
    as_of: date | None


def observations(tips: Iterable[Tip], indications: Iterable[Indication]) -> tuple[Observed, ...]:
    """Everything that counts for one place: graded tips that were not set aside, and other indications."""
    tips = tuple(tips)
    roots = _roots(tips)
    found = [
        Observed(indicator=indicator, grade=tip.grade, on=tip.observed_on(), origin=tip.id, source=roots[tip.id])
        for tip in tips
        if tip.grade is not None and tip.status is not TipStatus.SET_ASIDE
        for indicator in tip.indicators
    ]
    found += [
        Observed(indicator=one.indicator, grade=one.grade, on=one.on, origin=one.id, source=one.source or one.id)
        for one in indications
        if one.grade is not None and one.on is not None
    ]
    return tuple(found)


def _roots(tips: Iterable[Tip]) -> dict[str, str]:
    """For each tip the first tip of the same source, as far as officers have said so; loops end somewhere."""
    parent = {tip.id: tip.same_source_as for tip in tips}
    roots = {}
    for start in parent:
        chain = [start]
        while (above := parent.get(chain[-1], "")) and above not in chain:
            chain.append(above)
        # Two who name each other are one: the smallest id of the loop stands for both.
        loop = bool(above)
        roots[start] = min(chain[chain.index(above) :]) if loop else chain[-1]
    return roots
