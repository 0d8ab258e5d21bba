"""Visits of last week for window tests, one of them with a deviation."""

from dataclasses import replace
from datetime import timedelta

from krogkoll.inspections import AnswerDraft, FindingDraft, InspectionDraft, own_kinds, to_ask
from krogkoll.venues import VenueDraft

from .conftest import NIGHT

LAST_WEEK = NIGHT - timedelta(days=8)  # the Saturday before


def last_week(workspace):
    """Two closed visits, the earlier with one deviation; gives their ids."""
    place = workspace.venues.register(VenueDraft(name="Bakfickan", street="Sillkajsgatan 14", city="Landskrona"))
    ids = []
    for number, premises in enumerate(("källaren på Sillkajsgatan 14", "klubben på Hamngatan 21")):
        started = LAST_WEEK + timedelta(hours=number)
        visit = workspace.inspections.start(
            InspectionDraft(
                venue_id=place.id,
                premises=premises,
                address="Sillkajsgatan 14",
                started_at=started,
                person_met="Kim Sandell",
                person_met_role="företrädare",
            )
        )
        if number == 0:
            deviate(workspace, visit)
        workspace.inspections.observe(FindingDraft(inspection_id=visit.id, at=started, text="En bardisk längst in."))
        shown = workspace.inspections.visit(visit.id).inspection
        ended = workspace.inspections.edit(shown, replace(shown, ended_at=started + timedelta(hours=1)))
        workspace.inspections.close(ended)
        ids.append(visit.id)
    return ids


def deviate(workspace, visit):
    """Answer one question so that it is a deviation."""
    asked = to_ask(workspace.inspections.visit(visit.id), own_kinds(workspace.actor))
    one = next(item for item in asked if item.deviates("no"))
    workspace.inspections.answer(
        AnswerDraft(inspection_id=visit.id, item_id=one.id, item_version=one.version, value="no", note="Saknades.")
    )
