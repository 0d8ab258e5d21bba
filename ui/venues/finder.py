"""Finds places for the search field in the top bar."""

from typing import TYPE_CHECKING, NamedTuple

from krogkoll.venues import VenueQuery

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_AT_MOST = 6


class Place(NamedTuple):
    """One hit: what it is called, where it is, and where on the page it is shown."""

    title: str
    under: str
    where: str


def find_places(workspace: "Workspace", text: str) -> list[Place]:
    """The first places that match, most urgent first. Blocks; for the store's thread."""
    numbers = workspace.venues.find(VenueQuery(text=text))[:_AT_MOST]
    lines = workspace.venues.page(numbers)
    return [Place(line.name, line.address if line.address != line.name else line.city, f"{line.id}/") for line in lines]
