"""Ctrl+K: one field that finds records, pages and settings, gives every command, and leads back to where one was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from ui.commands import Command, Commands, shown_keys, with_key
from ui.i18n import tr
from ui.jobs import Jobs
from ui.matching import means, typed_words
from ui.palette_rows import ICON_ROLE, UNDER_ROLE, HitDelegate
from ui.theme import Theme
from ui.widgets.fields import SearchEdit

_REST_MS = 15
"""Somebody who types fast asks the store once; who types slowly waits no longer than this."""
_WIDTH = 420
_RECORDS = 8
_RECENT = 5
_ROWS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: what it is called, a word on where it is or its key, what to do with it."""

    title: str
    under: str
    icon: str
    go: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where hits come from. find and recent block, in the store's thread; pages is at hand.

    find: records and settings that match. recent: where one was, the latest first. left: said before anything is
    opened, so that the place that is left can be found again.
    """

    find: Callable[[str], Sequence[Found]]
    recent: Callable[[], Sequence[Found]]
    pages: Callable[[], Sequence[Found]]
    left: Callable[[], None]


class CommandField(SearchEdit):
    """Type, walk with the arrows, Enter. Without text it shows where one was, and the commands."""

    def __init__(self, theme: Theme, jobs: Jobs, commands: Commands, sources: Sources) -> None:
        words = tr("Sök eller kör kommando")
        super().__init__(theme, with_key(words, "search"), words)
        self._jobs, self._commands, self._sources = jobs, commands, sources
        self._asked = 0
        self._answered = 0
        self._enter_waits = False
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
        self.textEdited.connect(self._typed)
        self.textChanged.connect(self._emptied)
        self.installEventFilter(self)

    def begin(self) -> None:
        """Put the caret here and show what can be done."""
        if not self.hasFocus():
            self._before = QApplication.focusWidget()
        self._sources.left()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._ask()

    @property
    def popup(self) -> QListWidget:
        """The list under the field."""
        return self._popup

    @property
    def settled(self) -> bool:
        """Whether the list answers what stands in the field."""
        return self._answered == self._asked and not self._rest.isActive()

    def _typed(self, _: str) -> None:
        self._enter_waits = False
        self._rest.start()

    def _emptied(self, text: str) -> None:
        if not text and self.hasFocus():
            self._rest.stop()
            self._ask()

    def _ask(self) -> None:
        self._asked += 1
        text = self.text().strip()
        work = partial(self._sources.find, text) if text else self._sources.recent
        self._jobs.read(self, lambda _: work(), partial(self._show, self._asked), partial(self._show_none, self._asked))

    def _show_none(self, asked: int, _: Exception) -> None:
        """The store could not answer; pages and commands are at hand all the same."""
        self._show(asked, ())

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked or not self.hasFocus():
            return
        self._answered = asked
        self._popup.clear()
        self._deeds.clear()
        hits, words = cast(Sequence[Found], found), typed_words(self.text())
        for hit in hits[: _RECORDS if words else _RECENT]:
            self._add(hit.icon, hit.title, hit.under, hit.go)
        if words:
            for page in self._sources.pages():
                if means(page.title, words):
                    self._add(page.icon, page.title, page.under, page.go)
        for action in self._commands.ready():
            command = cast(Command, action.data())
            if command.id != "search" and means(action.text(), words):
                self._add(command.icon, action.text(), shown_keys(command.keys), action.trigger)
        if not self._deeds:
            self._add("search-x", tr("Inget hittades"), "", lambda: None)
        self._popup.setCurrentRow(0)
        rows = min(self._popup.count(), _ROWS)
        self._popup.resize(max(self.width(), _WIDTH), rows * self._theme.size("control") + 12)
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self._popup.show()
        if self._enter_waits and self.settled:
            self._run()

    def _add(self, icon: str, words: str, under: str, deed: Callable[[], None]) -> None:
        item = QListWidgetItem(words)
        item.setData(ICON_ROLE, icon)
        item.setData(UNDER_ROLE, under)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {under}" if under else words)
        self._popup.addItem(item)
        self._deeds.append(deed)

    def _run(self) -> None:
        """Do what is marked; who is faster than the store gets what was asked for, not what stood there before."""
        if not self.settled:
            self._enter_waits = True
            return
        deed = self._deeds[self._popup.currentRow()] if self._deeds and self._popup.isVisible() else None
        self.leave()
        if deed is not None:
            deed()

    def leave(self) -> None:
        """Close the list and give the focus back."""
        self._popup.hide()
        self._rest.stop()
        self._enter_waits = False
        self._asked += 1
        self._answered = self._asked
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
            key, row = event.key(), self._popup.currentRow()
            steps = {
                Qt.Key.Key_Down: row + 1,
                Qt.Key.Key_Up: row - 1,
                Qt.Key.Key_PageDown: row + _ROWS,
                Qt.Key.Key_PageUp: row - _ROWS,
            }
            if key in steps:
                self._popup.setCurrentRow(max(0, min(steps[Qt.Key(key)], self._popup.count() - 1)))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
            if key == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)
