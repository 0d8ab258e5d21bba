"""A planned night where the police cancel: the rule at the door holds, and the visit ends with what is missing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from krogkoll.inspections import (
    AnswerDraft,
    Attendance,
    ConsentAct,
    FieldService,
    FindingDraft,
    InspectionDraft,
    InspectionStatus,
    OperationDraft,
    ParticipantDraft,
    PlanningService,
    PresenceService,
    RiskDraft,
    RiskFactor,
    Signal,
    must_leave,
    remarks,
)
from krogkoll.kernel.errors import Invalid, NotAllowed
from tests.factories import POLICE, venue_draft
from tests.factory_rooms.field import consent_draft, presence_draft, signal_draft
from tests.inspections.night import START, night
from tests.inspections.on_the_spot import BOARD


def planned(here):
    """A visit on a night where the police have said no, at a place where the plan says wait."""
    place = here.venues.register(venue_draft())
    operation = here.operations.plan(
        OperationDraft(title="Insats", purpose="Gemensam tillsyn", starts_at=START, venue_ids=(place.id,))
    )
    police = here.operations.invite(ParticipantDraft(operation_id=operation.id, name="Maria Berg", authority=POLICE))
    PlanningService(here.store).assess(
        RiskDraft(operation_id=operation.id, venue_id=place.id, scores={RiskFactor.WEAPONS: (2, 2)})
    )
    here.operations.note_attendance(police, Attendance.DECLINED, reason="sjukdom")
    return here.inspections.start(
        InspectionDraft(venue_id=place.id, operation_id=operation.id, premises="källaren", started_at=START)
    )


def test_the_municipality_waits_outside_and_goes_home_when_nobody_can_say_that_it_is_safe(tmp_path):
    with night(tmp_path, BOARD) as here:
        field, presence = FieldService(here.store), PresenceService(here.store)
        visit = planned(here)
        ours = presence_draft(inspection_id=visit.id, in_at=None)
        with pytest.raises(NotAllowed, match="not-secured"):
            presence.enter(ours)
        with pytest.raises(Invalid, match="must-be-police"):
            presence.signal(signal_draft(inspection_id=visit.id, at=None, said_authority=BOARD.authority))
        # What can be seen from the street is still an observation of ours.
        mark = field.mark(visit.id)
        field.put_into_words(mark, FindingDraft(text="Tolv personer köar, två släpps in mot betalning."))
        field.consent(consent_draft(inspection_id=visit.id, at=None, act=ConsentAct.REFUSED))
        presence.signal(
            signal_draft(
                inspection_id=visit.id,
                at=None,
                signal=Signal.ABORTED,
                said_by="Anna Lindqvist",
                said_authority=BOARD.authority,
                why="Polisen kan inte komma.",
            )
        )
        read = here.inspections.visit(visit.id)
        assert must_leave(read)
        assert presence.who_is_inside(visit.id) == ()
        here.inspections.answer(AnswerDraft(inspection_id=visit.id, item_id="tillsyn-10", value="not_checked"))
        ended = here.inspections.edit(
            read.inspection, replace(read.inspection, ended_at=START + timedelta(minutes=30)), "avbrutet"
        )
        closed = here.inspections.close(ended)
        assert closed.status is InspectionStatus.CLOSED
        left = {one.problem for one in remarks(here.inspections.visit(visit.id))}
        assert {"no-ground", "consent-ended"} <= left
