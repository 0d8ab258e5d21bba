"""Copies a workspace to another place and back: database, key slots and evidence, each checked.

A backup folder holds `vault/` (encrypted evidence files under their own names, shared by all backups there)
and one folder per backup with the database, the slot files and a manifest. The manifest names the SHA-256 of
every file and carries an HMAC under a key of the workspace, so that a damaged or exchanged file is found
before anything is restored. Nothing in it is readable without the workspace's password or recovery key.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from krogkoll.kernel.clock import from_iso, to_iso
from krogkoll.kernel.errors import StoreTrouble
from krogkoll.kernel.platform import sync_file, sync_folder, write_durably
from krogkoll.kernel.progress import Progress, Report, silent
from krogkoll.store.engine import translated
from krogkoll.store.store import Store

DATABASE = "workspace.db"
OBJECTS = "vault"
_UNFINISHED = "incoming"
MANIFEST = "manifest.json"
KEPT_FOR = timedelta(days=90)
"""Backups still hold what was purged since; they expire so that a purge becomes true everywhere."""
_BLOCK = 1 << 20
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
"""What a manifest may name: nothing that leads out of the folder on any system."""
_VERSION = 1
_OTHER = ".other-"


class _Manifest(msgspec.Struct, kw_only=True):
    version: int
    made_at: str
    files: dict[str, str]
    objects: dict[str, str]
    mac: str = ""

    def signed(self) -> bytes:
        return msgspec.json.encode(
            {"v": self.version, "at": self.made_at, "files": self.files, "objects": self.objects}, order="sorted"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """What a backup holds and where it is. Sizes in bytes."""

    folder: Path
    made_at: datetime
    objects: int
    copied: int
    size: int


def back_up(
    store: Store,
    folder: Path,
    target: Path,
    mac_key: bytearray,
    report: Report = silent,
    prove: Callable[[Path], None] = lambda _: None,
) -> BackupReport:
    """Copy the workspace in `folder` to `target`; whole or not at all.

    report: told how many evidence files are done. prove: given the finished copy before it counts as one, and before
    older ones expire; nothing of it is kept where it raises.
    Raises StoreTrouble ("disk-full", "read-only", "inside-workspace" ...).
    """
    if target.resolve().is_relative_to(folder.resolve()):
        raise StoreTrouble("inside-workspace")
    now = store.clock.now()
    partial = target / f"{_name(now)}.partial"
    with translated():
        _check_space(folder, target)
        (target / OBJECTS).mkdir(parents=True, exist_ok=True)
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        try:
            # The database first: whatever it names is then already among the objects.
            store.copy_to(partial / DATABASE)
            for slots in sorted(folder.glob("slots.json*")):
                _copy(slots, partial / slots.name)
            objects, copied = _copy_objects(folder / OBJECTS, target / OBJECTS, report)
            files = _write_manifest(partial, objects, now, mac_key)
            prove(partial)
            _require_untouched(partial, files)
            final = partial.rename(target / _name(now))
            sync_folder(target)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        _expire(target, now)
        size = sum(path.stat().st_size for path in final.iterdir())
    return BackupReport(folder=final, made_at=now, objects=len(objects), copied=copied, size=size)


def _write_manifest(partial: Path, objects: dict[str, str], now: datetime, mac_key: bytearray) -> dict[str, str]:
    """Write down what the copy consists of, under the workspace's key; gives the SHA-256 of each file beside it."""
    files = {path.name: _digest(path) for path in sorted(partial.iterdir())}
    manifest = _Manifest(version=_VERSION, made_at=to_iso(now), files=files, objects=objects)
    manifest.mac = hmac.new(mac_key, manifest.signed(), hashlib.sha256).hexdigest()
    write_durably(partial / MANIFEST, msgspec.json.encode(manifest))
    return files


def _require_untouched(partial: Path, files: dict[str, str]) -> None:
    """Whoever proved the copy has opened it; every byte must be as the manifest says, and nothing else be left."""
    for path in partial.iterdir():
        if path.name != MANIFEST and path.name not in files:
            path.unlink()
    if any(_digest(partial / name) != digest for name, digest in files.items()):
        raise StoreTrouble("copy-damaged", file=partial.name)


def holds_backups(folder: Path) -> bool:
    """Whether backups were made in this folder before."""
    return any(folder.glob(f"backup-*/{MANIFEST}"))


def newest(source: Path) -> Path:
    """The newest whole backup in a backup folder, or `source` itself where it is one. Raises StoreTrouble."""
    if (source / MANIFEST).is_file():
        return source
    found = sorted(path.parent for path in source.glob(f"backup-*/{MANIFEST}") if path.parent.suffix != ".partial")
    if not found:
        raise StoreTrouble("no-backup", folder=source.name)
    return found[-1]


