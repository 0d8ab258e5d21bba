"""The pages that work: what the rail shows, how each is built on its first visit, and what each finds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace
    from ui.context import Context
    from ui.tour import Settle, Shot


class Page(Protocol):
    """What the shell asks of a page."""

    def where(self) -> str:
        """Where in the page one is, to come back to after a lock."""

    def go(self, where: str) -> None:
        """Go there; an empty text means the beginning."""

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """What the page's commands ("new", "save" ...) do while it is open."""


class Hit(Protocol):
    """What a page found for the search field."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def under(self) -> str:
        """A word on where or what it is."""

    @property
    def where(self) -> str:
        """Where on the page it is shown; see `Page.go`."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One entry of the rail. `find` and `count` block and run in the store's thread.

    find: what the search field shows of it. count: the number on its badge, counted again when one of `kinds` changes.
    tour: a walk through the page's states.
    """

    key: str
    text: str
    icon: str
    build: Callable[["Context"], QWidget]
    find: "Callable[[Workspace, str], Sequence[Hit]] | None" = None
    count: "Callable[[Workspace], int] | None" = None
    kinds: frozenset[str] = frozenset()
    tour: "Callable[[QWidget, Settle], Iterator[Shot]] | None" = None


def _venues(context: "Context") -> QWidget:
    from ui.venues.page import VenuesPage

    return VenuesPage(context)


def _find_venues(workspace: "Workspace", text: str) -> Sequence[Hit]:
    from ui.venues.finder import find_places

    return find_places(workspace, text)


def _tour_venues(page: QWidget, settle: "Settle") -> "Iterator[Shot]":
    from ui.venues.tour import states

    return states(page, settle)


def _operations(context: "Context") -> QWidget:
    from ui.operations.page import OperationsPage

    return OperationsPage(context)


def _plan(context: "Context") -> QWidget:
    from ui.operations.plan_page import PlanPage

    return PlanPage(context)


def _supervision(context: "Context") -> QWidget:
    from ui.tabbed import Tab, TabbedPage

    # The order of the tabs: operations, visits, plan, review.
    tabs = (Tab("operations", "Insatser", _operations), Tab("plan", "Tillsynsplan", _plan))
    return TabbedPage(context, "Flikar för tillsyn", tabs)


def _find_nights(workspace: "Workspace", text: str) -> Sequence[Hit]:
    from ui.operations.finder import find_nights

    return find_nights(workspace, text)


def _tour_supervision(page: QWidget, settle: "Settle") -> "Iterator[Shot]":
    from ui.operations.tour import plan_states, states
    from ui.tabbed import TabbedPage

    tabbed = cast(TabbedPage, page)
    tabbed.go("operations:")
    yield from states(tabbed.pages["operations"], settle)
    tabbed.go("plan:")
    yield from plan_states(tabbed.pages["plan"], settle)


PAGES = (
    PageSpec("venues", "Objekt", "store", _venues, _find_venues, tour=_tour_venues),
    PageSpec("supervision", "Tillsyn", "clipboard-check", _supervision, _find_nights, tour=_tour_supervision),
)
