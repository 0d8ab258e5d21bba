"""A workspace is made whole, opened by its one person, held by one process, and comes back from a backup."""

import subprocess
import sys
import textwrap

import pytest

from krogkoll.founding import NewWorkspace, create_workspace, restore_workspace
from krogkoll.kernel.errors import AccessTrouble, Invalid, Locked, StoreTrouble
from krogkoll.security import FLOOR_COST, Role, SlotFile
from krogkoll.venues import VenueDraft
from krogkoll.workspace import is_practice, open_with_password

from .conftest import ROOT

PASSWORD = "fyra korrekta hästar stampar"
ANNA = NewWorkspace(name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR, authority="k1282.alkohol", practice=True)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "arbetsyta"


@pytest.fixture
def workspace(folder):
    made, recovery = create_workspace(folder, ANNA, PASSWORD, cost=FLOOR_COST)
    made.recovery_text = recovery.text
    yield made
    made.close()


def test_what_was_written_is_there_after_lock_and_unlock(workspace, folder):
    made = workspace.venues.register(
        VenueDraft(name="Källaren Bakfickan", street="Sillkajsgatan 14", city="Landskrona")
    )
    workspace.close()
    again = open_with_password(folder, PASSWORD)
    assert again.venues.venue(made.id).name == "Källaren Bakfickan"
    assert (again.actor.name, again.actor.role) == ("Anna Lindqvist", Role.MUNICIPAL_INSPECTOR)
    assert again.check().holds
    again.close()


def test_a_wrong_password_is_counted_and_told(workspace, folder):
    workspace.close()
    with pytest.raises(AccessTrouble, match="wrong-password"):
        open_with_password(folder, "fel")
    open_with_password(folder, PASSWORD).close()


def test_a_second_process_is_told_and_changes_nothing(workspace, folder):
    script = f"""
        import sys; sys.path.insert(0, {str(ROOT)!r})
        from pathlib import Path
        from krogkoll.kernel.errors import StoreTrouble
        from krogkoll.workspace import open_with_password
        try:
            open_with_password(Path({str(folder)!r}), {PASSWORD!r})
        except StoreTrouble as error:
            print(error.reason)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "in-use"


def test_a_closed_workspace_has_no_keys_left(workspace):
    workspace.close()
    with pytest.raises(Locked):
        workspace._key.derive("database")
    with pytest.raises(Locked):
        workspace.venues.register(VenueDraft(name="Sent"))


def test_the_role_comes_from_the_database_not_from_a_file_beside_it(workspace, folder):
    (folder / "ovning").unlink()
    workspace.close()
    again = open_with_password(folder, PASSWORD)
    assert is_practice(folder)
    again.close()


def test_a_backup_comes_back_as_a_new_replica_with_everything(workspace, folder, tmp_path, photos):
    made = workspace.venues.register(VenueDraft(name="Säkrad", street="Tackelgränd 3", city="Landskrona"))
    workspace.evidence.import_files([photos / "Canon_40D.jpg"])
    replica = workspace.store.replica_id
    workspace.back_up(tmp_path / "usb")
    workspace.venues.register(VenueDraft(name="Efter kopian", street="Tackelgränd 4", city="Landskrona"))
    restored = restore_workspace(tmp_path / "usb", tmp_path / "ny", lambda slots: slots.unlock_with_password(PASSWORD))
    assert restored.venues.venue(made.id).name == "Säkrad"
    assert restored.store.replica_id != replica
    report = restored.check()
    assert report.holds, report.findings
    assert report.files == 1
    restored.close()


def test_the_recovery_key_opens_a_backup_too(workspace, tmp_path):
    workspace.back_up(tmp_path / "usb")
    recovery = workspace.recovery_text
    restored = restore_workspace(tmp_path / "usb", tmp_path / "ny", lambda slots: slots.unlock_with_recovery(recovery))
    restored.close()
    assert SlotFile(tmp_path / "ny").exists


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "annat.txt").write_text("mitt")
    with pytest.raises(StoreTrouble, match="exists"):
        create_workspace(tmp_path, ANNA, PASSWORD, cost=FLOOR_COST)
    assert [path.name for path in tmp_path.iterdir()] == ["annat.txt"]


def test_a_nameless_person_is_refused_before_anything_is_made(folder):
    with pytest.raises(Invalid):
        create_workspace(folder, NewWorkspace(name=" ", role=Role.AUDITOR, authority=""), PASSWORD, cost=FLOOR_COST)
    assert not folder.exists()


def test_a_folder_without_a_workspace_is_named(folder):
    with pytest.raises(StoreTrouble, match="missing"):
        open_with_password(folder, PASSWORD)


def test_no_plain_text_reaches_the_disk(workspace, folder):
    marker = "Hemliga Märket Åäö"
    workspace.venues.register(VenueDraft(name=marker, street="Pollargatan 1", city="Landskrona", notes=marker))
    workspace.store.checkpoint()
    needles = [marker.encode(form) for form in ("utf-8", "utf-16-le", "latin-1")]
    needles += [PASSWORD.encode(), b"Anna Lindqvist"]
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(needle in content for needle in needles), path


def test_after_opening_the_leftovers_of_a_crash_go_and_missing_copies_come(workspace, folder, photos):
    (photo,) = workspace.evidence.import_files([photos / "Canon_40D.jpg"]).photos
    leftover = folder / "vault" / "incoming" / "halv.part"
    leftover.parent.mkdir(parents=True, exist_ok=True)
    leftover.write_bytes(b"x")
    before = {path for path in (folder / "vault").rglob("*") if path.is_file()} - {leftover}
    workspace.tidy()
    after = {path for path in (folder / "vault").rglob("*") if path.is_file()}
    assert not leftover.exists()
    assert len(after - before) == 3
    assert workspace.evidence.photo(photo.id).width > 0
