"""On which ground our own people go in: chosen per authority and address, never borrowed, flagged where it is weak."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from krogkoll.kernel.clock import to_iso
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.law import (
    AuthorityKind,
    Condition,
    EntryGround,
    FactKind,
    cite_all,
    day_and_time,
    entry_ground,
    entry_grounds,
    entry_grounds_for,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDraft:
    """A chosen ground with the answers it rests on.

    answers: per condition True, False, or a text (a moment as ISO 8601 with offset). reason: why somebody goes in
    although an answer is missing or says no.
    """

    venue_id: str = ""
    operation_id: str = ""
    inspection_id: str = ""
    ground_id: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    known: str = ""  # what our register said about the place when the ground was chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(EntryDraft, Record):
    """A chosen ground as stored; `authority` is the one that may use it."""

    authority: str
    chosen_at: datetime


def offered(kinds: Iterable[AuthorityKind], on: date) -> tuple[EntryGround, ...]:
    """The grounds that our authority may choose from; those of other authorities are not among them."""
    return entry_grounds_for(kinds, on)


def belongs(draft: EntryDraft, kinds: Iterable[AuthorityKind], on: date) -> bool:
    """Whether the chosen ground is one of our own on that day. Raises NotFound for an unknown one."""
    return entry_ground(draft.ground_id) in offered(kinds, on)


def entry_problems(draft: EntryDraft, *, dwelling: bool = False) -> tuple[Problem, ...]:
    """Broken rules in the order of the form. A missing fact does not stop anybody; it asks for a written reason.

    dwelling: whether the place is known to be a dwelling, where consent opens no door for supervision.
    """
    found = []
    if not draft.venue_id:
        found.append(Problem("venue_id", "missing"))
    if not draft.ground_id:
        return (*found, Problem("ground_id", "missing"))
    ground = entry_ground(draft.ground_id)
    known = {condition.id for condition in ground.conditions}
    found += [Problem("answers", "unknown-condition") for one in draft.answers if one not in known]
    if ground.is_consent and (dwelling or _says_no(draft.answers.get("not_dwelling"))):
        found.append(Problem("ground_id", "no-consent-in-dwelling"))
    if ground.missing(draft.answers) and not draft.reason.strip():
        found.append(Problem("reason", "missing-facts-need-reason"))
    return tuple(found)


def _says_no(answer: object) -> bool:
    return answer is False or answer == "no"


def ground_words(entry: EntryDraft) -> str:
    """The ground in words for paper: its provisions, or consent, and what it is for."""
    ground = entry_ground(entry.ground_id)
    if ground.is_consent:
        return _consent_words(entry)
    return f"{cite_all(ground.references)} ({_lower_first(ground.title_sv)})"


def short_ground(ground: str) -> str:
    """A ground for a column: its provisions in short; words that are no id of the tables stand as they are."""
    known = entry_grounds().get(ground)
    if known is None:
        return ground
    return "samtycke" if known.is_consent else cite_all(known.references, short=True)


def _consent_words(entry: EntryDraft) -> str:
    who = str(entry.answers.get("consent_by") or "").strip()
    at = _moment_words(str(entry.answers.get("consent_at") or ""))
    told = [
        text
        for condition, text in (
            ("told_no_consequence", "att ett nej inte får några följder"),
            ("told_withdrawable", "att samtycket kan återkallas"),
        )
        if entry.answers.get(condition) in {True, "yes"}
    ]
    words = "samtycke" + (f" av {who}" if who else "") + (f" {at}" if at else "")
    return words + (f". Personen fick veta {' och '.join(told)}" if told else "")


def entry_flags(entry: EntryDraft) -> tuple[str, ...]:
    """What the report must say of a weak ground: each missing fact, what we knew, and the reason given."""
    ground = entry_ground(entry.ground_id)
    missing = ground.missing(entry.answers)
    if not missing:
        return ()
    flags = [f"{condition.question_sv} {_answered(condition, entry)}" for condition in missing]
    if entry.known:
        flags.append(f"Känt när grunden valdes: {entry.known}.")
    if entry.reason.strip():
        flags.append(f"Skäl för att ändå gå in: {entry.reason.strip()}")
    return tuple(flags)


def _answered(condition: Condition, entry: EntryDraft) -> str:
    answer = entry.answers.get(condition.id)
    return "Nej." if condition.kind is FactKind.YES_NO and _says_no(answer) else "Inget svar är antecknat."


def entry_facts(entry: EntryDraft) -> tuple[tuple[str, str], ...]:
    """The answered conditions as question and answer for paper."""
    rows = []
    for condition in entry_ground(entry.ground_id).conditions:
        answer = entry.answers.get(condition.id)
        if answer in (None, ""):
            continue
        if condition.kind is FactKind.YES_NO:
            rows.append((condition.question_sv, "Ja" if condition.met(answer) else "Nej"))
        elif condition.kind is FactKind.MOMENT:
            rows.append((condition.question_sv, _moment_words(str(answer))))
        else:
            rows.append((condition.question_sv, str(answer)))
    return tuple(rows)


def moment_answer(moment: datetime) -> str:
    """A moment as an answer keeps it."""
    return to_iso(moment)


def _moment_words(text: str) -> str:
    if not text:
        return ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return day_and_time(moment) if moment.tzinfo else text


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
