"""A joint operation (insats): when and where, who takes part, and how far the planning has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from krogkoll.inspections.preparing import Considered
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words


class OperationStatus(StrEnum):
    """How far an operation has come."""

    PLANNED = "planned"
    LOCKED = "locked"
    HELD = "held"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class ParticipantRole(StrEnum):
    """What somebody does during the operation."""

    LEAD = "lead"
    AUTHORITY_LEAD = "authority_lead"
    INSPECTOR = "inspector"
    NOTE_TAKER = "note_taker"
    EVIDENCE = "evidence"
    SAFETY = "safety"
    INTERPRETER = "interpreter"
    CHILD_CONTACT = "child_contact"
    UNKNOWN = "unknown"


class Attendance(StrEnum):
    """Whether somebody comes, and came."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    PRESENT = "present"
    UNKNOWN = "unknown"


_SWEDISH = Words(
    (OperationStatus.PLANNED, "Planeras"),
    (OperationStatus.LOCKED, "Låst"),
    (OperationStatus.HELD, "Genomförd"),
    (OperationStatus.CANCELLED, "Inställd"),
    (OperationStatus.UNKNOWN, "Okänd status"),
    (ParticipantRole.LEAD, "insatsledare"),
    (ParticipantRole.AUTHORITY_LEAD, "ansvarig för myndigheten"),
    (ParticipantRole.INSPECTOR, "inspektör"),
    (ParticipantRole.NOTE_TAKER, "protokollförare"),
    (ParticipantRole.EVIDENCE, "bevis och foto"),
    (ParticipantRole.SAFETY, "säkerhetsansvarig"),
    (ParticipantRole.INTERPRETER, "tolk"),
    (ParticipantRole.CHILD_CONTACT, "barnansvarig"),
    (ParticipantRole.UNKNOWN, "okänd uppgift"),
    (Attendance.ASKED, "Inte svarat"),
    (Attendance.CONFIRMED, "Bekräftad"),
    (Attendance.DECLINED, "Tackat nej"),
    (Attendance.PRESENT, "På plats"),
    (Attendance.UNKNOWN, "Okänt svar"),
)


def swedish_operation(value: OperationStatus | ParticipantRole | Attendance) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationDraft:
    """What a form holds of an operation. The rendezvous is never printed in a public text.

    children, interpreter, media: whether they are expected or needed, with words in the note beside.
    tip_ids: what the plan rests on; the tips themselves are never printed. debrief_at: when it is talked through.
    """

    title: str = ""
    purpose: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    rendezvous: str = ""
    lead_name: str = ""
    lead_authority: str = ""
    venue_ids: tuple[str, ...] = ()
    abort_criteria: str = ""
    notes: str = ""
    communications: str = ""
    evidence_kit: str = ""
    children: Considered = Considered.OPEN
    children_note: str = ""
    interpreter: Considered = Considered.OPEN
    interpreter_note: str = ""
    media: Considered = Considered.OPEN
    media_note: str = ""
    tip_ids: tuple[str, ...] = ()
    debrief_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(OperationDraft, Record):
    """An operation as stored."""

    status: OperationStatus
    status_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantDraft:
    """Somebody who takes part in an operation or in one visit.

    ground_told: on what ground somebody of another authority says that they entered, as the id of a ground of the law
    tables or in words; their own matter, our note. reason: why somebody cannot come.
    """

    operation_id: str = ""
    inspection_id: str = ""
    name: str = ""
    title: str = ""
    authority: str = ""  # an authority id or free text
    role: ParticipantRole = ParticipantRole.INSPECTOR
    attendance: Attendance = Attendance.ASKED
    ground_told: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(ParticipantDraft, Record):
    """A participant as stored."""


_MOVES: Mapping[OperationStatus, frozenset[OperationStatus]] = {
    OperationStatus.PLANNED: frozenset({OperationStatus.LOCKED, OperationStatus.CANCELLED, OperationStatus.HELD}),
    OperationStatus.LOCKED: frozenset({OperationStatus.PLANNED, OperationStatus.HELD, OperationStatus.CANCELLED}),
    OperationStatus.HELD: frozenset(),
    OperationStatus.CANCELLED: frozenset({OperationStatus.PLANNED}),
    OperationStatus.UNKNOWN: frozenset(),
}


def may_move(now: OperationStatus, then: OperationStatus) -> bool:
    """Whether an operation may go from one status to the other."""
    return then in _MOVES[now]


def operation_problems(draft: OperationDraft) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = [Problem(name, "missing") for name in ("title", "purpose") if not getattr(draft, name).strip()]
    if draft.starts_at is None:
        found.append(Problem("starts_at", "missing"))
    elif draft.ends_at is not None and draft.ends_at <= draft.starts_at:
        found.append(Problem("ends_at", "before-start"))
    return tuple(found)


def participant_problems(draft: ParticipantDraft) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = [Problem(name, "missing") for name in ("name", "authority") if not getattr(draft, name).strip()]
    if not draft.operation_id and not draft.inspection_id:
        found.append(Problem("operation_id", "missing"))
    if draft.attendance is Attendance.DECLINED and not draft.reason.strip():
        found.append(Problem("reason", "missing"))
    return tuple(found)
