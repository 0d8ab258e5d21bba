"""Factories of the register: places and people."""

from krogkoll.venues.rows import SameAsRow

FACTORIES = {
    "same_as": lambda **over: SameAsRow(
        **{"venue_id": "a-venue", "other_id": "b-venue", "reason": "samma hyresvärd och samma telefon"} | over
    ),
}
"""One valid row of each newer record type."""
