"""A visit in which everything goes on at once is killed again and again: nothing that was said to be saved is lost."""

import random
from dataclasses import replace

import pytest

from krogkoll.evidence import Subject
from krogkoll.founding import create_workspace
from krogkoll.inspections import InspectionDraft
from krogkoll.practice_pictures import draw_pictures
from krogkoll.security import FLOOR_COST
from krogkoll.workspace import open_with_password
from tests.factories import venue_draft

from .cards import with_words
from .killing import LONG, home, python, run_until
from .one_act import PASSWORD
from .test_kills import ANNA

KILLS = 40 if LONG else 6
pytestmark = pytest.mark.timeout(3600)


@pytest.fixture
def pictures(tmp_path):
    """Two dozen different photos."""
    drawn = draw_pictures(tmp_path / "kort")
    made = []
    for number in range(24):
        path = tmp_path / "kort" / f"IMG_{number:02}.JPG"
        path.write_bytes(with_words(drawn[number % len(drawn)].read_bytes(), bytes([number]) * 40))
        made.append(path)
    return made


@pytest.fixture
def visit(tmp_path):
    """An open visit in a closed workspace: the folder and the visit's id."""
    folder = tmp_path / "arbetsyta"
    workspace, _ = create_workspace(folder, replace(ANNA, practice=False), PASSWORD, cost=FLOOR_COST)
    place = workspace.venues.register(venue_draft())
    begun = workspace.inspections.start(InspectionDraft(venue_id=place.id, premises="källaren på Sillkajsgatan 14"))
    workspace.close()
    return folder, begun.id


class Ledger:
    """What the window said is saved, over all of its lives; what it had begun to change since may be either."""

    def __init__(self) -> None:
        self.values, self.notes, self.photos = {}, {}, set()
        self.draft, self.stands, self.loose = "", "", set()

    def take(self, told):
        """One life. What was begun and not told of at its end may have reached the disk or not."""
        self.loose = set()
        self.stands = told[0]["at"]  # where it opened: what was loose in the life before has settled
        for line in told:
            if "item" in line:
                self.values[line["item"]] = line["value"]
            if "notes" in line:
                self.loose.add(("note", line["notes"]))
            if "note" in line:
                self.notes[line["item_of_note"]] = line["note"]
                self.loose.discard(("note", line["item_of_note"]))
            if "photos" in line:
                assert line["unsound"] == []
                self.photos |= set(line["photos"])
            for begun, key in (("writes", "draft"), ("walks", "stands")):
                if begun in line:
                    self.loose.add(key)
                if key in line:
                    setattr(self, key, line[key])
                    self.loose.discard(key)

    def hold_to(self, workspace, visit_id):
        """Compare with what is there."""
        answers = {one.item_id: one for one in workspace.inspections.visit(visit_id).answers}
        assert set(self.values) <= set(answers)
        # One more answer may have reached the disk than the window had time to say.
        wrong = {item for item, value in self.values.items() if answers[item].value != value}
        assert len(wrong) <= 1, (self.values, answers)
        for item, text in self.notes.items():
            if ("note", item) not in self.loose:
                assert answers[item].note == text
        kept = workspace.drafts.load(f"visit:{visit_id}:finding:new")
        if self.draft and "draft" not in self.loose:
            assert kept["text"] == self.draft
        # What was loose has settled: from here on this is what the next life must find.
        self.values = {item: one.value for item, one in answers.items()}
        self.notes = {item: one.note for item, one in answers.items() if one.note}
        self.draft = kept["text"] if kept else ""
        assert set(workspace.custody.confirm(sorted(self.photos)).values()) <= {"verified"}
        assert self.photos <= {one.id for one in workspace.evidence.photos(Subject("inspection", visit_id))}
        report = workspace.check()
        assert report.holds, report.findings


def test_a_killed_visit_goes_on_where_it_was_with_all_that_was_said_to_be_saved(tmp_path, visit, pictures):
    folder, visit_id = visit
    around, luck, ledger, last = tmp_path / "dator", random.Random(11), Ledger(), None
    for number in range(KILLS):
        command = python("busy_robot.py", folder, PASSWORD, number, *pictures)
        end = run_until(command, luck.uniform(0.5, 6.0), environment=home(around))
        assert end.killed, f"the window closed by itself: {end.code} {end.stderr}"
        assert "Error" not in end.stderr, end.stderr
        assert not end.last("modal"), "what was left half written must not stand in the way of the start"
        assert end.last("resumed") is (number > 0)
        if last is not None and ledger.stands and "stands" not in ledger.loose:
            assert end.told[0]["at"] == ledger.stands, "the window opens at the step where it was"
        assert str(end.told[0]["at"]).startswith(f"{visit_id}/")
        ledger.take(end.told)
        last = end
        workspace = open_with_password(folder, PASSWORD)
        try:
            ledger.hold_to(workspace, visit_id)
        finally:
            workspace.close()
    assert ledger.values
    assert ledger.photos


def test_what_was_left_half_written_is_told_and_can_be_taken_up_or_kept_beside(tmp_path, visit, pictures):
    folder, visit_id = visit
    text = "två gäster betalade öl i baren"
    workspace = open_with_password(folder, PASSWORD)
    workspace.drafts.save(f"visit:{visit_id}:finding:new", {"kind": "observation", "text": text}, visit_id)
    workspace.drafts.save("visits:place", {"visit": visit_id, "step": "alkohol-9"})
    workspace.close()
    end = run_until(python("busy_robot.py", folder, PASSWORD, "look"), 60, environment=home(tmp_path / "dator"))
    assert (end.killed, end.code) == (False, 0), (end.told, end.stderr)
    assert "Error" not in end.stderr, end.stderr
    assert end.last("modal") is False
    assert (end.last("form"), end.last("title")) == ("Iakttagelse eller bedömning", "källaren på Sillkajsgatan 14")
    assert ["Text", text] in end.last("differences")
    assert end.last("when").startswith("Du skrev på detta")
    assert end.last("deeds") == ["Fortsätt skriva", "Behåll båda", "Kasta utkastet"]
    assert (end.last("again"), end.last("at")) == (text, f"{visit_id}/log")
    workspace = open_with_password(folder, PASSWORD)
    try:
        assert workspace.drafts.load(f"visit:{visit_id}:finding:new") is None
        (note,) = workspace.notes.unfiled()
        assert text in note.text
    finally:
        workspace.close()
