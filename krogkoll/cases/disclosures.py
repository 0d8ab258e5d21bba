"""The register of what was given out: what, to whom, on which ground, after which test, how and when (OSL 10 kap.)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words
from krogkoll.law import AuthorityKind, DisclosureGround, PrivateGround, disclosure_grounds, private_grounds

REASONS_LIMIT = 10_000
_INSPECTION_SECRECY = ("OSL-17-", "OSL-18-")
"""Provisions of 17 and 18 kap. OSL, which 10 kap. 15 a § does not break."""
_NOT_BROKEN = "10 kap. 15 a § OSL kan inte väljas: den bryter inte sekretess enligt 17 och 18 kap."


class Receiver(StrEnum):
    """Who gets it."""

    AUTHORITY = "authority"
    PRIVATE = "private"
    STATISTICS = "statistics"
    UNKNOWN = "unknown"


class SentBy(StrEnum):
    """How it was handed over."""

    NOT_STATED = ""
    HAND = "hand"
    POST = "post"
    SECURE_MAIL = "secure_mail"
    PHONE = "phone"
    SHOWN = "shown"
    UNKNOWN = "unknown"


_SWEDISH = Words(
    (Receiver.AUTHORITY, "En annan myndighet"),
    (Receiver.PRIVATE, "En enskild, till exempel hyresvärden"),
    (Receiver.STATISTICS, "Statistik och uppföljning"),
    (Receiver.UNKNOWN, "Okänd mottagare"),
    (SentBy.NOT_STATED, "Inte angivet"),
    (SentBy.HAND, "Överlämnat för hand"),
    (SentBy.POST, "Brev"),
    (SentBy.SECURE_MAIL, "Säker e-post"),
    (SentBy.PHONE, "Muntligt"),
    (SentBy.SHOWN, "Visat på plats"),
    (SentBy.UNKNOWN, "Okänt sätt"),
)


def swedish_disclosure(value: Receiver | SentBy) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureDraft:
    """What a form holds of one disclosure. items: "kind/id" of each record; `what` says them in words.

    tested_by made the secrecy test. approved_by: the manager who approved it, needed for private receivers.
    """

    case_id: str = ""
    items: tuple[str, ...] = ()
    what: str = ""
    receiver: Receiver = Receiver.AUTHORITY
    receiver_kind: str = ""  # kind of authority; empty for others
    receiver_name: str = ""
    ground: str = ""
    tested_by: str = ""
    reasons: str = ""
    approved_by: str = ""
    masked: bool = False
    sent_by: SentBy = SentBy.NOT_STATED
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureEntry(DisclosureDraft, Record):
    """A disclosure as registered; never changed. Something wrong in it is told to its receiver and noted."""

    sent_at: datetime
    by: str
    corrected_on: date | None
    correction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A ground as the form offers it. manager: a manager must approve by name."""

    id: str
    title_sv: str
    test_sv: str
    references: tuple[str, ...]
    duty: bool
    manager: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What may be chosen for these items and this receiver, and what had to be left out with the reason."""

    grounds: tuple[Ground, ...]
    remarks: tuple[str, ...] = ()


def offered(
    giver: AuthorityKind,
    receiver: Receiver,
    receiver_kind: AuthorityKind | None,
    on: date,
    *,
    classes: Sequence[str] = (),
    provisions: Sequence[str] = (),
) -> Offer:
    """The grounds for items of these secrecy classes and marked with these provisions."""
    if receiver in (Receiver.PRIVATE, Receiver.STATISTICS):
        return Offer(grounds=tuple(_ground(one) for one in private_grounds() if one.receiver == receiver.value))
    if receiver_kind is None:
        return Offer(grounds=())
    inspection_secrecy = any(one.startswith(_INSPECTION_SECRECY) for one in provisions) or "OPS" in classes
    grounds = [
        _ground(one)
        for one in disclosure_grounds()
        if all(one.serves(giver, receiver_kind, code, on) for code in (classes or ("DECISION",)))
        and not (inspection_secrecy and "OPS" in one.not_for_classes)
    ]
    return Offer(grounds=tuple(grounds), remarks=(_NOT_BROKEN,) if inspection_secrecy else ())


def _ground(one: DisclosureGround | PrivateGround) -> Ground:
    """The part of a ground of the law tables that a form needs."""
    duty = one.duty if isinstance(one, DisclosureGround) else False
    manager = one.manager if isinstance(one, PrivateGround) else False
    return Ground(
        id=one.id, title_sv=one.title_sv, test_sv=one.test_sv, references=one.references, duty=duty, manager=manager
    )


def disclosure_problems(draft: DisclosureDraft, offer: Offer, now: datetime | None = None) -> tuple[Problem, ...]:
    """Broken rules in the order of the form. offer: what may be chosen for it."""
    found = []
    if not draft.what.strip():
        found.append(Problem("what", "missing"))
    if draft.receiver is Receiver.UNKNOWN:
        found.append(Problem("receiver", "unknown-value"))
    if draft.receiver is Receiver.AUTHORITY and not draft.receiver_kind:
        found.append(Problem("receiver_kind", "missing"))
    if not draft.receiver_name.strip():
        found.append(Problem("receiver_name", "missing"))
    ground = next((one for one in offer.grounds if one.id == draft.ground), None)
    if ground is None:
        found.append(Problem("ground", "not-offered" if draft.ground else "missing"))
    if not draft.tested_by.strip():
        found.append(Problem("tested_by", "missing"))
    if not draft.reasons.strip():
        found.append(Problem("reasons", "missing"))
    if len(draft.reasons) > REASONS_LIMIT:
        found.append(Problem("reasons", "too-long"))
    needs_manager = draft.receiver is Receiver.PRIVATE or (ground is not None and ground.manager)
    if needs_manager and not draft.approved_by.strip():
        found.append(Problem("approved_by", "missing"))
    if draft.sent_by in (SentBy.NOT_STATED, SentBy.UNKNOWN):
        found.append(Problem("sent_by", "missing"))
    if now and draft.sent_at and draft.sent_at > now:
        found.append(Problem("sent_at", "in-the-future"))
    return tuple(found)


def ground_title(ground_id: str) -> str:
    """What a ground is called; its id where a newer colleague used one that is not here."""
    titles = {one.id: one.title_sv for one in disclosure_grounds()} | {
        one.id: one.title_sv for one in private_grounds()
    }
    return titles.get(ground_id, ground_id)
