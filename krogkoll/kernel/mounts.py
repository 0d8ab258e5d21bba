"""What kind of place a folder lies in, as the mount table of Linux tells it."""

import os
from enum import StrEnum
from pathlib import Path

_NETWORK_FILE_SYSTEMS = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "davfs", "glusterfs", "fuse.sshfs", "fuse.rclone")


class FolderKind(StrEnum):
    """Where a folder lies, as far as it matters for keeping a workspace there."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    NETWORK = "network"
    CLOUD = "cloud"  # copied elsewhere behind our back (OneDrive and its like)
    MEMORY = "memory"
    UNKNOWN = "unknown"


def linux_folder_kind(folder: Path, mounts: Path, devices: Path) -> FolderKind:
    """Reads the mount table (proc(5): id parent major:minor root mount-point options - type source)."""
    best: tuple[int, str, str] = (-1, "", "")
    for line in mounts.read_bytes().splitlines():
        left, _, right = line.partition(b" - ")
        fields = left.split()
        name = fields[4].decode("unicode_escape").encode("latin-1")  # blanks are written as \040
        point = Path(os.fsdecode(name))
        if folder.is_relative_to(point) and len(point.parts) >= best[0]:
            best = (len(point.parts), fields[2].decode(), right.split()[0].decode())
    _, device, system = best
    if system.startswith(_NETWORK_FILE_SYSTEMS):
        return FolderKind.NETWORK
    if system in {"tmpfs", "ramfs"}:
        return FolderKind.MEMORY
    for flag in (devices / device / "removable", devices / device / ".." / "removable"):
        if flag.is_file():
            return FolderKind.REMOVABLE if flag.read_text().strip() == "1" else FolderKind.FIXED
    return FolderKind.UNKNOWN if best[0] < 0 else FolderKind.FIXED
