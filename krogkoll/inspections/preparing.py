"""What is prepared before a night besides people, places and risks: help asked for, jäv answered, gaps accepted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words


class Considered(StrEnum):
    """Whether somebody has thought of it, and what came of it."""

    OPEN = "open"
    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


class AssistanceStatus(StrEnum):
    """How far a request for help (handräckning) has come."""

    DRAFTED = "drafted"
    SENT = "sent"
    GRANTED = "granted"
    REFUSED = "refused"
    UNKNOWN = "unknown"


_SWEDISH = Words(
    (Considered.OPEN, "Inte bestämt"),
    (Considered.NO, "Nej"),
    (Considered.YES, "Ja"),
    (Considered.UNKNOWN, "Okänt svar"),
    (AssistanceStatus.DRAFTED, "Inte skickad"),
    (AssistanceStatus.SENT, "Skickad, inte besvarad"),
    (AssistanceStatus.GRANTED, "Beviljad"),
    (AssistanceStatus.REFUSED, "Avslagen"),
    (AssistanceStatus.UNKNOWN, "Okänt läge"),
)


def swedish_preparing(value: Considered | AssistanceStatus) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistanceDraft:
    """A written request for the help of the police (handräckning). ground_id: such as "help-lso-5-3"."""

    operation_id: str = ""
    ground_id: str = ""
    asked_of: str = ""  # an authority id or free text
    status: AssistanceStatus = AssistanceStatus.DRAFTED
    sent_at: datetime | None = None
    answered_at: datetime | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistance(AssistanceDraft, Record):
    """A request as stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictAnswerDraft:
    """One of our own people answers for one place whether they are partial (jäv, förvaltningslagen 16 §)."""

    operation_id: str = ""
    participant_id: str = ""
    venue_id: str = ""
    conflict: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictAnswer(ConflictAnswerDraft, Record):
    """An answer as stored; a later one for the same person and place stands instead."""

    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedGap(Record):
    """Something that is missing before the night and that somebody accepts, with the reason."""

    operation_id: str
    gap: str
    reason: str
    accepted_by: str
    accepted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAddition(Record):
    """A numbered change after the plan was locked; shown to everybody who goes out."""

    operation_id: str
    number: int
    text: str
    by: str
    at: datetime | None


def assistance_problems(draft: AssistanceDraft) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = [Problem(name, "missing") for name in ("operation_id", "ground_id", "asked_of") if not getattr(draft, name)]
    if draft.sent_at and draft.answered_at and draft.answered_at < draft.sent_at:
        found.append(Problem("answered_at", "before-start"))
    if draft.status is AssistanceStatus.REFUSED and not draft.answer.strip():
        found.append(Problem("answer", "missing"))
    return tuple(found)


def conflict_problems(draft: ConflictAnswerDraft) -> tuple[Problem, ...]:
    """Broken rules in the order of the form: somebody who is partial says how."""
    needed = ("operation_id", "participant_id", "venue_id")
    found = [Problem(name, "missing") for name in needed if not getattr(draft, name)]
    if draft.conflict and not draft.text.strip():
        found.append(Problem("text", "missing"))
    return tuple(found)
