"""Factories of the record types of cases."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from krogkoll.cases import DisclosureDraft, ItemFate, QuickNoteDraft, Receiver, RetentionMarkDraft, SentBy
from krogkoll.cases.quick_note_rows import QuickNoteRow
from krogkoll.cases.register_rows import DisclosureRow, DisposalCertificateRow, RetentionMarkRow
from krogkoll.kernel.record import fields_of

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)


def quick_note_draft(**over: Any) -> QuickNoteDraft:
    """Two lines from the field."""
    return replace(QuickNoteDraft(text="Vakt i dörren, tar betalt för medlemskort. Öl syns i baren."), **over)


def disclosure_draft(**over: Any) -> DisclosureDraft:
    """A report given to the police as the law demands."""
    draft = DisclosureDraft(
        case_id="a-case",
        items=("official_note/a-note",),
        what="Tjänsteanteckning om servering den 14 november",
        receiver=Receiver.AUTHORITY,
        receiver_kind="police",
        receiver_name="Polismyndigheten, lokalpolisområde Landskrona",
        ground="uppg-6",
        tested_by="Anna Lindqvist",
        reasons="Behövs i utredningen om olovlig försäljning. Sekretessintresset väger inte över.",
        sent_by=SentBy.SECURE_MAIL,
    )
    return replace(draft, **over)


def retention_mark_draft(**over: Any) -> RetentionMarkDraft:
    """A task that is working material."""
    draft = RetentionMarkDraft(case_id="a-case", subject_kind="task", subject_id="a-task", fate=ItemFate.WORKING)
    return replace(draft, **over)


FACTORIES = {
    "disclosure_entry": lambda **over: DisclosureRow(
        **fields_of(disclosure_draft()) | {"sent_at": NOW, "by": "Anna Lindqvist"} | over
    ),
    "retention_mark": lambda **over: RetentionMarkRow(
        **fields_of(retention_mark_draft()) | {"by": "Anna Lindqvist"} | over
    ),
    "disposal_certificate": lambda **over: DisposalCertificateRow(
        **{"case_id": "a-case", "subject_kind": "quick_note", "subject_id": "a-note", "ground": "Arbetsmaterial"}
        | {"at": NOW, "by": "Anna Lindqvist", "changes": 2}
        | over
    ),
    "quick_note": lambda **over: QuickNoteRow(
        **fields_of(quick_note_draft()) | {"at": NOW, "by": "Anna Lindqvist"} | over
    ),
}
"""One valid row of each record type, by kind."""
