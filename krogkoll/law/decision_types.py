"""Which decisions exist: who may take them, against whom, on what provisions, how they are served and appealed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from krogkoll.kernel.errors import NotFound
from krogkoll.law.authorities import AuthorityKind, known_kinds
from krogkoll.law.references import known_references, reference
from krogkoll.law.tables import Row, table, unique


class Addressee(StrEnum):
    """Whom a decision may be directed to."""

    PERMIT_HOLDER = "permit_holder"
    BEER_SELLER = "beer_seller"
    TOBACCO_PERMIT_HOLDER = "tobacco_permit_holder"
    TOBACCO_SELLER = "tobacco_seller"
    FOOD_OPERATOR = "food_operator"
    ORGANISER = "organiser"
    USER_OR_OWNER = "user_or_owner"
    PARTY = "party"
    PUBLIC = "public"
    REQUESTER = "requester"
    LANDLORD = "landlord"
    AUTHORITY = "authority"


class Appeal(StrEnum):
    """Who tries an appeal."""

    ADMINISTRATIVE_COURT = "FR"
    COUNTY_BOARD = "LST"
    COURT_OF_APPEAL = "KR"
    NONE = "none"
    UNVERIFIED = "unverified"


class Delegation(StrEnum):
    """Whether an employee may decide: as the local delegation order says, never with a fine, or never at all."""

    LOCAL = "local"
    NOT_WITH_FINE = "not_with_fine"
    NEVER = "never"


class Immediate(StrEnum):
    """When a decision takes effect although it may be appealed."""

    STATUTE = "statute"
    SPECIAL_REASONS = "special_reasons"
    ESSENTIAL_INTEREST = "essential_interest"
    NEVER = "never"
    NONE = "none"


class Service(StrEnum):
    """How the addressee gets it."""

    ORDINARY = "ordinary"
    RECEIPT = "receipt"
    PROVEN_RECEIPT = "proven_receipt"
    RECEIPT_OR_PROCESS_SERVER = "receipt_or_process_server"
    SERVE_IF_FINE = "serve_if_fine"
    ORAL_ON_SITE = "oral_on_site"
    NOTICE = "notice"
    INFORM = "inform"
    INTERNAL = "internal"
    COURT = "court"
    PROOF_ON_REQUEST = "proof_on_request"
    WITH_APPEAL_NOTE = "with_appeal_note"
    AS_ORIGINAL = "as_original"


class Group(StrEnum):
    """What kind of paper it is: a decision, a dispatch to somebody else, or a proposal to the own board."""

    DECISION = "decision"
    DISPATCH = "dispatch"
    PROPOSAL = "proposal"


class Decider(StrEnum):
    """Who decides: an employee (by delegation at a board), the chair when it cannot wait (KL 6:39), or the board."""

    OFFICER = "officer"
    CHAIR = "chair"
    BOARD = "board"


class Signer(StrEnum):
    """Whose signature the paper has, in the order of signing."""

    PRESENTER = "presenter"
    DECISION_MAKER = "decision_maker"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionType:
    """One type of decision or dispatch. `template` is empty for types that can be registered but not yet drafted.

    deciders: those who may decide, the usual one first; an officer of a board only where its delegation says so.
    needs_visit: it cannot be written without an own visit that is closed.
    """

    code: str
    name_sv: str
    kinds: tuple[AuthorityKind, ...]
    references: tuple[str, ...]
    operative_sv: str
    addressee: Addressee
    appeal: Appeal
    appeal_references: tuple[str, ...]
    service: Service
    immediate: Immediate
    delegation: Delegation
    fine_allowed: bool
    copies: tuple[AuthorityKind, ...]
    is_decision: bool
    group: Group
    deciders: tuple[Decider, ...]
    signatures: tuple[Signer, ...]
    needs_visit: bool
    template: str
    unverified: bool
    note_sv: str
    reviewed: bool

    @property
    def needs_permit(self) -> str:
        """The permit that the place must hold, since the addressee is its holder; empty when none is needed."""
        return _NEEDS_PERMIT.get(self.addressee, "")

    def competent(self, kinds: Iterable[AuthorityKind]) -> bool:
        """Whether an authority with these tasks may take it."""
        return not set(self.kinds).isdisjoint(kinds)

    def offered(self, on: date) -> bool:
        """Whether it may be offered: nothing in it unverified, every provision in force."""
        verified = not self.unverified and self.appeal is not Appeal.UNVERIFIED
        return verified and all(reference(one).offered(on) for one in self.references)


_NEEDS_PERMIT = {
    Addressee.PERMIT_HOLDER: "serving_permit",
    Addressee.BEER_SELLER: "beer_notification",
    Addressee.TOBACCO_PERMIT_HOLDER: "tobacco_permit",
}


@cache
def all_decision_types() -> "MappingProxyType[str, DecisionType]":
    """Every type by code, unverified ones included. Raises BrokenTable."""
    root = table("law", "decision_types")
    reviewed = root.flag("reviewed")
    found: dict[str, DecisionType] = {}
    for row in root.rows("decision_type", "code"):
        unique(found, row.text("code"), row)
        found[row.text("code")] = _type(row, reviewed=reviewed)
    root.close()
    return MappingProxyType(found)


def _type(row: Row, *, reviewed: bool) -> DecisionType:
    found = _read(row, reviewed=reviewed)
    if found.is_decision != (found.group is Group.DECISION) or not found.deciders or not found.signatures:
        raise row.broken("a decision is in the group decision; somebody decides and somebody signs")
    if found.delegation is Delegation.NEVER and Decider.OFFICER in found.deciders:
        raise row.broken("what may never be delegated is not decided by an officer")
    return found


def _read(row: Row, *, reviewed: bool) -> DecisionType:
    return DecisionType(
        code=row.text("code"),
        name_sv=row.text("name_sv"),
        kinds=known_kinds(row, "kinds"),
        references=known_references(row, row.texts("references", needed=True)),
        operative_sv=row.text("operative_sv"),
        addressee=Addressee(row.text("addressee")),
        appeal=Appeal(row.text("appeal")),
        appeal_references=known_references(row, row.texts("appeal_references")),
        service=Service(row.text("service")),
        immediate=Immediate(row.text("immediate")),
        delegation=Delegation(row.text("delegable")),
        fine_allowed=row.text("fine") == "allowed",
        copies=known_kinds(row, "copies"),
        is_decision=row.flag("decision", None),
        group=Group(row.text("group")),
        deciders=tuple(map(Decider, row.texts("deciders", needed=True))),
        signatures=tuple(map(Signer, row.texts("signatures", needed=True))),
        needs_visit=row.flag("needs_visit"),
        template=row.text("template", ""),
        unverified=row.flag("unverified"),
        note_sv=row.text("note_sv", ""),
        reviewed=reviewed,
    )


def decision_type(code: str) -> DecisionType:
    """One type by code, whether or not it may be offered. Raises NotFound."""
    try:
        return all_decision_types()[code]
    except KeyError:
        raise NotFound("no-such-decision-type", code=code) from None


def decision_types(
    kinds: AuthorityKind | Iterable[AuthorityKind], on: date, *, permits: Iterable[str] = ()
) -> tuple[DecisionType, ...]:
    """The types an authority may choose from about a place that holds these permits.

    `permits`: "serving_permit", "beer_notification", "tobacco_permit". Without a serving permit no sanction of
    alkohollagen is offered: there is nobody it could be directed to.
    """
    wanted = {kinds} if isinstance(kinds, AuthorityKind) else set(kinds)
    held = set(permits)
    return tuple(
        one
        for one in all_decision_types().values()
        if one.competent(wanted) and one.offered(on) and one.needs_permit in held | {""}
    )
