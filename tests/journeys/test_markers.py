"""One word in every field and photo is nowhere on the disk: not after use, lock, backup, export or a crash."""

import os
import random
import unicodedata
from io import BytesIO

import pytest
from PIL import Image

from krogkoll.founding import create_workspace, restore_workspace
from krogkoll.kernel.swedish import fold
from krogkoll.security import FLOOR_COST
from krogkoll.store import synced_types
from tests.factories import FACTORIES

from .killing import LONG, home, python, run_until
from .marker_worker import MARK, marked
from .one_act import PASSWORD
from .test_kills import ANNA

CRASHES = 10 if LONG else 1
pytestmark = pytest.mark.timeout(3600)


def needles(extra=()):
    """The word in every form in which a program or a disk might hold it."""
    words = {
        MARK,
        MARK.upper(),
        MARK.lower(),
        fold(MARK),
        unicodedata.normalize("NFD", MARK),
        "Anna Lindqvist",
        PASSWORD,
    }
    forms = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
    found = {word.encode(form, "ignore") for word in words for form in forms}
    return sorted(found) + list(extra)


def hits(folder, sought):
    """(file, needle) for everything found in contents and names beneath `folder`."""
    for path in folder.rglob("*"):
        content = os.fsencode(path.name) + b"\0" + (path.read_bytes() if path.is_file() else b"")
        yield from ((path, needle) for needle in sought if needle in content)


@pytest.fixture
def card(tmp_path):
    """Photos that carry the word in name, EXIF and comment; noise, so that a piece of one is like nothing else."""
    folder = tmp_path / "kort"
    folder.mkdir()
    exif = Image.Exif()
    exif[0x010E] = exif[0x010F] = MARK
    for number in range(3):
        noise = Image.frombytes("RGB", (400, 300), random.Random(number).randbytes(400 * 300 * 3))
        target = BytesIO()
        noise.save(target, "JPEG", exif=exif, comment=MARK.encode())
        (folder / f"{MARK} {number}.jpg").write_bytes(target.getvalue())
    return folder


def test_one_word_in_every_field_and_photo_is_nowhere_on_the_disk(tmp_path, card):
    desk, target, around = tmp_path / "skrivbord", tmp_path / "mål", tmp_path / "dator"
    for place in (desk, target):
        place.mkdir()
    folder = desk / "arbetsyta"
    create_workspace(folder, ANNA, PASSWORD, cost=FLOOR_COST)[0].close()
    pieces = [path.read_bytes()[start : start + 24] for path in card.iterdir() for start in (3000, 20_000, 60_000)]
    sought = needles(pieces)
    assert {needle for _, needle in hits(card, sought)} >= set(pieces), "the card itself is full of it"
    command = python("marker_worker.py", folder, PASSWORD, card, target)
    whole = run_until([*command, "whole"], None, environment=home(around))
    assert (whole.code, whole.stderr, whole.last("closed")) == (0, "", True)
    places = (desk, around, target / "usb")
    assert [found for place in places for found in hits(place, sought)] == []
    assert list(hits(target / "utlämnad", sought)), "what is handed out on purpose can be read"
    luck = random.Random(3)
    for _ in range(CRASHES):
        end = run_until([*command, "on"], luck.uniform(0.3, 3.0), environment=home(around))
        assert end.killed
        assert [found for place in places for found in hits(place, sought)] == []
    restored = restore_workspace(
        target / "usb" / "hel", desk / "ny", lambda slots: slots.unlock_with_password(PASSWORD)
    )
    assert any(MARK in str(line) for line in restored.evidence.photos(_visit()))
    restored.close()
    assert [found for place in places for found in hits(place, sought)] == []


def _visit():
    from krogkoll.evidence import Subject

    return Subject("inspection", "ett besök")


def test_the_word_goes_into_every_text_field_of_every_kind_of_record():
    assert set(FACTORIES) == set(synced_types())
    for kind in synced_types():
        texts = [value for value in vars(marked(kind)).values() if MARK in str(value)]
        assert texts, kind


@pytest.mark.parametrize("form", ["utf-8", "utf-16-le", "latin-1"])
def test_the_search_of_the_disk_finds_a_planted_word(tmp_path, form):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "fil").write_bytes(bytes(5000) + f"x{MARK}y".encode(form) + bytes(99))
    assert {path.name for path, _ in hits(tmp_path, needles())} == {"fil"}


def test_the_search_of_the_disk_finds_decomposed_words_and_names(tmp_path):
    (tmp_path / "fil").write_text(unicodedata.normalize("NFD", MARK), encoding="utf-8")
    (tmp_path / unicodedata.normalize("NFD", f"{MARK}.jpg")).touch()
    assert len({path for path, _ in hits(tmp_path, needles())}) == 2
