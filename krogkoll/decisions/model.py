"""A decision as it is written: its facts, who takes part in it, and who has said that nothing disqualifies them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from krogkoll.decisions.workflow import State
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words
from krogkoll.law import Addressee, Service

TEXT_LIMIT = 20_000
_LONG = (
    *("proportionality", "immediate_reasons", "communication_text", "communication_reply"),
    *("statement", "statement_assessment"),
)


class PartyRole(StrEnum):
    """What makes the addressee the one whom the paper is directed to."""

    NOT_STATED = ""
    OWNER = "owner"
    USER = "user"
    PERMIT_HOLDER = "permit_holder"
    BEER_SELLER = "beer_seller"
    TOBACCO_SELLER = "tobacco_seller"
    FOOD_OPERATOR = "food_operator"
    ORGANISER = "organiser"
    PUBLIC = "public"
    REQUESTER = "requester"
    LANDLORD = "landlord"
    AUTHORITY = "authority"
    PARTY = "party"
    UNKNOWN = "unknown"


class Mode(StrEnum):
    """How the use is limited."""

    NOT_STATED = ""
    NO_VISITORS = "no_visitors"
    MAX_PERSONS = "max_persons"


class Communication(StrEnum):
    """Whether the party was heard, or on which statutory ground not (FL 25 §)."""

    NOT_STATED = ""
    ON_SITE = "on_site"
    IN_WRITING = "in_writing"
    SKIPPED_OBVIOUS = "skipped_obvious"
    SKIPPED_HARDER = "skipped_harder"
    SKIPPED_URGENT = "skipped_urgent"


class ServiceWay(StrEnum):
    """How the addressee gets the decision (delgivningslagen 2010:1932)."""

    NOT_STATED = ""
    ON_SITE = "on_site"
    ORAL = "oral"
    RECEIPT = "receipt"
    PROCESS_SERVER = "process_server"
    ORDINARY = "ordinary"
    UNKNOWN = "unknown"


class DecidedBy(StrEnum):
    """Who decides for the authority (kommunallagen 6 kap. 37-39 §§)."""

    OFFICER = "officer"
    CHAIR = "chair"
    BOARD = "board"
    UNKNOWN = "unknown"


_SWEDISH = Words(
    (PartyRole.NOT_STATED, "Inte angivet"),
    (PartyRole.OWNER, "Ägare"),
    (PartyRole.USER, "Nyttjanderättshavare"),
    (PartyRole.PERMIT_HOLDER, "Tillståndshavare"),
    (PartyRole.BEER_SELLER, "Folkölsförsäljare"),
    (PartyRole.TOBACCO_SELLER, "Tobaksförsäljare"),
    (PartyRole.FOOD_OPERATOR, "Livsmedelsföretagare"),
    (PartyRole.ORGANISER, "Anordnare"),
    (PartyRole.PUBLIC, "Allmänheten"),
    (PartyRole.REQUESTER, "Den som begär handlingen"),
    (PartyRole.LANDLORD, "Hyresvärd"),
    (PartyRole.AUTHORITY, "Myndighet"),
    (PartyRole.PARTY, "Part"),
    (PartyRole.UNKNOWN, "Okänd roll"),
    (Mode.NOT_STATED, "Inte angivet"),
    (Mode.NO_VISITORS, "Inga besökare"),
    (Mode.MAX_PERSONS, "Högst ett visst antal personer"),
    (Communication.NOT_STATED, "Inte angivet"),
    (Communication.ON_SITE, "På platsen"),
    (Communication.IN_WRITING, "Skriftligt"),
    (Communication.SKIPPED_OBVIOUS, "Uteblev: uppenbart obehövligt"),
    (Communication.SKIPPED_HARDER, "Uteblev: skulle försvåra genomförandet"),
    (Communication.SKIPPED_URGENT, "Uteblev: beslutet brådskar"),
    (ServiceWay.NOT_STATED, "Inte valt"),
    (ServiceWay.ON_SITE, "Lämnas över mot delgivningskvitto"),
    (ServiceWay.RECEIPT, "Skickas mot delgivningskvitto"),
    (ServiceWay.PROCESS_SERVER, "Delges genom stämningsman"),
    (ServiceWay.ORDINARY, "Skickas med vanlig delgivning"),
    (ServiceWay.ORAL, "Lämnas muntligen på platsen och antecknas"),
    (ServiceWay.UNKNOWN, "Okänt sätt"),
    (DecidedBy.OFFICER, "Tjänsteperson"),
    (DecidedBy.CHAIR, "Ordföranden"),
    (DecidedBy.BOARD, "Nämnden"),
    (DecidedBy.UNKNOWN, "Okänd"),
)

_PROVEN = frozenset({ServiceWay.ON_SITE, ServiceWay.RECEIPT, ServiceWay.PROCESS_SERVER})
_ANY = _PROVEN | {ServiceWay.ORDINARY}

WAYS_FOR: Mapping[Service, frozenset[ServiceWay]] = {
    Service.RECEIPT_OR_PROCESS_SERVER: _PROVEN,
    Service.RECEIPT: _PROVEN,
    Service.PROVEN_RECEIPT: _PROVEN,
    Service.ORAL_ON_SITE: _PROVEN | {ServiceWay.ORAL},
    Service.SERVE_IF_FINE: _ANY,
    Service.ORDINARY: _ANY,
    Service.INFORM: _ANY,
    Service.WITH_APPEAL_NOTE: _ANY,
    Service.AS_ORIGINAL: _ANY,
    Service.PROOF_ON_REQUEST: _ANY,
    Service.NOTICE: _ANY,
    Service.INTERNAL: frozenset(),
    Service.COURT: frozenset(),
}
"""Which ways of service a type of decision permits; none where nobody is served."""


def ways(service: Service, *, fine: bool) -> frozenset[ServiceWay]:
    """The permitted ways; a decision with a fine (vite) is always served with proof (viteslagen 1985:206, 2 §)."""
    found = WAYS_FOR[service]
    return found & _PROVEN if fine else found


_PERSONS = frozenset(PartyRole) - {
    PartyRole.NOT_STATED,
    PartyRole.UNKNOWN,
    PartyRole.PUBLIC,
    PartyRole.AUTHORITY,
}
_ROLES: Mapping[Addressee, frozenset[PartyRole]] = {
    Addressee.USER_OR_OWNER: frozenset({PartyRole.USER, PartyRole.OWNER}),
    Addressee.TOBACCO_PERMIT_HOLDER: frozenset({PartyRole.PERMIT_HOLDER}),
    Addressee.PARTY: _PERSONS,
}


def roles_for(addressee: Addressee) -> frozenset[PartyRole]:
    """What an addressee may be for a type that is directed to `addressee`."""
    return _ROLES.get(addressee) or frozenset({PartyRole(addressee.value)})


def swedish_decision(value: PartyRole | Mode | Communication | ServiceWay | DecidedBy) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """What a form holds of a decision. Texts are whole sentences; names in running text are in definite form.

    recipients: who else gets it, as {"who", "how"}. finding_ids: the own observations that it rests on.
    document_ids: the received documents that it rests on. facts: what only this type asks for, by the name in its
    template, as JSON values (see `facts.py`). secrecy_checked: somebody has weighed what a marked case lets it say.
    """

    inspection_id: str = ""
    venue_id: str = ""
    case_id: str = ""
    docket_number: str = ""
    party_name: str = ""
    party_number: str = ""
    party_short: str = ""
    party_address: tuple[str, ...] = ()
    party_represented_by: str = ""
    party_role: PartyRole = PartyRole.NOT_STATED
    party_basis: str = ""
    premises: str = ""
    address: str = ""
    property_designation: str = ""
    mode: Mode = Mode.NOT_STATED
    max_persons: int | None = None
    effective_at: datetime | None = None
    remedies: tuple[str, ...] = ()
    immediate: bool = True
    immediate_reasons: str = ""
    fine: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    finding_ids: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    proportionality: str = ""
    communication: Communication = Communication.NOT_STATED
    communication_text: str = ""
    communication_sent_on: date | None = None
    communication_due_on: date | None = None
    communication_reply: str = ""
    statement: str = ""
    statement_assessment: str = ""
    interpreter: str = ""
    decided_on: date | None = None
    decided_by: DecidedBy = DecidedBy.OFFICER
    minutes_reference: str = ""
    minutes_on: date | None = None
    decision_maker_id: str = ""
    decision_maker_name: str = ""
    decision_maker_title: str = ""
    delegated: bool = True
    delegation_point: str = ""
    presenter_id: str = ""
    presenter_name: str = ""
    presenter_title: str = ""
    others: tuple[str, ...] = ()
    dissent: str = ""
    service: ServiceWay = ServiceWay.NOT_STATED
    recipients: tuple[Mapping[str, str], ...] = ()
    secrecy_checked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(DecisionDraft, Record):
    """A decision as stored. `conflicts`: one answer per person to the question of jäv, the last one counts.

    sources: where a value came from, as field name -> {"kind", "id", "field", "value"}. overrides: what somebody let
    pass with a reason, as {"code", "why", "name", "at"}.
    """

    type_code: str
    template_version: int
    state: State
    state_why: str
    conflicts: tuple[Mapping[str, Any], ...]
    paper_id: str
    supersedes: str
    sources: Mapping[str, Mapping[str, Any]]
    overrides: tuple[Mapping[str, Any], ...]

    def declared(self, name: str) -> bool | None:
        """What somebody answered to the question of jäv (True: there is one); None for no answer."""
        answers = [one["conflict"] for one in self.conflicts if same_person(one["name"], name)]
        return bool(answers[-1]) if answers else None

    def taking_part(self) -> tuple[str, ...]:
        """Everybody who must answer: who decides, who presents, who else takes part at the end.

        A board answers for itself in its minutes.
        """
        decides = "" if self.decided_by is DecidedBy.BOARD else self.decision_maker_name
        return tuple(name for name in (decides, self.presenter_name, *self.others) if name.strip())

    def overridden(self) -> frozenset[str]:
        """The codes of what somebody has let pass."""
        return frozenset(one["code"] for one in self.overrides)


def same_person(one: str, other: str) -> bool:
    """Whether two written names are the same name."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def draft_problems(draft: DecisionDraft) -> tuple[Problem, ...]:
    """What cannot be stored even as a draft, in the order of the form; what is only missing is the gate's matter."""
    found = []
    if draft.max_persons is not None and not 0 < draft.max_persons < 100_000:
        found.append(Problem("max_persons", "out-of-range"))
    if draft.fine is not None and not 0 < draft.fine < 1_000_000_000:
        found.append(Problem("fine", "out-of-range"))
    if draft.effective_at is not None and draft.effective_at.tzinfo is None:
        found.append(Problem("effective_at", "no-time-zone"))
    for name in _LONG:
        if len(getattr(draft, name)) > TEXT_LIMIT:
            found.append(Problem(name, "too-long"))
    sent, due = draft.communication_sent_on, draft.communication_due_on
    if sent and due and due < sent:
        found.append(Problem("communication_due_on", "before-start"))
    for recipient in draft.recipients:
        if set(recipient) != {"who", "how"} or not recipient["who"].strip():
            found.append(Problem("recipients", "missing"))
    return tuple(found)
