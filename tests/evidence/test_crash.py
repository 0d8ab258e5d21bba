"""Killed in the middle of an import, time after time: what was reported safe is there, nothing is half or in clear."""

import hashlib
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from krogkoll.evidence import Box, Decoder, Persons, Subject, check_objects
from krogkoll.evidence.protocol import RenditionKind

Make = Callable[..., bytes]
ROOT = Path(__file__).resolve().parents[2]
LONG = bool(os.environ.get("KROGKOLL_SOAK"))
KILLS = 4  # of each workspace; the first in the middle of a fresh import
WORKSPACES = 30 if LONG else 1
PHOTOS = 24
CARD = Subject("inspection", "1")

# Says on its output how many photos it was told are safe, which an outside journal (the test) writes down.
_CHILD = """
import sys
from pathlib import Path
from krogkoll.evidence import EvidenceService, Subject, Vault, photo_files
from krogkoll.store import Store
from tests.factories import actor, clock
folder, card = Path(sys.argv[1]), Path(sys.argv[2])
path = folder / "workspace.db"
store = (Store.open if path.exists() else Store.create)(path, bytearray(range(32)), clock())
store.act_as(actor())
evidence = EvidenceService(store, Vault(folder / "vault", bytearray(b"v" * 32)))
files = photo_files(card)
said = lambda progress: print(*(file.name for file in files[: progress.done]), flush=True)
imported = evidence.import_files(files, subject=Subject("inspection", "1"), report=said)
evidence.make_copies(lambda progress: print("copies", flush=True))
print("finished", flush=True)
sys.stdin.read()
"""


def killed_import(folder: Path, card: Path, lines: int, delay: float) -> set[str]:
    """Run an import, kill it some time after so many words, and return the names it had said were safe."""
    command = [sys.executable, "-c", _CHILD, str(folder), str(card)]
    child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdin is not None
    with child.stdin, child.stdout:
        killer = threading.Timer(delay, child.kill)
        said = []
        for number, line in enumerate(child.stdout):
            said += line.split()
            if number == lines:
                killer.start()
            if line == "finished\n":
                break
        killer.cancel()
        child.kill()
        child.wait()
    return {word for word in said if word.endswith(".jpg")}


@pytest.mark.parametrize("number", range(WORKSPACES))
def test_killed_imports_lose_nothing_that_was_reported_safe(
    open_desk: Callable[..., Any], make_picture: Make, number: int
) -> None:
    luck = random.Random(number)
    desk = open_desk()
    for photo in range(PHOTOS):
        desk.put_on_card(f"{photo:02}.jpg", make_picture("JPEG", size=(300 + photo, 200), noise=True))
    desk.store.close()
    journal: set[str] = set()
    for turn in range(KILLS):
        # Later ones find duplicates first and then make copies.
        lines = luck.randrange(8) if turn == 0 else luck.randrange(2 * PHOTOS)
        safe = killed_import(desk.folder, desk.card, lines, luck.uniform(0, 0.1))
        journal |= safe
    again = open_desk()
    photos = again.evidence.photos(CARD)
    names = [photo.name for photo in photos]
    assert journal <= set(names)
    assert len(names) == len(set(names)), "nothing came in twice"
    assert check_objects(again.store, again.vault) == ()
    for known in photos:
        assert known.sha256 == hashlib.sha256((again.card / known.name).read_bytes()).hexdigest()
    again.evidence.tidy()
    assert not list((again.folder / "vault/incoming").iterdir())
    assert again.evidence.make_copies().failed == ()


def test_nothing_of_a_photo_lies_in_clear_anywhere(desk: Any, make_picture: Make, tmp_path: Path) -> None:
    marker = "HEMLIGTÅÄÖ7391"
    exif = Image.Exif()
    exif[0x010F] = marker.encode()
    content = make_picture("JPEG", size=(1500, 900), noise=True, exif=exif, comment=marker.encode())
    path = desk.put_on_card(f"{marker}.jpg", content)
    assert marker.encode() in content
    (photo,) = desk.evidence.import_files([path], subject=Subject("inspection", marker)).photos
    desk.evidence.make_copies()
    large = desk.evidence.pictures([photo.id], RenditionKind.LARGE)[photo.id].content
    seen = desk.evidence.review(photo, Persons.SHOWN)
    desk.evidence.mask(seen, [Box(0, 0, 0.3, 0.3)])
    desk.evidence.tidy()
    secrets = [marker.encode(), marker.encode("utf-16-le"), content[600:632], large[700:732], photo.sha256.encode()]
    everything = b"".join(file.read_bytes() for file in desk.folder.rglob("*") if file.is_file())
    names = "\n".join(str(file) for file in desk.folder.rglob("*")).encode()
    assert len(everything) > 300_000
    for secret in [*secrets, bytes.fromhex(photo.sha256)]:
        assert secret not in everything
        assert secret not in names


def test_a_killed_import_leaves_no_decoder_behind(tmp_path: Path) -> None:
    import psutil

    script = (
        "import sys\n"
        "from krogkoll.evidence import Decoder\n"
        "decoder = Decoder()\n"
        "try: decoder.probe(b'x')\n"
        "except Exception: pass\n"
        "print(decoder._child.pid, flush=True)\n"
        "sys.stdin.read()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    assert parent.stdin is not None
    with parent.stdin, parent.stdout:
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        parent.wait()
    psutil.wait_procs([child], timeout=10)
    assert not child.is_running()


def test_a_sweep_after_a_crash_sets_the_orphan_aside_a_day_later(desk: Any) -> None:
    orphan = desk.vault.add(b"filen kom, raden kom aldrig")
    assert desk.evidence.tidy().quarantined == ()
    (path,) = desk.files()
    long_ago = (datetime.now(UTC) - timedelta(days=400)).timestamp()
    os.utime(path, (long_ago, long_ago))
    assert desk.evidence.tidy().quarantined == (orphan.name,)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_closing_the_service_while_nothing_runs_ends_the_child(desk: Any, make_picture: Make, moment: str) -> None:
    from krogkoll.evidence import EvidenceService

    service = EvidenceService(desk.store, desk.vault, Decoder())
    if moment == "after":
        service.import_files([desk.put_on_card("a.jpg", make_picture("JPEG"))])
    service.close()
    service.close()
