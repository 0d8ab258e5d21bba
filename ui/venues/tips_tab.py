"""The tab with the tips about a place; read, and so logged, only when somebody opens it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from krogkoll.venues import Grade, Tip, TipStatus, swedish_grade, swedish_tip
from ui.theme import Theme
from ui.venues.risk_card import indicator_name
from ui.widgets.blocks import EmptyState, Scrolling, clear, column, row
from ui.widgets.marks import Chip
from ui.widgets.text import Text
from ui.words import spoken_day_and_time

_WIDEST = 760
_TONES = {
    TipStatus.NEW: ("suspected", "inbox"),
    TipStatus.ASSESSED: ("closed", "circle-check"),
    TipStatus.SET_ASIDE: ("dismissed", "archive"),
}


def grade_words(grade: Grade | None) -> str:
    """A grade as people say it, with its code last."""
    if grade is None:
        return "Inte graderat"
    source, information = swedish_grade(grade.source), swedish_grade(grade.information)
    return f"Källan {source}, uppgiften {information}, {swedish_grade(grade.handling)} ({grade.code})"


class TipsTab(QWidget):
    """Newest first; what a tip says, when it was seen, how far it can be trusted. Never who told."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.shown = 0
        body = QWidget()
        outer = column(body, (24, 16, 24, 24), 12)
        self._rows = column(spacing=12)
        outer.addLayout(self._rows)
        self._none = EmptyState(theme, "inbox", "Inga tips om det här objektet")
        outer.addWidget(self._none)
        outer.addStretch(1)
        column(self, spacing=0).addWidget(Scrolling(body))

    def show_tips(self, tips: Sequence[Tip], now: datetime) -> None:
        """Show them."""
        clear(self._rows)
        self.shown = len(tips)
        self._none.setVisible(not tips)
        for tip in tips:
            self._rows.addWidget(self._card(tip, now))

    def _card(self, tip: Tip, now: datetime) -> QWidget:
        theme = self._theme
        card = QFrame()
        card.setObjectName("card")
        card.setMaximumWidth(_WIDEST)
        inside = column(card, (16, 12, 16, 14), 6)
        head = row(spacing=10)
        seen = (
            f"Iakttaget {spoken_day_and_time(tip.observed_from, now)}"
            if tip.observed_from
            else "Tid för iakttagelsen okänd"
        )
        head.addWidget(Text(theme, seen, weight="semibold", wrap=True), 1)
        tone, icon = _TONES.get(tip.status, ("dismissed", "circle-help"))
        head.addWidget(Chip(theme, tone, icon, swedish_tip(tip.status)), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        told = Text(theme, tip.text or "Ingen text, bara tecken.", wrap=True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(told)
        if tip.indicators:
            signs = ", ".join(indicator_name(code) for code in tip.indicators)
            inside.addWidget(Text(theme, f"Tecken: {signs}", tone="muted", wrap=True))
        came = (
            f"{swedish_tip(tip.channel)}, inkom {spoken_day_and_time(tip.received_at, now)}. {grade_words(tip.grade)}."
        )
        inside.addWidget(Text(theme, came, "caption", tone="muted", wrap=True))
        return card
