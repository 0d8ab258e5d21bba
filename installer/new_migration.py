"""Drafts a migration from what the mapped classes say and the migrations do not; a developer's tool.

    .venv/bin/python installer/new_migration.py 0002 "remember who locked"

Read what it writes before committing it: Alembic cannot see renamed columns.
"""

import sqlite3
import sys
import textwrap
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

TEMPLATE = '''"""{title}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {down!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables."""
{body}
'''


def main(revision: str, title: str) -> None:
    """Write krogkoll/store/migrations/versions/<revision>_<title>.py."""
    import sqlalchemy as sa
    from alembic.autogenerate import produce_migrations, render_python_code
    from alembic.migration import MigrationContext

    import krogkoll.workspace  # noqa: F401  maps every row
    from krogkoll.store import Base, schema

    engine = sa.create_engine("sqlite://", creator=lambda: sqlite3.connect(":memory:"))
    with engine.connect() as connection:
        schema.run_migrations(connection)
        down = schema.revision_of(connection)
        options = {"compare_type": True, "include_object": lambda _, name, *__: not name.startswith("search_words")}
        context = MigrationContext.configure(connection, opts=options)
        script = produce_migrations(context, Base.metadata)
    if script.upgrade_ops is None:
        raise SystemExit("Alembic found nothing to compare")
    body = render_python_code(script.upgrade_ops, render_item=_plain, migration_context=context)
    name = f"{revision}_{title.replace(' ', '_').lower()}.py"
    target = ROOT / "krogkoll" / "store" / "migrations" / "versions" / name
    code = "\n".join(line for line in body.splitlines() if not line.strip().startswith("#"))
    lines = textwrap.indent(textwrap.dedent(code), "    ")
    text = TEMPLATE.format(title=title.capitalize(), revision=revision, down=down, body=lines)
    target.write_text(text, encoding="utf-8")
    print(f"{target} written; set HEAD in krogkoll/store/schema.py to {revision!r}")


def _plain(kind: str, found: object, _: object) -> str | Literal[False]:
    """Our column types lie in the database as plain text; a migration must not depend on today's classes."""
    from sqlalchemy.types import TypeDecorator

    if kind == "type" and isinstance(found, TypeDecorator):
        return "sa.String()"
    return False


if __name__ == "__main__":
    main(*sys.argv[1:3])
