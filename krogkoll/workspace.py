"""The workspace of one person at one authority: opens it, puts the services together, closes it.

folder/  slots.json (+ .bak)   the ways in          workspace.db   rows, both chains, search (SQLCipher)
         tries.json, pin.bin   throttle and PIN     vault/         sealed photos and documents
         in-use.lock           one process at a time  ovning       there only in a practice workspace
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from krogkoll.evidence import Vault
from krogkoll.kernel.clock import Clock, SystemClock
from krogkoll.kernel.errors import KrogkollError, StoreTrouble
from krogkoll.kernel.platform import FolderLock, wipe
from krogkoll.kernel.progress import Report, silent
from krogkoll.law import find_authority
from krogkoll.people import MemberService
from krogkoll.safekeeping import BackupService
from krogkoll.security import (
    Actor,
    Entrance,
    KeyStore,
    MasterKey,
    NoKeyStore,
    Permission,
    RecoveryKey,
    Role,
    SlotFile,
)
from krogkoll.services import Services
from krogkoll.store import (
    KEPT_FOR,
    AuditAction,
    BackupReport,
    Finding,
    Reader,
    Store,
    back_up,
    translated,
)

if TYPE_CHECKING:
    from krogkoll.soundness import Soundness

DATABASE = "workspace.db"
VAULT = "vault"
PRACTICE_MARK = "ovning"
_COPY = "before-"


class Workspace(Services):
    """An open workspace: its services. Close it, or the keys stay in memory."""

    def __init__(self, key: MasterKey, store: Store, vault: Vault, lock: FolderLock, key_store: KeyStore) -> None:
        """For `open_workspace` only, which also takes everything down again where this fails."""
        self._key_store = key_store
        self.folder = store.path.parent
        self.store = store
        self._key = key
        self._lock = lock
        self._vault = vault
        # What a restored copy was lacking already when it was made.
        self.lacking: tuple[Finding, ...] = ()
        super().__init__(store, vault, practice=is_practice(self.folder))
        self.backups = BackupService(store, key, vault)

    @property
    def actor(self) -> Actor:
        """The one person of this workspace."""
        return self.store.actor

    @property
    def practice(self) -> bool:
        """Whether everything in it is invented: papers say ÖVNING, real keys are refused."""
        return is_practice(self.folder)

    @property
    def authority_name(self) -> str:
        """The authority as people call it."""
        return authority_name(self.actor.authority)

    def listen(self, callback: Callable[[frozenset[str]], None]) -> None:
        """Be told after each commit which kinds of record changed, in the thread that wrote."""
        self.store.listen(callback)

    def back_up(self, target: Path, report: Report = silent) -> BackupReport:
        """A checked copy of everything in `target`. Raises StoreTrouble, NotAllowed."""
        with self.store.transaction(Permission.BACKUP) as tx:
            tx.audit(AuditAction.EXPORTED, "workspace", detail={"what": "backup"})
        mac_key = self._key.derive("backup")
        try:
            return back_up(self.store, self.folder, target, mac_key, report)
        finally:
            wipe(mac_key)

    def new_recovery_key(self) -> RecoveryKey:
        """Replace the recovery key, as when the paper is lost. Raises StoreTrouble; the old one holds then."""
        with self.store.transaction(Permission.UNLOCK) as tx:
            tx.audit(AuditAction.KEY_USED, "recovery-key", detail={"what": "new"})
            return SlotFile(self.folder).new_recovery_key(self._key)

    def add_escrow(self, public_pem: bytes) -> None:
        """Let the authority's escrow key open this workspace. Raises AccessTrouble "bad-escrow-key"."""
        SlotFile(self.folder).add_escrow(self._key, public_pem)
        with self.store.transaction(Permission.UNLOCK) as tx:
            tx.audit(AuditAction.KEY_USED, "escrow", detail={"what": "added"})

    def set_password(self, password: str) -> None:
        """Give the workspace a new passphrase, as after recovery; a PIN goes with the old one. Raises StoreTrouble."""
        with self.store.transaction(Permission.UNLOCK) as tx:
            tx.audit(AuditAction.KEY_USED, "passphrase", detail={"what": "new"})
            Entrance(self.folder, self.store.clock, self._key_store).set_password(self._key, password)

    def enable_pin(self, pin: str, entrance: Entrance) -> None:
        """Let a PIN open the workspace for eight hours. Raises AccessTrouble."""
        with self.store.transaction(Permission.UNLOCK) as tx:
            tx.audit(AuditAction.KEY_USED, "pin", detail={"what": "new"})
            entrance.pin.enable(pin, self._key)

    def tidy(self, report: Report = silent) -> None:
        """In the background after opening: clear up after a crash, make the small copies of photos that are missing.

        Raises StoreTrouble, EvidenceTrouble "decoder-missing", Cancelled through `report`, Locked when it is closed
        meanwhile.
        """
        self.evidence.tidy()
        self.evidence.make_copies(report)

    def check(self) -> Soundness:
        """Both chains, rows against changes, seals and every sealed file. Raises NotAllowed."""
        from krogkoll.soundness import check

        return check(self.store, self._vault)

    def close(self) -> None:
        """Write the last audit entry, close everything and overwrite the keys; waits for a running transaction.

        Harmless when it is closed already.
        """
        with contextlib.ExitStack() as rest:
            # Last in, first out; each comes to its turn whatever the others raise.
            rest.callback(self._lock.release)
            rest.callback(self._key.wipe)
            rest.callback(self._vault.close)
            rest.callback(self.store.close)
            rest.callback(self.evidence.close)
            with contextlib.suppress(KrogkollError), self.store.transaction(Permission.UNLOCK) as tx:
                tx.audit(AuditAction.LOCKED, "workspace")


