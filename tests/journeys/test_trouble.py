"""Damage, newer versions, write protection, pulled cards, wrong secrets: each told in its own words, nothing lost."""

import shutil
import sqlite3
import subprocess
import sys

import pytest

from krogkoll.evidence import Subject, photo_files
from krogkoll.founding import create_workspace
from krogkoll.kernel.clock import SystemClock
from krogkoll.kernel.errors import EvidenceTrouble
from krogkoll.messages import message_for
from krogkoll.security import FLOOR_COST, Entrance, MemoryKeyStore
from krogkoll.venues import VenueDraft
from krogkoll.workspace import DATABASE, open_with_password

from .killing import ROOT
from .one_act import PASSWORD
from .test_kills import ANNA

VISIT = Subject("inspection", "ett besök")
READ_ONLY = "StoreTrouble.read-only"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mall") / "arbetsyta"
    workspace, _ = create_workspace(folder, ANNA, PASSWORD, cost=FLOOR_COST)
    workspace.venues.register(VenueDraft(name="Före", city="Landskrona"))
    workspace.close()
    return folder


@pytest.fixture
def folder(template, tmp_path):
    return shutil.copytree(template, tmp_path / "arbetsyta")


def content(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def scrambled(path):
    path.write_bytes(bytes(255 - byte for byte in path.read_bytes()))


def cut(path):
    path.write_bytes(path.read_bytes()[:5000])


def emptied(path):
    path.write_bytes(b"")


def in_clear(path):
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE venue (name)")
    plain.commit()
    plain.close()


@pytest.mark.parametrize(
    ("damage", "id_"),
    [
        (scrambled, "StoreTrouble.damaged"),
        (cut, "StoreTrouble.damaged"),
        (emptied, "StoreTrouble.damaged"),
        (in_clear, "StoreTrouble.plaintext"),
        (lambda path: path.unlink(), "StoreTrouble.database-missing"),
    ],
    ids=["scrambled", "cut", "emptied", "in clear", "gone"],
)
def test_a_damaged_database_is_told_and_left_as_it_is(folder, told, damage, id_):
    damage(folder / DATABASE)
    before = content(folder).get(DATABASE)
    told(lambda: open_with_password(folder, PASSWORD), id_)
    assert content(folder).get(DATABASE) == before
    assert not [path for path in folder.iterdir() if path.name.endswith(("-wal", "-shm"))]


def test_a_newer_database_is_told_and_left_as_it_is(folder, told):
    workspace = open_with_password(folder, PASSWORD)
    with workspace.store._writer.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    workspace.close()
    before = (folder / DATABASE).read_bytes()
    told(lambda: open_with_password(folder, PASSWORD), "StoreTrouble.newer")
    assert (folder / DATABASE).read_bytes() == before


def test_damaged_ways_in_are_told(folder, told):
    for name in ("slots.json", "slots.json.bak"):
        scrambled(folder / name)
    told(lambda: open_with_password(folder, PASSWORD), "AccessTrouble.slots-damaged")
    for name in ("slots.json", "slots.json.bak"):
        (folder / name).unlink()
    told(lambda: open_with_password(folder, PASSWORD), "AccessTrouble.slots-missing")


def test_the_spare_of_the_ways_in_opens(folder):
    scrambled(folder / "slots.json")
    open_with_password(folder, PASSWORD).close()


def test_wrong_passwords_are_told_then_slowed_and_the_right_one_still_opens(folder, told):
    ids = [told(lambda: open_with_password(folder, "fel"), "AccessTrouble.wrong-password") for _ in range(5)]
    assert len(ids) == 5
    told(lambda: open_with_password(folder, PASSWORD), "AccessTrouble.throttled")


def test_a_wrong_pin_is_told_and_gone_after_five_while_the_password_opens(folder, told):
    entrance = Entrance(folder, SystemClock(), MemoryKeyStore())
    workspace = open_with_password(folder, PASSWORD)
    told(lambda: workspace.enable_pin("123456", entrance), "AccessTrouble.pin-simple")
    told(lambda: workspace.enable_pin("12", entrance), "AccessTrouble.pin-form")
    workspace.enable_pin("480217", entrance)
    workspace.close()
    entrance.with_pin("480217").wipe()
    ids = [
        told(lambda: entrance.with_pin("480218"), "AccessTrouble.wrong-pin", "AccessTrouble.pin-gone") for _ in "12345"
    ]
    assert ids[0] == "AccessTrouble.wrong-pin"
    told(lambda: entrance.with_pin("480217"), "AccessTrouble.pin-gone")
    entrance.with_password(PASSWORD).wipe()


def test_a_write_protected_disk_is_told_and_nothing_is_lost(disk, told, template, tmp_path):
    card = disk("dator", 12)
    folder = shutil.copytree(template, card.folder / "arbetsyta")
    card.write_protect()
    told(lambda: open_with_password(folder, PASSWORD), READ_ONLY)
    told(lambda: create_workspace(card.folder / "ny", ANNA, PASSWORD, cost=FLOOR_COST), READ_ONLY)
    elsewhere = open_with_password(shutil.copytree(template, tmp_path / "annan"), PASSWORD)
    told(lambda: elsewhere.back_up(card.folder / "kopior"), READ_ONLY)
    elsewhere.close()
    card.write_protect(False)
    workspace = open_with_password(folder, PASSWORD)
    assert workspace.check().holds
    workspace.close()


def test_a_write_protected_disk_on_the_command_line_has_no_traceback(disk, template):
    card = disk("dator", 12)
    folder = shutil.copytree(template, card.folder / "arbetsyta")
    card.write_protect()
    command = [sys.executable, "-m", "krogkoll", "audit", "verify", str(folder)]
    environment = {"KROGKOLL_PASSWORD": PASSWORD, "PATH": "/usr/bin:/bin", "HOME": str(card.folder)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "Mappen går inte att skriva i. Kontrollera behörigheten, eller välj en annan mapp.",
        "(StoreTrouble.read-only)",
    ]


def test_a_card_pulled_out_in_mid_import_costs_only_what_was_not_read(disk, folder, photos):
    card = disk("kort", 30)
    for name in (
        "Canon_40D.jpg",
        "no_exif.jpg",
        "landscape_1.jpg",
        "landscape_3.jpg",
        "portrait_6.jpg",
        "DSCN0010.jpg",
    ):
        shutil.copy(photos / name, card.folder / name)
    workspace = open_with_password(folder, PASSWORD)

    def pull(progress):
        if progress.text == "DSCN0010.jpg":
            card.pull_out()

    files = photo_files(card.folder)
    done = workspace.evidence.import_files(files, subject=VISIT, report=pull)
    assert len(done.photos) + len(done.refused) == len(files)
    assert {refusal.reason for refusal in done.refused} == {"vanished"}
    assert done.photos
    assert len(workspace.evidence.photos(VISIT)) == len(done.photos)
    report = workspace.check()
    assert report.holds, report.findings
    workspace.close()
    said = message_for(EvidenceTrouble("vanished"))
    assert "Det som redan lästs in är kvar." in said.way_out


def test_a_card_that_is_gone_before_the_import_is_told(tmp_path, told):
    told(lambda: photo_files(tmp_path / "kort"), "EvidenceTrouble.vanished")


def test_a_workspace_on_a_stick_that_is_pulled_out_is_told_and_comes_back_whole(disk, told, template, tmp_path, photos):
    stick = disk("usb", 260)
    folder = shutil.copytree(template, stick.folder / "arbetsyta")
    workspace = open_with_password(folder, PASSWORD)
    before = workspace.venues.register(VenueDraft(name="Före", city="Landskrona"))
    workspace.store.checkpoint()
    kept = shutil.copytree(folder, tmp_path / "minnets innehåll")
    stick.pull_out()
    gone = ("StoreTrouble.vanished", "StoreTrouble.cannot-open", "StoreTrouble.io", "StoreTrouble.disk-full")
    told(lambda: workspace.evidence.import_files([photos / "Canon_40D.jpg"], subject=VISIT), *gone)
    workspace.close()
    assert not workspace._key.alive
    told(lambda: open_with_password(folder, PASSWORD), "StoreTrouble.missing")
    again = open_with_password(kept, PASSWORD)
    assert again.venues.venue(before.id).name == "Före"
    again.close()


def test_a_second_instance_is_told_in_its_own_words(folder, told):
    workspace = open_with_password(folder, PASSWORD)
    told(lambda: open_with_password(folder, PASSWORD), "StoreTrouble.in-use")
    assert workspace.check().holds
    workspace.close()
