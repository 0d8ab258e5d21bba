"""Copies a running hub: its database at one moment, and every file that the copy knows of."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from pathlib import Path

from krogkoll.hub.database import Database
from krogkoll.kernel.errors import HubTrouble

DATABASE_NAME = "hub.sqlite"


def back_up_hub(database: Database, files: Path, target: Path) -> tuple[int, int]:
    """Copy into a new folder; gives (files copied, files that are damaged or missing here and therefore there).

    The copy has an epoch of its own: put in place it makes every device send what it lacks. Raises HubTrouble
    "backup-exists", "backup-disk", "database-damaged".
    """
    try:
        if target.exists() and any(target.iterdir()):
            raise HubTrouble("backup-exists")
        target.mkdir(parents=True, exist_ok=True)
        # The database first: a file that comes later is not in it, and one in it is there already.
        database.copy_to(target / DATABASE_NAME)
        with database.reading() as hands:
            known = hands.all("select cmp, sha256 from file order by cmp, sha256")
        copied = sum(_copy(files, target / "blobs", cmp, sha256) for cmp, sha256 in known)
    except (OSError, sqlite3.OperationalError) as error:
        raise HubTrouble("backup-disk") from error
    return copied, len(known) - copied


def _copy(files: Path, target: Path, cmp: str, sha256: str) -> bool:
    source = files / cmp / sha256[:2] / sha256
    place = target / cmp / sha256[:2] / sha256
    if not source.is_file():
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)
    with place.open("rb") as stream:
        sound = hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    if not sound:
        place.unlink()
    return sound
