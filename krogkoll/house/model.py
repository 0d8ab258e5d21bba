"""What an authority has decided of itself: how it signs its letters, who may decide, how it numbers, whom it trusts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words
from krogkoll.law import Delegation as LawDelegation
from krogkoll.law import all_decision_types

LINE_LIMIT = 120
TEXT_LIMIT = 1000
MARK_LIMIT = 200_000
"""So many bytes a mark may take on paper; it is printed in every document and lies in each copy."""


class Holder(StrEnum):
    """To whom a point of the delegation order gives the right to decide."""

    UNKNOWN = "unknown"
    MEMBER = "member"
    FUNCTION = "function"
    CHAIR = "chair"


_SWEDISH = Words(
    (Holder.UNKNOWN, "Okänd mottagare"),
    (Holder.MEMBER, "En namngiven medarbetare"),
    (Holder.FUNCTION, "Alla med en viss befattning"),
    (Holder.CHAIR, "Ordföranden, i brådskande ärenden"),
)


def swedish_holder(holder: Holder) -> str:
    """The words for the holder on screen and paper."""
    return _SWEDISH[holder]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterheadDraft:
    """How the authority signs its letters. appeal_address: where an appeal is handed in, when it is another place."""

    organisation: str = ""
    unit: str = ""
    board: str = ""
    postal_address: str = ""
    visiting_address: str = ""
    telephone: str = ""
    email: str = ""
    web: str = ""
    appeal_address: str = ""
    appeal_email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLetterhead(LetterheadDraft, Record):
    """A letterhead as stored. mark: a JPEG without metadata as base64, printed on the first page, or nothing."""

    mark: str
    mark_width: int
    mark_height: int
    mark_alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationDraft:
    """One point of the delegation order (kommunallagen 6:37-40, 7:4-8).

    type_codes: decision types it covers. holder and member_id or function: who may. reference: the board's decision.
    fines: whether it covers decisions with a fine (vite).
    """

    point: str = ""
    text: str = ""
    type_codes: tuple[str, ...] = ()
    holder: Holder = Holder.FUNCTION
    member_id: str = ""
    function: str = ""
    fines: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationPoint(DelegationDraft, Record):
    """A point as stored."""

    def valid_on(self, day: date) -> bool:
        """Whether it stands on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketPatternDraft:
    """How docket numbers look: "{board}/{year}:{number}", with what stands for {board}."""

    pattern: str = ""
    board: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketPattern(DocketPatternDraft, Record):
    """A pattern as stored; the newest stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateApproval(Record):
    """The authority's own approval of one template text, which stands as long as the text is that very text.

    text: the words as they could be read then, to show later what has changed. withdrawn_on: when it was taken back.
    """

    template_id: str
    version: int
    sha256: str
    text: str
    approved_by: str
    approved_on: date | None
    reference: str
    withdrawn_on: date | None
    withdrawn_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedIssuer(Record):
    """An issuer of certificates that the authority trusts. certificate: DER as base64."""

    name: str
    organisation: str
    certificate: str
    fingerprint: str
    valid_from: date | None
    valid_until: date | None
    why: str
    ended_on: date | None
    ended_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """Whether somebody may decide, and by which point; true where they may.

    why: "" where they may by a point or as the board itself; "no-list" where the authority has not entered any point;
    "not-delegable" (the law keeps it with the board), "not-delegated", "not-yet" or "expired" (a point that is not
    valid today).
    """

    allowed: bool
    why: str = ""
    point: str = ""
    text: str = ""
    reference: str = ""
    fines: bool = False

    def __bool__(self) -> bool:
        return self.allowed


def letterhead_problems(draft: LetterheadDraft) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = []
    for name in LetterheadDraft.__dataclass_fields__:
        value = getattr(draft, name).strip()
        if not value and name in ("organisation", "postal_address"):
            found.append(Problem(name, "missing"))
        elif len(value) > LINE_LIMIT:
            found.append(Problem(name, "too-long"))
        elif "\n" in value:
            found.append(Problem(name, "one-line"))
        elif value and name in ("email", "appeal_email") and not _is_mail(value):
            found.append(Problem(name, "not-an-address"))
    return tuple(found)


def delegation_problems(draft: DelegationDraft) -> tuple[Problem, ...]:
    """Broken rules in the order of the form. Raises nothing; a type that may never be delegated is a problem."""
    found = [Problem(name, "missing") for name in ("point", "text") if not getattr(draft, name).strip()]
    limits = {"point": 40, "text": TEXT_LIMIT, "function": LINE_LIMIT, "reference": LINE_LIMIT}
    found += [Problem(name, "too-long") for name, most in limits.items() if len(getattr(draft, name)) > most]
    known = all_decision_types()
    if not draft.type_codes:
        found.append(Problem("type_codes", "missing"))
    elif any(code not in known for code in draft.type_codes):
        found.append(Problem("type_codes", "unknown-type"))
    elif draft.holder is not Holder.CHAIR and any(
        known[code].delegation is LawDelegation.NEVER for code in draft.type_codes
    ):
        found.append(Problem("type_codes", "not-delegable"))
    if draft.holder is Holder.UNKNOWN:
        found.append(Problem("holder", "missing"))
    if draft.holder is Holder.MEMBER and not draft.member_id:
        found.append(Problem("member_id", "missing"))
    if draft.holder is Holder.FUNCTION and not draft.function.strip():
        found.append(Problem("function", "missing"))
    if draft.valid_from and draft.valid_until and draft.valid_until < draft.valid_from:
        found.append(Problem("valid_until", "before-start"))
    if not draft.reference.strip():
        found.append(Problem("reference", "missing"))
    return tuple(found)


def _is_mail(text: str) -> bool:
    name, at, domain = text.partition("@")
    return bool(name and at) and "." in domain and "@" not in domain and not any(map(str.isspace, text))
