"""Valid drafts of operations and visits; the rows of these older types stand in factories.py."""

from datetime import UTC, datetime, timedelta

from krogkoll.inspections import (
    AnswerDraft,
    EntryDraft,
    FindingDraft,
    InspectionDraft,
    OperationDraft,
    ParticipantDraft,
    StatementDraft,
)

_NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def operation_draft():
    """A night in November."""
    return OperationDraft(
        title="Gemensam tillsyn",
        purpose="Kontroll av misstänkt olovlig servering",
        starts_at=_NOW + timedelta(hours=9),
        ends_at=_NOW + timedelta(hours=13),
        rendezvous="Brandstationen",
        venue_ids=("a-venue",),
    )


def participant_draft():
    """The officer who leads."""
    return ParticipantDraft(operation_id="an-operation", name="Maria Berg", authority="p.syd.landskrona")


def inspection_draft():
    """A visit that began a while ago."""
    return InspectionDraft(
        venue_id="a-venue",
        premises="källarlokalen på Sillkajsgatan 14",
        address="Sillkajsgatan 14",
        started_at=_NOW - timedelta(minutes=50),
        ended_at=_NOW - timedelta(minutes=2),
    )


def answer_draft():
    """An answer to the question about the ground, which every authority is asked."""
    return AnswerDraft(inspection_id="a-visit", item_id="tillsyn-04", item_version=1, value="no", note="Alla förstod.")


def finding_draft():
    """Something that was seen."""
    return FindingDraft(inspection_id="a-visit", text="Prislista över öl och sprit på väggen vid bardisken.")


def statement_draft():
    """Something that somebody said."""
    return StatementDraft(inspection_id="a-visit", who="Kim Sandell", text="Vi har bara medlemmar här.")


def entry_draft():
    """A ground with a reason for what is missing."""
    return EntryDraft(venue_id="a-venue", ground_id="consent", reason="Ägaren öppnade dörren.")
