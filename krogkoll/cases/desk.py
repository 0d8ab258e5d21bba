"""What a case officer keeps beside the case: official notes, things to do in time, secrecy markings."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words
from krogkoll.law import deadline

NOTE_LIMIT = 20_000


class NoteChannel(StrEnum):
    """How what the note tells of came about."""

    UNKNOWN = "unknown"
    PHONE = "phone"
    MEETING = "meeting"
    VISIT = "visit"
    MAIL = "mail"
    OBSERVATION = "observation"
    REGISTER = "register"


class Statement(StrEnum):
    """Fact or assessment (brottsdatalagen 2018:1177, 2 kap. 10 §)."""

    FACT = "fact"
    ASSESSMENT = "assessment"


_SWEDISH = Words(
    (NoteChannel.UNKNOWN, "Inte angivet"),
    (NoteChannel.PHONE, "Telefonsamtal"),
    (NoteChannel.MEETING, "Möte"),
    (NoteChannel.VISIT, "Besök på plats"),
    (NoteChannel.MAIL, "Brev eller e-post"),
    (NoteChannel.OBSERVATION, "Egen iakttagelse"),
    (NoteChannel.REGISTER, "Uppgift ur register"),
    (Statement.FACT, "Iakttagelse"),
    (Statement.ASSESSMENT, "Bedömning"),
)


def swedish_desk(value: NoteChannel | Statement) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft:
    """What a form holds of an official note (FL 27 §: promptly, with when and by whom)."""

    case_id: str = ""
    at: datetime | None = None
    channel: NoteChannel = NoteChannel.UNKNOWN
    with_whom: str = ""
    text: str = ""
    statement: Statement = Statement.FACT
    corrects: str = ""  # id of an earlier note; a note is never changed
    photo_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialNote(NoteDraft, Record):
    """An official note as stored; `by` is who wrote it, `created_at` when."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDraft:
    """Something to do. `deadline`: the legal period behind the day, if any; `counted_from`: the day it began.

    `assigned_to` is a member's user id; `assigned_name` names somebody who is no member here.
    """

    case_id: str = ""
    title: str = ""
    due_on: date | None = None
    deadline: str = ""
    counted_from: date | None = None
    assigned_to: str = ""
    assigned_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(TaskDraft, Record):
    """A task as stored."""

    done_at: datetime | None
    done_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkingDraft:
    """A secrecy marking: a warning with provision, day and authority, never a decision (OSL 5 kap. 5 §)."""

    subject_kind: str = ""
    subject_id: str = ""
    provision: str = ""  # id of a legal reference
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecrecyMarking(MarkingDraft, Record):
    """A marking as stored."""

    marked_on: date | None
    authority: str
    lifted_on: date | None


def note_problems(draft: NoteDraft, now: datetime | None = None) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = []
    if now and draft.at and draft.at > now:
        found.append(Problem("at", "in-the-future"))
    if not draft.text.strip():
        found.append(Problem("text", "missing"))
    if len(draft.text) > NOTE_LIMIT:
        found.append(Problem("text", "too-long"))
    return tuple(found)


def task_problems(draft: TaskDraft, deadlines: frozenset[str]) -> tuple[Problem, ...]:
    """Broken rules in the order of the form. deadlines: the periods of the law tables."""
    found = []
    if not draft.title.strip():
        found.append(Problem("title", "missing"))
    if draft.deadline and draft.deadline not in deadlines:
        found.append(Problem("deadline", "unknown-deadline"))
    if draft.deadline and draft.due_on is None:
        found.append(Problem("due_on", "missing"))
    return tuple(found)


def marking_problems(draft: MarkingDraft, references: frozenset[str]) -> tuple[Problem, ...]:
    """Broken rules in the order of the form. references: the provisions of the law tables."""
    found = []
    if not draft.subject_kind or not draft.subject_id:
        found.append(Problem("subject_id", "missing"))
    if draft.provision not in references:
        found.append(Problem("provision", "unknown-provision" if draft.provision else "missing"))
    return tuple(found)


def with_legal_day(draft: TaskDraft) -> TaskDraft:
    """The draft with the last day of its legal period (lag 1930:173) where no day is given. Raises NotFound."""
    if draft.due_on is None and draft.deadline and draft.counted_from is not None:
        return replace(draft, due_on=deadline(draft.deadline).last_day(draft.counted_from))
    return draft


def due_words(due_on: date | None, today: date) -> str:
    """How near the day is: "I dag", "I morgon", "Om 5 dagar", "3 dagar försenad"; empty without a day."""
    if due_on is None:
        return ""
    days = (due_on - today).days
    if days < 0:
        return "1 dag försenad" if days == -1 else f"{-days} dagar försenad"
    return "I dag" if days == 0 else "I morgon" if days == 1 else f"Om {days} dagar"
