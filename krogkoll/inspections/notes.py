"""What is noted in the field beside answers: moments, head counts, oral orders, and words of consent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words

MOST_HEADS = 100_000
TEXT_LIMIT = 20_000


class MarkState(StrEnum):
    """What became of a moment that somebody marked with one key."""

    OPEN = "open"
    NOTED = "noted"
    DROPPED = "dropped"
    UNKNOWN = "unknown"


class CountMethod(StrEnum):
    """How heads were counted."""

    ONE_BY_ONE = "one_by_one"
    AT_DOOR = "at_door"
    ESTIMATE = "estimate"
    CLICKER = "clicker"
    UNKNOWN = "unknown"


class ConsentAct(StrEnum):
    """What somebody entitled said about our being there."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


_SWEDISH = Words(
    (MarkState.OPEN, "Inte utskrivet"),
    (MarkState.NOTED, "Utskrivet"),
    (MarkState.DROPPED, "Struket"),
    (MarkState.UNKNOWN, "Okänt läge"),
    (CountMethod.ONE_BY_ONE, "räknade en och en"),
    (CountMethod.AT_DOOR, "räknade i dörren"),
    (CountMethod.ESTIMATE, "uppskattning"),
    (CountMethod.CLICKER, "räknare i handen"),
    (CountMethod.UNKNOWN, "okänt sätt"),
    (ConsentAct.GIVEN, "Samtycke"),
    (ConsentAct.REFUSED, "Nej till besöket"),
    (ConsentAct.WITHDRAWN, "Samtycket återkallat"),
    (ConsentAct.UNKNOWN, "Okänt besked"),
)


def swedish_note(value: MarkState | CountMethod | ConsentAct) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMark(Record):
    """A moment that somebody marked with one key, to be put into words later."""

    inspection_id: str
    at: datetime
    state: MarkState
    finding_id: str
    reason: str  # why it was struck


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCountDraft:
    """How many people there were at one moment, and how they were counted."""

    inspection_id: str = ""
    at: datetime | None = None
    count: int = 0
    how: CountMethod = CountMethod.ONE_BY_ONE
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCount(HeadCountDraft, Record):
    """A head count as stored."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OralOrderDraft:
    """What somebody of ours told a party to do, or told them of a decision (förvaltningslagen 2017:900, 27 §)."""

    inspection_id: str = ""
    at: datetime | None = None
    what: str = ""
    by_whom: str = ""
    to_whom: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OralOrder(OralOrderDraft, Record):
    """An oral order as stored."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDraft:
    """What somebody entitled said about our being there, and what they had been told first.

    reason: why we rest on a consent although the person was not told everything. not_dwelling: whether it is clear that
    the premises are no dwelling, where consent opens no door for supervision.
    """

    inspection_id: str = ""
    act: ConsentAct = ConsentAct.GIVEN
    who: str = ""
    role: str = ""
    at: datetime | None = None
    told_no_consequence: bool = False
    told_withdrawable: bool = False
    not_dwelling: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(ConsentDraft, Record):
    """A consent, refusal or withdrawal as stored."""

    at: datetime


def count_problems(draft: HeadCountDraft, now: datetime) -> tuple[Problem, ...]:
    """Broken rules of a head count."""
    found = _time_problems(draft.at, now)
    if draft.count < 0 or draft.count > MOST_HEADS:
        found.append(Problem("count", "out-of-range"))
    if draft.how is CountMethod.UNKNOWN:
        found.append(Problem("how", "unknown-value"))
    return tuple(found)


def order_problems(draft: OralOrderDraft, now: datetime) -> tuple[Problem, ...]:
    """Broken rules of an oral order; what was answered may be left empty."""
    found = [Problem(name, "missing") for name in ("what", "by_whom", "to_whom") if not getattr(draft, name).strip()]
    found += [Problem(name, "too-long") for name in ("what", "answer") if len(getattr(draft, name)) > TEXT_LIMIT]
    return (*found, *_time_problems(draft.at, now))


def consent_problems(draft: ConsentDraft, now: datetime, told_before: Iterable[Consent] = ()) -> tuple[Problem, ...]:
    """Broken rules of what was said about our being there. Only a standing consent can be withdrawn."""
    found = [] if draft.who.strip() else [Problem("who", "missing")]
    if draft.act is ConsentAct.UNKNOWN:
        found.append(Problem("act", "unknown-value"))
    standing = standing_consent(told_before)
    if draft.act is ConsentAct.WITHDRAWN and (standing is None or standing.act is not ConsentAct.GIVEN):
        found.append(Problem("act", "nothing-to-withdraw"))
    return (*found, *_time_problems(draft.at, now))


def standing_consent(consents: Iterable[Consent]) -> Consent | None:
    """The last thing that was said about our being there, if anything was."""
    return max(consents, key=lambda one: (one.at, one.created_at), default=None)


def consent_ended(consents: Iterable[Consent]) -> bool:
    """Whether a consent was withdrawn, or refused, and none given since: who rests on it must leave."""
    last = standing_consent(consents)
    return last is not None and last.act in {ConsentAct.REFUSED, ConsentAct.WITHDRAWN}


def _time_problems(at: datetime | None, now: datetime) -> list[Problem]:
    return [Problem("at", "in-the-future")] if at is not None and at > now else []
