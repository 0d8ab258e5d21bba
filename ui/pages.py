"""The pages that work: what the rail shows, how each is built on its first visit, and what each finds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

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
    tour: a walk through the page's states. resume: blocks too; where on the page a killed program had been left in the
    middle of something that must go on, or nothing. below: stands at the foot of the rail.
    deeds: what the page's commands are called there. name: blocks; what a place on the page is called, to come back to.
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
    below: bool = False
    deeds: Mapping[str, str] = field(default_factory=dict)
    name: "Callable[[Workspace, str], Hit | None] | None" = None


def _lazy(path: str) -> Callable[..., Any]:
    """A function or class by "module:name", loaded when it is first called: no page costs anything at the start."""
    module, _, name = path.partition(":")

    def call(*given: object) -> object:
        return getattr(import_module(module), name)(*given)

    return call


def _with_describers(path: str) -> Callable[..., Any]:
    page, describers = _lazy(path), _lazy("ui.describers:describers")
    return lambda context: page(context, describers())


def _count_inbox(workspace: "Workspace") -> int:
    return workspace.agenda.waiting()


_WAITING = frozenset({"tip", "quick_note", "inspection", "decision", "document", "task"})
PAGES = (
    PageSpec(
        "overview",
        "Översikt",
        "layout-dashboard",
        _with_describers("ui.overview.page:OverviewPage"),
        tour=_lazy("ui.overview.tour:states"),
    ),
    PageSpec(
        "inbox",
        "Inkommet",
        "inbox",
        _with_describers("ui.inbox.page:InboxPage"),
        count=_count_inbox,
        kinds=_WAITING,
        deeds={"new": "Ny anteckning"},
        tour=_lazy("ui.inbox.tour:states"),
    ),
    PageSpec(
        "venues",
        "Objekt",
        "store",
        _lazy("ui.venues.page:VenuesPage"),
        _lazy("ui.venues.finder:find_places"),
        deeds={"new": "Nytt objekt", "edit": "Ändra objektet", "filter": "Filtrera objekten"},
        name=_lazy("ui.venues.finder:name_place"),
        tour=_lazy("ui.venues.tour:states"),
    ),
    PageSpec(
        "cases",
        "Ärenden",
        "folder-open",
        _lazy("ui.cases.page:CasesPage"),
        _lazy("ui.cases.finder:find_cases"),
        count=_lazy("ui.cases.finder:count_late"),
        kinds=frozenset({"case_file", "task"}),
        deeds={"new": "Nytt ärende", "edit": "Ändra ärendet", "filter": "Filtrera ärendena"},
        name=_lazy("ui.cases.finder:name_case"),
        tour=_lazy("ui.cases.tour:states"),
    ),
    PageSpec(
        "supervision",
        "Tillsyn",
        "clipboard-check",
        _lazy("ui.supervision:supervision_page"),
        _lazy("ui.operations.finder:find_nights"),
        tour=_lazy("ui.supervision:tour"),
        name=_lazy("ui.operations.finder:name_night"),
        resume=_lazy("ui.inspections.reading:left_open"),
    ),
    PageSpec(
        "decisions",
        "Beslut",
        "gavel",
        _lazy("ui.decisions.page:DecisionsPage"),
        _lazy("ui.decisions.finder:find_decisions"),
        deeds={"new": "Nytt beslut", "edit": "Ändra beslutet", "filter": "Filtrera besluten"},
        name=_lazy("ui.decisions.finder:name_decision"),
        tour=_lazy("ui.decisions.tour:states"),
    ),
    PageSpec(
        "check",
        "Kontrollera",
        "file-check",
        _lazy("ui.check.page:CheckPage"),
        deeds={"new": "Kontrollera en fil"},
        tour=_lazy("ui.check.tour:states"),
        below=True,
    ),
    PageSpec(
        "sync",
        "Synk",
        "refresh-cw",
        _lazy("ui.sync.page:SyncPage"),
        tour=_lazy("ui.sync.tour:states"),
        below=True,
    ),
    PageSpec(
        "settings",
        "Inställningar",
        "settings",
        _lazy("ui.settings.page:SettingsPage"),
        _lazy("ui.settings.finder:find_settings"),
        tour=_lazy("ui.settings.tour:states"),
        below=True,
    ),
)
