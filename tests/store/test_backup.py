"""A backup is whole, checked, unreadable to strangers, and comes back as the same records."""

import secrets
from datetime import timedelta

import pytest

from krogkoll.kernel.errors import StoreTrouble
from krogkoll.people.rows import CompanyRow
from krogkoll.security import Permission
from krogkoll.store import Store
from krogkoll.store.auditing import check
from krogkoll.store.backup import KEPT_FOR, MANIFEST, back_up, copy_back, newest

from .conftest import SECRET

MAC = bytearray(b"m" * 32)


@pytest.fixture
def workspace(tmp_path, clock, inspector):
    """A workspace folder as it lies on the disk: database, slots, two evidence files."""
    folder = tmp_path / "workspace"
    (folder / "vault" / "ab" / "cd").mkdir(parents=True)
    for name in ("abcd1", "abcd2"):
        (folder / "vault" / "ab" / "cd" / name).write_bytes(secrets.token_bytes(5000))
    (folder / "slots.json").write_bytes(b"{}")
    opened = Store.create(folder / "workspace.db", bytearray(SECRET), clock)
    opened.act_as(inspector)
    with opened.transaction(Permission.WRITE_PEOPLE) as tx:
        tx.add(CompanyRow(name="Säkerhetskopierad"))
    yield folder, opened
    opened.close()


def test_what_went_out_comes_back(workspace, tmp_path, clock, inspector):
    folder, store = workspace
    told = []
    report = back_up(store, folder, tmp_path / "usb", MAC, told.append)
    assert (report.objects, report.copied, told[-1][:2]) == (2, 2, (2, 2))
    back = tmp_path / "back"
    copy_back(tmp_path / "usb", back)(MAC)
    restored = Store.open(back / "workspace.db", bytearray(SECRET), clock)
    restored.act_as(inspector)
    restored.new_replica("återläst")
    with restored.reading(Permission.READ_PEOPLE) as reader:
        assert len(reader.search("company", "säkerhetskopierad")) == 1
    with restored.raw() as connection:
        assert check(connection).holds
    assert restored.replica_id != store.replica_id
    for name in ("abcd1", "abcd2"):
        path = ("vault", "ab", "cd", name)
        assert back.joinpath(*path).read_bytes() == folder.joinpath(*path).read_bytes()
    restored.close()


def test_a_second_backup_copies_only_new_evidence(workspace, tmp_path):
    folder, store = workspace
    back_up(store, folder, tmp_path / "usb", MAC)
    (folder / "vault" / "ab" / "cd" / "abcd3").write_bytes(b"new")
    report = back_up(store, folder, tmp_path / "usb", MAC)
    assert (report.objects, report.copied) == (3, 1)
    assert newest(tmp_path / "usb") == report.folder


def test_every_damaged_file_is_found_before_anything_is_used(workspace, tmp_path):
    folder, store = workspace
    made = back_up(store, folder, tmp_path / "usb", MAC).folder
    paths = [*made.iterdir(), *(path for path in (tmp_path / "usb" / "vault").rglob("*") if path.is_file())]
    assert len(paths) == 5
    for number, path in enumerate(paths):
        good = path.read_bytes()
        path.write_bytes(bytes([good[0] ^ 1]) + good[1:])
        with pytest.raises(StoreTrouble, match="backup-damaged"):
            copy_back(made, tmp_path / f"back{number}")(MAC)
        path.write_bytes(good)


def test_a_manifest_rewritten_to_fit_other_files_is_found_by_its_key(workspace, tmp_path):
    import hashlib
    import json

    folder, store = workspace
    made = back_up(store, folder, tmp_path / "usb", MAC).folder
    (made / "slots.json").write_bytes(b'{"forged":1}')
    manifest = json.loads((made / MANIFEST).read_text())
    manifest["files"]["slots.json"] = hashlib.sha256(b'{"forged":1}').hexdigest()
    (made / MANIFEST).write_text(json.dumps(manifest))
    check_manifest = copy_back(made, tmp_path / "back")
    with pytest.raises(StoreTrouble, match="backup-damaged"):
        check_manifest(MAC)


def test_a_manifest_that_points_outside_is_refused(workspace, tmp_path):
    import json

    folder, store = workspace
    made = back_up(store, folder, tmp_path / "usb", MAC).folder
    manifest = json.loads((made / MANIFEST).read_text())
    manifest["files"]["../../evil"] = "00"
    (made / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(StoreTrouble, match="backup-damaged"):
        copy_back(made, tmp_path / "back")


def test_a_backup_into_the_workspace_itself_is_refused(workspace):
    folder, store = workspace
    with pytest.raises(StoreTrouble, match="inside-workspace"):
        back_up(store, folder, folder / "backup", MAC)


def test_a_full_disk_leaves_the_old_backup_and_nothing_half(workspace, tmp_path, monkeypatch):
    import errno

    from krogkoll.store import backup

    folder, store = workspace
    first = back_up(store, folder, tmp_path / "usb", MAC).folder

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup, "_copy", full)
    with pytest.raises(StoreTrouble, match="disk-full"):
        back_up(store, folder, tmp_path / "usb", MAC)
    assert [path.name for path in sorted((tmp_path / "usb").glob("backup-*"))] == [first.name]


