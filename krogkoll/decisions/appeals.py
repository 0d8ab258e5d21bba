"""Appeals (överklaganden): who, when it came in, whether in time, and what was done with it (FL 43-46 §§)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from krogkoll.decisions.model import Decision, same_person
from krogkoll.decisions.serving import Result, ServiceAttempt
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words
from krogkoll.law import appeal_last_day

TEXT_LIMIT = 10_000


class CameBy(StrEnum):
    """How an appeal came in."""

    NOT_STATED = ""
    POST = "post"
    MAIL = "mail"
    HAND = "hand"
    COURT = "court"
    UNKNOWN = "unknown"


class Excuse(StrEnum):
    """Why a late appeal is not dismissed (FL 45 §)."""

    NONE = ""
    WRONG_INSTRUCTIONS = "wrong_instructions"
    COURT_IN_TIME = "court_in_time"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What the higher instance decided, or that the appeal was taken back."""

    WAITING = "waiting"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ANNULLED = "annulled"
    REMITTED = "remitted"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


_SWEDISH = Words(
    (CameBy.NOT_STATED, "Inte angivet"),
    (CameBy.POST, "Brev"),
    (CameBy.MAIL, "E-post"),
    (CameBy.HAND, "Lämnat hos oss"),
    (CameBy.COURT, "Från överinstansen"),
    (CameBy.UNKNOWN, "Okänt sätt"),
    (Excuse.NONE, "Nej"),
    (Excuse.WRONG_INSTRUCTIONS, "Vår underrättelse om hur man överklagar var fel"),
    (Excuse.COURT_IN_TIME, "Det kom in till överinstansen i tid"),
    (Excuse.UNKNOWN, "Okänt skäl"),
    (Outcome.WAITING, "Inte avgjort"),
    (Outcome.UNCHANGED, "Avslogs"),
    (Outcome.CHANGED, "Beslutet ändrades"),
    (Outcome.ANNULLED, "Beslutet upphävdes"),
    (Outcome.REMITTED, "Ärendet återförvisades"),
    (Outcome.WITHDRAWN, "Återkallades"),
    (Outcome.UNKNOWN, "Okänd utgång"),
)


def swedish_appeal(value: CameBy | Excuse | Outcome) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDraft:
    """What a form holds of one appeal. party: who appeals. came_in_on: the day it came to us (FL 22 §)."""

    decision_id: str = ""
    party: str = ""
    came_in_on: date | None = None
    came_by: CameBy = CameBy.NOT_STATED
    excuse: Excuse = Excuse.NONE
    excuse_why: str = ""
    document_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal(AppealDraft, Record):
    """An appeal as stored. dismissal: the decision that dismissed it, by its docket number."""

    forwarded_on: date | None
    forwarded_to: str
    dismissed_on: date | None
    dismissal: str
    outcome: Outcome
    outcome_on: date | None
    outcome_note: str

    @property
    def open(self) -> bool:
        """Whether it has neither been dismissed, decided nor taken back."""
        return self.dismissed_on is None and self.outcome in (Outcome.WAITING, Outcome.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyClock:
    """One party's time to appeal; both days are None until the party has been served."""

    party: str
    served_on: date | None
    last_day: date | None


def clocks(decision: Decision, attempts: Iterable[ServiceAttempt]) -> tuple[PartyClock, ...]:
    """The time to appeal of each party: of the addressee, and of everybody else whom somebody tried to serve.

    It runs only from a recorded service, the first one of each party (FL 44 §, lag 1930:173).
    """
    known = tuple(attempts)
    parties: list[str] = []
    for name in (decision.party_name, *(one.party for one in known)):
        if name.strip() and not any(same_person(name, other) for other in parties):
            parties.append(name)
    return tuple(_clock(party, known) for party in parties or [decision.party_name])


def _clock(party: str, attempts: Iterable[ServiceAttempt]) -> PartyClock:
    days = [
        one.served_on
        for one in attempts
        if one.result is Result.SERVED and one.served_on is not None and same_person(one.party, party)
    ]
    served = min(days, default=None)
    return PartyClock(party=party, served_on=served, last_day=appeal_last_day(served) if served else None)


def came_in_time(appeal: AppealDraft, running: Iterable[PartyClock]) -> bool:
    """Whether an appeal came in in time. Before service it always did; a late one may be excused (FL 45 §).

    Somebody whom nobody served here has the longest time of those who were.
    """
    if appeal.excuse in (Excuse.WRONG_INSTRUCTIONS, Excuse.COURT_IN_TIME) or appeal.came_in_on is None:
        return True
    known = tuple(running)
    own = [one for one in known if same_person(one.party, appeal.party)] or known
    days = [one.last_day for one in own]
    if any(day is None for day in days):
        return True
    return appeal.came_in_on <= max((day for day in days if day), default=date.max)


def appeal_problems(draft: AppealDraft, decision: Decision, today: date) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = []
    if not draft.party.strip():
        found.append(Problem("party", "missing"))
    if draft.came_in_on is None:
        found.append(Problem("came_in_on", "missing"))
    elif draft.came_in_on > today:
        found.append(Problem("came_in_on", "in-the-future"))
    elif decision.decided_on is not None and draft.came_in_on < decision.decided_on:
        found.append(Problem("came_in_on", "before-decision"))
    if draft.came_by in (CameBy.NOT_STATED, CameBy.UNKNOWN):
        found.append(Problem("came_by", "missing"))
    if draft.excuse is Excuse.UNKNOWN:
        found.append(Problem("excuse", "unknown-value"))
    if draft.excuse is not Excuse.NONE and not draft.excuse_why.strip():
        found.append(Problem("excuse_why", "missing"))
    found += [Problem(name, "too-long") for name in ("excuse_why", "note") if len(getattr(draft, name)) > TEXT_LIMIT]
    return tuple(found)
