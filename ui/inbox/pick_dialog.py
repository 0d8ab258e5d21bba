"""Asks which place or case something belongs to: type a few letters, choose, done."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from krogkoll.venues import VenueQuery
from ui.context import Context
from ui.i18n import tr
from ui.widgets.dialog import Dialog
from ui.widgets.fields import SearchEdit
from ui.widgets.text import Text

_AT_MOST = 8
_REST_MS = 150


class Choice(NamedTuple):
    """One place or case to choose."""

    id: str
    title: str
    under: str


Find = Callable[[str], Sequence[Choice]]


def find_places(context: Context) -> Find:
    """Finds places by name and address; with no letters the most urgent ones. Blocks."""

    def find(text: str) -> Sequence[Choice]:
        venues = context.workspace.venues
        lines = venues.page(venues.find(VenueQuery(text=text))[:_AT_MOST])
        return [Choice(line.id, line.name, line.address if line.address != line.name else line.city) for line in lines]

    return find


def find_cases(context: Context) -> Find:
    """Finds cases by number and title; with no letters the open ones. Blocks."""

    def find(text: str) -> Sequence[Choice]:
        cases = context.workspace.cases
        found = cases.find(text) if text.strip() else cases.open_cases()
        return [Choice(case.id, case.title_public, case.number) for case in found[:_AT_MOST]]

    return find


class PickDialog(Dialog):
    """`chosen` is called with the id of what was chosen; nothing is called when somebody leaves."""

    def __init__(
        self, context: Context, parent: QWidget, title: str, prompt: str, find: Find, chosen: Callable[[Choice], None]
    ) -> None:
        super().__init__(context.theme, parent, title, 520)
        self._context, self._find, self._chosen = context, find, chosen
        self._asked, self._due = 0, False
        self._found: Sequence[Choice] = ()
        self.field = SearchEdit(context.theme, prompt, prompt)
        self.list = QListWidget()
        self.list.setObjectName("options")
        self.list.setAccessibleName(tr("Träffar"))
        self.list.setFixedHeight(264)
        self.none = Text(context.theme, tr("Ingen träff. Pröva ett annat ord."), tone="muted", wrap=True)
        self.none.hide()
        for widget in (self.field, self.list, self.none):
            self.body.addWidget(widget)
        self.add_out(tr("Avbryt"))
        self.act = self.add_act(tr("Välj"))
        self.act.clicked.connect(self._take)
        self.list.itemActivated.connect(lambda _: self._enter())
        self.field.returnPressed.connect(self._enter)
        self.field.down.connect(self.list.setFocus)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        self.field.textChanged.connect(self._typed)
        self.act.setEnabled(False)
        self._ask()
        self.field.setFocus()

    def _typed(self) -> None:
        # Until the new letters are answered nothing can be taken: Enter must never take what nobody meant.
        self.act.setEnabled(False)
        self._due = False
        self._rest.start()

    def _enter(self) -> None:
        """Take what is marked; what the letters find is taken as soon as it is known, if it is one thing only."""
        if self.act.isEnabled():
            self._take()
        elif self._rest.isActive():
            self._due = True
            self._rest.stop()
            self._ask()

    def _ask(self) -> None:
        self._asked += 1
        asked, text, find = self._asked, self.field.text(), self._find

        def show(found: object) -> None:
            # An answer to older letters comes too late to count.
            if asked == self._asked:
                self._show(cast("Sequence[Choice]", found))

        self._context.jobs.read(self, lambda _: find(text), show)

    def _show(self, found: Sequence[Choice]) -> None:
        self._found = found
        self.list.clear()
        for one in found:
            item = QListWidgetItem(f"{one.title}   {one.under}" if one.under else one.title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.title}, {one.under}")
            self.list.addItem(item)
        self.list.setCurrentRow(0 if found else -1)
        self.none.setVisible(not found)
        self.act.setEnabled(bool(found))
        if self._due and len(found) == 1:
            self._take()
        self._due = False

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            choice = self._found[row]
            self.accept()
            self._chosen(choice)
