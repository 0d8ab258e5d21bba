"""Killed while a workspace is made, migrated, backed up, closed or its papers sealed: it opens and is sound after."""

import contextlib
import hashlib
import random
import shutil

import pytest

from krogkoll.decisions import State
from krogkoll.founding import create_workspace, restore_workspace
from krogkoll.security import FLOOR_COST
from krogkoll.store import schema
from krogkoll.venues import VenueDraft
from krogkoll.workspace import open_with_password

from .killing import LONG, python, run_until
from .one_act import JOHAN, PASSWORD, night_clock, plant, visited

KILLS = 20 if LONG else 1
pytestmark = pytest.mark.timeout(3600)


@contextlib.contextmanager
def opened(folder, clock=None):
    """The workspace, open and found sound."""
    workspace = open_with_password(folder, PASSWORD, clock=clock)
    try:
        yield workspace
        report = workspace.check()
        assert report.holds, report.findings
    finally:
        workspace.close()


def moments(command, luck, restore):
    """Moments spread over the act as long as it takes here: after a first run through, one per kill."""
    if not LONG:
        return [luck.uniform(0.05, 0.5)]
    whole = run_until(command, None)
    assert (whole.killed, whole.code) == (False, 0)
    restore()
    return [luck.uniform(0.0, 1.1) * whole.seconds for _ in range(KILLS)]


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A closed workspace with many places, to be copied for each kill."""
    folder = tmp_path_factory.mktemp("mall") / "arbetsyta"
    workspace, _ = create_workspace(folder, JOHAN, PASSWORD, cost=FLOOR_COST)
    workspace.venues.register_many(
        VenueDraft(name=f"Lokal {number}", street=f"Sillkajsgatan {number}", city="Landskrona")
        for number in range(3000 if LONG else 300)
    )
    workspace.close()
    return folder


def test_killed_while_it_is_made_there_is_a_whole_workspace_or_none(tmp_path):
    luck, folder = random.Random(1), tmp_path / "arbetsyta"
    command = python("one_act.py", "found", folder)

    def clear():
        shutil.rmtree(folder)

    for moment in moments(command, luck, clear):
        end = run_until(command, moment)
        if end.last("made") or end.last("first"):
            assert folder.exists()
        if not folder.exists():
            create_workspace(folder, JOHAN, PASSWORD, cost=FLOOR_COST)[0].close()
        with opened(folder) as workspace:
            assert workspace.practice
            if end.last("first"):
                assert sum(workspace.venues.counts().values()) > 0
        assert [path.name for path in tmp_path.iterdir()] == ["arbetsyta"]
        shutil.rmtree(folder)


def test_killed_while_it_is_migrated_nothing_is_lost(tmp_path, template, monkeypatch):
    luck, folder, migrations = random.Random(2), tmp_path / "arbetsyta", tmp_path / "migrationer"
    for name in ("HEAD", "run_migrations"):
        monkeypatch.setattr(schema, name, getattr(schema, name))

    def again():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template, folder)

    again()
    command = python("one_act.py", "migrate", folder, migrations)
    places = moments(command, luck, again)
    plant(migrations)
    for moment in places:
        end = run_until(command, moment)
        with opened(folder) as workspace:
            with workspace.store.raw() as connection:
                assert schema.version_of(connection) == "planted"
                rows = connection.exec_driver_sql("SELECT count(*), count(nickname) FROM venue").one()
            assert rows == ((3000, 3000) if LONG else (300, 300))
        assert end.killed or end.last("migrated")
        again()


def test_killed_while_it_is_backed_up_the_last_whole_backup_comes_back(tmp_path, template, photos):
    luck, folder, usb = random.Random(3), tmp_path / "arbetsyta", tmp_path / "usb"
    shutil.copytree(template, folder)
    with opened(folder) as workspace:
        workspace.evidence.import_files([photos / "Canon_40D.jpg", photos / "DSCN0010.jpg"])
        workspace.back_up(usb)
    command = python("one_act.py", "backup", folder, usb)
    told = []
    for moment in moments(command, luck, lambda: None):
        end = run_until(command, moment)
        told.append(end.last("venue"))
        with opened(folder) as workspace:
            assert workspace.venues.venue(told[-1]).name == "Före kopian"
        new = tmp_path / "ny"
        restored = restore_workspace(usb, new, lambda slots: slots.unlock_with_password(PASSWORD))
        if end.last("backup"):
            assert restored.venues.venue(told[-1]).name == "Före kopian"
        assert restored.check().files == 2
        restored.close()
        shutil.rmtree(new)


def test_killed_while_it_locks_what_was_told_is_there(tmp_path, template):
    luck, folder = random.Random(4), tmp_path / "arbetsyta"
    shutil.copytree(template, folder)
    for _ in range(KILLS):
        end = run_until(python("one_act.py", "close", folder), luck.uniform(0.3, 2.5))
        with opened(folder) as workspace:
            for line in end.told:
                if "venue" in line:
                    assert workspace.venues.venue(line["venue"]).name == "Just före låset"
            last = end.last("venue")
            if last is not None and workspace.drafts.load("venue:new")["raw"] != last:
                # One more may have been written than was told.
                assert workspace.venues.venue(workspace.drafts.load("venue:new")["raw"]).created_at > (
                    workspace.venues.venue(last).created_at
                )


def test_killed_while_papers_are_sealed_they_are_whole_or_can_be_made_again(tmp_path, photos):
    luck, made = random.Random(5), tmp_path / "mall"
    visit_id, case_id = visited(made, [photos / "Canon_40D.jpg", photos / "DSCN0010.jpg"])
    folder = tmp_path / "arbetsyta"
    command = python("one_act.py", "seal", folder, visit_id, case_id)

    def again():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made, folder)

    again()
    for moment in moments(command, luck, again):
        end = run_until(command, moment)
        with opened(folder, night_clock("02.00")) as workspace:
            check_papers(workspace, end, visit_id)
        finished = run_until(command, None)
        assert finished.code == 0
        with opened(folder, night_clock("03.00")) as workspace:
            check_papers(workspace, finished, visit_id)
            assert workspace.inspections.visit(visit_id).inspection.sealed
        again()


def check_papers(workspace, end, visit_id):
    """What the child told as signed is sealed to the byte; nothing is half sealed."""
    visit = workspace.inspections.visit(visit_id)
    if end.last("report"):
        assert workspace.reports.read(end.last("report")).sha256 == end.last("sha256")
        assert visit.inspection.sealed
    assert all(finding.sealed == visit.inspection.sealed for finding in visit.findings)
    taken = [one for one in workspace.decisions.decisions() if one.state is State.DECIDED]
    assert all(one.sealed for one in taken)
    digests = {hashlib.sha256(workspace.decisions.read(one.id).pdf).hexdigest() for one in taken}
    if end.last("decision"):
        assert end.last("decision") in digests
