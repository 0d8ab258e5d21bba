"""A full disk, in the middle of whatever: said in Swedish with the way out, nothing lost, and on it goes with space."""

import os
import shutil
import subprocess
import sys

import pytest

from krogkoll.evidence import Subject
from krogkoll.founding import create_workspace, restore_workspace
from krogkoll.kernel.errors import StoreTrouble
from krogkoll.messages import message_for
from krogkoll.security import FLOOR_COST
from krogkoll.signing import Pkcs12Signer, PracticeAuthority
from krogkoll.venues import VenueDraft
from krogkoll.workspace import open_with_password

from .killing import ROOT
from .one_act import JOHAN, PASSWORD, night, night_clock, night_decision, timedelta, visited
from .test_kills import ANNA

FULL = "StoreTrouble.disk-full"
VISIT = Subject("inspection", "ett besök")


def made_on(place, new=ANNA):
    return create_workspace(place, new, PASSWORD, cost=FLOOR_COST)[0]


def sound(workspace):
    report = workspace.check()
    assert report.holds, report.findings
    workspace.close()


def test_typing_on_a_full_disk_loses_nothing_that_was_saved(disk, told):
    card = disk("dator", 12)
    workspace = made_on(card.folder / "arbetsyta")
    kept = workspace.venues.register(VenueDraft(name="Före", city="Landskrona"))
    workspace.drafts.save("venue:new", {"raw": "det första"})
    card.fill()
    told(lambda: workspace.drafts.save("venue:new", {"raw": "lång text " * 20_000}), FULL)
    told(lambda: [workspace.venues.register(VenueDraft(name=f"Nr {n}", notes="x" * 3000)) for n in range(200)], FULL)
    assert workspace.drafts.load("venue:new") == {"raw": "det första"}
    card.empty()
    workspace.drafts.save("venue:new", {"raw": "lång text " * 20_000})
    assert workspace.venues.venue(kept.id).name == "Före"
    sound(workspace)


def test_locking_and_unlocking_on_a_full_disk_is_calm(disk, told):
    card = disk("dator", 12)
    workspace = made_on(card.folder / "arbetsyta")
    kept = workspace.venues.register(VenueDraft(name="Före", city="Landskrona"))
    card.fill()
    workspace.close()
    assert not workspace._key.alive
    met = []
    try:  # a few bytes may be left, and do
        open_with_password(card.folder / "arbetsyta", PASSWORD).close()
    except StoreTrouble as error:
        met.append(message_for(error).id)
    assert met in ([], [FULL])
    card.empty()
    workspace = open_with_password(card.folder / "arbetsyta", PASSWORD)
    assert workspace.venues.venue(kept.id).name == "Före"
    sound(workspace)


def test_a_workspace_is_not_made_on_a_full_disk(disk, told):
    card = disk("dator", 1)
    card.fill(leave=100_000)
    told(lambda: made_on(card.folder / "arbetsyta"), FULL)
    assert [path.name for path in card.folder.iterdir()] == ["ballast"]


def test_an_import_that_fills_the_disk_keeps_what_was_in_and_goes_on_later(disk, told, photos):
    card = disk("dator", 400)
    workspace = made_on(card.folder / "arbetsyta")
    files = [photos / name for name in ("Canon_40D.jpg", "no_exif.jpg", "DSCN0010.jpg", "phone_12mp.jpg")]
    workspace.evidence.import_files(files[:1], subject=VISIT)

    def pull(progress):
        if progress.done == 0:
            card.shrink()

    told(lambda: workspace.evidence.import_files(files[1:], subject=VISIT, report=pull), FULL)
    told(lambda: workspace.evidence.import_files(files[1:], subject=VISIT), FULL)
    card.resize(400)
    assert files[0].name in [photo.name for photo in workspace.evidence.photos(VISIT)]
    done = workspace.evidence.import_files(files, subject=VISIT)
    assert len(done.photos) + len(done.duplicates) == 4
    assert len(workspace.evidence.photos(VISIT)) == 4
    assert not list((card.folder / "arbetsyta" / "vault" / "incoming").glob("*"))
    sound(workspace)


@pytest.mark.parametrize("megabytes", [0.5, 3.0], ids=["too small from the start", "full half-way"])
def test_a_backup_to_a_full_stick_leaves_the_older_one_whole(disk, told, tmp_path, photos, megabytes):
    stick = disk("usb", megabytes)
    workspace = made_on(tmp_path / "arbetsyta")
    if megabytes > 1:
        older = workspace.back_up(stick.folder).folder
    workspace.evidence.import_files([photos / "phone_12mp.jpg", photos / "DSCN0010.jpg"], thorough=True)
    told(lambda: workspace.back_up(stick.folder), FULL)
    assert not list(stick.folder.glob("*.partial")), "nothing half is left"
    workspace.close()
    if megabytes > 1:
        restored = restore_workspace(older, tmp_path / "ny", lambda slots: slots.unlock_with_password(PASSWORD))
        sound(restored)


def test_a_restore_to_a_full_disk_leaves_nothing_and_works_later(disk, told, tmp_path, photos):
    workspace = made_on(tmp_path / "arbetsyta")
    workspace.evidence.import_files([photos / "phone_12mp.jpg"])
    workspace.back_up(tmp_path / "usb")
    workspace.close()
    card = disk("dator", 2)

    def bring_back():
        return restore_workspace(
            tmp_path / "usb", card.folder / "ny", lambda slots: slots.unlock_with_password(PASSWORD)
        )

    told(bring_back, FULL)
    assert list(card.folder.iterdir()) == []
    card.resize(40)
    sound(bring_back())


def test_sealing_on_a_full_disk_seals_nothing_half(disk, told, tmp_path, photos):
    visit_id, _ = visited(tmp_path / "mall", [photos / "Canon_40D.jpg"])
    card = disk("dator", 60)
    folder = shutil.copytree(tmp_path / "mall", card.folder / "arbetsyta")
    workspace = open_with_password(folder, PASSWORD, clock=night_clock("00.55"))
    key = PracticeAuthority.create(night.at("12.00")).issue(
        name=night_decision.PRESENTER, organisation="X", passphrase=PASSWORD,
        valid_from=night.at("12.00") - timedelta(days=1),
    )  # fmt: skip
    signer = Pkcs12Signer.load(key, PASSWORD, at=night.at("12.00"))
    shown = workspace.reports.show(visit_id, title="brandinspektör")
    card.fill()
    told(lambda: workspace.reports.sign(shown.paper, signer, shown_sha256=shown.sha256), FULL)
    card.empty()
    assert not workspace.inspections.visit(visit_id).inspection.sealed
    signed = workspace.reports.sign(shown.paper, signer, shown_sha256=shown.sha256)
    assert signed.pdf.startswith(shown.pdf)
    assert workspace.inspections.visit(visit_id).inspection.sealed
    assert JOHAN.name == night_decision.PRESENTER
    sound(workspace)


def test_a_drill_with_a_full_disk_for_temporary_files_is_told_without_a_traceback(disk, tmp_path):
    card = disk("tmp", 1)
    card.fill(leave=200_000)
    command = [sys.executable, "-m", "krogkoll", "drill", "--out", str(tmp_path / "ut")]
    environment = os.environ | {"TMPDIR": str(card.folder)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "Disken är full." in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in card.folder.iterdir()] == ["ballast"]
