"""A case: what an authority keeps together under one number, with a title the public may read and one it may not."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words

TITLE_LIMIT = 300
_DOCKET = re.compile(r"[\w./: -]{3,40}")
_PERSON_NUMBER = re.compile(r"(?<!\d)(?:\d{8}|\d{6})[-+]?\d{4}(?!\d)")


class CaseKind(StrEnum):
    """What the case is about; the law behind it follows from that."""

    UNKNOWN = "unknown"
    ALCOHOL = "alcohol"
    FIRE = "fire"
    PUBLIC_EVENT = "public_event"
    FOOD = "food"
    TOBACCO = "tobacco"
    BUILDING = "building"
    NOISE = "noise"
    OTHER = "other"


class Procedure(StrEnum):
    """Whether förvaltningslagen's rules on handling apply: not in the police's crime-fighting (FL 3 §)."""

    ADMINISTRATIVE = "administrative"
    CRIME_FIGHTING = "crime_fighting"


class CaseStatus(StrEnum):
    """How far the case has come."""

    OPEN = "open"
    WAITING = "waiting"
    DECIDED = "decided"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class EventKind(StrEnum):
    """What happened, for the icon of the timeline."""

    OTHER = "other"
    OPENED = "opened"
    DOCKETED = "docketed"
    STATUS = "status"
    TIP = "tip"
    RECEIVED = "received"
    NOTE = "note"
    OPERATION = "operation"
    INSPECTION = "inspection"
    REPORT = "report"
    EVIDENCE = "evidence"
    HEARD = "heard"
    DECISION = "decision"
    SERVED = "served"
    DISCLOSED = "disclosed"
    TASK = "task"
    MARKED = "marked"
    DISPOSED = "disposed"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class PartyRole(StrEnum):
    """What somebody is in the case."""

    UNKNOWN = "unknown"
    PARTY = "party"
    OPERATOR = "operator"
    LANDLORD = "landlord"
    PROPERTY_OWNER = "property_owner"
    REPRESENTATIVE = "representative"
    MET = "met"
    WITNESS = "witness"


_SWEDISH = Words(
    (CaseKind.UNKNOWN, "Okänt slag"),
    (CaseKind.ALCOHOL, "Alkoholtillsyn"),
    (CaseKind.FIRE, "Brandtillsyn"),
    (CaseKind.PUBLIC_EVENT, "Offentlig tillställning"),
    (CaseKind.FOOD, "Livsmedelskontroll"),
    (CaseKind.TOBACCO, "Tobakstillsyn"),
    (CaseKind.BUILDING, "Byggtillsyn"),
    (CaseKind.NOISE, "Buller"),
    (CaseKind.OTHER, "Annat"),
    (Procedure.ADMINISTRATIVE, "Förvaltningsärende"),
    (Procedure.CRIME_FIGHTING, "Brottsbekämpning"),
    (CaseStatus.OPEN, "Öppet"),
    (CaseStatus.WAITING, "Väntar på svar"),
    (CaseStatus.DECIDED, "Beslutat"),
    (CaseStatus.CLOSED, "Avslutat"),
    (CaseStatus.UNKNOWN, "Okänd status"),
    (EventKind.OTHER, "Händelse"),
    (EventKind.OPENED, "Ärende öppnat"),
    (EventKind.DOCKETED, "Diarienummer satt"),
    (EventKind.STATUS, "Status ändrad"),
    (EventKind.TIP, "Tips"),
    (EventKind.RECEIVED, "Handling inkommen"),
    (EventKind.NOTE, "Tjänsteanteckning"),
    (EventKind.OPERATION, "Insats planerad"),
    (EventKind.INSPECTION, "Tillsyn"),
    (EventKind.REPORT, "Tillsynsprotokoll"),
    (EventKind.EVIDENCE, "Bevis tillagt"),
    (EventKind.HEARD, "Kommunicering"),
    (EventKind.DECISION, "Beslut"),
    (EventKind.SERVED, "Delgivning"),
    (EventKind.DISCLOSED, "Utlämnande"),
    (EventKind.TASK, "Uppgift"),
    (EventKind.MARKED, "Sekretessmarkering"),
    (EventKind.DISPOSED, "Gallring"),
    (EventKind.CLOSED, "Ärende avslutat"),
    (EventKind.UNKNOWN, "Händelse"),
    (PartyRole.UNKNOWN, "Okänd roll"),
    (PartyRole.PARTY, "Part"),
    (PartyRole.OPERATOR, "Nyttjare"),
    (PartyRole.LANDLORD, "Hyresvärd"),
    (PartyRole.PROPERTY_OWNER, "Fastighetsägare"),
    (PartyRole.REPRESENTATIVE, "Ombud eller firmatecknare"),
    (PartyRole.MET, "Träffad på plats"),
    (PartyRole.WITNESS, "Vittne"),
)


def swedish(value: CaseKind | Procedure | CaseStatus | EventKind | PartyRole) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDraft:
    """What a form holds of a case. Sender and content may be left out of the public title (OSL 5 kap. 2 §)."""

    title_public: str = ""
    title_internal: str = ""
    kind: CaseKind = CaseKind.ALCOHOL
    procedure: Procedure = Procedure.ADMINISTRATIVE
    opened_on: date | None = None
    venue_id: str = ""
    responsible: str = ""  # user id


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(CaseDraft, Record):
    """A case as stored. Until the registry gives `docket`, `provisional` is its number; both are kept."""

    provisional: str
    docket: str
    docket_on: date | None
    status: CaseStatus
    status_reason: str
    closed_on: date | None
    hold_reason: str  # why nothing may be disposed of; empty where nothing stands in the way
    hold_since: date | None

    @property
    def number(self) -> str:
        """The number to show: the registry's, else the provisional one."""
        return self.docket or self.provisional


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent(Record):
    """One line of the timeline of a case and its place; never changed."""

    case_id: str
    venue_id: str
    at: datetime
    kind: EventKind
    title: str
    text: str
    by: str
    subject_kind: str
    subject_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement(Record):
    """Somebody's role in a case; removed when it was a mistake."""

    case_id: str
    subject_kind: str  # "person" or "company"
    subject_id: str
    role: PartyRole
    remark: str


