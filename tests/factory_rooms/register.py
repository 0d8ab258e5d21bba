"""Factories of the register: places and people."""

from dataclasses import replace
from typing import Any

from krogkoll.kernel.record import fields_of
from krogkoll.people import TieDraft, TieRole
from krogkoll.people.rows import TieRow
from krogkoll.venues.rows import SameAsRow


def tie_draft(**over: Any) -> TieDraft:
    """An association that runs a cellar."""
    draft = TieDraft(venue_id="a-venue", party_kind="company", party_id="a-company", role=TieRole.OPERATOR)
    return replace(draft, **over)


FACTORIES = {
    "tie": lambda **over: TieRow(**fields_of(tie_draft()) | over),
    "same_as": lambda **over: SameAsRow(
        **{"venue_id": "a-venue", "other_id": "b-venue", "reason": "samma hyresvärd och samma telefon"} | over
    ),
}
"""One valid row of each newer record type."""