def copy_back(source: Path, folder: Path) -> Callable[[bytearray], None]:
    """Copy a backup into the new, empty `folder`, checking every file against the manifest.

    Returns a check to run once the workspace is unlocked: it takes the manifest's key and raises StoreTrouble
    "backup-damaged" where the manifest itself was changed. Raises StoreTrouble ("backup-damaged", "exists" ...).
    """
    source = newest(source)
    manifest = _read_manifest(source)
    with translated():
        if folder.exists() and any(folder.iterdir()):
            raise StoreTrouble("exists", file=folder.name)
        folder.mkdir(parents=True, exist_ok=True)
        for name, digest in manifest.files.items():
            _take([source / name], folder / name, digest)
        for name, digest in manifest.objects.items():
            there = source.parent / OBJECTS / name
            _take([there, _other(there, digest)], folder / OBJECTS / name, digest)

    def check(mac_key: bytearray) -> None:
        expected = hmac.new(mac_key, manifest.signed(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected, manifest.mac):
            raise StoreTrouble("backup-damaged", file=MANIFEST)

    return check


def _read_manifest(source: Path) -> _Manifest:
    try:
        manifest = msgspec.json.decode((source / MANIFEST).read_bytes(), type=_Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise StoreTrouble("backup-damaged", file=MANIFEST) from error
    names = [*manifest.files, *manifest.objects]
    if manifest.version != _VERSION:
        raise StoreTrouble("newer", file=MANIFEST)
    if DATABASE not in manifest.files or not all(map(_PLAIN_NAME.fullmatch, names)):
        raise StoreTrouble("backup-damaged", file=MANIFEST)
    return manifest


def _take(sources: list[Path], target: Path, digest: str) -> None:
    """Bring the source back that is what the manifest says."""
    for source in sources:
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy(source, target)
            if _digest(target) == digest:
                return
    raise StoreTrouble("backup-damaged", file=target.name)


def _copy_objects(source: Path, target: Path, report: Report) -> tuple[dict[str, str], int]:
    """Copy evidence files that are not there yet.

    One that is there with other content is not written over where an older backup names that content: it may be the
    good one. Content that no backup names has rotted on the drive, and is copied anew.
    """
    paths = list(_objects_in(source))
    digests, fresh = {}, set()
    copied = 0
    for done, path in enumerate(paths, start=1):
        name = path.relative_to(source).as_posix()
        with contextlib.suppress(FileNotFoundError):  # purged or made anew since the list was made
            digest = _digest(path)
            there = target / name
            if there.exists() and (found := _digest(there)) != digest and not _rotten(target.parent, name, found):
                there = _other(there, digest)
            if not there.exists() or _digest(there) != digest:
                there.parent.mkdir(parents=True, exist_ok=True)
                _copy(path, there)
                fresh |= {there.parent, there.parent.parent}
                copied += 1
            digests[name] = digest
        report(Progress(done, len(paths), "evidence"))
    for folder in fresh:
        sync_folder(folder)
    return digests, copied


def _rotten(backups: Path, name: str, digest: str) -> bool:
    """Whether no backup in the folder ever held this content under this name; False where one cannot be read."""
    try:
        manifests = [_read_manifest(path.parent) for path in backups.glob(f"backup-*Z/{MANIFEST}")]
    except StoreTrouble:
        return False
    return all(manifest.objects.get(name) != digest for manifest in manifests)


def _other(there: Path, digest: str) -> Path:
    """Where an object lies whose plain name is taken by other content."""
    return there.with_name(f"{there.name}{_OTHER}{digest[:32]}")


def _objects_in(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".tmp")
        yield from sorted(path for path in found if path.relative_to(folder).parts[0] != _UNFINISHED)


def _copy(source: Path, target: Path) -> None:
    partial = target.with_name(target.name + ".tmp")
    try:
        with source.open("rb") as reading, partial.open("wb") as writing:
            shutil.copyfileobj(reading, writing, _BLOCK)
            sync_file(writing)
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _check_space(folder: Path, target: Path) -> None:
    """Refuse before anything is copied where the disk clearly cannot take the database."""
    needed = (folder / DATABASE).stat().st_size + (1 << 20)
    standing = target
    while not standing.exists():
        standing = standing.parent
    if shutil.disk_usage(standing).free < needed:
        raise StoreTrouble("disk-full", needed=needed)


def _expire(target: Path, now: datetime) -> None:
    """Remove backups that are too old to keep, with the objects that no remaining backup names.

    A backup whose manifest cannot be read is left alone, and so are all objects: a person has to look at it.
    """
    remaining: set[str] = set()
    gone, unreadable = False, False
    for folder in sorted(target.glob("backup-*Z")):
        try:
            manifest = _read_manifest(folder)
            age = now - from_iso(manifest.made_at)
        except (StoreTrouble, ValueError):
            unreadable = True
            continue
        if age > KEPT_FOR:
            shutil.rmtree(folder)
            gone = True
        else:
            remaining |= set(manifest.objects)
    if gone and not unreadable:
        for path in _objects_in(target / OBJECTS):
            if path.relative_to(target / OBJECTS).as_posix().partition(_OTHER)[0] not in remaining:
                path.unlink()


def _name(moment: datetime) -> str:
    return f"backup-{moment:%Y%m%dT%H%M%S%f}Z"
