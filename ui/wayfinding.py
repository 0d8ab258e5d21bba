"""What the search field shows beside commands: what the pages find, the pages themselves, and where one was."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ui.i18n import tr
from ui.jobs import Jobs
from ui.pages import PAGES, Hit, PageSpec
from ui.palette import Found, Sources

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from krogkoll.workspace import Workspace

_NUMBERED = 9


class Wayfinder:
    """Of one open workspace. where: which page is open and where in it one is; go: open a page at a place."""

    def __init__(
        self,
        owner: "QObject",
        workspace: "Workspace",
        jobs: Jobs,
        where: Callable[[], tuple[str, str]],
        go: Callable[[str, str], None],
    ) -> None:
        self._owner, self._workspace, self._jobs = owner, workspace, jobs
        self._where, self._go = where, go
        self._noted = ("", "")

    def sources(self) -> Sources:
        """For the search field."""
        return Sources(find=self.find, recent=self.recent, pages=self.pages, left=self.note)

    def find(self, text: str) -> list[Found]:
        """What all pages find. Blocks; for the store's thread."""
        return [
            self._found(page, hit)
            for page in PAGES
            if page.find is not None
            for hit in page.find(self._workspace, text)
        ]

    def recent(self) -> list[Found]:
        """Where one was, as far as it is still there and may be read. Blocks; for the store's thread."""
        pages = {page.key: page for page in PAGES}
        found = []
        for key, where in self._workspace.device.recent():
            name = pages[key].name if key in pages else None
            hit = None if name is None else name(self._workspace, where)
            if hit is not None:
                found.append(self._found(pages[key], hit))
        return found

    def pages(self) -> list[Found]:
        """The pages of the rail with their keys."""
        numbers = {page.key: number for number, page in enumerate((one for one in PAGES if not one.below), start=1)}
        return [
            Found(
                tr("Gå till {0}").format(tr(page.text)),
                f"Ctrl+{numbers[page.key]}" if numbers.get(page.key, _NUMBERED + 1) <= _NUMBERED else "",
                page.icon,
                partial(self._go, page.key, ""),
            )
            for page in PAGES
        ]

    def note(self) -> None:
        """Remember where one is, where that has a name of its own; told before one goes elsewhere."""
        key, where = self._where()
        page = next((one for one in PAGES if one.key == key), None)
        name = None if page is None else page.name
        if name is None or (key, where) == self._noted:
            return
        self._noted = (key, where)
        workspace = self._workspace

        def work(_: object) -> None:
            hit = name(workspace, where)
            if hit is not None:
                workspace.device.note_recent((key, hit.where))

        self._jobs.write(self._owner, work, lambda _: None)

    def _found(self, page: PageSpec, hit: Hit) -> Found:
        return Found(hit.title, hit.under, page.icon, partial(self._go, page.key, hit.where))
