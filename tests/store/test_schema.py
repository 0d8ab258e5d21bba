"""A migrated database and a fresh one have the same shape, and a migration loses nothing."""

import shutil
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import create_engine

import krogkoll.workspace  # noqa: F401  maps every row
from krogkoll.kernel.errors import StoreTrouble
from krogkoll.people.rows import CompanyRow
from krogkoll.security import Permission
from krogkoll.store import Store, schema
from krogkoll.store.auditing import check

from .conftest import SECRET

PLANTED = '''"""Remember a nickname."""

import sqlalchemy as sa
from alembic import op

revision = "planted"
down_revision = "{head}"


def upgrade() -> None:
    """Add a column and fill it, in sealed rows too."""
    op.add_column("company", sa.Column("nickname", sa.Text(), server_default="", nullable=False))
    op.execute("UPDATE company SET nickname = 'Bakis'")
'''


BEFORE = schema.HEAD
"""Where a database of this program stands; the planted migration comes after it."""


def shape(connection):
    """Every table, index and trigger; white space and the order of columns aside."""
    found = {}
    for kind, name, text in connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master"):
        if name != "sqlite_sequence":
            words = (text or "").replace("(", " ( ").replace(")", " ) ").replace(",", " , ").replace('"', "").split()
            found[kind, name] = sorted(words)
    return found


def test_migrating_from_nothing_gives_the_shape_of_a_fresh_database():
    fresh, migrated = (create_engine("sqlite://", module=sqlcipher) for _ in range(2))
    with fresh.connect() as one, migrated.connect() as other:
        schema.create(one)
        schema.run_migrations(other)
        schema.make_guards(other)
        assert shape(one) == shape(other)
        assert schema.revision_of(one) == schema.revision_of(other) == schema.HEAD


def test_a_database_of_the_first_version_keeps_its_rows_and_seals_on_the_way_here(tmp_path):
    first = tmp_path / "first"
    shutil.copytree(schema.MIGRATIONS, first, ignore=shutil.ignore_patterns("__pycache__", "0002*"))
    fresh, old = (create_engine("sqlite://", module=sqlcipher) for _ in range(2))
    with fresh.connect() as one, old.connect() as other:
        schema.create(one)
        schema.run_migrations(other, first)
        assert schema.revision_of(other) == "0001"
        for number, sealed in enumerate((0, 1), start=1):
            other.exec_driver_sql(
                "INSERT INTO venue (id, name, street, sealed) VALUES (?, 'Ängeln', 'Sillkajsgatan 14', ?)",
                (f"venue-{number}", sealed),
            )
        schema.migrate(other)
        assert shape(one) == shape(other)
        found = other.exec_driver_sql("SELECT id, name, sealed FROM venue ORDER BY id").all()
        assert found == [("venue-1", "Ängeln", 0), ("venue-2", "Ängeln", 1)]
        with pytest.raises(Exception, match="sealed"):
            other.exec_driver_sql("UPDATE venue SET name = 'x' WHERE sealed = 1")


@pytest.fixture
def planted(tmp_path, monkeypatch):
    """A program one migration newer than this one."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "planted.py").write_text(PLANTED.format(head=schema.HEAD), encoding="utf-8")
    monkeypatch.setattr(schema, "HEAD", "planted")
    run = schema.run_migrations
    monkeypatch.setattr(schema, "run_migrations", lambda connection: run(connection, folder))


def test_a_migration_keeps_rows_seals_search_and_both_chains(store, planted, tmp_path, clock, inspector):
    with store.transaction(Permission.WRITE_PEOPLE) as tx:
        made = tx.copy(tx.add(CompanyRow(name="Föreningen Bakfickan")))
        tx.seal(CompanyRow, made.id, "ab" * 32)
    store.close()
    told = []

    def copy_first(copy_to, version):
        told.append(version)
        copy_to(Path(tmp_path / "before.db"))

    newer = Store.open(tmp_path / "workspace.db", bytearray(SECRET), clock, copy_first)
    newer.act_as(inspector)
    assert told == [BEFORE]
    assert (tmp_path / "before.db").stat().st_size > 0
    with newer.raw() as connection:
        assert schema.version_of(connection) == "planted"
        assert connection.exec_driver_sql("SELECT nickname FROM company").all() == [("Bakis",)]
        assert check(connection).holds
    with newer.reading(Permission.READ_PEOPLE) as reader:
        assert len(reader.search("company", "bakfick")) == 1
    with newer._writer.connect() as connection, pytest.raises(Exception, match="sealed"):
        connection.exec_driver_sql("UPDATE company SET nickname = 'x'")
    newer.close()


def test_a_migration_that_breaks_off_leaves_the_old_database(store, planted, tmp_path, clock, monkeypatch):
    store.close()

    def fails(connection):
        raise ZeroDivisionError

    monkeypatch.setattr(schema, "make_guards", fails)
    with pytest.raises(ZeroDivisionError):
        Store.open(tmp_path / "workspace.db", bytearray(SECRET), clock)
    monkeypatch.undo()
    again = Store.open(tmp_path / "workspace.db", bytearray(SECRET), clock)
    with again.raw() as connection:
        assert schema.version_of(connection) == BEFORE
        assert "nickname" not in [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(company)")]
    again.close()


def test_a_file_that_is_no_workspace_is_named():
    empty = create_engine("sqlite://", module=sqlcipher)
    with empty.connect() as connection, pytest.raises(StoreTrouble, match="not-a-workspace"):
        schema.version_of(connection)
