"""Photo files that are not ours yet: on a card, a phone or in a folder; looked at without taking them in."""

import hashlib
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from krogkoll.evidence.importing import photo_files, shown_name
from krogkoll.evidence.model import Refusal
from krogkoll.evidence.protocol import MAX_FILE
from krogkoll.kernel.drives import camera_folders
from krogkoll.kernel.errors import EvidenceTrouble
from krogkoll.kernel.progress import Progress, Report

SUFFIXES = frozenset(
    (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".heic", ".heif", ".hif", ".png", ".tif", ".tiff", ".webp")
)
"""How files that may be photos are named; what else lies on a card (films, indexes) is counted and left alone."""
_BLOCK = 1 << 20


class Standing(StrEnum):
    """How a file outside stands to what is kept here; the content decides, never the name."""

    NEW = "new"
    HERE = "here"  # the same content, for the same subject
    ELSEWHERE = "elsewhere"  # the same content, for another subject only


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """One file that may be taken in. `size` in bytes; `modified_at` as the file system says."""

    path: Path
    name: str
    size: int
    modified_at: datetime
    standing: Standing = Standing.NEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What lies in some places: files that may be photos, those that cannot be, and how many others there are.

    folders: whether a folder was among the places, so that somebody should choose among what is in it.
    """

    files: tuple[Outside, ...] = ()
    refused: tuple[Refusal, ...] = ()
    others: int = 0
    folders: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file outside that was not removed, and why (a reason of EvidenceTrouble)."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What became of the files that somebody asked to remove outside."""

    names: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()


def cameras() -> tuple[Path, ...]:
    """Folders of camera pictures (DCIM) on removable drives and connected phones, as far as the system shows them."""
    return camera_folders()


def gather(places: Sequence[Path]) -> Looked:
    """The files meant by these files and folders, each once, in order.

    A file that is named itself is always meant; in a folder only what is named like a photo is.
    """
    found: dict[Path, Outside | Refusal] = {}
    others, folders = 0, False
    for place in places:
        meant = [place]
        if place.is_dir():
            folders = True
            try:
                inside = photo_files(place)
            except EvidenceTrouble as trouble:
                found[place] = Refusal(name=shown_name(place), reason=trouble.reason)
                continue
            meant = [path for path in inside if path.suffix.lower() in SUFFIXES]
            others += len(inside) - len(meant)
        for path in meant:
            if path not in found:
                found[path] = _looked_at(path)
    return Looked(
        files=tuple(one for one in found.values() if isinstance(one, Outside)),
        refused=tuple(one for one in found.values() if isinstance(one, Refusal)),
        others=others,
        folders=folders,
    )


class FolderWatch:
    """Tells of files that come into a folder, each once, when they have stopped growing; polled, without a thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._told = dict.fromkeys(self._inside())
        self._growing: dict[Path, tuple[int, int]] = {}

    def poll(self) -> tuple[Path, ...]:
        """The files that came since the watch began and are as they were at the last poll.

        A folder that is away (the card was taken out) has nothing new, and is watched again when it is back.
        """
        ready = []
        for path in self._inside():
            if path in self._told:
                continue
            try:
                state = path.stat()
            except OSError:
                continue
            now = (state.st_size, state.st_mtime_ns)
            if state.st_size > 0 and self._growing.get(path) == now:
                self._told[path] = None
                self._growing.pop(path)
                ready.append(path)
            else:
                self._growing[path] = now
        return tuple(ready)

    def _inside(self) -> list[Path]:
        try:
            return [path for path in photo_files(self.folder) if path.suffix.lower() in SUFFIXES]
        except EvidenceTrouble:
            return []


def hash_of(path: Path, report: Report | None = None) -> str:
    """SHA-256 (hex) of a file outside, read in blocks. Raises EvidenceTrouble "vanished"."""
    digest = hashlib.sha256()
    for block in blocks_of(path):
        digest.update(block)
        if report is not None:
            report(Progress(0, 0, path.name))
    return digest.hexdigest()


def blocks_of(path: Path) -> Iterator[bytes]:
    """The file in blocks. Raises EvidenceTrouble "vanished"."""
    try:
        with path.open("rb", buffering=0) as stream:
            while block := stream.read(_BLOCK):
                yield block
    except OSError as error:
        raise EvidenceTrouble("vanished", errno=error.errno) from error


def _looked_at(path: Path) -> Outside | Refusal:
    name = shown_name(path)
    try:
        state = path.stat()
    except OSError:
        return Refusal(name=name, reason="vanished")
    if not stat.S_ISREG(state.st_mode):
        return Refusal(name=name, reason="unreadable")
    if state.st_size > MAX_FILE:
        return Refusal(name=name, reason="too-large")
    modified = datetime.fromtimestamp(max(0.0, state.st_mtime), UTC)
    return Outside(path=path, name=name, size=state.st_size, modified_at=modified)
