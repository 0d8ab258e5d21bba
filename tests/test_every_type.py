"""A record type that forgets to say something of itself is found here, not by a user."""

import dataclasses
import re

import pytest
from sqlalchemy import inspect

import krogkoll.workspace  # noqa: F401  maps every row
from krogkoll.kernel.record import Record
from krogkoll.law import secrecy_classes
from krogkoll.security import Permission, Role, permissions_of
from krogkoll.store import synced_types
from krogkoll.store.mapping import COMMON

from .factories import FACTORIES

RETENTION = {"case-closed", "kept", "membership-ended", "tip", "working-material"}
TYPES = synced_types()
SECRECY = set(secrecy_classes())


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_says_everything_of_itself(kind):
    row_type = TYPES[kind]
    mapping = row_type.__mapping__
    columns = {column.key for column in inspect(row_type).columns}
    assert mapping.kind == kind == row_type.__tablename__
    assert set(mapping.groups) | set(mapping.local) | set(COMMON) == columns, "every own field has a merge group"
    assert not set(mapping.groups) & set(mapping.local)
    assert re.fullmatch(r"[A-ZÅÄÖ][a-zåäö -]+", mapping.swedish)
    assert mapping.secrecy in SECRECY
    assert mapping.retention in RETENTION
    assert mapping.compartment in {"std", "intel"}


@pytest.mark.parametrize("kind", TYPES)
def test_the_record_is_a_frozen_copy_of_the_row(kind):
    mapping = TYPES[kind].__mapping__
    assert issubclass(mapping.record, Record)
    assert mapping.record.__dataclass_params__.frozen
    fields = {field.name for field in dataclasses.fields(mapping.record)}
    assert set(mapping.groups) <= fields, "what is stored can be shown"
    columns = {column.key for column in inspect(TYPES[kind]).columns}
    assert fields - {"seen"} <= columns


@pytest.mark.parametrize("kind", TYPES)
def test_somebody_may_read_and_write_it_and_the_auditor_may_not(kind):
    mapping = TYPES[kind].__mapping__
    assert any(mapping.read in permissions_of(role) for role in Role)
    assert any(mapping.write in permissions_of(role) for role in Role)
    if mapping.write is not Permission.UNLOCK:
        assert mapping.write not in permissions_of(Role.AUDITOR)


@pytest.mark.parametrize("kind", TYPES)
def test_a_synced_table_takes_whatever_a_newer_colleague_sends(kind):
    table = TYPES[kind].__table__
    assert not table.foreign_keys
    unique = [constraint for constraint in table.constraints if type(constraint).__name__ == "UniqueConstraint"]
    assert [column.name for constraint in unique for column in constraint.columns] == ["id"]
    for column in table.columns:
        if column.key not in {"row_no", "id"}:
            assert column.nullable or column.server_default is not None, column.key


@pytest.mark.parametrize("kind", TYPES)
def test_it_can_be_made_written_and_copied_out(kind, tmp_path):
    from .factories import actor, workspace

    row = FACTORIES[kind]()
    mapping = row.__mapping__
    role = next(role for role in Role if actor(role).may(mapping.write))
    with workspace(tmp_path, actor(role)) as store, store.transaction(mapping.write) as tx:
        record = tx.copy(tx.add(row))
        assert type(record) is mapping.record
        assert record.id == row.id
        assert not record.sealed
