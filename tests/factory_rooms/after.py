"""Factories of what happens after a decision: service, appeals."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from krogkoll.cases import SentBy
from krogkoll.decisions import AppealDraft, AttemptDraft, CameBy, DispatchDraft, LandlordDraft, Method, ReceiverRole
from krogkoll.decisions.after_rows import AppealRow, ServiceAttemptRow
from krogkoll.decisions.dispatch_rows import DispatchRow
from krogkoll.decisions.landlord_rows import LandlordTrackRow
from krogkoll.decisions.notice_rows import DecisionNoticeRow
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


def dispatch_draft(**over: Any) -> DispatchDraft:
    """A copy to the police by post."""
    draft = DispatchDraft(
        decision_id="a-decision",
        to="Polismyndigheten",
        role=ReceiverRole.AUTHORITY,
        authority_kind="police",
        way=SentBy.POST,
        ground="uppg-6",
        reasons="Uppgiften behövs i brottsbekämpningen.",
    )
    return replace(draft, **over)


def landlord_draft(**over: Any) -> LandlordDraft:
    """A landlord who has been told."""
    draft = LandlordDraft(decision_id="a-decision", landlord="Kajhuset AB", knowledge_on=date(2026, 11, 18))
    return replace(draft, **over)


FACTORIES = {
    "landlord_track": lambda **over: LandlordTrackRow(**fields_of(landlord_draft()) | over),
    "service_attempt": lambda **over: ServiceAttemptRow(**fields_of(attempt_draft()) | over),
    "dispatch": lambda **over: DispatchRow(**fields_of(dispatch_draft(sent_at=SENT)) | over),
    "decision_notice": lambda **over: DecisionNoticeRow(
        **{"decision_id": "a-decision", "reason": "Hot mot en handläggare.", "made_at": SENT} | over
    ),
    "appeal": lambda **over: AppealRow(**fields_of(appeal_draft()) | over),
}
"""One valid row of each newer record type."""
