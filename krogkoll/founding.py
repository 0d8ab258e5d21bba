"""Brings a workspace into being: made new, or from a backup; whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from krogkoll.kernel.clock import Clock, SystemClock
from krogkoll.kernel.errors import Invalid, Problem, StoreTrouble
from krogkoll.kernel.ids import new_id
from krogkoll.kernel.platform import wipe
from krogkoll.people import MemberDraft, MemberService
from krogkoll.security import Actor, Argon2Cost, MasterKey, Permission, RecoveryKey, Role, SlotFile, calibrated
from krogkoll.store import Store, copy_back, translated
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
    _require_free(folder)
    making = folder.with_name(folder.name + ".new")
    with translated():
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        if new.practice:
            (making / PRACTICE_MARK).touch()
    key, recovery = SlotFile(making).create(
        password=password, cost=cost or calibrated(), escrow_public_key=escrow_public_key
    )
    try:
        _fill(making, key, new, clock)
        with translated():
            if folder.exists():
                folder.rmdir()
            making.rename(folder)
        return open_workspace(folder, lambda: key, clock=clock), recovery
    except BaseException:
        key.wipe()
        shutil.rmtree(making, ignore_errors=True)
        raise


def restore_workspace(
    source: Path, folder: Path, unlock: Callable[[SlotFile], MasterKey], *, clock: Clock | None = None
) -> Workspace:
    """Bring a backup back into the new folder `folder` and open it as a new replica, everything checked.

    unlock: given the backup's slot file. Raises StoreTrouble ("no-backup", "backup-damaged", "exists" ...).
    """
    _require_free(folder)
    making = folder.with_name(folder.name + ".new")
    with translated():
        shutil.rmtree(making, ignore_errors=True)
    try:
        check_manifest = copy_back(source, making)
        key = unlock(SlotFile(making))
        mac_key = key.derive("backup")
        try:
            check_manifest(mac_key)
        finally:
            wipe(mac_key)
        workspace = open_workspace(making, lambda: key, clock=clock)
        try:
            workspace.store.new_replica("återläst från säkerhetskopia")
            report = workspace.check()
            if not report.holds:
                raise StoreTrouble("backup-damaged", findings=", ".join(str(found) for found in report.findings[:3]))
        finally:
            workspace.close()
        with translated():
            if folder.exists():
                folder.rmdir()
            making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return open_workspace(folder, lambda: unlock(SlotFile(folder)), clock=clock)


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


def _require_free(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreTrouble("exists", folder=folder.name)
