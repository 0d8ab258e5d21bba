"""What can be done with the report in view: the person's mark, the own signature, a copy, an addition."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from krogkoll.inspections import Acknowledgement, Addendum, Paper
from ui.i18n import tr
from ui.paper_signing import hash_words
from ui.report.reading import ReportState
from ui.theme import Theme
from ui.widgets.blocks import Banner, Card, Scrolling, clear, column
from ui.widgets.button import Button
from ui.widgets.marks import Chip
from ui.widgets.text import Text
from ui.words import spoken_day_and_time

_WIDTH = 316


class Side(QWidget):
    """`wanted` carries (Addendum, Paper or None) of an addition that somebody wants to see or sign."""

    wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self._theme = theme
        body = QWidget()
        inside = column(body, (0, 16, 16, 16), 12)
        self.banner = Banner(theme, closable=False)
        inside.addWidget(self.banner)
        self._mark_card = Card(theme, tr("Den ansvariga på platsen"))
        self._mark_text = Text(theme, wrap=True)
        self.draw = Button(theme, tr("Rita namnteckning"), "pen-line")
        self.refuse = Button(theme, tr("Vill inte rita"), kind="link")
        for part in (self._mark_text, self.draw, self.refuse):
            self._mark_card.body.addWidget(part)
        inside.addWidget(self._mark_card)
        self._sign_card = Card(theme, tr("Underskrift"))
        self._who = Text(theme, wrap=True)
        self._hash = Text(theme, wrap=True)
        self._hash.setFont(theme.mono("caption"))
        self._hash.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sign = Button(theme, tr("Underteckna"), "check", "primary")
        self.remake = Button(theme, tr("Gör om protokollet"), "refresh-cw", "link")
        self.leave = Button(theme, tr("Lämna kopia"), "send")
        self.add = Button(theme, tr("Komplettera"), "file-plus-2")
        label = Text(theme, tr("SHA-256 av det som visas"), "caption", tone="muted")
        for widget in (self._who, label, self._hash, self.sign, self.remake, self.leave, self.add):
            self._sign_card.body.addWidget(widget)
        inside.addWidget(self._sign_card)
        self._more_card = Card(theme, tr("Kompletteringar"))
        self._more = column(spacing=10)
        self._more_card.body.addLayout(self._more)
        inside.addWidget(self._more_card)
        inside.addStretch(1)
        column(self, spacing=0).addWidget(Scrolling(body))

    def show_state(self, state: ReportState, now: datetime, *, may_write: bool) -> None:
        """Show what can be done now."""
        paper = state.paper
        if paper is None:
            return
        self._mark_text.setText(mark_words(state.mark, now))
        for button in (self.draw, self.refuse):
            button.setVisible(may_write and not state.signed)
        self.draw.setText(tr("Rita om") if state.mark else tr("Rita namnteckning"))
        self.draw.setAccessibleName(self.draw.text())
        self._hash.setText(hash_words(paper.current_sha256))
        self.sign.setVisible(may_write and not state.signed)
        self.remake.setVisible(may_write and not state.signed)
        self.leave.setVisible(state.signed and may_write)
        self.add.setVisible(state.signed and may_write)
        if state.signed:
            mark = paper.signatures[-1]
            when = spoken_day_and_time(datetime.fromisoformat(str(mark["at"])), now)
            self._who.setText(tr("Undertecknat av {0} {1}. Ännu inte tidsstämplat.").format(mark["name"], when))
            self.banner.say(tr("Protokollet är undertecknat och låst."), "closed")
        else:
            name = paper.next_place.person if paper.next_place else ""
            title = state.title[:1].lower() + state.title[1:]
            line = f"{name}, {title}," if title else name
            self._who.setText(tr("{0} undertecknar exakt det som visas här.").format(line))
            self.banner.hide()
        self._show_more(state.addenda)

    def _show_more(self, addenda: Sequence[tuple[Addendum, Paper | None]]) -> None:
        clear(self._more)
        self._more_card.setVisible(bool(addenda))
        for addendum, paper in addenda:
            signed = paper is not None and paper.sealed
            box = QWidget()
            inside = column(box, spacing=4)
            title = tr("Komplettering {0}").format(addendum.number)
            inside.addWidget(Text(self._theme, title, weight="semibold"))
            chip = (
                ("closed", "lock", tr("Undertecknad")) if signed else ("suspected", "pencil", tr("Inte undertecknad"))
            )
            inside.addWidget(Chip(self._theme, *chip))
            inside.addWidget(Text(self._theme, addendum.text, "caption", tone="muted", wrap=True))
            act = tr("Visa") if signed else tr("Visa och underteckna")
            button = Button(self._theme, act, kind="link", name=f"{act}: {title}")
            button.clicked.connect(partial(self.wanted.emit, (addendum, paper)))
            inside.addWidget(button)
            self._more.addWidget(box)


def mark_words(mark: Acknowledgement | None, now: datetime) -> str:
    """What the responsible person did, in a sentence."""
    if mark is None:
        return tr("Har inte tagit del av protokollet ännu. Visa sidorna och låt personen rita sin namnteckning.")
    when = spoken_day_and_time(mark.at, now)
    if mark.refused:
        return tr("{0} ville inte rita, {1}. Skäl: {2}. Vittne: {3}.").format(
            mark.name, when, mark.reason.rstrip(". "), mark.witness
        )
    return tr("{0} ritade sin namnteckning {1}.").format(mark.name, when)
