"""Small files that decide who gets in, written whole or not at all, with the disk's troubles told in our words."""

import errno
from pathlib import Path

from krogkoll.kernel.errors import StoreTrouble
from krogkoll.kernel.platform import sync_folder, write_durably

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


def replace_file(target: Path, content: bytes) -> None:
    """Durably replace `target`. Raises StoreTrouble ("disk-full", "read-only", "missing", "io")."""
    try:
        write_durably(target, content)
    except OSError as error:
        raise trouble(error, target) from error


def remove_file(target: Path) -> None:
    """Remove `target` for good if it is there. Raises StoreTrouble like `replace_file`."""
    try:
        target.unlink(missing_ok=True)
        sync_folder(target.parent)
    except OSError as error:
        raise trouble(error, target) from error


def trouble(error: OSError, target: Path) -> StoreTrouble:
    """The system's refusal as StoreTrouble with a stable reason."""
    reason = "io"
    if error.errno in _FULL:
        reason = "disk-full"
    elif error.errno in _FORBIDDEN:
        reason = "read-only"
    elif error.errno in (errno.ENOENT, errno.ENOTDIR):
        reason = "missing"
    return StoreTrouble(reason, file=target.name)
