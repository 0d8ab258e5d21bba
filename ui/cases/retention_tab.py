"""The tab of what becomes of a case: each item with its rule and mark, what stands in the way, what is gone already."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from krogkoll.cases import CaseItem, CaseStatus, ClosingView, DisposalCertificate, ItemFate, swedish_fate
from krogkoll.law import RuleStatus, cite_all
from ui.cases.closing_card import say
from ui.cases.detail_read import CaseFile
from ui.cases.tab_body import TabBody
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Card, column, row
from ui.widgets.button import Button
from ui.widgets.marks import Chip
from ui.widgets.text import Text, line
from ui.words import day_and_time

_LEAD = "Reglerna är ett stöd. Inget gallras utan att en människa bestämmer det."
_TONES = {
    ItemFate.KEEP: ("closed", "archive"),
    ItemFate.DISPOSE: ("suspected", "calendar-days"),
    ItemFate.WORKING: ("dismissed", "pencil"),
    ItemFate.UNKNOWN: ("dismissed", "circle-help"),
}
_STEP = 40


class Retention(NamedTuple):
    """What the tab shows."""

    view: ClosingView
    certificates: Sequence[DisposalCertificate]


class RetentionTab(TabBody):
    """`wanted_mark` carries an item, `wanted_disposal` that what may go shall go now."""

    wanted_mark = Signal(object)
    wanted_disposal = Signal()

    def __init__(self, theme: Theme, *, may_write: bool, may_purge: bool) -> None:
        super().__init__(theme, lead=tr(_LEAD), action=tr("Gallra nu") if may_purge else "", icon="trash-2")
        self.action.clicked.connect(self.wanted_disposal)
        self._may_write, self._may_purge = may_write, may_purge
        self.shown = -1

    def show_retention(self, file: CaseFile, found: Retention, now: datetime) -> None:
        """Show it."""
        self.renew()
        view = found.view
        items = [*view.removed, *view.due, *view.kept]
        items = list({item.id: item for item in items}.values())
        self.shown = len(items)
        closed = file.case.status is CaseStatus.CLOSED
        goes = bool(view.removed or view.due)
        self.action.setVisible(self._may_purge)
        self.action.setEnabled(closed and goes and view.may_dispose)
        if self._may_purge:
            self.lead.setText(f"{tr(_LEAD)} {self._why_not(view, closed=closed, goes=goes)}".strip())
        if view.blocked:
            card = Card(self._theme, tr("Hindrar"))
            for obstacle in view.blocked:
                say(self._theme, card, "circle-alert", "suspected", obstacle.words)
            self.rows.addWidget(card)
        card = Card(self._theme, tr("I ärendet"))
        for index, item in enumerate(items[:_STEP]):
            if index:
                card.body.addWidget(line())
            card.body.addWidget(self._item(item))
        if len(items) > _STEP:
            rest = tr("och {0} till").format(len(items) - _STEP)
            card.body.addWidget(Text(self._theme, rest, "caption", tone="muted"))
        self.rows.addWidget(card)
        if found.certificates:
            self.rows.addWidget(self._certificates(found.certificates, now))

    def _why_not(self, view: ClosingView, *, closed: bool, goes: bool) -> str:
        if not goes:
            return tr("Det finns inget att gallra nu.")
        if not closed:
            return tr("Gallringen görs när ärendet är avslutat.")
        return "" if view.may_dispose else tr("Gallringen får vänta på det som hindrar.")

    def _item(self, item: CaseItem) -> QWidget:
        theme = self._theme
        holder = QWidget()
        inside = row(holder, spacing=10)
        words = column(spacing=1)
        words.addWidget(Text(theme, f"{item.kind_sv}: {item.title}" if item.title else item.kind_sv, wrap=True))
        words.addWidget(Text(theme, rule_words(item), "caption", tone="muted", wrap=True))
        inside.addLayout(words, 1)
        tone, icon = _TONES[item.fate]
        said = swedish_fate(item.fate)
        if item.fate is ItemFate.DISPOSE:
            said = f"{said} {item.last_day.isoformat()}" if item.last_day else tr("Gallras efter avslut")
        inside.addWidget(Chip(theme, tone, icon, said))
        if self._may_write and item.kind != "case_file":
            mark = Button(theme, tr("Ändra"), "", "link", tr("Ändra märkningen av {0}").format(item.title))
            mark.clicked.connect(partial(self.wanted_mark.emit, item))
            inside.addWidget(mark)
        return holder

    def _certificates(self, found: Sequence[DisposalCertificate], now: datetime) -> Card:
        card = Card(self._theme, tr("Gallringsintyg"))
        for one in found:
            words = tr("{0}: {1} gallrad av {2}. {3}").format(
                day_and_time(one.at, now), kind_words(one.subject_kind), one.by, one.ground
            )
            say(self._theme, card, "trash-2", "dismissed", words)
        return card


def kind_words(kind: str) -> str:
    """What was wiped, in a word; its code where a newer colleague wiped something that is not known here."""
    words = {
        "quick_note": tr("Snabbanteckning"),
        "task": tr("Uppgift"),
        "official_note": tr("Tjänsteanteckning"),
        "disclosure_entry": tr("Utlämnande"),
    }
    return words.get(kind, kind)


def rule_words(item: CaseItem) -> str:
    """The rule behind an item, and whether it was read in the statute or is the authority's own to decide."""
    if item.mark is not None:
        reason = f": {item.mark.reason}" if item.mark.reason else ""
        return tr("Märkt av {0}{1}").format(item.mark.by, reason)
    if item.rule.status is RuleStatus.LOCAL:
        return tr("{0}. Myndighetens egen plan avgör.").format(item.rule.name_sv)
    return f"{item.rule.name_sv}. {cite_all(item.rule.references, short=True)}."