def test_backups_that_still_hold_what_was_purged_expire(workspace, tmp_path, clock):
    folder, store = workspace
    old = back_up(store, folder, tmp_path / "usb", MAC).folder
    (folder / "vault" / "ab" / "cd" / "abcd1").unlink()
    clock.move(KEPT_FOR + timedelta(days=1))
    new = back_up(store, folder, tmp_path / "usb", MAC).folder
    assert not old.exists()
    assert new.exists()
    assert [path.name for path in (tmp_path / "usb" / "vault").rglob("abcd*")] == ["abcd2"]


def test_a_folder_without_a_backup_is_named(tmp_path):
    with pytest.raises(StoreTrouble, match="no-backup"):
        copy_back(tmp_path, tmp_path / "back")


def test_a_photo_that_rots_here_does_not_spoil_the_good_one_in_older_backups(workspace, tmp_path):
    folder, store = workspace
    photo = folder / "vault" / "ab" / "cd" / "abcd1"
    good = photo.read_bytes()
    old = back_up(store, folder, tmp_path / "usb", MAC).folder
    photo.write_bytes(b"rotten")
    new = back_up(store, folder, tmp_path / "usb", MAC).folder
    again = back_up(store, folder, tmp_path / "usb", MAC)
    assert again.copied == 0
    for made, content in ((old, good), (new, b"rotten"), (again.folder, b"rotten")):
        back = tmp_path / f"back-{made.name}"
        copy_back(made, back)(MAC)
        assert (back / "vault" / "ab" / "cd" / "abcd1").read_bytes() == content


def test_a_file_that_is_purged_during_the_backup_does_not_stop_it(workspace, tmp_path):
    folder, store = workspace

    def purging(progress):
        if progress.done == 1:
            (folder / "vault" / "ab" / "cd" / "abcd2").unlink()

    report = back_up(store, folder, tmp_path / "usb", MAC, purging)
    assert report.objects == 1
    copy_back(tmp_path / "usb", tmp_path / "back")(MAC)


@pytest.mark.parametrize("name", ["C:/evil", "..\\evil", "a/../../evil", "/evil", "a//b", ".ssh/key", "a\x00b", "å"])
def test_a_manifest_names_only_plain_names(workspace, tmp_path, name):
    import json

    folder, store = workspace
    made = back_up(store, folder, tmp_path / "usb", MAC).folder
    manifest = json.loads((made / MANIFEST).read_text())
    manifest["objects"][name] = "00"
    (made / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(StoreTrouble, match="backup-damaged"):
        copy_back(made, tmp_path / "back")


def test_a_backup_of_a_newer_program_is_named(workspace, tmp_path):
    import json

    folder, store = workspace
    made = back_up(store, folder, tmp_path / "usb", MAC).folder
    manifest = json.loads((made / MANIFEST).read_text())
    (made / MANIFEST).write_text(json.dumps(manifest | {"version": 2}))
    with pytest.raises(StoreTrouble, match="newer"):
        copy_back(made, tmp_path / "back")


def test_a_copy_that_breaks_off_leaves_nothing(workspace, tmp_path, monkeypatch):
    import shutil

    folder, store = workspace

    def full(reading, writing, length):
        writing.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(StoreTrouble, match="disk-full"):
        back_up(store, folder, tmp_path / "usb", MAC)
    assert [path for path in (tmp_path / "usb").rglob("*") if path.is_file()] == []
    monkeypatch.undo()
    with pytest.raises(StoreTrouble):
        store.copy_to(tmp_path / "nowhere" / "copy.db")
    monkeypatch.setattr("krogkoll.store.copying._check", lambda *_: (_ for _ in ()).throw(StoreTrouble("copy-damaged")))
    with pytest.raises(StoreTrouble, match="copy-damaged"):
        store.copy_to(tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy.db*"))


def test_a_photo_that_rots_on_the_drive_is_copied_anew_and_the_next_copy_is_whole(workspace, tmp_path):
    folder, store = workspace
    good = (folder / "vault" / "ab" / "cd" / "abcd1").read_bytes()
    first = back_up(store, folder, tmp_path / "usb", MAC).folder
    kept = tmp_path / "usb" / "vault" / "ab" / "cd" / "abcd1"
    kept.write_bytes(b"rotten")
    again = back_up(store, folder, tmp_path / "usb", MAC)
    assert again.copied == 1
    assert kept.read_bytes() == good
    assert [path.name for path in kept.parent.glob("abcd1*")] == ["abcd1"]
    for made in (first, again.folder):
        copy_back(made, tmp_path / f"back-{made.name}")(MAC)
