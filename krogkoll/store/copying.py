"""Copies an open database whole, and proves that the copy is sound before anybody relies on it."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from krogkoll.kernel.errors import StoreTrouble
from krogkoll.store.engine import DatabaseKey, connect, refuse_plaintext, translated


def copy_database(engine: Engine, key: DatabaseKey, target: Path) -> None:
    """A consistent encrypted copy in one step, checked page by page; writers go on meanwhile.

    Nothing is left at `target` where it fails. Raises StoreTrouble ("disk-full", "read-only", "copy-damaged").
    """
    try:
        with translated():
            _copy(engine, key, target)
        refuse_plaintext(target)
        _check(key, target)
    except BaseException:
        for path in (target, *(target.with_name(target.name + end) for end in ("-wal", "-shm", "-journal"))):
            path.unlink(missing_ok=True)
        raise


def _copy(engine: Engine, key: DatabaseKey, target: Path) -> None:
    source: Any = engine.raw_connection()
    try:
        copy = connect(target, key)
        try:
            # Stepwise copying starts again at every foreign commit and may never end.
            source.driver_connection.backup(copy, pages=-1)
        finally:
            copy.close()
    finally:
        source.close()


def _check(key: DatabaseKey, target: Path) -> None:
    with translated():
        # A connection of its own: a page that fails its check spoils later reads of that connection.
        copy = connect(target, key)
        try:
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            pages = copy.execute("PRAGMA cipher_integrity_check").fetchall()
            rows = copy.execute("PRAGMA integrity_check").fetchall()
        finally:
            copy.close()
    if pages or rows != [("ok",)]:
        raise StoreTrouble("copy-damaged", file=target.name)
