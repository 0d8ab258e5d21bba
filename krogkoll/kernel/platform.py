"""Everything that differs between Windows, Linux and macOS; no other module may ask which it is."""

import ctypes
import os
import sys
from pathlib import Path
from typing import IO

WINDOWS = sys.platform == "win32"


def wipe(buffer: bytearray) -> None:
    """Overwrite a secret with zeros in place, where the interpreter cannot optimise it away."""
    if buffer:
        ctypes.memset((ctypes.c_char * len(buffer)).from_buffer(buffer), 0, len(buffer))


def sync_file(stream: IO[bytes]) -> None:
    """Flush a written file to the disk itself."""
    stream.flush()
    os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename or new name in `folder` durable (Windows: the NTFS journal does)."""
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(target: Path, content: bytes) -> None:
    """Replace `target` whole or not at all: temporary file beside it, flush, rename, flush the folder."""
    temporary = target.with_name(target.name + ".tmp")
    with temporary.open("wb") as stream:
        stream.write(content)
        sync_file(stream)
    temporary.replace(target)
    sync_folder(target.parent)


def private_by_default() -> None:
    """Files this process makes are readable by their owner only (Windows: the profile folder's rights)."""
    if not WINDOWS:
        os.umask(0o077)


class FolderLock:
    """Holds a folder for one process, so that a second instance is told instead of let in."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "in-use.lock"
        self._stream: IO[bytes] | None = None

    def acquire(self) -> bool:
        """Take the lock; False when another process holds it. Released by the system if we die."""
        stream = self._path.open("a+b")
        try:
            if sys.platform == "win32":
                import msvcrt

                stream.seek(0)
                msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            stream.close()
            return False
        self._stream = stream
        return True

    def release(self) -> None:
        """Give the folder back; harmless when not held."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
