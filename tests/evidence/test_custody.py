"""The chain of custody: only added to, in order, with its gaps in plain sight."""

from datetime import timedelta
from typing import Any

import pytest

from krogkoll.evidence import CustodyAct, CustodyDraft, CustodyService, gaps
from krogkoll.kernel.errors import Invalid
from tests.factories import NOW


def event(hours: float, from_who: str, to_who: str, **over: Any) -> CustodyDraft:
    fields = {"item_kind": "seizure", "item_id": "1", "act": CustodyAct.HANDED_OVER} | over
    return CustodyDraft(at=NOW - timedelta(hours=hours), from_who=from_who, to_who=to_who, **fields)


def test_events_come_in_the_order_they_happened_whenever_they_were_written(desk: Any) -> None:
    custody = CustodyService(desk.store, desk.vault)
    custody.record(event(2, "Anna", "Bo", seal_before="A1", seal_after="A2"))
    custody.record(event(5, "Okänd", "Anna", act=CustodyAct.TAKEN))
    custody.record(event(1, "Någon", "Annan", item_id="2"))
    chain = custody.chain("seizure", "1", purpose="granskning")
    assert [(part.from_who, part.to_who, part.seal_after) for part in chain] == [
        ("Okänd", "Anna", ""),
        ("Anna", "Bo", "A2"),
    ]
    assert desk.acts("custody")[-1] == "read"
    assert gaps(chain) == ()


def test_a_hand_over_by_somebody_who_did_not_have_it_is_a_gap(desk: Any) -> None:
    custody = CustodyService(desk.store, desk.vault)
    for part in (event(3, "Anna", "Bo"), event(2, "Carl", "Disa"), event(1, "Disa", "Ek")):
        custody.record(part)
    ((before, after),) = gaps(custody.chain("seizure", "1"))
    assert (before.to_who, after.from_who) == ("Bo", "Carl")


@pytest.mark.parametrize(
    "draft",
    [event(-1, "Anna", "Bo"), event(1, "", "Bo"), event(1, "Anna", " "), event(1, "Anna", "Bo", item_id="")],
)
def test_an_event_in_the_future_or_without_hands_is_refused(desk: Any, draft: CustodyDraft) -> None:
    with pytest.raises(Invalid):
        CustodyService(desk.store, desk.vault).record(draft)
