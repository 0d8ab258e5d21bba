"""A copy counts when it has been opened and read to the last byte; until then the one before it stands."""

import shutil

import pytest

from krogkoll import safekeeping
from krogkoll.evidence import Subject
from krogkoll.founding import NewWorkspace, create_workspace, restore_workspace
from krogkoll.kernel import drives
from krogkoll.kernel.errors import StoreTrouble
from krogkoll.kernel.mounts import FolderKind
from krogkoll.kernel.progress import Cancelled
from krogkoll.security import FLOOR_COST, Role
from krogkoll.store import backup
from krogkoll.venues import VenueDraft
from tests.journeys.disks import Disk

PASSWORD = "fyra korrekta hästar stampar"
ANNA = NewWorkspace(name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR, authority="k1282.alkohol", practice=True)


@pytest.fixture
def workspace(tmp_path):
    made, _ = create_workspace(tmp_path / "arbetsyta", ANNA, PASSWORD, cost=FLOOR_COST)
    yield made
    made.close()


@pytest.fixture
def usb(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def place(workspace, name="Källaren Bakfickan"):
    return workspace.venues.register(VenueDraft(name=name, street="Sillkajsgatan 14", city="Landskrona"))


def take_photos(workspace, photos, number=3):
    venue = place(workspace)
    found = sorted(path for path in photos.rglob("*") if path.suffix.lower() in {".jpg", ".jpeg"})
    small = sorted(found, key=lambda path: path.stat().st_size)[:number]
    workspace.evidence.import_files(small, subject=Subject("venue", venue.id))
    return [path for path in (workspace.folder / "vault").rglob("*") if path.is_file()]


def copies(usb):
    return sorted(path.name for path in (usb / "Krogkoll").glob("backup-*"))


def test_a_new_workspace_has_nothing_to_lose_and_the_first_change_begins_to_count(workspace):
    state = workspace.backups.state()
    assert (state.since, state.changes, state.verified_at, state.place) == (None, 0, None, None)
    made = place(workspace)
    state = workspace.backups.state()
    assert (state.changes, state.photos) == (1, 0)
    assert state.since == made.created_at


def test_a_proved_copy_sets_the_count_to_nothing_and_what_is_written_later_counts_again(workspace, usb, photos):
    take_photos(workspace, photos)
    assert workspace.backups.state().photos == 3
    told = []
    made = workspace.backups.make(usb, told.append, remember=True)
    assert (made.photos, made.lacking) == (3, 0)
    assert {progress.text for progress in told} == {"evidence", "checking-log", "checking-evidence"}
    state = workspace.backups.state()
    assert (state.since, state.changes, state.photos) == (None, 0, 0)
    assert state.verified_at == made.report.made_at
    assert (state.place, state.there) == (usb / "Krogkoll", True)
    later = place(workspace, "Lokal 7")
    assert workspace.backups.state().since == later.created_at


def test_the_copy_that_was_proved_comes_back_whole(workspace, usb, photos, tmp_path):
    take_photos(workspace, photos)
    workspace.backups.make(usb)
    workspace.close()
    back = restore_workspace(usb / "Krogkoll", tmp_path / "back", lambda slots: slots.unlock_with_password(PASSWORD))
    assert back.check().holds
    assert len(back.evidence.photos(Subject("venue", back.venues.page([1])[0].id))) == 3
    back.close()


@pytest.mark.parametrize("what", ["photo", "photo-gone", "database"])
def test_a_copy_that_does_not_read_back_is_not_kept_and_the_one_before_it_is(workspace, usb, photos, monkeypatch, what):
    take_photos(workspace, photos)
    workspace.backups.make(usb)
    before = copies(usb)
    place(workspace, "Lokal 7")
    prove = workspace.backups._prove

    def spoiled(copy, objects, report):
        victim = next(path for path in objects.rglob("*") if path.is_file())
        if what == "photo-gone":
            victim.unlink()
        else:
            victim = copy / "workspace.db" if what == "database" else victim
            content = bytearray(victim.read_bytes())
            content[len(content) // 2] ^= 1
            victim.write_bytes(content)
        return prove(copy, objects, report)

    monkeypatch.setattr(workspace.backups, "_prove", spoiled)
    with pytest.raises(StoreTrouble) as caught:
        workspace.backups.make(usb)
    assert caught.value.reason in {"backup-unsound", "damaged", "copy-damaged"}
    assert copies(usb) == before
    assert workspace.backups.state().changes == 1, "what is not proved does not count"


def test_an_old_copy_expires_only_when_the_new_one_is_proved(workspace, usb, monkeypatch):
    place(workspace)
    workspace.backups.make(usb)
    monkeypatch.setattr(backup, "KEPT_FOR", -backup.KEPT_FOR)

    def fails(*_):
        raise StoreTrouble("backup-unsound")

    with monkeypatch.context() as patch:
        patch.setattr(workspace.backups, "_prove", fails)
        with pytest.raises(StoreTrouble, match="backup-unsound"):
            workspace.backups.make(usb)
    assert len(copies(usb)) == 1


def test_a_photo_that_is_damaged_here_already_is_told_of_and_does_not_stop_the_copy(workspace, usb, photos):
    files = take_photos(workspace, photos)
    files[0].write_bytes(b"rotten")
    made = workspace.backups.make(usb)
    assert (made.photos, made.lacking) == (2, 1)


def test_a_copy_can_be_stopped_at_any_report_and_leaves_the_one_before_it(workspace, usb, photos):
    take_photos(workspace, photos)
    workspace.backups.make(usb)
    before = copies(usb)
    told = []
    workspace.backups.make(usb, told.append)
    for stop in range(len(told)):
        count = 0

        def stopping(_, stop=stop):
            nonlocal count
            count += 1
            if count > stop:
                raise Cancelled

        with pytest.raises(Cancelled):
            workspace.backups.make(usb, stopping)
    assert copies(usb)[:1] == before
    assert len(copies(usb)) == 2
    assert not list(usb.rglob("*.partial"))


def test_a_drive_that_is_not_there_is_named_and_no_folder_is_made_in_its_place(workspace, usb):
    place(workspace)
    workspace.backups.make(usb, remember=True)
    shutil.rmtree(usb)
    state = workspace.backups.state()
    assert (state.place, state.there) == (usb / "Krogkoll", False)
    with pytest.raises(StoreTrouble, match="backup-drive-gone"):
        workspace.backups.make(state.place)
    assert not usb.exists()
    assert workspace.backups.places() == ()


def test_a_drive_that_is_pulled_out_during_the_copy_is_named(workspace, usb, photos):
    take_photos(workspace, photos)

    def pulled(progress):
        if progress.text == "evidence":
            shutil.rmtree(usb)

    with pytest.raises(StoreTrouble, match="backup-drive-gone"):
        workspace.backups.make(usb, pulled)
    assert workspace.backups.state().verified_at is None


def test_a_full_disk_is_told_as_the_copys_own_and_the_old_copy_stands(workspace, tmp_path, photos):
    small = Disk(tmp_path / "sd", 12)
    try:
        place(workspace)
        workspace.backups.make(small.folder)
        before = copies(small.folder)
        take_photos(workspace, photos)
        small.fill()
        with pytest.raises(StoreTrouble, match="backup-disk-full"):
            workspace.backups.make(small.folder)
        assert copies(small.folder) == before
    finally:
        small.pull_out()


def test_a_workspace_put_back_to_an_older_state_does_not_trust_the_copy(workspace, usb):
    place(workspace)
    workspace.backups.make(usb)
    with workspace.store.transaction(safekeeping.Permission.UNLOCK) as tx:
        tx.set_setting("backup/verified", tx.setting("backup/verified") | {"hash": "00"})
    state = workspace.backups.state()
    assert (state.verified_at, state.changes) == (None, 1)


def test_the_remembered_place_comes_first_and_its_drive_is_not_offered_twice(workspace, usb, tmp_path, monkeypatch):
    other = tmp_path / "sd"
    other.mkdir()
    plugged = (drives.Drive(usb, "USB"), drives.Drive(other, "SD"))
    monkeypatch.setattr(safekeeping, "removable_drives", lambda: plugged)
    place(workspace)
    assert [one.name for one in workspace.backups.places()] == ["USB", "SD"]
    workspace.backups.make(usb, remember=True)
    found = workspace.backups.places()
    assert [(one.folder, one.remembered) for one in found] == [(usb / "Krogkoll", True), (other, False)]
    assert all(one.free > 0 for one in found)
    workspace.backups.forget_place()
    assert [one.remembered for one in workspace.backups.places()] == [False, False]


def test_a_copy_into_the_workspace_itself_is_refused(workspace):
    with pytest.raises(StoreTrouble, match="inside-workspace"):
        workspace.backups.make(workspace.folder)


def test_plugged_in_drivesare_found_and_what_is_no_drive_of_ours_is_not(tmp_path, monkeypatch):
    roots = [tmp_path / name for name in ("USB", "SD-kort", "server", "mapp", "borta")]
    for root in roots[:4]:
        root.mkdir()
    kinds = {"server": FolderKind.NETWORK}
    monkeypatch.setattr(drives, "removable_roots", lambda: roots)
    monkeypatch.setattr(drives.os.path, "ismount", lambda root: root.name != "mapp" and root.is_dir())
    monkeypatch.setattr(drives, "folder_kind", lambda root: kinds.get(root.name, FolderKind.REMOVABLE))
    assert drives.removable_drives() == (drives.Drive(roots[1], "SD-kort"), drives.Drive(roots[0], "USB"))


def test_a_file_that_rots_on_the_drive_stops_no_later_copy(workspace, usb, photos):
    take_photos(workspace, photos)
    workspace.backups.make(usb)
    rotten = next(path for path in (usb / "Krogkoll" / "vault").rglob("*") if path.is_file())
    content = bytearray(rotten.read_bytes())
    content[len(content) // 2] ^= 1
    rotten.write_bytes(content)
    proved = workspace.backups.make(usb)
    assert (proved.lacking, proved.report.copied) == (0, 1)


def test_the_command_proves_its_copy_in_the_very_folder_that_was_named(workspace, usb, monkeypatch):
    made = workspace.backups.make(usb, folder="")
    assert made.report.folder.parent == usb
    monkeypatch.setattr(safekeeping, "newest_change", lambda _: None)
    with pytest.raises(StoreTrouble, match="backup-unsound"):
        workspace.backups.make(usb, folder="")
    assert [path.name for path in usb.glob("backup-*")] == [made.report.folder.name]
