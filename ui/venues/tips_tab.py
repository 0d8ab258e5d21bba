"""The tab with the tips about a place; read, and so logged, only when somebody opens it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from krogkoll.venues import Grade, Tip, TipStatus, swedish_grade, swedish_tip
from ui.theme import Theme
from ui.venues.risk_card import indicator_name
from ui.widgets.cards import CardColumn, record_card
from ui.words import spoken_day_and_time

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


class TipsTab(CardColumn):
    """Newest first; what a tip says, when it was seen, how far it can be trusted. Never who told."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "inbox", "Inga tips om det här objektet")
        self._theme = theme

    def show_tips(self, tips: Sequence[Tip], now: datetime) -> None:
        """Show them."""
        self.show_cards([self._card(tip, now) for tip in tips])

    def _card(self, tip: Tip, now: datetime) -> QWidget:
        seen = "Tid för iakttagelsen okänd"
        if tip.observed_from:
            seen = f"Iakttaget {spoken_day_and_time(tip.observed_from, now)}"
        tone, icon = _TONES.get(tip.status, ("dismissed", "circle-help"))
        signs = ", ".join(indicator_name(code) for code in tip.indicators)
        came = (
            f"{swedish_tip(tip.channel)}, inkom {spoken_day_and_time(tip.received_at, now)}. {grade_words(tip.grade)}."
        )
        return record_card(
            self._theme,
            seen,
            (tone, icon, swedish_tip(tip.status)),
            tip.text or "Ingen text, bara tecken.",
            (f"Tecken: {signs}" if signs else "", came),
        )
