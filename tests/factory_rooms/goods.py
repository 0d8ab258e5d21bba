"""Seizures, samples, marks, additions and reviews, invented throughout."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from krogkoll.evidence import (
    GoodsClass,
    SampleDraft,
    SeizedItemDraft,
    SeizureDraft,
    SeizureStepDraft,
    StepKind,
)
from krogkoll.evidence.seizure_rows import SampleRow, SeizedItemRow, SeizureRow, SeizureStepRow
from krogkoll.inspections import AcknowledgementDraft, AddendumDraft, Outcome, VisitReviewDraft
from krogkoll.inspections.report_rows import AcknowledgementRow, AddendumRow, VisitReviewRow
from krogkoll.kernel.record import fields_of
from krogkoll.store import SyncedRow

_THEN = datetime(2026, 11, 14, 23, 0, tzinfo=UTC)
STROKES = (
    ((0.1, 0.2, 0.0, 0.4), (0.2, 0.08, 0.05, 0.6), (0.26, 0.22, 0.1, 0.7), (0.34, 0.12, 0.16, 0.5)),
    ((0.4, 0.2, 0.4, 0.5), (0.55, 0.16, 0.5, 0.5), (0.82, 0.19, 0.66, 0.3)),
)


def seizure_draft(**over: Any) -> SeizureDraft:
    """Twelve bottles behind a bar."""
    draft = SeizureDraft(
        number="B-2026-0114-1",
        inspection_id="a-visit",
        seized_at=_THEN,
        place="Källarplan, Sillkajsgatan 14, bakom bardisken",
        seized_by="Maria Berg",
        decided_by="Maria Berg",
        from_whom="Kim Sandell",
        crime="olovlig försäljning av alkohol",
        reason="Varorna stod framme för försäljning och kan antas bli förverkade.",
    )
    return replace(draft, **over)


def item_draft(**over: Any) -> SeizedItemDraft:
    """Twelve bottles of vodka."""
    draft = SeizedItemDraft(
        goods=GoodsClass.SPIRITS, label="Vodka Exempel", container_ml=700, count=12, strength="37,5", seal="S-0451"
    )
    return replace(draft, **over)


def step_draft(**over: Any) -> SeizureStepDraft:
    """Put into the store room."""
    draft = SeizureStepDraft(
        seizure_id="a-seizure",
        kind=StepKind.STORED,
        at=_THEN + timedelta(hours=2),
        place="Beslagsrummet, hylla 4",
        to_whom="Per Alm",
    )
    return replace(draft, **over)


def sample_draft(**over: Any) -> SampleDraft:
    """A bottle with a label that somebody doubts."""
    draft = SampleDraft(
        number="P-1",
        inspection_id="a-visit",
        taken_at=_THEN,
        taken_by="Anna Lindqvist",
        from_whom="Kim Sandell",
        place="Baren",
        ground="AL-9-13",
        purpose="Kontroll av styrka och innehåll",
        label="Vodka Exempel",
        container_ml=700,
        strength="37,5",
        seal="S-0452",
    )
    return replace(draft, **over)


def acknowledgement_draft(**over: Any) -> AcknowledgementDraft:
    """A mark drawn on the screen."""
    draft = AcknowledgementDraft(inspection_id="a-visit", name="Kim Sandell", role="företrädare", strokes=STROKES)
    return replace(draft, **over)


def addendum_draft(**over: Any) -> AddendumDraft:
    """Something that was left out."""
    draft = AddendumDraft(
        inspection_id="a-visit",
        text="Dörren mot gården mättes till 82 centimeter i fri bredd.",
        reason="Måttet stod i anteckningsboken och kom inte med.",
    )
    return replace(draft, **over)


def review_draft(**over: Any) -> VisitReviewDraft:
    """Nothing to remark."""
    return replace(VisitReviewDraft(inspection_id="a-visit", outcome=Outcome.NO_REMARK), **over)


FACTORIES: dict[str, Callable[..., SyncedRow]] = {
    "seizure": lambda **over: SeizureRow(**fields_of(seizure_draft()) | over),
    "seized_item": lambda **over: SeizedItemRow(**fields_of(item_draft()) | {"seizure_id": "a-seizure"} | over),
    "seizure_step": lambda **over: SeizureStepRow(**fields_of(step_draft()) | over),
    "sample": lambda **over: SampleRow(**fields_of(sample_draft()) | over),
    "acknowledgement": lambda **over: AcknowledgementRow(**fields_of(acknowledgement_draft()) | {"at": _THEN} | over),
    "addendum": lambda **over: AddendumRow(
        **fields_of(addendum_draft()) | {"number": 1, "report_sha256": "ab" * 32, "written_at": _THEN} | over
    ),
    "visit_review": lambda **over: VisitReviewRow(
        **fields_of(review_draft())
        | {"proposed": Outcome.NO_REMARK, "decided_by": "Anna Lindqvist", "decided_at": _THEN}
        | over
    ),
}
