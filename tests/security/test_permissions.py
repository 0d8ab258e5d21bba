"""The table of roles: what nobody may ever be given by accident."""

import subprocess
import sys

import pytest

from krogkoll.security import Actor, Permission, Role, permissions_of


def actor(role: Role) -> Actor:
    return Actor(user_id="u1", name="Ida Exempel", role=role, authority="rtj.landskrona")


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_unlock_its_workspace(role: Role) -> None:
    assert Permission.UNLOCK in permissions_of(role)


def test_every_permission_is_held_by_somebody() -> None:
    held = frozenset().union(*(permissions_of(role) for role in Role))
    assert held == set(Permission)


def test_unit_admin_reads_no_case_content_and_no_logs() -> None:
    rights = permissions_of(Role.UNIT_ADMIN)
    assert not {p for p in rights if p.startswith(("read_", "write_"))}
    assert Permission.MANAGE_MEMBERS in rights


def test_auditor_reads_logs_and_nothing_else() -> None:
    assert permissions_of(Role.AUDITOR) == {Permission.UNLOCK, Permission.READ_AUDIT}


def test_nobody_who_reads_the_logs_writes_what_they_are_about() -> None:
    for role in Role:
        rights = permissions_of(role)
        if Permission.READ_AUDIT in rights:
            assert not {p for p in rights if p.startswith(("write_", "attach_", "sign_", "draft_"))}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DECISION_MAKER])
def test_only_a_decision_maker_decides(role: Role) -> None:
    assert not actor(role).may(Permission.SIGN_DECISIONS)
    assert actor(Role.DECISION_MAKER).may(Permission.SIGN_DECISIONS)


def test_decision_maker_does_not_carry_out_the_inspection_he_decides_on() -> None:
    assert not actor(Role.DECISION_MAKER).may(Permission.CARRY_OUT_INSPECTIONS)


def test_sources_are_read_by_police_and_municipal_inspectors_alone() -> None:
    readers = {role for role in Role if actor(role).may(Permission.READ_SOURCES)}
    assert readers == {Role.POLICE_INSPECTOR, Role.MUNICIPAL_INSPECTOR}


def test_no_inspector_purges_alone() -> None:
    purgers = {role for role in Role if actor(role).may(Permission.PURGE)}
    assert purgers == {Role.LICENSING_OFFICER, Role.DECISION_MAKER}


def test_importing_security_loads_no_cryptography_and_no_keyring() -> None:
    code = "import sys, krogkoll.security; sys.exit(bool({'cryptography', 'keyring', 'zxcvbn'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
