"""Begins the decision that dismisses a late appeal, with the days that are known already."""

from dataclasses import replace
from typing import TYPE_CHECKING

from krogkoll.decisions import After, Appeal, Decision
from ui.decisions_after.words import timely

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

DISMISSAL = "FL-AVVIS"


def late_one(after: After) -> Appeal | None:
    """The first appeal that waits to be dismissed."""
    return next((one for one in after.appeals if one.open and not one.forwarded_on and not timely(one, after)), None)


def begin_dismissal(workspace: "Workspace", after: After) -> Decision:
    """Blocks, for the store's thread. Raises NotAllowed, NotFound."""
    of, late = after.decision, late_one(after)
    made = workspace.decisions.begin(
        DISMISSAL, inspection_id=of.inspection_id, case_id=of.case_id, venue_id=of.venue_id
    )
    clock = next((one for one in after.standing.clocks if late and one.party == late.party), None)
    days = {
        "appealed_on": of.decided_on,
        "received_on": clock.served_on if clock else None,
        "last_day": clock.last_day if clock else None,
        "came_in_on": late.came_in_on if late else None,
    }
    known = {name: day.isoformat() for name, day in days.items() if day is not None}
    facts = {**made.facts, **known, "appealed_docket": of.docket_number}
    name = late.party if late else of.party_name
    number = of.party_number if name == of.party_name else ""
    return workspace.decisions.edit(made, replace(made, facts=facts, party_name=name, party_number=number))
