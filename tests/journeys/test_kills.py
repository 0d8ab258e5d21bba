"""The program dies at any moment; what somebody had been told was saved is there.

Short form: a few kills. Full form (KROGKOLL_SOAK): two hundred, as `bootstrap.py soak` runs it.
"""

import random

import pytest

from krogkoll.founding import NewWorkspace, create_workspace, restore_workspace
from krogkoll.security import FLOOR_COST, Permission, Role
from krogkoll.workspace import open_with_password

from .busy_night import PASSWORD
from .killing import LONG, python, run_until

KILLS = 200 if LONG else 4
ANNA = NewWorkspace(name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR, authority="k1282.alkohol", practice=True)


def check_kept(folder, told, latest):
    """Everything the journal was told is in the workspace, and the workspace is sound."""
    workspace = open_with_password(folder, PASSWORD)
    try:
        for line in told:
            if "venue" in line:
                assert workspace.venues.venue(line["venue"]).name == line["name"]
            if "sealed" in line:
                assert workspace.venues.venue(line["sealed"]).sealed
            if "photo" in line:
                assert workspace.evidence.photo(line["photo"]).sha256 == line["sha256"]
        typed = max([latest, *(line["draft"] for line in told if "draft" in line)])
        with workspace.store.reading(Permission.UNLOCK) as reader:
            # What was typed after the last acknowledged text may have been saved just before the kill.
            kept = reader.draft("anteckning") or 0
        assert kept >= typed
        report = workspace.check()
        assert report.holds, report.findings
    finally:
        workspace.close()
    return kept


@pytest.mark.timeout(3600)
def test_nothing_told_as_saved_is_lost_however_the_program_dies(tmp_path, photos):
    folder, backups = tmp_path / "arbetsyta", tmp_path / "kopior"
    create_workspace(folder, ANNA, PASSWORD, cost=FLOOR_COST)[0].close()
    rng = random.Random(2026)
    whole_backups, latest = [], 0
    for number in range(KILLS):
        command = python("busy_night.py", folder, photos / "Canon_40D.jpg", backups, number)
        end = run_until(command, rng.uniform(0.02, 1.5))
        assert end.killed, f"the night ended by itself: {end.code}"
        latest = check_kept(folder, end.told, latest)
        whole_backups += [line["backup"] for line in end.told if "backup" in line]
    for name in whole_backups[-1:]:
        restored = restore_workspace(
            backups / name, tmp_path / "ny", lambda slots: slots.unlock_with_password(PASSWORD)
        )
        assert restored.check().holds
        restored.close()
