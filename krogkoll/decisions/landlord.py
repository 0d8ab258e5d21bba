"""The landlord's track: what a landlord who knows must do within two months, and what came of it (JB 12:42-43)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words, long_date
from krogkoll.law import deadline

NOTE_LIMIT = 10_000


class LandlordOutcome(StrEnum):
    """What came of it."""

    WAITING = "waiting"
    NOTICE_GIVEN = "notice_given"
    NOT_GIVEN = "not_given"
    CORRECTED = "corrected"
    MOVED = "moved"
    UNKNOWN = "unknown"


_SWEDISH = Words(
    (LandlordOutcome.WAITING, "Inget besked än"),
    (LandlordOutcome.NOTICE_GIVEN, "Hyresvärden har sagt upp avtalet"),
    (LandlordOutcome.NOT_GIVEN, "Hyresvärden säger inte upp avtalet"),
    (LandlordOutcome.CORRECTED, "Hyresgästen har upphört med verksamheten"),
    (LandlordOutcome.MOVED, "Hyresgästen har flyttat"),
    (LandlordOutcome.UNKNOWN, "Okänt utfall"),
)


def swedish_landlord(value: LandlordOutcome) -> str:
    """The word for the outcome on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class LandlordDraft:
    """What a form holds. knowledge_on: the day the landlord came to know; it may be before the letter.

    proceedings_on: the day an investigation or a prosecution began; proceedings_ended_on: the day it ended.
    """

    decision_id: str = ""
    landlord: str = ""
    knowledge_on: date | None = None
    proceedings_on: date | None = None
    proceedings_ended_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LandlordTrack(LandlordDraft, Record):
    """A track as stored. task_id: the thing to do in time that its two months became."""

    outcome: LandlordOutcome
    outcome_on: date | None
    outcome_note: str
    task_id: str


def counted_from(draft: LandlordDraft) -> date | None:
    """The day the two months are counted from; None while proceedings that began in time are going on.

    Proceedings count only where they began before the first two months were over.
    """
    if draft.knowledge_on is None:
        return None
    began = draft.proceedings_on
    if began is None or began > deadline("landlord-notice").last_day(draft.knowledge_on):
        return draft.knowledge_on
    ended = draft.proceedings_ended_on
    return max(ended, draft.knowledge_on) if ended is not None else None


def last_day(draft: LandlordDraft) -> date | None:
    """The last day on which the landlord may give notice; None where no day can be named."""
    start = counted_from(draft)
    return deadline("landlord-notice").last_day(start) if start else None


def landlord_words(track: LandlordTrack, today: date) -> str:
    """One sentence on where the track stands."""
    if track.outcome is not LandlordOutcome.WAITING:
        return f"{swedish_landlord(track.outcome)}."
    if track.knowledge_on is None:
        return "Hyresvärdens två månader har inte börjat. Anteckna när hyresvärden fick veta."
    day = last_day(track)
    if day is None:
        return "Hyresvärden kan säga upp avtalet inom två månader från att det rättsliga förfarandet har avslutats."
    if today > day:
        return f"Hyresvärdens två månader gick ut den {long_date(day)}. Anteckna vad som hände."
    return f"Hyresvärden kan säga upp avtalet till och med den {long_date(day)}."


def landlord_problems(draft: LandlordDraft, today: date) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = [] if draft.landlord.strip() else [Problem("landlord", "missing")]
    for name in ("knowledge_on", "proceedings_on", "proceedings_ended_on"):
        day = getattr(draft, name)
        if day is not None and day > today:
            found.append(Problem(name, "in-the-future"))
    if draft.proceedings_ended_on is not None:
        if draft.proceedings_on is None:
            found.append(Problem("proceedings_on", "missing"))
        elif draft.proceedings_ended_on < draft.proceedings_on:
            found.append(Problem("proceedings_ended_on", "before-beginning"))
    if len(draft.note) > NOTE_LIMIT:
        found.append(Problem("note", "too-long"))
    return tuple(found)
