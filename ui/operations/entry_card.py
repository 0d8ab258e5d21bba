"""Who may go in, and on what ground: one row per authority, for one place of the night at a time."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from krogkoll.inspections import (
    Attendance,
    Entry,
    Participant,
    Plan,
    entry_flags,
    ground_words,
    loss_without,
    loss_words,
    swedish_operation,
)
from krogkoll.law import EntryGround, cite_all, entry_ground, entry_grounds
from krogkoll.venues import permit_fact
from ui.i18n import tr
from ui.operations.words import ANSWERS, authority_icon, short_name
from ui.theme import Theme
from ui.widgets.blocks import Card, Icon, clear, column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.choices import FilterChip
from ui.widgets.text import ElidedText, Text, line

_WIDTHS = (168, 212)
_LEAST_ROOM = 520
_PERMIT_ONLY = {"al-9-13", "al-9-15"}


class EntryCard(Card):
    """`picked` carries the place, `wanted_entry` asks for our ground there, `wanted_person` (or None) for a form."""

    picked = Signal(str)
    wanted_entry = Signal(str)
    wanted_person = Signal(object)

    def __init__(self, theme: Theme, *, may_write: bool) -> None:
        super().__init__(theme, tr("Vem får gå in, och på vilken grund"))
        self._may = may_write
        self.invite = self.add_action(tr("Lägg till"), tr("Lägg till deltagare"), "user-plus")
        self.invite.clicked.connect(lambda: self.wanted_person.emit(None))
        self.invite.setVisible(may_write)
        self._chips = column(spacing=6)
        self.body.addLayout(self._chips)
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self.body.addWidget(holder)
        self.chips: dict[str, FilterChip] = {}

    def show_plan(self, plan: Plan, venue_id: str, grounds: tuple[EntryGround, ...], *, writable: bool) -> None:
        """Show the table for one place."""
        self._writable = self._may and writable
        self.invite.setVisible(self._writable)
        self._show_chips(plan, venue_id)
        clear(self._grid)
        for number, width in enumerate(_WIDTHS):
            self._grid.setColumnMinimumWidth(number, width)
        heads = (tr("Myndighet"), tr("Deltagare"), tr("Egen tillträdesgrund på den här adressen"))
        for number, text in enumerate(heads):
            self._grid.addWidget(Text(self._theme, text, "caption", "semibold", "muted", wrap=number == 2), 0, number)
        at = 1
        for authority in plan.authorities or (plan.own,):
            self._grid.addWidget(line(), at, 0, 1, 3)
            self._show_authority(plan, authority, venue_id, grounds, at + 1)
            at += 2

    def _show_chips(self, plan: Plan, venue_id: str) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.chips = {}
        if len(plan.stops) < 2:
            return
        holder = QWidget()
        lines: QVBoxLayout = column(holder, spacing=6)
        part: QHBoxLayout | None = None
        room = 0
        for number, stop in enumerate(plan.stops, start=1):
            chip = self._chip(plan, stop.venue_id, number, chosen=stop.venue_id == venue_id)
            room -= chip.sizeHint().width() + 6
            if part is None or room < 0:
                part = row(spacing=6)
                part.addStretch(1)
                lines.addLayout(part)
                room = max(_LEAST_ROOM, self.width() - 48) - chip.sizeHint().width() - 6
            part.insertWidget(part.count() - 1, chip)
        self._chips.addWidget(holder)

    def _chip(self, plan: Plan, venue_id: str, number: int, *, chosen: bool) -> FilterChip:
        name = plan.venue_name(venue_id)
        chip = FilterChip(self._theme, f"{number} {name if len(name) <= 24 else name[:23] + '…'}")
        chip.setChecked(chosen)
        chip.clicked.connect(partial(self.picked.emit, venue_id))
        self.chips[venue_id] = chip
        return chip

    def _show_authority(
        self, plan: Plan, authority: str, venue_id: str, grounds: tuple[EntryGround, ...], at: int
    ) -> None:
        top = Qt.AlignmentFlag.AlignTop
        cell = QWidget()
        cell.setFixedWidth(_WIDTHS[0])
        inside = row(cell, spacing=10)
        inside.addWidget(Icon(self._theme, authority_icon(authority), "textMuted", 16, "surfaceSunken"), 0, top)
        inside.addWidget(Text(self._theme, short_name(authority), weight="semibold", wrap=True), 1)
        self._grid.addWidget(cell, at, 0, top)
        people = QWidget()
        people.setFixedWidth(_WIDTHS[1])
        rows = column(people, spacing=8)
        those = [one for one in plan.participants if one.authority == authority]
        for one in those:
            rows.addWidget(self._person(plan, one))
        if not those:
            rows.addWidget(Text(self._theme, tr("Ingen är tillfrågad"), tone="muted", wrap=True))
        self._grid.addWidget(people, at, 1, top)
        own = authority == plan.own
        ground = self._own_ground(plan, venue_id, grounds) if own else self._told_grounds(those)
        self._grid.addWidget(ground, at, 2, top)

    def _person(self, plan: Plan, one: Participant) -> QWidget:
        theme = self._theme
        tone, icon, text_tone = ANSWERS[one.attendance]
        cell = QWidget()
        inside = row(cell, spacing=8)
        inside.addWidget(Icon(theme, icon, f"status.{tone}.dot"), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=0)
        words.addWidget(ElidedText(theme, one.name, weight="semibold"))
        words.addWidget(Text(theme, one.title or swedish_operation(one.role), "caption", tone="muted", wrap=True))
        words.addWidget(Text(theme, swedish_operation(one.attendance), "caption", tone=text_tone, wrap=True))
        if one.attendance is Attendance.DECLINED:
            lost = loss_words(loss_without(plan, one))
            for text in (one.reason, lost):
                if text:
                    words.addWidget(Text(theme, text, "caption", tone="muted", wrap=True))
        inside.addLayout(words, 1)
        if self._writable:
            button = icon_button(theme, "pencil", tr("Ändra {0}").format(one.name))
            button.clicked.connect(partial(self.wanted_person.emit, one))
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return cell

    def _own_ground(self, plan: Plan, venue_id: str, grounds: tuple[EntryGround, ...]) -> QWidget:
        cell = QWidget()
        inside = column(cell, spacing=8)
        venue = plan.venues.get(venue_id)
        entry = plan.entries.get(venue_id)
        for ground in grounds:
            # What the register speaks against is shown struck through; it is still to be chosen, with a reason.
            if ground.id in _PERMIT_ONLY and (entry is None or entry.ground_id != ground.id) and venue is not None:
                under = tr("Bara med skäl: {0}").format(permit_fact(venue))
                inside.addWidget(
                    self._line("ban", "textHint", cite_all(ground.references, short=True), under, struck=True)
                )
        if not venue_id:
            inside.addWidget(Text(self._theme, tr("Lägg till ett stopp först"), tone="muted", wrap=True))
            return cell
        if entry is None:
            words = (
                tr("Ingen grund är vald"),
                tr("Inträdet går att anteckna ändå, men protokollet säger att grunden saknas"),
            )
            inside.addWidget(self._line("circle-dashed", "status.suspected.dot", *words, tone="warning"))
        else:
            flags = entry_flags(entry)
            under = _weak_words(entry) if flags else self._told(entry.ground_id)
            title = _upper(ground_words(entry))
            tone = "warning" if flags else "muted"
            inside.addWidget(self._line("circle-dot", "accent", title, under, tone=tone))
        if self._writable:
            words_ = tr("Välj grund") if entry is None else tr("Byt grund")
            button = Button(self._theme, words_, "pencil", "link", tr("Välj er grund här"))
            button.clicked.connect(partial(self.wanted_entry.emit, venue_id))
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return cell

    def _told(self, ground_id: str) -> str:
        ground = entry_grounds().get(ground_id)
        return ground.note_sv if ground is not None else ""

    def _told_grounds(self, those: list[Participant]) -> QWidget:
        cell = QWidget()
        inside = column(cell, spacing=8)
        told = list(dict.fromkeys(one.ground_told for one in those if one.ground_told))
        for one in told:
            ground = entry_grounds().get(one)
            title = one if ground is None else _upper(cite_all(ground.references))
            under = (
                tr("Enligt egen uppgift") if ground is None else tr("{0}. Enligt egen uppgift").format(ground.title_sv)
            )
            inside.addWidget(self._line("circle-dot", "textMuted", title, under))
        if not told:
            inside.addWidget(
                self._line("circle-dashed", "textHint", tr("Inte sagd än"), tr("Väljs av den myndigheten"))
            )
        return cell

    def _line(
        self, icon: str, colour: str, title: str, under: str, *, tone: str = "muted", struck: bool = False
    ) -> QWidget:
        cell = QWidget()
        inside = row(cell, spacing=8)
        inside.addWidget(Icon(self._theme, icon, colour), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=0)
        head = Text(
            self._theme, title, weight="regular" if struck else "semibold", tone="muted" if struck else "", wrap=True
        )
        if struck:
            font = head.font()
            font.setStrikeOut(True)
            head.setFont(font)
        words.addWidget(head)
        if under:
            words.addWidget(Text(self._theme, under, "caption", tone=tone, wrap=True))
        inside.addLayout(words, 1)
        return cell


def _weak_words(entry: Entry) -> str:
    """How many answers are still missing, and why somebody goes in all the same."""
    count = len(entry_ground(entry.ground_id).missing(entry.answers))
    left = tr("Ett svar saknas än.") if count == 1 else tr("{0} svar saknas än.").format(count)
    return f"{left} {tr('Skäl: {0}').format(entry.reason)}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
