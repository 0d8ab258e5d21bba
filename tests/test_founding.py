"""Making, opening and restoring are whole or not at all, and take nothing of anybody else's with them."""

import pytest

from krogkoll import workspace as workspaces
from krogkoll.evidence import Vault
from krogkoll.founding import NewWorkspace, create_workspace, restore_workspace
from krogkoll.kernel.errors import AccessTrouble, StoreTrouble
from krogkoll.kernel.platform import FolderLock
from krogkoll.security import MasterKey, Role
from krogkoll.security.stretch import FLOOR_COST
from krogkoll.store import AuditAction, Tx
from krogkoll.venues import VenueDraft
from krogkoll.workspace import open_with_password

from .factories import audited

PASSWORD = "fyra ord i en lösenfras"
ANNA = NewWorkspace(name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR, authority="k1282.alkohol", practice=True)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "arbets yta åäö"


@pytest.fixture
def made(folder):
    """A closed workspace with one place."""
    workspace, _ = create_workspace(folder, ANNA, PASSWORD, cost=FLOOR_COST)
    workspace.venues.register(VenueDraft(name="Säkrad", street="Tackelgränd 3", city="Landskrona"))
    workspace.close()
    return folder


@pytest.fixture
def keys(monkeypatch):
    """Every key that comes to be, to ask afterwards whether it was overwritten."""
    found = []
    derive, start = MasterKey.derive, MasterKey.__init__

    def derived(self, purpose):
        found.append(derive(self, purpose))
        return found[-1]

    def begun(self, secret, workspace_id):
        start(self, secret, workspace_id)
        found.append(secret)

    monkeypatch.setattr(MasterKey, "derive", derived)
    monkeypatch.setattr(MasterKey, "__init__", begun)
    return found


def wiped(keys):
    return keys and not any(map(any, keys))


def full_at(monkeypatch, action):
    """A disk that is full just when this entry is written."""
    audit = Tx.audit

    def audited(self, act, *arguments, **options):
        if act is action:
            raise StoreTrouble("disk-full")
        audit(self, act, *arguments, **options)

    monkeypatch.setattr(Tx, "audit", audited)


def test_a_folder_of_somebody_elses_beside_the_new_one_is_left_alone(folder):
    beside = folder.with_name(folder.name + ".new")
    beside.mkdir()
    (beside / "eget.txt").write_text("mitt")
    create_workspace(folder, ANNA, PASSWORD, cost=FLOOR_COST)[0].close()
    assert (beside / "eget.txt").read_text() == "mitt"


def test_a_workspace_that_cannot_be_opened_when_made_does_not_stay_without_its_recovery_key(folder, keys, monkeypatch):
    full_at(monkeypatch, AuditAction.LOGGED_IN)
    with pytest.raises(StoreTrouble, match="disk-full"):
        create_workspace(folder, ANNA, PASSWORD, cost=FLOOR_COST)
    assert list(folder.parent.iterdir()) == []
    assert wiped(keys)


@pytest.mark.parametrize("broken", ["audit", "vault", "owner"])
def test_opening_that_fails_midway_leaves_no_key_and_no_lock(made, keys, monkeypatch, broken):
    def fails(*_, **__):
        raise StoreTrouble("disk-full")

    if broken == "audit":
        full_at(monkeypatch, AuditAction.LOGGED_IN)
    elif broken == "vault":
        monkeypatch.setattr(Vault, "__init__", fails)
    else:
        monkeypatch.setattr(workspaces, "_owner", fails)
    with pytest.raises(StoreTrouble, match="disk-full"):
        open_with_password(made, PASSWORD)
    lock = FolderLock(made)
    assert lock.acquire()
    lock.release()
    if broken != "vault":
        assert wiped(keys)
    monkeypatch.undo()
    open_with_password(made, PASSWORD).close()


