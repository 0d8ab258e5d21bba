"""Where a decision stands once it is taken, worked out anew each time from what was recorded; never a column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from krogkoll import law
from krogkoll.decisions.appeals import Appeal, Outcome, PartyClock, came_in_time, clocks
from krogkoll.decisions.model import Decision
from krogkoll.decisions.serving import Result, ServiceAttempt, deemed_day
from krogkoll.decisions.workflow import State
from krogkoll.kernel.swedish import WEEKDAYS, Words, long_date
from krogkoll.law import Appeal as AppealTo
from krogkoll.law import Service


class Stage(StrEnum):
    """How far a decision has come."""

    NOT_DECIDED = "not_decided"
    NOT_APPEALABLE = "not_appealable"
    WAITING_SERVICE = "waiting_service"
    APPEAL_TIME = "appeal_time"
    APPEALED = "appealed"
    FORWARDED = "forwarded"
    LATE_APPEAL = "late_appeal"
    COURT_DECIDED = "court_decided"
    LEGAL_FORCE = "legal_force"


_SWEDISH = Words(
    (Stage.NOT_DECIDED, "Inte beslutat"),
    (Stage.NOT_APPEALABLE, "Kan inte överklagas"),
    (Stage.WAITING_SERVICE, "Väntar på delgivning"),
    (Stage.APPEAL_TIME, "Överklagandetiden löper"),
    (Stage.APPEALED, "Överklagat i tid"),
    (Stage.FORWARDED, "Hos överinstansen"),
    (Stage.LATE_APPEAL, "Överklagat för sent"),
    (Stage.COURT_DECIDED, "Avgjort av överinstansen"),
    (Stage.LEGAL_FORCE, "Laga kraft"),
)


def swedish_stage(value: Stage) -> str:
    """The word for the stage on screen."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a decision stands. next_day: the next day that matters, if the law sets one; words: one sentence."""

    stage: Stage
    next_day: date | None
    words: str
    clocks: tuple[PartyClock, ...] = ()


def standing(
    decision: Decision, attempts: Iterable[ServiceAttempt], appeals: Iterable[Appeal], today: date
) -> Standing:
    """Where the decision stands on that day.

    Legal force begins on the day after the last party's time to appeal, when nobody has appealed in time; without a
    recorded service of every party there is none (FL 44-46 §§).
    """
    tried, came = tuple(attempts), tuple(appeals)
    if decision.state is not State.DECIDED:
        return Standing(stage=Stage.NOT_DECIDED, next_day=None, words="Beslutet är inte fattat än.")
    kind = law.decision_type(decision.type_code)
    if kind.appeal in (AppealTo.NONE, AppealTo.UNVERIFIED):
        return Standing(stage=Stage.NOT_APPEALABLE, next_day=None, words=_no_appeal(kind, tried))
    running = clocks(decision, tried)
    stage, next_day, words = _appealed(running, came) or _served(running, tried, today)
    return Standing(stage=stage, next_day=next_day, words=words, clocks=running)


def day_words(day: date) -> str:
    """A day that matters: "måndag 28 december 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


Where = tuple[Stage, date | None, str]


def _appealed(running: Sequence[PartyClock], appeals: Sequence[Appeal]) -> Where | None:
    pending = [one for one in appeals if one.open]
    timely = [one for one in pending if came_in_time(one, running) or one.forwarded_on is not None]
    waiting = [one for one in timely if one.forwarded_on is None]
    if waiting and waiting[0].came_in_on:
        words = f"{waiting[0].party} överklagade i tid den {long_date(waiting[0].came_in_on)}."
        return (Stage.APPEALED, None, f"{words} Lämna överklagandet vidare till överinstansen.")
    if late := [one for one in pending if one not in timely]:
        came = late[0].came_in_on
        words = f"Överklagandet från {late[0].party} kom in för sent"
        words += f", den {long_date(came)}." if came else "."
        return (Stage.LATE_APPEAL, None, f"{words} Det ska avvisas.")
    if timely and timely[0].forwarded_on:
        sent = long_date(timely[0].forwarded_on)
        return (Stage.FORWARDED, None, f"Överklagat. Lämnat vidare till {timely[0].forwarded_to} den {sent}.")
    decided = [one for one in appeals if one.outcome not in (Outcome.WAITING, Outcome.UNKNOWN, Outcome.WITHDRAWN)]
    if decided and decided[-1].outcome_on:
        return (Stage.COURT_DECIDED, None, f"Överinstansen avgjorde målet den {long_date(decided[-1].outcome_on)}.")
    return None


def _served(running: Sequence[PartyClock], attempts: Sequence[ServiceAttempt], today: date) -> Where:
    unserved = [one.party for one in running if one.last_day is None]
    if unserved:
        return (Stage.WAITING_SERVICE, *_waiting(unserved, attempts))
    last = max(one.last_day for one in running if one.last_day)
    if today <= last:
        return (Stage.APPEAL_TIME, last, f"Beslutet kan överklagas till och med {day_words(last)}.")
    since = last + timedelta(days=1)
    return (Stage.LEGAL_FORCE, None, f"Beslutet har haft laga kraft sedan {day_words(since)}.")


def _waiting(unserved: Sequence[str], attempts: Sequence[ServiceAttempt]) -> tuple[date | None, str]:
    """The next day and the sentence of a decision that somebody has not got yet."""
    open_ones = [one for one in attempts if one.party in unserved and one.result is Result.WAITING]
    days = [day for one in open_ones if (day := deemed_day(one)) is not None]
    if days:
        return min(days), f"Delgivningen räknas som gjord {day_words(min(days))}, om inget talar emot det."
    if open_ones:
        return None, "Beslutet är skickat. Överklagandetiden börjar när delgivningen är bekräftad."
    if any(one.result is Result.FAILED for one in attempts if one.party in unserved):
        return None, "Delgivningen misslyckades. Försök igen eller på ett annat sätt."
    return None, "Beslutet är inte delgivet. Överklagandetiden har inte börjat."


def _no_appeal(kind: law.DecisionType, attempts: Sequence[ServiceAttempt]) -> str:
    if kind.appeal is AppealTo.UNVERIFIED:
        return "Om beslutet kan överklagas är inte bekräftat. Fråga en jurist."
    if not kind.is_decision:
        return "Skrivelsen är klar att skicka. Den kan inte överklagas."
    told = any(one.result is Result.SERVED for one in attempts)
    if kind.service in (Service.INTERNAL, Service.COURT) or told:
        return "Beslutet kan inte överklagas."
    return "Beslutet kan inte överklagas. Parten ska underrättas om det."
