"""Factories of the record types of cases."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from krogkoll.cases import QuickNoteDraft
from krogkoll.cases.quick_note_rows import QuickNoteRow
from krogkoll.kernel.record import fields_of

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)


def quick_note_draft(**over: Any) -> QuickNoteDraft:
    """Two lines from the field."""
    return replace(QuickNoteDraft(text="Vakt i dörren, tar betalt för medlemskort. Öl syns i baren."), **over)


FACTORIES = {
    "quick_note": lambda **over: QuickNoteRow(
        **fields_of(quick_note_draft()) | {"at": NOW, "by": "Anna Lindqvist"} | over
    ),
}
"""One valid row of each record type, by kind."""
