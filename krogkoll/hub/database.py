"""The hub's database: an SQLite file opened with care, its tables, and the one way to begin and commit.

Every SQL statement of the hub goes through `Hands`, so that another database can take this one's place.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from krogkoll.kernel.errors import HubTrouble

Row = tuple[Any, ...]
PREFIX = "sqlite:///"
FORMAT = "1"
"""Of the tables below; a file with another is refused."""

TABLES = """
create table if not exists meta (key text primary key, value text not null) without rowid;
create table if not exists authority (
  id text primary key, name text not null, administrator text not null, created_at text not null) without rowid;
create table if not exists member (
  id text primary key, authority text not null, name text not null, role text not null, compartments text not null,
  signature text not null, added_at text not null, removed_at text not null default '') without rowid;
create table if not exists invite (
  code_hash text primary key, authority text not null, member text not null, signature text not null,
  expires_at text not null, used_at text not null default '') without rowid;
create table if not exists device (
  id text primary key, key text not null, name text not null, user text not null, member text not null,
  authority text not null, enrolled_at text not null, proof text not null, code_hash text not null,
  seen_at text not null default '', revoked_at text not null default '') without rowid;
create table if not exists replica (
  chain text not null, id text not null, key text not null, origin text not null, member text not null,
  device text not null, n integer not null, hash blob not null, signature text not null,
  primary key (chain, id)) without rowid;
create table if not exists compartment (id text primary key, head integer not null default 0) without rowid;
create table if not exists change (
  pos integer primary key, authority text not null, replica text not null, n integer not null, cmp text not null,
  kind text not null, rid text not null, what text not null, said blob, content_hash blob not null,
  received_at text not null, why text not null default '', unique (replica, n));
create index if not exists change_of_record on change (cmp, rid);
create index if not exists change_held on change (replica, n) where why <> '';
create table if not exists record (
  cmp text not null, rid text not null, seq integer not null, body blob not null, early text not null default '',
  primary key (cmp, rid)) without rowid;
create unique index if not exists feed on record (cmp, seq);
create table if not exists audit_entry (
  pos integer primary key, replica text not null, n integer not null, authority text not null, said text not null,
  detail text, received_at text not null, unique (replica, n));
create table if not exists tree (
  authority text not null, level integer not null, place integer not null, hash blob not null,
  primary key (authority, level, place)) without rowid;
create table if not exists tree_size (authority text primary key, size integer not null) without rowid;
create table if not exists file (
  cmp text not null, sha256 text not null, size integer not null, at text not null, signature text not null,
  primary key (cmp, sha256)) without rowid;
"""


class Hands:
    """An open transaction: what the hub's other modules read and write with."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def one(self, sql: str, *values: Any) -> Row | None:
        """The first row, or None."""
        row: Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, *values: Any) -> list[Row]:
        """Every row."""
        return self._connection.execute(sql, values).fetchall()

    def each(self, sql: str, *values: Any) -> Iterator[Row]:
        """Row after row, without having them all in memory."""
        return iter(self._connection.execute(sql, values))

    def do(self, sql: str, *values: Any) -> int:
        """Write; gives the number of rows that were touched."""
        return self._connection.execute(sql, values).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Write the same for many rows."""
        self._connection.executemany(sql, rows)


class Database:
    """The hub's file. Each thread has its own connection; one writes at a time."""

    def __init__(self, url: str, *, make: bool = True) -> None:
        """Open the file named by `sqlite:///path`; where there is none it is made, unless `make` says no.

        Raises HubTrouble "database-kind", "database-missing", "database-missing-folder", "database-damaged",
        "database-newer".
        """
        if not url.startswith(PREFIX) or len(url) == len(PREFIX):
            raise HubTrouble("database-kind")
        self.path = Path(url.removeprefix(PREFIX)).absolute()
        if not self.path.parent.is_dir():
            raise HubTrouble("database-missing-folder", folder=self.path.parent.name)
        if not make and not self.path.is_file():
            raise HubTrouble("database-missing")
        self._local = threading.local()
        self._writing = threading.Lock()
        self._open: list[sqlite3.Connection] = []
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            self.close()
            raise HubTrouble("database-damaged") from error

    def _prepare(self) -> None:
        connection = self._connection()
        connection.executescript(TABLES)
        with self.writing() as hands:
            found: dict[str, str] = dict(hands.all("select key, value from meta"))
            if found.get("format", FORMAT) != FORMAT:
                raise HubTrouble("database-newer")
            fresh = {"format": FORMAT, "epoch": secrets.token_hex(8), "key": secrets.token_hex(32)}
            fresh |= {"session": secrets.token_hex(32)}
            missing = [(key, value) for key, value in fresh.items() if key not in found]
            hands.many("insert into meta (key, value) values (?, ?)", missing)

    @contextmanager
    def writing(self) -> Iterator[Hands]:
        """A transaction that writes: all of it or nothing, on the disk before this returns."""
        with self._writing:
            yield from self._within("begin immediate")

    @contextmanager
    def reading(self) -> Iterator[Hands]:
        """A transaction that sees one moment."""
        yield from self._within("begin")

    def _within(self, begin: str) -> Iterator[Hands]:
        connection = self._connection()
        connection.execute(begin)
        try:
            yield Hands(connection)
        except BaseException:
            connection.rollback()
            raise
        try:
            connection.commit()
        except sqlite3.Error:
            connection.rollback()
            raise

    def forget(self) -> None:
        """Empty the write-ahead log, where pages from before a purge would stay readable."""
        with self._writing:
            self._connection().execute("pragma wal_checkpoint(truncate)")

    def copy_to(self, target: Path) -> None:
        """A consistent copy of the file, while others write. It gets an epoch of its own, so that a restored hub shows.

        Raises HubTrouble "backup-exists".
        """
        if target.exists():
            raise HubTrouble("backup-exists")
        copy = sqlite3.connect(target, isolation_level=None)
        try:
            self._connection().backup(copy)
            copy.execute("update meta set value = ? where key = 'epoch'", (secrets.token_hex(8),))
            sound = copy.execute("pragma integrity_check").fetchone()[0] == "ok"
        finally:
            copy.close()
        if not sound:
            target.unlink()
            raise HubTrouble("database-damaged")

    def close(self) -> None:
        """Close every connection."""
        while self._open:
            self._open.pop().close()
        self._local = threading.local()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = full")
            # What is purged must not stay readable in free pages of the file.
            connection.execute("pragma secure_delete = on")
            self._local.connection = connection
            self._open.append(connection)
        return connection
