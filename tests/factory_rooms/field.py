"""What is noted on the spot during a visit; invented throughout."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from krogkoll.inspections import (
    ConsentDraft,
    HeadCountDraft,
    OralOrderDraft,
    PresenceDraft,
    SecondViewDraft,
    SignalDraft,
)
from krogkoll.inspections.colleague_rows import HandOverRow, SecondViewRow
from krogkoll.inspections.notes_rows import ConsentRow, HeadCountRow, OralOrderRow, TimeMarkRow
from krogkoll.inspections.presence_rows import PresenceRow, SceneSignalRow
from krogkoll.kernel.record import fields_of

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)


def head_count_draft(**over: Any) -> HeadCountDraft:
    """Sixty-two guests."""
    return replace(HeadCountDraft(inspection_id="a-visit", at=NOW, count=62, where="dansgolvet"), **over)


def oral_order_draft(**over: Any) -> OralOrderDraft:
    """A lock that has to go."""
    draft = OralOrderDraft(
        inspection_id="a-visit",
        at=NOW,
        what="Ta bort hänglåset från gårdsutgången nu.",
        by_whom="Johan Ek",
        to_whom="Kim Sandell",
        answer="Jag gör det direkt.",
    )
    return replace(draft, **over)


def consent_draft(**over: Any) -> ConsentDraft:
    """The host lets us in, and knows that a no is a no."""
    draft = ConsentDraft(
        inspection_id="a-visit",
        who="Kim Sandell",
        role="föreståndare",
        at=NOW,
        told_no_consequence=True,
        told_withdrawable=True,
        not_dwelling=True,
    )
    return replace(draft, **over)


def presence_draft(**over: Any) -> PresenceDraft:
    """One of ours goes in."""
    draft = PresenceDraft(inspection_id="a-visit", name="Anna Lindqvist", authority="k1282.alkohol", in_at=NOW)
    return replace(draft, **over)


def signal_draft(**over: Any) -> SignalDraft:
    """The police say that it is safe."""
    draft = SignalDraft(inspection_id="a-visit", said_by="Maria Berg", said_authority="p.syd.landskrona", at=NOW)
    return replace(draft, **over)


def second_view_draft(**over: Any) -> SecondViewDraft:
    """A colleague who saw the same."""
    return replace(SecondViewDraft(inspection_id="a-visit", text="Jag såg samma sak."), **over)


_HAND_OVER = {
    "inspection_id": "a-visit",
    "from_name": "Anna Lindqvist",
    "to_name": "Karin Wester",
    "why": "Passet slut",
}

FACTORIES = {
    "time_mark": lambda **over: TimeMarkRow(**{"inspection_id": "a-visit", "at": NOW} | over),
    "head_count": lambda **over: HeadCountRow(**fields_of(head_count_draft()) | over),
    "oral_order": lambda **over: OralOrderRow(**fields_of(oral_order_draft()) | over),
    "consent": lambda **over: ConsentRow(**fields_of(consent_draft()) | over),
    "presence": lambda **over: PresenceRow(**fields_of(presence_draft()) | over),
    "scene_signal": lambda **over: SceneSignalRow(**fields_of(signal_draft()) | over),
    "second_view": lambda **over: SecondViewRow(
        **fields_of(second_view_draft()) | {"at": NOW, "by_id": "a-member", "by_name": "Karin Wester"} | over
    ),
    "hand_over": lambda **over: HandOverRow(**_HAND_OVER | {"offered_at": NOW} | over),
}