def test_closing_drops_every_key_whatever_goes_wrong(made, keys, monkeypatch):
    workspace = open_with_password(made, PASSWORD)

    def fails():
        raise ZeroDivisionError

    monkeypatch.setattr(workspace.evidence, "close", fails)
    with pytest.raises(ZeroDivisionError):
        workspace.close()
    assert wiped(keys)
    monkeypatch.undo()
    open_with_password(made, PASSWORD).close()


def test_a_missing_database_is_told_before_a_secret_is_asked_for_and_counts_as_no_try(made):
    (made / "workspace.db").rename(made / "bort.db")
    for _ in range(10):
        with pytest.raises(StoreTrouble, match="database-missing"):
            open_with_password(made, "fel")
    (made / "bort.db").rename(made / "workspace.db")
    open_with_password(made, PASSWORD).close()


def test_missing_ways_in_are_told_and_the_database_is_left_alone(made):
    before = (made / "workspace.db").read_bytes()
    for name in ("slots.json", "slots.json.bak"):
        (made / name).unlink()
    with pytest.raises(AccessTrouble, match="slots-missing"):
        open_with_password(made, PASSWORD)
    assert (made / "workspace.db").read_bytes() == before


def test_a_path_that_is_too_long_is_named(tmp_path):
    with pytest.raises(StoreTrouble, match="path-too-long"):
        open_with_password(tmp_path / ("x" * 300), PASSWORD)
    with pytest.raises(StoreTrouble, match="path-too-long"):
        create_workspace(tmp_path / ("x" * 300), ANNA, PASSWORD, cost=FLOOR_COST)


def test_a_backup_whose_photo_was_damaged_already_still_brings_back_the_rest(made, tmp_path, photos, keys):
    workspace = open_with_password(made, PASSWORD)
    workspace.evidence.import_files([photos / "Canon_40D.jpg"])
    sealed = next(path for path in (made / "vault").glob("??/??/*") if path.is_file())
    content = sealed.read_bytes()
    sealed.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    workspace.back_up(tmp_path / "usb")
    workspace.close()
    restored = restore_workspace(tmp_path / "usb", tmp_path / "ny", lambda slots: slots.unlock_with_password(PASSWORD))
    assert [found.code for found in restored.lacking] == ["file-damaged"]
    entries = [entry for entry in audited(restored.store) if entry["act"] == "restored"]
    assert entries[-1]["detail"]["lacking"] == "1"
    restored.close()
    assert wiped(keys)


def test_a_restore_that_fails_leaves_no_key_and_no_folder(made, tmp_path, keys):
    workspace = open_with_password(made, PASSWORD)
    target = workspace.back_up(tmp_path / "usb").folder
    workspace.close()
    manifest = (target / "manifest.json").read_bytes()
    (target / "manifest.json").write_bytes(manifest.replace(b'"mac":"', b'"mac":"0')[: len(manifest) + 1])
    with pytest.raises(StoreTrouble, match="backup-damaged"):
        restore_workspace(tmp_path / "usb", tmp_path / "ny", lambda slots: slots.unlock_with_password(PASSWORD))
    assert wiped(keys)
    assert sorted(path.name for path in tmp_path.iterdir()) == [made.name, "usb"]


def test_new_keys_are_written_in_the_log_before_they_hold(made, monkeypatch):
    workspace = open_with_password(made, PASSWORD)
    workspace.new_recovery_key()
    assert audited(workspace.store)[-1]["kind"] == "recovery-key"
    full_at(monkeypatch, AuditAction.KEY_USED)
    for act in (lambda: workspace.set_password("en helt annan fras än förut"), workspace.new_recovery_key):
        with pytest.raises(StoreTrouble, match="disk-full"):
            act()
    monkeypatch.undo()
    workspace.close()
    open_with_password(made, PASSWORD).close()


def test_copies_from_before_a_migration_expire_as_backups_do(made):
    import os
    import time

    for name, days in {"before-0000.db": 91, "before-0001.db": 89}.items():
        (made / name).write_bytes(b"x")
        os.utime(made / name, (time.time() - days * 86400,) * 2)
    open_with_password(made, PASSWORD).close()
    assert [path.name for path in made.glob("before-*")] == ["before-0001.db"]