def open_workspace(
    folder: Path,
    unlock: Callable[[], MasterKey],
    *,
    clock: Clock | None = None,
    key_store: KeyStore | None = None,
    failed_tries: int = 0,
) -> Workspace:
    """Open the workspace in `folder` with the key that `unlock` gives (see `Entrance`).

    failed_tries: how many came before; the log could not be written while it was locked, so it is told now.
    Raises StoreTrouble ("missing", "database-missing", "in-use", "damaged", "newer", "read-only", "disk-full") and
    what `unlock` raises; no key and no lock is left behind then.
    """
    clock = clock or SystemClock()
    with held(folder) as lock, contextlib.ExitStack() as undo:
        require_database(folder)
        key = unlock()
        undo.callback(key.wipe)
        store = Store.open(folder / DATABASE, key.derive("database"), clock, _copy_before_migration(folder))
        undo.callback(store.close)
        store.act_as(_owner(store))
        vault = Vault(folder / VAULT, key.derive("evidence"))
        undo.callback(vault.close)
        workspace = Workspace(key, store, vault, lock, key_store or NoKeyStore())
        undo.callback(workspace.evidence.close)
        with store.transaction(Permission.UNLOCK) as tx:
            if failed_tries:
                tx.audit(AuditAction.LOGIN_FAILED, "workspace", detail={"tries": str(failed_tries)})
            tx.audit(AuditAction.LOGGED_IN, "workspace")
        _drop_old_copies(folder, clock.now())
        undo.pop_all()
    return workspace


def open_with_password(
    folder: Path, password: str, *, clock: Clock | None = None, key_store: KeyStore | None = None
) -> Workspace:
    """`open_workspace` by passphrase, throttled. Raises AccessTrouble too."""
    require_workspace(folder)
    require_database(folder)
    entrance = Entrance(folder, clock or SystemClock(), key_store or NoKeyStore())
    failed = entrance.throttle.failures
    return open_workspace(
        folder, lambda: entrance.with_password(password), clock=clock, key_store=key_store, failed_tries=failed
    )


def require_workspace(folder: Path) -> None:
    """Raises StoreTrouble "missing" where there is no workspace."""
    with translated():
        if not SlotFile(folder).exists and not (folder / DATABASE).exists():
            raise StoreTrouble("missing", folder=folder.name)


def require_database(folder: Path) -> None:
    """Raises StoreTrouble "database-missing" where only the ways in are left, before anybody types a secret."""
    with translated():
        if not (folder / DATABASE).exists():
            raise StoreTrouble("database-missing", folder=folder.name)


def is_practice(folder: Path) -> bool:
    """Whether the folder says that everything in it is invented; known before it is opened."""
    return (folder / PRACTICE_MARK).exists()


def authority_name(authority: str) -> str:
    """The name of an authority by its id; an id that is free text is its own name."""
    found = find_authority(authority)
    return authority if found is None else found.name_sv


@contextlib.contextmanager
def held(folder: Path) -> Iterator[FolderLock]:
    """Hold the folder for this process; let go again only if the block fails. Raises StoreTrouble "in-use"."""
    require_workspace(folder)
    lock = FolderLock(folder)
    with translated():
        if not lock.acquire():
            raise StoreTrouble("in-use", folder=folder.name)
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


def _owner(store: Store) -> Actor:
    """The one person of the workspace, with the role that the database says."""
    nobody = Actor(user_id="", name="", role=Role.AUDITOR, authority="")
    store.act_as(nobody)
    with store.reading(Permission.UNLOCK) as reader:
        owner: str = reader.setting("owner", "")
        _agree_on_practice(reader, store.path.parent)
    found = [member for member in MemberService(store).members() if member.id == owner]
    if not found:
        raise StoreTrouble("damaged", table="member")
    return found[0].actor()


def _agree_on_practice(reader: Reader, folder: Path) -> None:
    """The database decides; a mark that was put there or taken away from outside is put right."""
    practice: Any = reader.setting("practice", False)
    mark = folder / PRACTICE_MARK
    with contextlib.suppress(OSError):
        if practice:
            mark.touch()
        else:
            mark.unlink(missing_ok=True)


def _copy_before_migration(folder: Path) -> Callable[[Callable[[Path], None], str], None]:
    """Keep the database as it was before a newer program changes its shape."""

    def copy(copy_to: Callable[[Path], None], version: str) -> None:
        target = folder / f"{_COPY}{version}.db"
        target.unlink(missing_ok=True)
        copy_to(target)

    return copy


def _drop_old_copies(folder: Path, now: datetime) -> None:
    """Copies from before a migration hold what was purged since; they expire as backups do."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{_COPY}*.db"):
            if now.timestamp() - path.stat().st_mtime > KEPT_FOR.total_seconds():
                path.unlink()
