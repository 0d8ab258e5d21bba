"""The next operation: when, where to gather, the stops in their order with our own ground, and who takes part."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from krogkoll.agenda import Overview
from krogkoll.inspections import swedish_operation
from krogkoll.kernel.clock import local
from ui.context import Context
from ui.i18n import tr
from ui.overview.words import long_day, people_words, time_words, until_words
from ui.widgets.blocks import Card, Icon, clear, column, row
from ui.widgets.button import Button
from ui.widgets.marks import Chip
from ui.widgets.pressed import Line
from ui.widgets.text import ElidedText, Text

_STOPS = 4


class OperationCard(Card):
    """Shows what it is given; a stop leads to its place, the button to the plan."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, tr("Nästa gemensamma insats"))
        self._context = context
        self._inside = column(spacing=6)
        self.body.addLayout(self._inside)
        self.body.addStretch(1)

    def show_operation(self, found: Overview) -> None:
        """Show it, or say that none is planned."""
        clear(self._inside)
        theme, coming = self._context.theme, found.next
        if coming is None:
            self._inside.addWidget(Text(theme, tr("Ingen insats är planerad."), weight="medium"))
            words = tr("När du planerar en insats syns tid, samling, adresser och din tillträdesgrund här.")
            self._inside.addWidget(Text(theme, words, tone="muted", wrap=True))
            return
        operation, now = coming.operation, self._context.now()
        day = long_day(local(operation.starts_at).date()) if operation.starts_at else tr("Tid saknas")
        head = row(spacing=8)
        head.addWidget(ElidedText(theme, f"{day} · {operation.title}", "subtitle", "semibold"), 1)
        until = until_words(operation, now)
        if until:
            head.addWidget(Chip(theme, "planned", "calendar-days", until), 0, Qt.AlignmentFlag.AlignVCenter)
        locked = Chip(theme, "dismissed", "lock", swedish_operation(operation.status))
        head.addWidget(locked, 0, Qt.AlignmentFlag.AlignVCenter)
        self._inside.addLayout(head)
        self._inside.addWidget(ElidedText(theme, time_words(operation), tone="muted"))
        self._stops(found)
        foot = row(spacing=8)
        foot.addWidget(Icon(theme, "users", "textMuted", 16))
        foot.addWidget(ElidedText(theme, people_words(coming), "caption", tone="muted"), 1)
        button = Button(theme, tr("Öppna planen"), "calendar-days")
        button.clicked.connect(self._goer("supervision", f"operations:{operation.id}"))
        foot.addWidget(button)
        self._inside.addLayout(foot)

    def _stops(self, found: Overview) -> None:
        theme = self._context.theme
        for number, stop in enumerate(found.stops[:_STOPS], start=1):
            ground = tr("Din grund: {0}").format(stop.ground) if stop.ground else tr("Grund saknas")
            tone = "textMuted" if stop.ground else "status.confirmed.fg"
            name = stop.name or tr("Objekt som inte finns här")
            act = self._goer("venues", f"{stop.venue_id}/")
            self._inside.addWidget(Line(theme, name, stop.street, ground, act, number=number, tone=tone))
        more = len(found.stops) - _STOPS
        if more > 0:
            self._inside.addWidget(Text(theme, tr("och {0} till i planen").format(more), "caption", tone="muted"))
        if not found.stops:
            self._inside.addWidget(Text(theme, tr("Inga adresser i planen än."), tone="muted"))

    def _goer(self, page: str, where: str) -> Callable[[], None]:
        return lambda: self._context.go(page, where)