def problems(draft: CaseDraft, *, police: bool, today: date | None = None) -> tuple[Problem, ...]:
    """Broken rules in the order of the form. police: whether the author's authority fights crime."""
    found = []
    if not draft.title_public.strip():
        found.append(Problem("title_public", "missing"))
    if _PERSON_NUMBER.search(draft.title_public):
        found.append(Problem("title_public", "person-number"))
    for name in ("title_public", "title_internal"):
        if len(getattr(draft, name)) > TITLE_LIMIT:
            found.append(Problem(name, "too-long"))
    if draft.kind is CaseKind.UNKNOWN:
        found.append(Problem("kind", "unknown-value"))
    if draft.procedure is Procedure.CRIME_FIGHTING and not police:
        found.append(Problem("procedure", "police-only"))
    if today and draft.opened_on and draft.opened_on > today:
        found.append(Problem("opened_on", "in-the-future"))
    return tuple(found)


def docket_problems(number: str) -> tuple[Problem, ...]:
    """Whether a text can be a registry number; its pattern is each board's own ("ALK-2026-0412", "SN2012/0158")."""
    text = number.strip()
    if not text:
        return (Problem("docket", "missing"),)
    if not _DOCKET.fullmatch(text) or not any(character.isdigit() for character in text):
        return (Problem("docket", "not-a-number"),)
    return ()


def provisional_number(replica_id: str, n: int) -> str:
    """The number a case has until the registry gives one: "L-3FA9-12", never the same on two laptops."""
    return f"L-{replica_id[:4].upper()}-{n}"
