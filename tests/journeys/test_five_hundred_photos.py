"""A whole card comes into an open visit while somebody goes on answering: nothing is lost, and nobody waits for it.

Short form: 60 photos. Full form (KROGKOLL_SOAK): 500, until every small copy is made.
"""

import json
import shutil
import sys
from dataclasses import replace

import pytest

from krogkoll.evidence import Subject
from krogkoll.founding import create_workspace
from krogkoll.inspections import InspectionDraft
from krogkoll.security import FLOOR_COST
from krogkoll.workspace import open_with_password
from tests.factories import venue_draft

from .cards import fill_card
from .killing import LONG, ROOT, home, python
from .one_act import PASSWORD
from .test_kills import ANNA
from .test_stories import on_a_display

PHOTOS, COPIES = (500, 500) if LONG else (60, 6)
MEMORY_MB = 300
"""Of the program and its children together, at its most."""
pytestmark = pytest.mark.timeout(3600)


@pytest.fixture
def card(tmp_path):
    folder = tmp_path / "kort"
    size = fill_card(folder, PHOTOS)
    yield folder, size
    shutil.rmtree(folder)


def test_a_card_comes_in_while_somebody_goes_on_answering(tmp_path, card):
    folder, (place, size) = tmp_path / "arbetsyta", card
    workspace, _ = create_workspace(folder, replace(ANNA, practice=False), PASSWORD, cost=FLOOR_COST)
    venue = workspace.venues.register(venue_draft())
    visit = workspace.inspections.start(InspectionDraft(venue_id=venue.id, premises="källaren på Sillkajsgatan 14"))
    workspace.close()
    command = python("photo_robot.py", folder, PASSWORD, 1, place, COPIES)
    around = home(tmp_path / "dator") | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "xcb"}
    code, said = on_a_display(command, 1800 if LONG else 280, **around)
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    told = {key: value for line in lines for key, value in line.items()}
    assert (code, "Traceback" in said, "copying" in told) == (0, False, True), said[-6000:]
    told["rate"] = round(size / 1e6 / told["seconds"])
    sys.stdout.write(json.dumps(told))  # the figures are reported, not asserted: shared machines lie
    assert told["said"] == f"{PHOTOS} foton är inlästa och verifierade."
    assert told["answers"] > 0
    assert told["late"] == [], "an answer was not saved before the import ended"
    assert told["memory"] <= MEMORY_MB
    kept = open_with_password(folder, PASSWORD)
    try:
        answers = {one.item_id: one.value for one in kept.inspections.visit(visit.id).answers}
        assert {item: answers.get(item) for item in told["given"]} == told["given"]
        photos = kept.evidence.photos(Subject("inspection", visit.id))
        assert len({photo.sha256 for photo in photos}) == PHOTOS
        assert set(kept.custody.confirm([photo.id for photo in photos]).values()) == {"verified"}
        report = kept.check()
        assert report.holds, report.findings
    finally:
        kept.close()
    shutil.rmtree(folder)
