"""The pages that work: what the rail shows, how each is built on its first visit, and what each finds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace
    from ui.context import Context
    from ui.drafts import Describe, Described, Kept
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
    tour: a walk through the page's states. resume: blocks too; where on the page a killed program had been left in the
    middle of something that must go on, or nothing.
    """

    key: str
    text: str
    icon: str
    build: Callable[["Context"], QWidget]
    find: "Callable[[Workspace, str], Sequence[Hit]] | None" = None
    count: "Callable[[Workspace], int] | None" = None
    kinds: frozenset[str] = frozenset()
    tour: "Callable[[QWidget, Settle], Iterator[Shot]] | None" = None
    resume: "Callable[[Workspace], str] | None" = None


def _venues(context: "Context") -> QWidget:
    from ui.venues.page import VenuesPage

    return VenuesPage(context)


def _find_venues(workspace: "Workspace", text: str) -> Sequence[Hit]:
    from ui.venues.finder import find_places

    return find_places(workspace, text)


def _tour_venues(page: QWidget, settle: "Settle") -> "Iterator[Shot]":
    from ui.venues.tour import states

    return states(page, settle)


def _overview(context: "Context") -> QWidget:
    from ui.overview.page import OverviewPage

    return OverviewPage(context, DESCRIBERS)


def _tour_overview(page: QWidget, settle: "Settle") -> "Iterator[Shot]":
    from ui.overview.tour import states

    return states(page, settle)


def _inbox(context: "Context") -> QWidget:
    from ui.inbox.page import InboxPage

    return InboxPage(context, DESCRIBERS)


def _count_inbox(workspace: "Workspace") -> int:
    return workspace.agenda.waiting()


def _tour_inbox(page: QWidget, settle: "Settle") -> "Iterator[Shot]":
    from ui.inbox.tour import states

    return states(page, settle)


def _describe_venue(workspace: "Workspace", kept: "Kept") -> "Described | None":
    from ui.venues.recovery import describe_venue

    return describe_venue(workspace, kept)


def _describe_note(workspace: "Workspace", kept: "Kept") -> "Described | None":
    from ui.inbox.recovery import describe_note

    return describe_note(workspace, kept)


def _describe_visit(workspace: "Workspace", kept: "Kept") -> "Described | None":
    from ui.inspections.recovery import describe_visit

    return describe_visit(workspace, kept)


DESCRIBERS: "Mapping[str, Describe]" = {
    "venue:": _describe_venue,
    "quick_note:": _describe_note,
    "visit:": _describe_visit,
}
"""Who tells in words what a draft holds, by the beginning of its name; each form that keeps drafts adds its own."""


def _supervision(context: "Context") -> QWidget:
    from ui.supervision import supervision_page

    return supervision_page(context)


def _tour_supervision(page: QWidget, settle: "Settle") -> "Iterator[Shot]":
    from ui.supervision import tour

    return tour(page, settle)


def _resume_supervision(workspace: "Workspace") -> str:
    from ui.inspections.reading import left_open

    return left_open(workspace)


_WAITING = frozenset({"tip", "quick_note", "inspection", "decision", "task"})
PAGES = (
    PageSpec("overview", "Översikt", "layout-dashboard", _overview, tour=_tour_overview),
    PageSpec("inbox", "Inkommet", "inbox", _inbox, count=_count_inbox, kinds=_WAITING, tour=_tour_inbox),
    PageSpec("venues", "Objekt", "store", _venues, _find_venues, tour=_tour_venues),
    PageSpec(
        "supervision", "Tillsyn", "clipboard-check", _supervision, tour=_tour_supervision, resume=_resume_supervision
    ),
)
