"""Finds the other record of a place that somebody knows to be the same: type a few letters, choose."""

from collections.abc import Collection, Sequence
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
_HIGH = {"desk": 300, "field": 340}


class FindTwinDialog(Dialog):
    """`chosen` carries the id and the name of the other place. known: the records that are one place already."""

    chosen = Signal(str, str)

    def __init__(self, context: Context, parent: QWidget, known: Collection[str]) -> None:
        super().__init__(context.theme, parent, tr("Vilket objekt är samma ställe?"), 560)
        self._context, self._known, self._asked = context, frozenset(known), 0
        self.lines: Sequence[VenueLine] = ()
        self.search = SearchEdit(context.theme, tr("Sök på namn eller adress"), tr("Sök objekt"))
        self.body.addWidget(self.search)
        holder = QWidget()
        holder.setMinimumHeight(_HIGH[context.theme.density])
        self._rows = column(holder, spacing=4)
        self.body.addWidget(holder)
        self.add_out(tr("Avbryt"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        self.search.textChanged.connect(lambda _: self._rest.start())
        self.search.setFocus()
        self._ask()

    def _ask(self) -> None:
        self._asked += 1
        text, venues, more = self.search.text(), self._context.workspace.venues, len(self._known)

        def work(_: object) -> list[VenueLine]:
            return venues.page(venues.find(VenueQuery(text=text))[: _AT_MOST + more])

        self._context.jobs.read(self, work, partial(self._show, self._asked))

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        clear(self._rows)
        self.lines = [line for line in cast(Sequence[VenueLine], found) if line.id not in self._known][:_AT_MOST]
        theme = self._context.theme
        for line in self.lines:
            cell = QWidget()
            inside = row(cell, spacing=8)
            words = column(spacing=0)
            words.addWidget(ElidedText(theme, line.name, weight="semibold"))
            where = ", ".join(part for part in (line.address, line.city) if part)
            words.addWidget(ElidedText(theme, where, "caption", tone="muted"))
            inside.addLayout(words, 1)
            button = Button(theme, tr("Välj"), "", "link", tr("Välj {0}").format(line.name))
            button.clicked.connect(partial(self.choose, line))
            inside.addWidget(button)
            self._rows.addWidget(cell)
        if not self.lines:
            self._rows.addWidget(Text(theme, tr("Ingen träff. Pröva ett annat ord."), tone="muted", wrap=True))
        self._rows.addStretch(1)

    def choose(self, line: VenueLine, *_: object) -> None:
        """Take this one."""
        self.chosen.emit(line.id, line.name)
        self.accept()
