"""Factories of what happens after a decision: service, appeals."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from krogkoll.decisions import AppealDraft, AttemptDraft, CameBy, Method
from krogkoll.decisions.after_rows import AppealRow, ServiceAttemptRow
from krogkoll.kernel.record import fields_of

SENT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def attempt_draft(**over: Any) -> AttemptDraft:
    """A decision sent with a receipt to sign."""
    draft = AttemptDraft(
        decision_id="a-decision", party="Föreningen Bakfickan", method=Method.RECEIPT, sent_at=SENT, by="Johan Ek"
    )
    return replace(draft, **over)


def appeal_draft(**over: Any) -> AppealDraft:
    """An appeal by post."""
    draft = AppealDraft(
        decision_id="a-decision",
        party="Föreningen Bakfickan",
        came_in_on=date(2026, 11, 20),
        came_by=CameBy.POST,
        note="Föreningen vill att beslutet upphävs.",
    )
    return replace(draft, **over)


FACTORIES = {
    "service_attempt": lambda **over: ServiceAttemptRow(**fields_of(attempt_draft()) | over),
    "appeal": lambda **over: AppealRow(**fields_of(appeal_draft()) | over),
}
"""One valid row of each newer record type."""
