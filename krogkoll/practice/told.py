"""One suspected place in the course of an invented story: its tips, its case, its status."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from krogkoll.cases import NoteChannel, NoteDraft, PartyRole, TaskDraft
from krogkoll.kernel.clock import local
from krogkoll.practice.invention import material
from krogkoll.venues import Venue, VenueDraft, VenueStatus

if TYPE_CHECKING:
    from krogkoll.practice.story import Story


class Told:
    """One suspected place in the course of a story: known from its first tip on."""

    def __init__(self, story: Story, place: VenueDraft) -> None:
        self._story = story
        self._place = place
        self._venue_id = ""

    def tip(self, row: Any) -> None:
        """A tip comes in; the first one brings the place."""
        story = self._story
        street = self._place.street.split(",")[0]
        draft = story.tip(row, story.dice.choice((self._place.name, street)), story.moment())
        known = bool(self._venue_id)
        place = None if known else story.known(self._place)
        tip = story.workspace.tips.register(replace(draft, venue_id=self._venue_id), story.source(row), place)
        self._venue_id = tip.venue_id

    def investigate(self) -> None:
        """A case is opened, numbered and worked on."""
        story, workspace = self._story, self._story.workspace
        reason = material("desk")["texts"]["investigating"]
        venue = workspace.venues.change_status(self._venue(), VenueStatus.INVESTIGATING, reason)
        case = workspace.cases.assign_docket(workspace.cases.open_case(story.case(venue)), story.docket(story.today()))
        for row in story.dice.sample(material("desk")["note"], story.dice.randint(1, 2)):
            note = NoteDraft(
                case_id=case.id,
                at=story.moment() - timedelta(minutes=story.dice.randint(10, 90)),
                channel=NoteChannel(row["channel"]),
                with_whom=row["with_whom"],
                text=row["text"],
            )
            workspace.desk.note(note)
        task = story.dice.choice(material("desk")["task"])
        due_on = story.today() + timedelta(days=task["days"])
        made = workspace.desk.add_task(TaskDraft(case_id=case.id, title=task["title"], due_on=due_on))
        if due_on < local(story.now).date() - timedelta(days=3):
            workspace.desk.finish_task(made)
        if venue.operator_id:
            workspace.cases.involve(case.id, ("company", venue.operator_id), PartyRole.PARTY)
        person = workspace.people.register_person(story.person())
        workspace.cases.involve(case.id, ("person", person.id), PartyRole.REPRESENTATIVE)

    def move(self, target: VenueStatus) -> None:
        """The place gets the status that it has today."""
        if target is not VenueStatus.INVESTIGATING:
            reason = material("desk")["texts"][target.value]
            self._story.workspace.venues.change_status(self._venue(), target, reason)

    def _venue(self) -> Venue:
        return self._story.workspace.venues.venue(self._venue_id)
