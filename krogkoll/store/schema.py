"""Makes the tables of a new workspace and brings an older one up to this program's shape.

Everything SQLAlchemy's metadata cannot express (guarding triggers, full-text tables) is made by one
function, `make_guards`, for a fresh database and after each migration alike.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text as sql

from krogkoll.kernel.errors import StoreTrouble
from krogkoll.store import searching
from krogkoll.store.mapping import Base, synced_types

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory
    from sqlalchemy import Connection

HEAD = "0002"
"""The newest migration; the shape that the mapped classes describe."""

_VERSION_TABLE = (  # to the letter as Alembic makes it
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
    " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
MIGRATIONS = Path(__file__).parent / "migrations"
_PERMIT = "EXISTS (SELECT 1 FROM purge_permit WHERE id = {})"
_LOG_GUARDS = (
    "CREATE TRIGGER change_log_kept BEFORE DELETE ON change_log BEGIN SELECT RAISE(ABORT, 'sealed'); END",
    f"""CREATE TRIGGER change_log_fixed BEFORE UPDATE ON change_log WHEN
    NEW.replica IS NOT OLD.replica OR NEW.n IS NOT OLD.n OR NEW.rid IS NOT OLD.rid OR NEW.kind IS NOT OLD.kind
    OR NEW.what IS NOT OLD.what OR NEW.hash IS NOT OLD.hash OR NEW.content_hash IS NOT OLD.content_hash
    OR (NEW.said IS NOT OLD.said AND NOT (NEW.said IS NULL AND {_PERMIT.format("OLD.rid")}))
    BEGIN SELECT RAISE(ABORT, 'sealed'); END""",
    "CREATE TRIGGER audit_log_kept BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'sealed'); END",
    """CREATE TRIGGER audit_log_fixed BEFORE UPDATE ON audit_log WHEN
    NEW.replica IS NOT OLD.replica OR NEW.n IS NOT OLD.n OR NEW.said IS NOT OLD.said OR NEW.hash IS NOT OLD.hash
    OR (NEW.detail IS NOT OLD.detail AND NOT (NEW.detail IS NULL AND EXISTS (SELECT 1 FROM purge_permit)))
    BEGIN SELECT RAISE(ABORT, 'sealed'); END""",
)


def create(connection: Connection) -> None:
    """All tables, triggers and full-text tables of a fresh workspace."""
    Base.metadata.create_all(connection)
    make_guards(connection)
    connection.execute(sql(_VERSION_TABLE))
    connection.execute(sql("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def make_guards(connection: Connection) -> None:
    """(Re)make triggers and full-text tables; what the full-text tables hold is rebuilt from `search_text`."""
    _drop_triggers(connection)
    for name in ("search_words", "search_parts"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    for statement in searching.SCHEMA:
        connection.exec_driver_sql(statement)
    for name in ("search_words", "search_parts"):
        connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('rebuild')")
    for statement in _LOG_GUARDS:
        connection.exec_driver_sql(statement)
    for row_type in synced_types().values():
        table = row_type.__tablename__
        for act in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_sealed_{act.lower()} BEFORE {act} ON {table} WHEN OLD.sealed = 1"
                f" AND NOT {_PERMIT.format('OLD.id')} BEGIN SELECT RAISE(ABORT, 'sealed'); END"
            )


def _drop_triggers(connection: Connection) -> None:
    chosen = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    for name in list(connection.execute(sql(chosen)).scalars()):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def revision_of(connection: Connection) -> str | None:
    """The migration a database stands at, or None where it has none of our tables."""
    known = connection.execute(
        sql("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'")
    ).scalar_one()
    return None if not known else connection.execute(sql("SELECT version_num FROM alembic_version")).scalar()


def version_of(connection: Connection) -> str:
    """The migration a workspace stands at. Raises StoreTrouble "not-a-workspace"."""
    version = revision_of(connection)
    if version is None:
        raise StoreTrouble("not-a-workspace")
    return version


def migrate(connection: Connection) -> None:
    """Bring a workspace up to HEAD, in the caller's transaction, with foreign keys off.

    Raises StoreTrouble "newer" for a database made by a newer program; it is left untouched.
    """
    # They refuse to touch sealed rows; a migration moves those too.
    _drop_triggers(connection)
    run_migrations(connection)
    make_guards(connection)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise StoreTrouble("damaged", table=broken[0][0])


def refuse_newer(version: str, folder: Path = MIGRATIONS) -> None:
    """Raise StoreTrouble "newer" for a migration that this program does not know."""
    if version not in {revision.revision for revision in _scripts(folder).walk_revisions()}:
        raise StoreTrouble("newer", version=version)


def run_migrations(connection: Connection, folder: Path = MIGRATIONS) -> None:
    """Run every migration in `folder` from where the database stands. Raises StoreTrouble "newer"."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext

    script = _scripts(folder)
    standing = revision_of(connection)
    if standing is not None:
        refuse_newer(standing, folder)
    context = EnvironmentContext(Config(), script, fn=lambda rev, _: script._upgrade_revs("head", rev))
    with context:
        context.configure(connection=connection, target_metadata=Base.metadata, transactional_ddl=False)
        context.run_migrations()


def _scripts(folder: Path) -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(folder))
