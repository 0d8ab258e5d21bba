"""Keeps a copy of the workspace on another disk: makes it, opens it to prove it, and remembers what it holds."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from krogkoll.evidence import Vault, check_objects
from krogkoll.inspections import count_closed_visits
from krogkoll.kernel.clock import from_iso, to_iso
from krogkoll.kernel.drives import removable_drives
from krogkoll.kernel.errors import KrogkollError, StoreTrouble
from krogkoll.kernel.platform import free_space, wipe
from krogkoll.kernel.progress import Progress, Report, silent
from krogkoll.security import MasterKey, Permission
from krogkoll.store import (
    AuditAction,
    BackupReport,
    LogPoint,
    Reader,
    Store,
    back_up,
    check,
    has_passed,
    holds_backups,
    newest_change,
    pending_since,
)

_VERIFIED, _PLACE = "backup/verified", "backup/place"
_FOLDER = "Krogkoll"
_OBJECTS = "vault"
_ON_THE_DISK = {
    "disk-full": "backup-disk-full",
    "read-only": "backup-read-only",
    "vanished": "backup-drive-gone",
    "io": "backup-drive-trouble",
    "disk-trouble": "backup-drive-trouble",
    "cannot-open": "backup-drive-trouble",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """What would be lost with this computer.

    verified_at: when the last proved copy was made; None for never. since: when the first change that is in no copy
    was written; None where nothing would be lost. changes, photos: how many of them. place: where copies are made, if
    that is remembered; there: whether it can be reached now. closed_visits: how many visits are closed in all.
    """

    verified_at: datetime | None
    since: datetime | None
    changes: int
    photos: int
    place: Path | None
    there: bool
    closed_visits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlace:
    """A place for copies that can be reached now. free: bytes."""

    folder: Path
    name: str
    free: int
    remembered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvedBackup:
    """A copy that was opened and found whole. lacking: files that are unsound here already, so in the copy too."""

    report: BackupReport
    photos: int
    lacking: int


class BackupService:
    """Copies of one open workspace."""

    def __init__(self, store: Store, key: MasterKey, vault: Vault) -> None:
        self._store, self._key, self._vault = store, key, vault

    def state(self) -> BackupState:
        """What is in no copy yet."""
        with self._store.reading(Permission.UNLOCK) as reader:
            last: dict[str, Any] = reader.setting(_VERIFIED) or {}
            point = _point_of(last)
            if point is not None and not has_passed(reader, point):
                # This workspace was put back to an older state: what the copy holds is another history.
                last, point = {}, None
            pending = pending_since(reader, point)
            place = _place_of(reader)
            return BackupState(
                verified_at=from_iso(last["at"]) if last else None,
                since=pending.since,
                changes=pending.changes,
                photos=pending.photos,
                place=place,
                there=place is not None and _is_there(place),
                closed_visits=count_closed_visits(reader),
            )

    def places(self) -> tuple[BackupPlace, ...]:
        """Where a copy can be made now: the remembered place first, then each removable drive."""
        with self._store.reading(Permission.BACKUP) as reader:
            remembered = _place_of(reader)
        found = []
        if remembered is not None and _is_there(remembered):
            found.append((remembered, remembered.parent.name or str(remembered), True))
        for drive in removable_drives():
            if remembered is None or not remembered.is_relative_to(drive.folder):
                found.append((drive.folder, drive.name, False))
        places = []
        for folder, name, known in found:
            with contextlib.suppress(OSError):
                places.append(BackupPlace(folder=folder, name=name, free=free_space(folder), remembered=known))
        return tuple(places)

    def make(
        self, place: Path, report: Report = silent, *, remember: bool = False, folder: str = _FOLDER
    ) -> ProvedBackup:
        """Make a copy in a folder that is there, open it, and only then say so; an older copy stands until then.

        remember: offer this place first from now on. folder: made in a place that holds no copies yet; empty for the
        place itself. Raises StoreTrouble ("backup-drive-gone", "backup-disk-full",
        "backup-read-only", "backup-drive-trouble", "backup-unsound", "inside-workspace"), Cancelled through `report`.
        """
        with self._store.transaction(Permission.BACKUP) as tx:
            tx.audit(AuditAction.EXPORTED, "workspace", detail={"what": "backup"})
        if not _is_there(place):
            raise StoreTrouble("backup-drive-gone", folder=place.name)
        target = place if place.name == folder or holds_backups(place) else place / folder
        proof: dict[str, Any] = {}
        mac_key = self._key.derive("backup")
        try:
            with _told_of_the_disk(place):
                made = back_up(
                    self._store,
                    self._store.path.parent,
                    target,
                    mac_key,
                    report,
                    lambda copy: proof.update(self._prove(copy, target / _OBJECTS, report)),
                )
        finally:
            wipe(mac_key)
        with self._store.transaction(Permission.BACKUP) as tx:
            tx.set_setting(_VERIFIED, {"at": to_iso(made.made_at), "seq": proof["seq"], "hash": proof["hash"]})
            if remember:
                tx.set_setting(_PLACE, str(target))
        return ProvedBackup(report=made, photos=proof["files"], lacking=proof["lacking"])

    def forget_place(self) -> None:
        """Do not offer the remembered place any longer; the copies there stay."""
        with self._store.transaction(Permission.BACKUP) as tx:
            tx.set_setting(_PLACE, "")

    def _prove(self, copy: Path, objects: Path, report: Report) -> dict[str, Any]:
        """Open the copy with the workspace's own key and read all of it. Raises StoreTrouble "backup-unsound"."""
        files = 0

        def counting(progress: Progress) -> None:
            nonlocal files
            files = progress.total
            report(progress)

        # A report before each long step, so that somebody may stop it there.
        report(Progress(0, 0, "checking-log"))
        opened = Store.open(copy / self._store.path.name, self._key.derive("database"), self._store.clock)
        vault = Vault(objects, self._key.derive("evidence"))
        try:
            opened.act_as(self._store.actor)
            with opened.raw() as connection:
                if not check(connection).holds:
                    raise StoreTrouble("backup-unsound", what="log")
            unsound = check_objects(opened, vault, counting)
            with opened.reading(Permission.UNLOCK) as reader:
                end = newest_change(reader)
        finally:
            vault.close()
            opened.close()
        lacking = self._lacking_here() if unsound else set()
        if {sha256 for sha256, _ in unsound} - lacking:
            raise StoreTrouble("backup-unsound", what="file")
        with self._store.reading(Permission.UNLOCK) as reader:
            if end is None or not has_passed(reader, end):
                raise StoreTrouble("backup-unsound", what="head")
        return {"seq": end.seq, "hash": end.hash, "files": files - len(unsound), "lacking": len(unsound)}

    def _lacking_here(self) -> set[str]:
        """Files that are missing or damaged in the workspace itself: no copy of it can hold them."""
        return {sha256 for sha256, _ in check_objects(self._store, self._vault)}


def _place_of(reader: Reader) -> Path | None:
    kept: str = reader.setting(_PLACE, "")
    return Path(kept) if kept else None


def _point_of(last: dict[str, Any]) -> LogPoint | None:
    return LogPoint(seq=last["seq"], hash=last["hash"]) if last else None


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


@contextlib.contextmanager
def _told_of_the_disk(place: Path) -> Iterator[None]:
    """Say of trouble on the disk of copies that it is there, and not in the workspace."""
    try:
        yield
    except StoreTrouble as trouble:
        gone = not _is_there(place)
        reason = "backup-drive-gone" if gone else _ON_THE_DISK.get(trouble.reason, trouble.reason)
        if reason == trouble.reason:
            raise
        raise StoreTrouble(reason, **dict(trouble.details)) from trouble
    except (KrogkollError, OSError) as trouble:
        if isinstance(trouble, KrogkollError) and _is_there(place):
            raise
        raise StoreTrouble("backup-drive-gone" if not _is_there(place) else "backup-drive-trouble") from trouble
