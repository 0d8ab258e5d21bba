"""A quick note: two lines caught in the field, to be filed where they belong before they are forgotten."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words

QUICK_NOTE_LIMIT = 20_000


class NoteState(StrEnum):
    """What became of a quick note."""

    UNFILED = "unfiled"
    IN_CASE = "in_case"
    AT_VENUE = "at_venue"
    AS_TIP = "as_tip"
    DISCARDED = "discarded"
    UNKNOWN = "unknown"


_SWEDISH = Words(
    (NoteState.UNFILED, "Inte sorterad"),
    (NoteState.IN_CASE, "Lagd i ärende"),
    (NoteState.AT_VENUE, "Lagd till objekt"),
    (NoteState.AS_TIP, "Gjord till tips"),
    (NoteState.DISCARDED, "Kasserad"),
    (NoteState.UNKNOWN, "Okänt läge"),
)


def swedish_note_state(value: NoteState) -> str:
    """The word for the state on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickNoteDraft:
    """What is caught in the field. `at`: when it happened; empty is the moment of writing. `photo_ids` in order."""

    text: str = ""
    at: datetime | None = None
    venue_id: str = ""
    case_id: str = ""
    photo_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickNote(QuickNoteDraft, Record):
    """A quick note as stored: working material until it is filed (tryckfrihetsförordningen 2 kap. 12 §).

    `by` is who wrote it; `filed_kind` and `filed_id` are what it became, (official_note, venue or tip).
    """

    at: datetime
    by: str
    state: NoteState
    state_reason: str
    filed_at: datetime | None
    filed_kind: str
    filed_id: str


def quick_note_problems(draft: QuickNoteDraft, now: datetime | None = None) -> tuple[Problem, ...]:
    """Broken rules in the order of the form; a note with a photo needs no words."""
    found = []
    if now and draft.at and draft.at > now:
        found.append(Problem("at", "in-the-future"))
    if not draft.text.strip() and not draft.photo_ids:
        found.append(Problem("text", "missing"))
    if len(draft.text) > QUICK_NOTE_LIMIT:
        found.append(Problem("text", "too-long"))
    return tuple(found)
