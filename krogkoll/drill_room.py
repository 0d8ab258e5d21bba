"""The room where a drill's workspaces live for a minute: locked, and thrown away even when the drill was killed."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from krogkoll.kernel.platform import FolderLock

_PREFIX = "krogkoll-ovning-"
_ABANDONED_SECONDS = 60
"""A room this old that nobody holds belongs to a drill that was killed."""


@contextmanager
def drill_room() -> Iterator[Path]:
    """A fresh folder among the temporary files, gone with all it holds when the block ends. Raises StoreTrouble."""
    from krogkoll.store import translated

    with translated():
        _sweep(Path(tempfile.gettempdir()))
        room = Path(tempfile.mkdtemp(prefix=_PREFIX))
        lock = FolderLock(room)
        lock.acquire()
    try:
        yield room
    finally:
        lock.release()
        shutil.rmtree(room, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Throw away the rooms of drills that were killed; nobody has their keys any more."""
    for room in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            lock = FolderLock(room)
            if time.time() - room.stat().st_mtime > _ABANDONED_SECONDS and lock.acquire():
                lock.release()
                shutil.rmtree(room, ignore_errors=True)
