"""What a person or a company is at a place: a record of its own, so that it can begin, end and be read with care."""

from dataclasses import dataclass
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words

REMARK_LIMIT = 500


class TieRole(StrEnum):
    """What somebody is there."""

    UNKNOWN = "unknown"
    OPERATOR = "operator"
    LANDLORD = "landlord"
    PROPERTY_OWNER = "property_owner"
    TENANT = "tenant"
    REPRESENTATIVE = "representative"
    STAFF = "staff"
    DOORKEEPER = "doorkeeper"
    OTHER = "other"


_SWEDISH = Words(
    (TieRole.UNKNOWN, "Okänd roll"),
    (TieRole.OPERATOR, "Driver verksamheten"),
    (TieRole.LANDLORD, "Hyresvärd"),
    (TieRole.PROPERTY_OWNER, "Fastighetsägare"),
    (TieRole.TENANT, "Hyresgäst"),
    (TieRole.REPRESENTATIVE, "Företrädare"),
    (TieRole.STAFF, "Personal"),
    (TieRole.DOORKEEPER, "Dörrvakt"),
    (TieRole.OTHER, "Annan"),
)


def swedish_tie(role: TieRole) -> str:
    """The word for the role on screen and paper."""
    return _SWEDISH[role]


@dataclass(frozen=True, slots=True, kw_only=True)
class TieDraft:
    """Who ("person" or "company" and its id) is what at which place."""

    venue_id: str = ""
    party_kind: str = ""
    party_id: str = ""
    role: TieRole = TieRole.UNKNOWN
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(TieDraft, Record):
    """A tie as stored."""


def tie_problems(draft: TieDraft) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = []
    if not draft.venue_id:
        found.append(Problem("venue_id", "missing"))
    if draft.party_kind not in {"person", "company"} or not draft.party_id:
        found.append(Problem("party_id", "missing"))
    if draft.role is TieRole.UNKNOWN:
        found.append(Problem("role", "missing"))
    if len(draft.remark) > REMARK_LIMIT:
        found.append(Problem("remark", "too-long"))
    return tuple(found)
