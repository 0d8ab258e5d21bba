"""A visit whose program is killed: what was said to be saved is there, and the window opens where it was."""

import random
from dataclasses import replace

import pytest

from krogkoll.founding import create_workspace
from krogkoll.inspections import InspectionDraft
from krogkoll.security import FLOOR_COST
from krogkoll.workspace import open_with_password
from tests.factories import venue_draft

from .killing import LONG, home, python, run_until
from .one_act import PASSWORD
from .test_kills import ANNA

KILLS = 60 if LONG else 3
pytestmark = pytest.mark.timeout(3600)


def test_a_killed_visit_is_resumed_where_it_was_with_every_answer_that_was_said_to_be_saved(tmp_path):
    folder, around = tmp_path / "arbetsyta", tmp_path / "dator"
    workspace, _ = create_workspace(folder, replace(ANNA, practice=False), PASSWORD, cost=FLOOR_COST)
    place = workspace.venues.register(venue_draft())
    visit = workspace.inspections.start(InspectionDraft(venue_id=place.id, premises="källaren på Sillkajsgatan 14"))
    workspace.close()
    luck, said = random.Random(7), {}
    for number in range(KILLS):
        command = python("visit_robot.py", folder, PASSWORD, number)
        end = run_until(command, luck.uniform(0.3, 1.5), environment=home(around))
        assert end.killed, f"the window closed by itself: {end.code} {end.stderr}"
        assert end.last("at") == f"{visit.id}/alkohol-9"
        assert end.last("resumed") is (number > 0), "after a kill the window opens at the visit by itself"
        said |= {line["item"]: line["value"] for line in end.told if "item" in line}
        kept = open_with_password(folder, PASSWORD)
        try:
            answers = {one.item_id: one.value for one in kept.inspections.visit(visit.id).answers}
            # One more may have reached the disk than the window had time to say.
            wrong = {item for item, value in said.items() if answers.get(item) != value}
            assert len(wrong) <= 1, (said, answers)
            assert set(said) <= set(answers)
            assert kept.check().holds
            said = answers
        finally:
            kept.close()
    assert said
