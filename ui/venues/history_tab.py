"""The tab with everything that was ever written about a place, newest first."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.venues.history import Event
from ui.venues.overview import timeline_row
from ui.widgets.blocks import Card, Scrolling, clear, column
from ui.widgets.button import Button

_STEP = 50
_WIDEST = 760


class HistoryTab(QWidget):
    """Shows fifty at a time, so that a long history opens as fast as a short one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.events: Sequence[Event] = ()
        self._now: datetime | None = None
        self._shown = _STEP
        body = QWidget()
        outer = column(body, (24, 16, 24, 24), 12)
        card = Card(theme, tr("Historik"))
        card.setMaximumWidth(_WIDEST)
        self._rows = column(spacing=0)
        card.body.addLayout(self._rows)
        self._more = Button(theme, tr("Visa äldre"), kind="link")
        self._more.clicked.connect(self._show_more)
        card.body.addWidget(self._more)
        outer.addWidget(card)
        outer.addStretch(1)
        column(self, spacing=0).addWidget(Scrolling(body))

    def show_events(self, events: Sequence[Event], now: datetime) -> None:
        """Show the newest."""
        self.events, self._now, self._shown = events, now, _STEP
        self._fill()

    def _show_more(self) -> None:
        self._shown += _STEP
        self._fill()

    def _fill(self) -> None:
        clear(self._rows)
        visible = self.events[: self._shown]
        for index, event in enumerate(visible):
            if self._now is not None:
                self._rows.addWidget(timeline_row(self._theme, event, self._now, last=index == len(visible) - 1))
        self._more.setVisible(len(self.events) > self._shown)
