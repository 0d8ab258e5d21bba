"""Drives that come and go: memory sticks for copies, camera cards and phones with photos."""

import contextlib
import os
from pathlib import Path
from typing import NamedTuple

from krogkoll.kernel.mounts import FolderKind
from krogkoll.kernel.platform import drive_label, folder_kind, removable_roots


class Drive(NamedTuple):
    """A removable drive that is there now: where its files are, and what people call it."""

    folder: Path
    name: str


def removable_drives() -> tuple[Drive, ...]:
    """The removable drives that can be written to now, by name; best effort, none rather than a wrong one."""
    plugged = [root for root in removable_roots() if os.path.ismount(root) and os.access(root, os.W_OK)]
    own = [root for root in plugged if folder_kind(root) not in (FolderKind.NETWORK, FolderKind.CLOUD)]
    return tuple(sorted((Drive(root, drive_label(root)) for root in own), key=lambda drive: drive.name))


def camera_folders() -> tuple[Path, ...]:
    """Folders named DCIM on removable drives and on mounted phones; best effort, never an error."""
    found: dict[Path, None] = {}
    for root in removable_roots():
        with contextlib.suppress(OSError):
            # A phone shows one or two storages ("Intern lagring") beneath its own root.
            for folder in (root, *sorted(path for path in root.iterdir() if path.is_dir())):
                if folder.name.upper() == "DCIM":
                    found[folder] = None
                elif (inside := folder / "DCIM").is_dir():
                    found[inside] = None
    return tuple(found)
