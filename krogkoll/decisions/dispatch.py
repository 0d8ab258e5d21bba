"""Dispatch (expediering): who must get a decision, by rule, and what has gone out to whom."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from krogkoll import law
from krogkoll.cases import Ground, Receiver, SentBy, offered
from krogkoll.decisions.model import Decision, same_person
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words
from krogkoll.law import Addressee, Authority, AuthorityKind

TEXT_LIMIT = 10_000


class ReceiverRole(StrEnum):
    """What the receiver is to the decision."""

    PARTY = "party"
    AUTHORITY = "authority"
    LANDLORD = "landlord"
    OTHER = "other"
    UNKNOWN = "unknown"


class Rendering(StrEnum):
    """Which of the two papers went out: everything as signed, or the notice with names withheld (FL 33 §)."""

    FULL = "full"
    NOTICE = "notice"
    UNKNOWN = "unknown"


_SWEDISH = Words(
    (ReceiverRole.PARTY, "Part"),
    (ReceiverRole.AUTHORITY, "Myndighet"),
    (ReceiverRole.LANDLORD, "Fastighetsägare"),
    (ReceiverRole.OTHER, "Annan mottagare"),
    (ReceiverRole.UNKNOWN, "Okänd mottagare"),
    (Rendering.FULL, "Hela handlingen"),
    (Rendering.NOTICE, "Underrättelsen utan namn"),
    (Rendering.UNKNOWN, "Okänd version"),
)


def swedish_dispatch(value: ReceiverRole | Rendering) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchDraft:
    """What a form holds of one dispatch.

    authority_kind: which sort of authority. ground, reasons, approved_by: for the register of disclosures; the party
    gets what is its own and needs none.
    """

    decision_id: str = ""
    to: str = ""
    role: ReceiverRole = ReceiverRole.OTHER
    authority_kind: str = ""
    way: SentBy = SentBy.NOT_STATED
    rendering: Rendering = Rendering.FULL
    sent_at: datetime | None = None
    ground: str = ""
    reasons: str = ""
    approved_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch(DispatchDraft, Record):
    """A dispatch as stored. sha256: of the exact bytes that went out. struck: written by mistake, and why."""

    sent_at: datetime
    by: str
    sha256: str
    disclosure_id: str
    struck: bool
    struck_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody who is to get the paper. rule: why; grounds: what may be chosen for the register of disclosures."""

    who: str
    role: ReceiverRole
    authority_kind: str = ""
    how: str = ""
    rule: str = ""
    grounds: tuple[Ground, ...] = ()

    @property
    def ground(self) -> str:
        """The ground that the rule itself gives, else empty: then a person chooses."""
        return next((one.id for one in self.grounds if one.duty and _gives(one, self.rule)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expedition:
    """The whole list: who is to get the paper, what has gone out, and the grounds for a receiver who is not in it."""

    recipients: tuple[Recipient, ...]
    dispatches: tuple[Dispatch, ...]
    grounds: tuple[Ground, ...] = ()

    def sent_to(self, recipient: Recipient) -> tuple[Dispatch, ...]:
        """What has gone to this recipient."""
        return tuple(one for one in self.dispatches if not one.struck and same_person(one.to, recipient.who))

    @property
    def left(self) -> tuple[Recipient, ...]:
        """Everybody who has not got anything yet; a party gets it by service."""
        return tuple(one for one in self.recipients if one.role is not ReceiverRole.PARTY and not self.sent_to(one))


def recipients_of(decision: Decision, own: Authority | None, on: date) -> tuple[Recipient, ...]:
    """Who is to get the paper: the addressee, those whom the law names (AL 9:7), those whom the decision names."""
    found: list[Recipient] = []
    for one in _all(decision, own, on):
        if one.who.strip() and not any(same_person(one.who, other.who) for other in found):
            found.append(one)
    return tuple(found)


def every_ground(own: Authority | None, on: date) -> tuple[Ground, ...]:
    """The grounds that any receiver can be given it on: between authorities first, then to private receivers."""
    between = [one for kind in AuthorityKind for one in _between(own, kind, on)]
    return tuple({one.id: one for one in (*between, *_private(own, on))}.values())


def dispatch_problems(draft: DispatchDraft, decision: Decision, now: datetime) -> tuple[Problem, ...]:
    """Broken rules in the order of the form; what the register of disclosures needs is its own matter."""
    found = []
    if not draft.to.strip():
        found.append(Problem("to", "missing"))
    if draft.role is ReceiverRole.UNKNOWN:
        found.append(Problem("role", "unknown-value"))
    if draft.role is ReceiverRole.AUTHORITY and draft.authority_kind not in set(AuthorityKind):
        found.append(Problem("authority_kind", "missing"))
    if draft.way in (SentBy.NOT_STATED, SentBy.UNKNOWN):
        found.append(Problem("way", "missing"))
    if draft.rendering is Rendering.UNKNOWN:
        found.append(Problem("rendering", "unknown-value"))
    if draft.sent_at is not None and draft.sent_at.tzinfo is None:
        found.append(Problem("sent_at", "no-time-zone"))
    elif draft.sent_at is not None and draft.sent_at > now:
        found.append(Problem("sent_at", "in-the-future"))
    elif draft.sent_at is not None and decision.decided_on and local(draft.sent_at).date() < decision.decided_on:
        found.append(Problem("sent_at", "before-decision"))
    found += [Problem(name, "too-long") for name in ("reasons", "note") if len(getattr(draft, name)) > TEXT_LIMIT]
    return tuple(found)


def receiver_of(draft: DispatchDraft) -> Receiver:
    """The receiver as the register of disclosures counts it."""
    return Receiver.AUTHORITY if draft.role is ReceiverRole.AUTHORITY else Receiver.PRIVATE


def _all(decision: Decision, own: Authority | None, on: date) -> Iterator[Recipient]:
    kind = law.decision_type(decision.type_code)
    yield _addressee(decision, kind, own, on)
    rule = law.cite("AL-9-7", short=True) if "AL" in {law.reference(one).statute.id for one in kind.references} else ""
    for copy in kind.copies:
        yield _authority(_name(copy, own), copy, own, on, rule=rule, how="Kopia")
    for named in decision.recipients:
        yield _named(named.get("who", ""), named.get("how", ""), own, on)


def _addressee(decision: Decision, kind: law.DecisionType, own: Authority | None, on: date) -> Recipient:
    if kind.addressee is Addressee.AUTHORITY:
        return _named(decision.party_name, "", own, on)
    if kind.addressee is Addressee.LANDLORD:
        return Recipient(who=decision.party_name, role=ReceiverRole.LANDLORD, grounds=_private(own, on))
    return Recipient(who=decision.party_name, role=ReceiverRole.PARTY, how="Genom delgivning")


def _named(who: str, how: str, own: Authority | None, on: date) -> Recipient:
    """Somebody named in words: an authority of the law tables where the name is one, else a private receiver."""
    found = next((one for one in law.authorities().values() if same_person(one.name_sv, who)), None)
    if found is not None and (own is None or found.id != own.id):
        return _authority(who, found.kind, own, on, how=how)
    return Recipient(who=who, role=ReceiverRole.OTHER, how=how, grounds=_private(own, on))


def _authority(
    who: str, kind: AuthorityKind, own: Authority | None, on: date, *, rule: str = "", how: str = ""
) -> Recipient:
    grounds = _between(own, kind, on)
    return Recipient(
        who=who, role=ReceiverRole.AUTHORITY, authority_kind=kind.value, how=how, rule=rule, grounds=grounds
    )


def _between(own: Authority | None, kind: AuthorityKind, on: date) -> tuple[Ground, ...]:
    return offered(_giver(own), Receiver.AUTHORITY, kind, on, classes=["DECISION"]).grounds


def _private(own: Authority | None, on: date) -> tuple[Ground, ...]:
    return offered(_giver(own), Receiver.PRIVATE, None, on).grounds


def _giver(own: Authority | None) -> AuthorityKind:
    return own.kind if own else AuthorityKind.ALCOHOL_BOARD


def _name(kind: AuthorityKind, own: Authority | None) -> str:
    """What an authority of that kind is called where we are."""
    if kind is AuthorityKind.COUNTY_BOARD and own is not None:
        counties: Iterable[Authority] = law.authorities().values()
        found = next((one for one in counties if kind in one.kinds and one.county == own.county), None)
        return found.name_sv if found else law.kind_name(kind)
    return law.kind_name(kind)


def _gives(ground: Ground, rule: str) -> bool:
    """Whether a ground rests on the very provision that the rule names."""
    return bool(rule) and rule in [law.cite(one, short=True) for one in _known(ground.references)]


def _known(references: Sequence[str]) -> Iterator[str]:
    yield from (one for one in references if one in law.references())
