"""Who may do what: one table from role to permissions, read by services before anything happens.

Roles inside one unlocked workspace are policy, not cryptography: what must be closed by force lies in
another workspace with its own key.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in their own authority; one role for each workspace."""

    POLICE_INSPECTOR = "police_inspector"
    MUNICIPAL_INSPECTOR = "municipal_inspector"
    FIRE_INSPECTOR = "fire_inspector"
    LICENSING_OFFICER = "licensing_officer"
    DECISION_MAKER = "decision_maker"
    UNIT_ADMIN = "unit_admin"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """One for each family of use cases. Whoever carries out the act needs it: a guest their own."""

    READ_VENUES = "read_venues"
    WRITE_VENUES = "write_venues"
    READ_TIPS = "read_tips"
    WRITE_TIPS = "write_tips"
    READ_SOURCES = "read_sources"
    READ_PEOPLE = "read_people"
    WRITE_PEOPLE = "write_people"
    READ_CASES = "read_cases"
    WRITE_CASES = "write_cases"
    PLAN_OPERATIONS = "plan_operations"
    READ_INSPECTIONS = "read_inspections"
    CARRY_OUT_INSPECTIONS = "carry_out_inspections"
    READ_EVIDENCE = "read_evidence"
    ATTACH_EVIDENCE = "attach_evidence"
    SEIZE = "seize"  # rättegångsbalken 27 kap.: the police only
    READ_DECISIONS = "read_decisions"
    DRAFT_DECISIONS = "draft_decisions"  # also to present, and to sign as the one who presented
    SIGN_DECISIONS = "sign_decisions"  # to decide, and to sign as the one who decided
    DISCLOSE = "disclose"
    PURGE = "purge"
    EXPORT = "export"
    BACKUP = "backup"
    READ_AUDIT = "read_audit"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_HOUSE = "manage_house"  # letterhead, delegation order, approved templates, trusted issuers
    UNLOCK = "unlock"


_P = Permission

# Every role that meets cases at all.
_CASE_READER = frozenset(
    {_P.UNLOCK, _P.BACKUP, _P.READ_VENUES, _P.READ_PEOPLE, _P.READ_CASES}
    | {_P.READ_INSPECTIONS, _P.READ_EVIDENCE, _P.READ_DECISIONS}
)
# Handles cases at the desk or in the field.
_CASE_WRITER = _CASE_READER | {
    _P.WRITE_VENUES,
    _P.READ_TIPS,
    _P.WRITE_TIPS,
    _P.WRITE_PEOPLE,
    _P.WRITE_CASES,
    _P.ATTACH_EVIDENCE,
    _P.DRAFT_DECISIONS,
    _P.DISCLOSE,
    _P.EXPORT,
}
_INSPECTOR = _CASE_WRITER | {_P.PLAN_OPERATIONS, _P.CARRY_OUT_INSPECTIONS}

_TABLE: dict[Role, frozenset[Permission]] = {
    # Only those who meet tipsters see who they are; fire and licensing see the tip.
    Role.POLICE_INSPECTOR: _INSPECTOR | {_P.READ_SOURCES, _P.SEIZE},
    Role.MUNICIPAL_INSPECTOR: _INSPECTOR | {_P.READ_SOURCES},
    Role.FIRE_INSPECTOR: _INSPECTOR,
    Role.LICENSING_OFFICER: _CASE_WRITER | {_P.PURGE, _P.MANAGE_HOUSE},
    # Decides on what others have found: no tips, no field work. Purging takes a second person's eyes.
    Role.DECISION_MAKER: _CASE_READER
    | {_P.WRITE_CASES, _P.DRAFT_DECISIONS, _P.SIGN_DECISIONS, _P.DISCLOSE, _P.PURGE, _P.MANAGE_HOUSE},
    # Members, keys and what the authority has decided of itself, never what a case says.
    Role.UNIT_ADMIN: frozenset({_P.UNLOCK, _P.BACKUP, _P.MANAGE_MEMBERS, _P.MANAGE_HOUSE}),
    # The logs, and nothing that the logs are about.
    Role.AUDITOR: frozenset({_P.UNLOCK, _P.READ_AUDIT}),
}


def permissions_of(role: Role) -> frozenset[Permission]:
    """Everything a role may do; the same on every device, never stored in the workspace."""
    return _TABLE[role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The person who acts: the workspace's own, or a guest who signs on it."""

    user_id: str
    name: str
    role: Role
    authority: str  # a stable code such as "k1282.alkohol"

    def may(self, permission: Permission) -> bool:
        """Whether the role gives this permission."""
        return permission in _TABLE[self.role]
