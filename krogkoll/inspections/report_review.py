"""The Monday review: what each visit of last week came to, proposed by its deviations and decided by a person."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from krogkoll.inspections.model import Answer, Inspection, Mark
from krogkoll.inspections.visit import Visit
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words

TEXT_LIMIT = 20_000
SERIOUS_DEVIATIONS = 3
"""So many deviations in one visit are proposed as serious."""


class Outcome(StrEnum):
    """What a visit came to."""

    NOT_DECIDED = ""
    NO_REMARK = "no_remark"
    REMARK = "remark"
    SERIOUS = "serious"
    UNKNOWN = "unknown"


class Letter(StrEnum):
    """The letter that follows a visit."""

    NONE = ""
    NO_REMARK = "no_remark"
    REMARK = "remark"
    HEARING = "hearing"
    UNKNOWN = "unknown"


_SWEDISH = Words(
    (Outcome.NOT_DECIDED, "Inte bedömt"),
    (Outcome.NO_REMARK, "Utan anmärkning"),
    (Outcome.REMARK, "Anmärkning"),
    (Outcome.SERIOUS, "Allvarligt"),
    (Outcome.UNKNOWN, "Okänt utfall"),
    (Letter.NONE, "Inget brev"),
    (Letter.NO_REMARK, "Brev om tillsyn utan anmärkning"),
    (Letter.REMARK, "Brev med påpekande"),
    (Letter.HEARING, "Kommunicering inför beslut"),
    (Letter.UNKNOWN, "Okänt brev"),
)


def swedish_outcome(value: Outcome | Letter) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReviewDraft:
    """What somebody decided of one visit. reason: needed where it differs from what was proposed, or is serious."""

    inspection_id: str = ""
    outcome: Outcome = Outcome.NOT_DECIDED
    reason: str = ""
    letter: Letter = Letter.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReview(VisitReviewDraft, Record):
    """A review as stored: what was proposed, who decided and when, and the case that followed."""

    proposed: Outcome
    decided_by: str
    decided_at: datetime
    case_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One visit in the list of a week."""

    visit: Inspection
    proposed: Outcome
    deviations: tuple[Answer, ...]
    danger: bool
    signed: bool
    review: VisitReview | None

    @property
    def outcome(self) -> Outcome:
        """What somebody decided, or that nobody has."""
        return self.review.outcome if self.review else Outcome.NOT_DECIDED


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week before the one that the day is in."""
    monday = day - timedelta(days=day.weekday() + 7)
    return monday, monday + timedelta(days=6)


def proposed_outcome(visit: Visit) -> Outcome:
    """What the visit's own words speak for: a danger mark or three deviations serious, any deviation a remark."""
    deviations = [answer for answer in visit.answers if answer.deviation]
    if in_danger(visit) or len(deviations) >= SERIOUS_DEVIATIONS:
        return Outcome.SERIOUS
    return Outcome.REMARK if deviations else Outcome.NO_REMARK


def in_danger(visit: Visit) -> bool:
    """Whether somebody marked a finding as a danger."""
    return any(finding.mark is Mark.DANGER for finding in visit.findings)


def review_problems(draft: VisitReviewDraft, proposed: Outcome) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = []
    if draft.outcome in (Outcome.NOT_DECIDED, Outcome.UNKNOWN):
        found.append(Problem("outcome", "missing"))
    elif draft.outcome is not proposed and not draft.reason.strip():
        found.append(Problem("reason", "missing"))
    if draft.letter is Letter.UNKNOWN:
        found.append(Problem("letter", "unknown-value"))
    if len(draft.reason) > TEXT_LIMIT:
        found.append(Problem("reason", "too-long"))
    return tuple(found)
