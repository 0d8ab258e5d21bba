"""A page of the rail that is several pages under tabs; each is built when its tab is first opened."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.i18n import tr
from ui.widgets.blocks import column
from ui.widgets.choices import TabStrip
from ui.widgets.text import line

if TYPE_CHECKING:
    from ui.context import Context
    from ui.pages import Page


class Tab(NamedTuple):
    """One page under a tab. deeds: what its commands are called there."""

    key: str
    text: str
    build: "Callable[[Context], QWidget]"
    deeds: "Mapping[str, str]" = MappingProxyType({})


class TabbedPage(QWidget):
    """Where one is reads "key:where", with the open tab first; `turned` says that another one is open now."""

    turned = Signal()

    def __init__(self, context: "Context", name: str, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context, self._tabs = context, tuple(tabs)
        self.pages: dict[str, QWidget] = {}
        whole = column(self, spacing=0)
        head = QWidget()
        head.setObjectName("surface")
        self.strip = TabStrip(context.theme, name)
        for tab in self._tabs:
            self.strip.addTab(tr(tab.text))
        column(head, (14, 0, 24, 0), 0).addWidget(self.strip)
        whole.addWidget(head)
        whole.addWidget(line())
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        whole.addWidget(holder, 1)
        self.strip.currentChanged.connect(self._turn)

    def where(self) -> str:
        """The open tab, and where in it one is."""
        key = self._tabs[self.strip.currentIndex()].key
        page = self.pages.get(key)
        return f"{key}:{cast('Page', page).where() if page is not None else ''}"

    def go(self, where: str) -> None:
        """Open a tab at a place in it; an empty text means the tab that is open."""
        key, _, rest = where.partition(":")
        keys = [tab.key for tab in self._tabs]
        number = keys.index(key) if key in keys else self.strip.currentIndex()
        if number != self.strip.currentIndex():
            self.strip.blockSignals(True)
            self.strip.setCurrentIndex(number)
            self.strip.blockSignals(False)
        self._open(keys[number], rest)

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """The commands of the open tab."""
        page = self.pages.get(self._tabs[self.strip.currentIndex()].key)
        return {} if page is None else cast("Page", page).deeds()

    def deed_names(self) -> Mapping[str, str]:
        """What the commands of the open tab are called."""
        return self._tabs[self.strip.currentIndex()].deeds

    def _turn(self, number: int) -> None:
        """Another tab by hand; who walks the tabs with the arrow keys stays on them, whatever the page itself wants."""
        walking = self.window().focusWidget() is self.strip
        self._open(self._tabs[number].key, "")
        if walking:
            self.strip.setFocus()

    def _open(self, key: str, where: str) -> None:
        page = self.pages.get(key)
        if page is None:
            build = next(tab.build for tab in self._tabs if tab.key == key)
            page = self.pages[key] = build(self._context)
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        cast("Page", page).go(where)
        self.turned.emit()
