"""Finds the place to go to: what is typed is searched among all places, and a click puts it into the night."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from krogkoll.venues import VenueLine, VenueQuery
from ui.context import Context
from ui.i18n import tr
from ui.widgets.blocks import clear, column, row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import SearchEdit
from ui.widgets.text import ElidedText, Text

_AT_MOST = 6
_REST_MS = 90


class AddStopDialog(Dialog):
    """`chosen` carries the id of the place."""

    chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget, there: Sequence[str]) -> None:
        super().__init__(context.theme, parent, tr("Lägg till ett ställe"), 560)
        self._context, self._there, self._asked = context, set(there), 0
        self._answered = False
        self.search = SearchEdit(context.theme, tr("Sök på namn eller adress"), tr("Sök ställe"))
        self.body.addWidget(self.search)
        holder = QWidget()
        self._rows = column(holder, spacing=4)
        holder.setMinimumHeight(300)
        self.body.addWidget(holder)
        self.buttons: list[Button] = []
        self.add_out(tr("Stäng"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self._enter)
        self.search.down.connect(self._down)
        self._ask()

    def _typed(self) -> None:
        # What an older search found is not what these letters mean.
        self._answered = False
        self._rest.start()

    def _enter(self) -> None:
        """Enter takes the place when it is the only one that fits."""
        if self._answered and len(self.buttons) == 1:
            self.buttons[0].click()
        else:
            self._down()

    def _down(self) -> None:
        if self._answered and self.buttons:
            self.buttons[0].setFocus()

    def _ask(self) -> None:
        self._asked += 1
        asked, text, venues = self._asked, self.search.text(), self._context.workspace.venues

        def work(_: object) -> list[VenueLine]:
            return venues.page(venues.find(VenueQuery(text=text))[: _AT_MOST + len(self._there)])

        self._context.jobs.read(self, work, partial(self._show, asked))

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        clear(self._rows)
        self.buttons, self._answered = [], True
        theme = self._context.theme
        lines = [line for line in cast(Sequence[VenueLine], found) if line.id not in self._there][:_AT_MOST]
        for line in lines:
            cell = QWidget()
            inside = row(cell, spacing=8)
            words = column(spacing=0)
            words.addWidget(ElidedText(theme, line.name, weight="semibold"))
            words.addWidget(
                ElidedText(theme, ", ".join(p for p in (line.address, line.city) if p), "caption", tone="muted")
            )
            inside.addLayout(words, 1)
            button = Button(theme, tr("Lägg till"), "plus", "link", tr("Lägg till {0}").format(line.name))
            button.clicked.connect(partial(self._choose, line.id))
            inside.addWidget(button)
            self._rows.addWidget(cell)
            self.buttons.append(button)
        if not lines:
            self._rows.addWidget(
                Text(theme, tr("Inget ställe passar. Skriv ner det under Objekt först."), tone="muted", wrap=True)
            )
        self._rows.addStretch(1)

    def _choose(self, venue_id: str) -> None:
        self.chosen.emit(venue_id)
        self.accept()
