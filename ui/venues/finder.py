"""Finds places for the search field in the top bar."""

from typing import TYPE_CHECKING, NamedTuple

from krogkoll.kernel.errors import KrogkollError
from krogkoll.venues import VenueQuery, shown_name

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_AT_MOST = 6


class Place(NamedTuple):
    """One hit: what it is called, where it is, and where on the page it is shown."""

    title: str
    under: str
    where: str


def name_place(workspace: "Workspace", where: str) -> Place | None:
    """What a place is called, to come back to; None where it is gone or no place is open. Blocks."""
    venue_id, _, _ = where.partition("/")
    if not venue_id:
        return None
    try:
        venue = workspace.venues.venue(venue_id)
    except KrogkollError:
        return None
    return Place(shown_name(venue), venue.street or venue.city, f"{venue_id}/")


def find_places(workspace: "Workspace", text: str) -> list[Place]:
    """The first places that match, most urgent first. Blocks; for the store's thread."""
    numbers = workspace.venues.find(VenueQuery(text=text))[:_AT_MOST]
    lines = workspace.venues.page(numbers)
    return [Place(line.name, line.address if line.address != line.name else line.city, f"{line.id}/") for line in lines]
