"""Brings a workspace into being: made new, or from a backup; whole or not at all."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from krogkoll.kernel.clock import Clock, SystemClock
from krogkoll.kernel.errors import Invalid, Problem, StoreTrouble
from krogkoll.kernel.ids import new_id
from krogkoll.kernel.platform import sync_folder, wipe
from krogkoll.people import MemberDraft, MemberService
from krogkoll.security import Actor, Argon2Cost, MasterKey, Permission, RecoveryKey, Role, SlotFile, calibrated
from krogkoll.store import AuditAction, Store, copy_back, translated
from krogkoll.workspace import DATABASE, PRACTICE_MARK, Workspace, open_workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWorkspace:
    """Whom a workspace is made for. `authority` is an id of the shipped list or free text."""

    name: str
    role: Role
    authority: str
    title: str = ""
    practice: bool = False

    def problems(self) -> tuple[Problem, ...]:
        """What has to be filled in first."""
        found = []
        if not self.name.strip():
            found.append(Problem("name", "missing"))
        if not self.authority.strip():
            found.append(Problem("authority", "missing"))
        return tuple(found)


def create_workspace(
    folder: Path,
    new: NewWorkspace,
    password: str,
    *,
    clock: Clock | None = None,
    cost: Argon2Cost | None = None,
    escrow_public_key: bytes | None = None,
) -> tuple[Workspace, RecoveryKey]:
    """Make a workspace in `folder`, which must not exist or be empty, and open it.

    cost: of guessing the passphrase; fitted to this computer where it is not given.
    It comes into being whole or not at all. Raises Invalid, StoreTrouble ("exists", "disk-full", "read-only").
    """
    if found := new.problems():
        raise Invalid(found)
    clock = clock or SystemClock()
    with _making(folder) as making, contextlib.ExitStack() as undo:
        if new.practice:
            (making / PRACTICE_MARK).touch()
        key, recovery = SlotFile(making).create(
            password=password, cost=cost or calibrated(), escrow_public_key=escrow_public_key
        )
        undo.callback(recovery.wipe)
        undo.callback(key.wipe)
        _fill(making, key, new, clock)
        _put_in_place(making, folder)
        # Nobody has seen its recovery key: a workspace that does not open now must not stay.
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        workspace = open_workspace(folder, lambda: key, clock=clock)
        undo.pop_all()
    return workspace, recovery


def restore_workspace(
    source: Path, folder: Path, unlock: Callable[[SlotFile], MasterKey], *, clock: Clock | None = None
) -> Workspace:
    """Bring a backup back into the new folder `folder` and open it as a new replica, everything checked.

    unlock: given the backup's slot file. What the workspace was lacking already when the backup was made, a photo
    damaged on its disk for one, keeps nobody from the rest: it is logged and stands in the workspace's `lacking`.
    Raises StoreTrouble ("no-backup", "backup-damaged", "exists" ...).
    """
    with _making(folder) as making:
        check_manifest = copy_back(source, making)
        with unlock(SlotFile(making)) as key:
            mac_key = key.derive("backup")
            try:
                check_manifest(mac_key)
            finally:
                wipe(mac_key)
            workspace = open_workspace(making, lambda: key, clock=clock)
            try:
                workspace.store.new_replica("återläst från säkerhetskopia")
                lacking = workspace.check().findings
                if lacking:
                    with workspace.store.transaction(Permission.UNLOCK) as tx:
                        tx.audit(AuditAction.RESTORED, "workspace", detail={"lacking": str(len(lacking))})
            finally:
                workspace.close()
        _put_in_place(making, folder)
    restored = open_workspace(folder, lambda: unlock(SlotFile(folder)), clock=clock)
    restored.lacking = lacking
    return restored


@contextlib.contextmanager
def _making(folder: Path) -> Iterator[Path]:
    """A folder beside the wanted one to make everything in; it goes away if the block fails. Raises StoreTrouble."""
    with translated():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreTrouble("exists", folder=folder.name)
        making = folder.absolute().with_name(f".{folder.absolute().name}.making")
        # What a crash left. The name is ours alone: nobody keeps a workspace under it.
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
    try:
        with translated():
            yield making
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def _put_in_place(making: Path, folder: Path) -> None:
    with translated():
        if folder.exists():
            folder.rmdir()
        making.rename(folder)
        sync_folder(folder.parent)


def _fill(folder: Path, key: MasterKey, new: NewWorkspace, clock: Clock) -> None:
    """The database with its one person."""
    draft = MemberDraft(name=new.name.strip(), title=new.title, role=new.role, authority=new.authority.strip())
    store = Store.create(folder / DATABASE, key.derive("database"), clock)
    try:
        store.act_as(Actor(user_id=new_id(), name=draft.name, role=draft.role, authority=draft.authority))
        member = MemberService(store).introduce(draft)
        with store.transaction(Permission.UNLOCK) as tx:
            tx.set_setting("owner", member.id)
            tx.set_setting("practice", new.practice)
    finally:
        store.close()
