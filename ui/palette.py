"""Ctrl+K: one field that finds places by name or address and gives every command; lives in the top bar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from ui.commands import Command, Commands, shown_keys
from ui.i18n import tr
from ui.jobs import Jobs
from ui.palette_rows import ICON_ROLE, UNDER_ROLE, HitDelegate
from ui.theme import Theme
from ui.widgets.fields import SearchEdit

_REST_MS = 80
_WIDTH = 420
_PLACES = 6
_ROWS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of the search: what it is called, where it is, what to do with it."""

    title: str
    under: str
    icon: str
    go: Callable[[], None]


Search = Callable[[str], Sequence[Found]]


class CommandField(SearchEdit):
    """Type, walk with the arrows, Enter. Without text it shows the commands."""

    def __init__(self, theme: Theme, jobs: Jobs, commands: Commands, search: Search) -> None:
        super().__init__(theme, tr("Sök objekt eller kör kommando (Ctrl+K)"), tr("Sök objekt eller kör kommando"))
        self._jobs, self._commands, self._search = jobs, commands, search
        self._asked = 0
        self._before: QWidget | None = None
        self._deeds: list[Callable[[], None]] = []
        self.setMaximumWidth(_WIDTH)
        self.setMinimumWidth(220)
        self._popup = QListWidget(self)
        self._popup.setObjectName("options")
        self._popup.setWindowFlags(Qt.WindowType.ToolTip)
        self._popup.setAccessibleName(tr("Träffar"))
        self._popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._popup.setItemDelegate(HitDelegate(self._popup, theme))
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._popup.itemClicked.connect(lambda _: self._run())
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        self.textEdited.connect(lambda _: self._rest.start())
        self.textChanged.connect(self._emptied)
        self.installEventFilter(self)

    def begin(self) -> None:
        """Put the caret here and show what can be done."""
        if not self.hasFocus():
            self._before = QApplication.focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._ask()

    @property
    def popup(self) -> QListWidget:
        """The list under the field."""
        return self._popup

    def _emptied(self, text: str) -> None:
        if not text and self.hasFocus():
            self._ask()

    def _ask(self) -> None:
        self._asked += 1
        text = self.text().strip()
        if not text:
            self._show(self._asked, ())
            return
        self._jobs.read(self, lambda _: self._search(text), partial(self._show, self._asked))

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked or not self.hasFocus():
            return
        self._popup.clear()
        self._deeds.clear()
        for hit in cast(Sequence[Found], found)[:_PLACES]:
            self._add(hit.icon, hit.title, hit.under, hit.go)
        wanted = self.text().strip().casefold()
        for action in self._commands.ready():
            command = cast(Command, action.data())
            if command.id != "search" and wanted in command.text.casefold():
                self._add(command.icon, command.text, shown_keys(command.keys), action.trigger)
        if not self._deeds:
            self._add("search-x", tr("Inget hittades"), "", lambda: None)
        self._popup.setCurrentRow(0)
        rows = min(self._popup.count(), _ROWS)
        self._popup.resize(max(self.width(), _WIDTH), rows * self._theme.size("control") + 12)
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self._popup.show()

    def _add(self, icon: str, words: str, under: str, deed: Callable[[], None]) -> None:
        item = QListWidgetItem(words)
        item.setData(ICON_ROLE, icon)
        item.setData(UNDER_ROLE, under)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {under}" if under else words)
        self._popup.addItem(item)
        self._deeds.append(deed)

    def _run(self) -> None:
        deed = self._deeds[self._popup.currentRow()] if self._deeds and self._popup.isVisible() else None
        self.leave()
        if deed is not None:
            deed()

    def leave(self) -> None:
        """Close the list and give the focus back."""
        self._popup.hide()
        self._asked += 1
        self.clear()
        self.clearFocus()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._before = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk the list, Enter takes, Escape leaves; losing the focus closes."""
        if event.type() == QEvent.Type.FocusOut:
            self._popup.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = self._popup.currentRow()
            if event.key() == Qt.Key.Key_Down:
                self._popup.setCurrentRow(min(row + 1, self._popup.count() - 1))
                return True
            if event.key() == Qt.Key.Key_Up:
                self._popup.setCurrentRow(max(row - 1, 0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)
