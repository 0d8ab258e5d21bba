"""A decision as it is written: its facts, who takes part in it, and who has said that nothing disqualifies them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from krogkoll.decisions.workflow import State
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words
from krogkoll.law import Service

TEXT_LIMIT = 20_000


class PartyRole(StrEnum):
    """The addressee's right to the premises."""

    NOT_STATED = ""
    OWNER = "owner"
    USER = "user"


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
    SKIPPED_HARDER = "skipped_harder"
    SKIPPED_URGENT = "skipped_urgent"


class ServiceWay(StrEnum):
    """How the addressee gets the decision (delgivningslagen 2010:1932)."""

    NOT_STATED = ""
    ON_SITE = "on_site"
    RECEIPT = "receipt"
    PROCESS_SERVER = "process_server"
    ORDINARY = "ordinary"


_SWEDISH = Words(
    (PartyRole.NOT_STATED, "Inte angivet"),
    (PartyRole.OWNER, "Ägare"),
    (PartyRole.USER, "Nyttjanderättshavare"),
    (Mode.NOT_STATED, "Inte angivet"),
    (Mode.NO_VISITORS, "Inga besökare"),
    (Mode.MAX_PERSONS, "Högst ett visst antal personer"),
    (Communication.NOT_STATED, "Inte angivet"),
    (Communication.ON_SITE, "På platsen"),
    (Communication.IN_WRITING, "Skriftligt"),
    (Communication.SKIPPED_HARDER, "Uteblev: skulle försvåra genomförandet"),
    (Communication.SKIPPED_URGENT, "Uteblev: beslutet brådskar"),
    (ServiceWay.NOT_STATED, "Inte valt"),
    (ServiceWay.ON_SITE, "Lämnas över mot delgivningskvitto"),
    (ServiceWay.RECEIPT, "Skickas mot delgivningskvitto"),
    (ServiceWay.PROCESS_SERVER, "Delges genom stämningsman"),
    (ServiceWay.ORDINARY, "Skickas med vanlig delgivning"),
)

WAYS_FOR: Mapping[Service, frozenset[ServiceWay]] = {
    Service.RECEIPT_OR_PROCESS_SERVER: frozenset({ServiceWay.ON_SITE, ServiceWay.RECEIPT, ServiceWay.PROCESS_SERVER}),
    Service.RECEIPT: frozenset({ServiceWay.ON_SITE, ServiceWay.RECEIPT, ServiceWay.PROCESS_SERVER}),
    Service.ORDINARY: frozenset(ServiceWay) - {ServiceWay.NOT_STATED},
}
"""Which ways of service a type of decision permits."""


def swedish_decision(value: PartyRole | Mode | Communication | ServiceWay) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """What a form holds of a decision. Texts are whole sentences; names in running text are in definite form.

    recipients: who else gets it, as {"who", "how"}. finding_ids: the own observations that it rests on.
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
    finding_ids: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    proportionality: str = ""
    communication: Communication = Communication.NOT_STATED
    communication_text: str = ""
    statement: str = ""
    statement_assessment: str = ""
    interpreter: str = ""
    decided_on: date | None = None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(DecisionDraft, Record):
    """A decision as stored. `conflicts`: one answer per person to the question of jäv, the last one counts."""

    type_code: str
    template_version: int
    state: State
    state_why: str
    conflicts: tuple[Mapping[str, Any], ...]
    paper_id: str
    supersedes: str

    def declared(self, name: str) -> bool | None:
        """What somebody answered to the question of jäv (True: there is one); None for no answer."""
        answers = [one["conflict"] for one in self.conflicts if same_person(one["name"], name)]
        return bool(answers[-1]) if answers else None

    def taking_part(self) -> tuple[str, ...]:
        """Everybody who must answer: who decides, who presents, who else takes part at the end."""
        return tuple(name for name in (self.decision_maker_name, self.presenter_name, *self.others) if name.strip())


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
    for name in ("proportionality", "immediate_reasons", "communication_text", "statement", "statement_assessment"):
        if len(getattr(draft, name)) > TEXT_LIMIT:
            found.append(Problem(name, "too-long"))
    for recipient in draft.recipients:
        if set(recipient) != {"who", "how"} or not recipient["who"].strip():
            found.append(Problem("recipients", "missing"))
    return tuple(found)
