"""The workspace's database while it is open: the only place that begins, commits and rolls back."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from krogkoll.kernel.clock import Clock
from krogkoll.kernel.errors import Locked, NotAllowed, StoreTrouble
from krogkoll.security import Actor, Permission
from krogkoll.store import schema
from krogkoll.store.chains import (
    AuditAction,
    Chain,
    ChainHead,
    Replica,
    ReplicaRow,
)
from krogkoll.store.copying import copy_database
from krogkoll.store.engine import DatabaseKey, is_there, open_engine, refuse_plaintext, translated
from krogkoll.store.reading import Reader
from krogkoll.store.replicas import Origin, load_replica
from krogkoll.store.transaction import Tx, refuse

Changed = frozenset[str]
"""The kinds of record that a transaction changed."""
BeforeMigration = Callable[[Callable[[Path], None], str], None]


class Store:
    """One open workspace database. Thread-safe; writes wait for each other."""

    def __init__(self, path: Path, key: DatabaseKey, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self._key = key
        self._actor: Actor | None = None
        self._lock = threading.RLock()
        self._open = True
        self._in_transaction = False
        self._listeners: list[Callable[[Changed], None]] = []
        self._writer = open_engine(path, key)
        self._reader = open_engine(path, key, read_only=True)
        self._replica: Replica | None = None

    @classmethod
    def create(cls, path: Path, secret: bytearray, clock: Clock) -> Store:
        """A new database. `secret` (32 bytes) belongs to the store from then on. Raises StoreTrouble."""
        store = cls(path, DatabaseKey(secret), clock)
        try:
            if is_there(path):
                raise StoreTrouble("exists", file=path.name)
            with translated(), store._writer.begin() as connection:
                schema.create(connection)
                with Session(connection) as session:
                    session.add(Replica.fresh(clock.now()))
                    session.commit()
            refuse_plaintext(path)
            store._load_replica()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open(
        cls, path: Path, secret: bytearray, clock: Clock, before_migration: BeforeMigration | None = None
    ) -> Store:
        """An existing database, migrated if it is older.

        before_migration: called before anything is touched, with a way to copy the database and its old version.
        secret: 32 bytes; they belong to the store from then on and are overwritten also where it does not open.
        Raises StoreTrouble ("database-missing", "plaintext", "damaged", "newer", "read-only", "disk-full").
        """
        store = cls(path, DatabaseKey(secret), clock)
        try:
            if not is_there(path):
                raise StoreTrouble("database-missing", file=path.name)
            refuse_plaintext(path)
            store._bring_up_to_date(before_migration)
            store._load_replica()
        except BaseException:
            store.close()
            raise
        return store

    @property
    def actor(self) -> Actor:
        """The one person of this workspace. Raises Locked before anybody was let in."""
        if self._actor is None:
            raise Locked("nobody-let-in")
        return self._actor

    @property
    def replica_id(self) -> str:
        """The id of this device's writing identity."""
        return self._writing().id

    def act_as(self, actor: Actor) -> None:
        """Let a person in; services check this person's role from now on."""
        self._actor = actor

    def head(self, chain: Chain) -> ChainHead:
        """Where a chain stands after the last commit."""
        return self._writing().heads[chain]

    def listen(self, callback: Callable[[Changed], None]) -> None:
        """Be told after each commit which kinds changed, in the thread that wrote."""
        self._listeners.append(callback)

    @contextlib.contextmanager
    def transaction(self, need: Permission, *, purpose: str = "", guest: Actor | None = None) -> Iterator[Tx]:
        """One use case: everything in the block is written together, or nothing is.

        need: what the acting person must be allowed. guest: a colleague of the own authority who acts here.
        Raises NotAllowed (which is written to the audit log), StoreTrouble, Locked.
        """
        host = self.actor
        acting = guest or host
        with self._lock:
            self._permit(host, acting, need, purpose)
            with self._writing_block(acting, purpose) as tx:
                if guest is not None:
                    tx.audit(AuditAction.GUEST_ACT, "member", [guest.user_id])
                yield tx
            changed = frozenset(tx.changed)
        self._tell(changed)

    @contextlib.contextmanager
    def reading(self, need: Permission) -> Iterator[Reader]:
        """A consistent view for reading what is not personal; never waits for a writer. Raises NotAllowed."""
        if not self._open:
            raise Locked("closed")
        if not self.actor.may(need):
            with self._lock:
                self._permit(self.actor, self.actor, need, "")
        with translated(), Session(self._reader, expire_on_commit=False) as session, session.begin():
            yield Reader(session)

    @contextlib.contextmanager
    def raw(self) -> Iterator[Connection]:
        """A read-only connection for the store's own checks and backups."""
        if not self._open:
            raise Locked("closed")
        with translated(), self._reader.connect() as connection:
            yield connection

    def checkpoint(self) -> bool:
        """Empty the write-ahead log into the main file, so that wiped bytes are gone from both.

        False where somebody reads for so long that a rest stays in the log; it goes when the store is closed.
        """
        with self._lock, translated():
            raw = self._writer.raw_connection()
            try:
                busy, *_ = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                raw.close()
        return not busy

    def copy_to(self, target: Path) -> None:
        """A consistent encrypted copy of the database, checked; nothing is left of one that fails.

        Raises StoreTrouble ("disk-full", "read-only", "copy-damaged"), Locked.
        """
        copy_database(self._reader, self._key, target)

    def new_replica(self, why: str) -> None:
        """Continue as a new replica whose chains start by naming the old heads (after a restore or copy)."""
        with self._lock, translated():
            old = self._writing()
            origin = Origin(old.id, old.heads[Chain.CHANGES], old.heads[Chain.AUDIT])
            with Session(self._writer) as session, session.begin():
                for row in session.scalars(select(ReplicaRow)):
                    row.private_key = None
                session.flush()
                session.add(Replica.fresh(self.clock.now(), str(origin)))
            self._load_replica()
            with self._writing_block(self.actor, why) as tx:
                tx.audit(AuditAction.RESTORED, "replica", [origin.replica], detail={"origin": str(origin)})

    def close(self) -> None:
        """Close every connection and overwrite the key; waits for a running transaction.

        A reading that is under way ends with what it has; its connection is closed when it is given back.
        """
        with self._lock:
            self._open = False
            self._actor = None
            self._replica = None
            self._key.wipe()
            self._reader.dispose()
            self._writer.dispose()

    def _permit(self, host: Actor, actor: Actor, need: Permission, purpose: str) -> None:
        ours = actor.authority == host.authority
        if ours and actor.may(need):
            return
        with self._writing_block(actor if ours else host, purpose) as tx:
            tx.audit(AuditAction.PERMISSION_REFUSED, need.value)
        if not ours:
            # What they wrote here would lie in a compartment that is not ours.
            raise NotAllowed("other-authority", authority=actor.authority)
        raise refuse(actor, need.value)

    @contextlib.contextmanager
    def _writing_block(self, actor: Actor, purpose: str) -> Iterator[Tx]:
        if not self._open:
            raise Locked("closed")
        if self._in_transaction:
            raise RuntimeError("transactions do not nest: services do not call each other")
        replica = self._writing()
        before = dict(replica.heads)
        self._in_transaction = True
        try:
            with translated(), Session(self._writer, expire_on_commit=False) as session, session.begin():
                tx = Tx(session, replica, actor, self.clock.now(), purpose)
                yield tx
                tx.finish()
                self._require_place()
                session.add_all(
                    replica.sign(chain, head) for chain, head in replica.heads.items() if _moved(before, chain, head)
                )
        except BaseException:
            replica.heads.update(before)
            raise
        finally:
            self._in_transaction = False

    def _require_place(self) -> None:
        """The system lets us write on into a file that was deleted; what was said to be saved would be gone."""
        if not is_there(self.path):
            raise StoreTrouble("vanished", file=self.path.name)

    def _tell(self, changed: Changed) -> None:
        if changed:
            for listener in tuple(self._listeners):
                listener(changed)

    def _writing(self) -> Replica:
        if self._replica is None:
            raise Locked("closed")
        return self._replica

    def _bring_up_to_date(self, before_migration: BeforeMigration | None) -> None:
        with translated(), self._reader.begin() as connection:
            version = schema.version_of(connection)
        if version == schema.HEAD:
            return
        schema.refuse_newer(version)
        if before_migration is not None:
            before_migration(self.copy_to, version)
        with translated(), self._writer.connect() as connection:
            # Outside a transaction, or SQLite ignores it.
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
            with connection.begin():
                schema.migrate(connection)
            connection.connection.cursor().execute("PRAGMA foreign_keys=ON")

    def _load_replica(self) -> None:
        with translated(), Session(self._reader) as session, session.begin():
            self._replica = load_replica(session)


def _moved(before: dict[Chain, ChainHead], chain: Chain, head: ChainHead) -> bool:
    return before[chain] != head
