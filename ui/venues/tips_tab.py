"""The tab with the tips about a place; read, and so logged, only when somebody opens it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from krogkoll.security import Permission
from krogkoll.venues import Grade, SourceKind, Tip, TipStatus, swedish_grade, swedish_tip
from ui.context import Context
from ui.i18n import tr
from ui.venues.risk_card import indicator_name
from ui.venues.tip_dialogs import AsideDialog, SourceDialog
from ui.widgets.blocks import row
from ui.widgets.button import Button
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
        return tr("Inte graderat")
    return tr("Källan {0}, uppgiften {1}, {2} ({3}; {4} i 4×4, {5} i 5×5×5)").format(
        tr(swedish_grade(grade.source)),
        tr(swedish_grade(grade.information)),
        tr(swedish_grade(grade.handling)),
        grade.code,
        grade.four_by_four,
        grade.five_by_five,
    )


class TipsTab(CardColumn):
    """Newest first; what a tip says, when it was seen, how far it can be trusted. Never who told.

    `wanted_grade` carries a Tip to be graded (anew), `wanted_new` that somebody has a new one.
    """

    wanted_grade = Signal(object)
    wanted_new = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, "inbox", tr("Inga tips om det här objektet"))
        self._context = context
        self._theme = context.theme
        self._signs = context.parts.marking_signs(self)
        may = context.workspace.actor.may
        self._may_write, self._may_see_sources = may(Permission.WRITE_TIPS), may(Permission.READ_SOURCES)

    def show_tips(self, tips: Sequence[Tip], now: datetime) -> None:
        """Show them."""
        self.show_cards([self._card(tip, now) for tip in tips])

    def _card(self, tip: Tip, now: datetime) -> QWidget:
        seen = tr("Tid för iakttagelsen okänd")
        if tip.observed_from:
            seen = tr("Iakttaget {0}").format(spoken_day_and_time(tip.observed_from, now))
        tone, icon = _TONES.get(tip.status, ("dismissed", "circle-help"))
        signs = ", ".join(indicator_name(code) for code in tip.indicators)
        came = tr("{0}, inkom {1}. {2}.").format(
            tr(swedish_tip(tip.channel)), spoken_day_and_time(tip.received_at, now), grade_words(tip.grade)
        )
        conditions = tip.handling_conditions and tr("Villkor: {0}").format(tip.handling_conditions)
        aside = tip.status is TipStatus.SET_ASIDE and tr("Utan åtgärd: {0}").format(tip.status_reason)
        made = record_card(
            self._theme,
            seen,
            (tone, icon, tr(swedish_tip(tip.status))),
            tip.text or tr("Ingen text, bara tecken."),
            (tr("Tecken: {0}").format(signs) if signs else "", came, conditions, aside or ""),
        )
        inside = made.layout()
        if isinstance(inside, QVBoxLayout) and not tip.sealed:
            self._add_acts(inside, tip)
        return made

    def _add_acts(self, inside: QVBoxLayout, tip: Tip) -> None:
        acts = row(margins=(-8, 2, 0, 0), spacing=4)
        for words, name, deed, shown in (
            (
                tr("Bedöm") if tip.grade is None else tr("Ändra bedömning"),
                tr("Bedöm tipset"),
                partial(self.wanted_grade.emit, tip),
                self._may_write,
            ),
            (
                tr("Lägg åt sidan"),
                tr("Lägg tipset åt sidan"),
                partial(self._ask_aside, tip),
                self._may_write and tip.status is not TipStatus.SET_ASIDE,
            ),
            (
                tr("Ta upp igen"),
                tr("Ta upp tipset igen"),
                partial(self._take_up, tip),
                self._may_write and tip.status is TipStatus.SET_ASIDE,
            ),
            (
                tr("Visa källan"),
                tr("Visa vem källan är"),
                partial(self._show_source, tip),
                self._may_see_sources and tip.source_kind is not SourceKind.ANONYMOUS,
            ),
        ):
            if shown:
                button = Button(self._theme, words, "", "link", name)
                button.clicked.connect(deed)
                acts.addWidget(button)
        acts.addWidget(self._signs.button("tip", tip.id, tr("tipset")))
        acts.addStretch(1)
        inside.addLayout(acts)

    def _ask_aside(self, tip: Tip, *_: object) -> None:
        AsideDialog(self._context, self.window(), tip).open()

    def _take_up(self, tip: Tip, *_: object) -> None:
        tips = self._context.workspace.tips
        self._context.jobs.write(
            self, lambda _: tips.take_up(tip), lambda _: self._context.speaker.done(tr("Tipset räknas igen"))
        )

    def _show_source(self, tip: Tip, *_: object) -> None:
        SourceDialog(self._context, self.window(), tip).open()
