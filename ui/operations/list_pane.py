"""All nights: those to come, those held, those called off, each with when, how many places and who leads."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from krogkoll.inspections import BriefingCopy, Operation, OperationStatus, swedish_operation
from krogkoll.kernel.clock import local
from krogkoll.security import Permission
from ui.commands import with_key
from ui.context import Context
from ui.i18n import tr
from ui.operations.words import STATUS, night_words, short_name, span_words
from ui.widgets.blocks import Banner, EmptyState, Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.choices import FilterChip
from ui.widgets.marks import Chip
from ui.widgets.text import ElidedText, Text, line

_AT_ONCE = 40
_GROUPS = (
    ("coming", "Kommande", (OperationStatus.PLANNED, OperationStatus.LOCKED, OperationStatus.UNKNOWN)),
    ("held", "Genomförda", (OperationStatus.HELD,)),
    ("cancelled", "Inställda", (OperationStatus.CANCELLED,)),
)
_EMPTY = {
    "coming": ("Ingen insats planeras", "Börja från ett objekt, kopiera en tidigare insats, eller skapa en ny här."),
    "held": ("Ingen insats är genomförd än", ""),
    "cancelled": ("Ingen insats är inställd", ""),
}


class OperationList(QWidget):
    """`picked` carries the id of a night, `wanted_new` that somebody plans another one."""

    picked = Signal(str)
    wanted_new = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self._all: tuple[Operation, ...] = ()
        self._shown, self.read_once, self._group = _AT_ONCE, False, "coming"
        theme = context.theme
        whole = column(self, spacing=0)
        self.chips: dict[str, FilterChip] = {}
        whole.addWidget(self._make_head())
        whole.addWidget(line())
        body = QWidget()
        outer = column(body, (24, 16, 24, 24), 10)
        self.banner = Banner(theme, closable=False)
        outer.addWidget(self.banner)
        self._rows = column(spacing=10)
        outer.addLayout(self._rows)
        self.more = Button(theme, tr("Visa fler"), "", "secondary")
        self.more.clicked.connect(self._show_more)
        outer.addWidget(self.more)
        self._holder = column(spacing=0)
        outer.addLayout(self._holder)
        outer.addStretch(1)
        whole.addWidget(Scrolling(body), 1)
        self.buttons: list[Button] = []

    def _make_head(self) -> QWidget:
        theme = self._context.theme
        head = QWidget()
        head.setObjectName("surface")
        inside = row(head, (24, 12, 24, 12), 8)
        inside.addWidget(Text(theme, tr("Insatser"), "title", "semibold"))
        inside.addSpacing(12)
        for key, words, _ in _GROUPS:
            chip = self.chips[key] = FilterChip(theme, tr(words))
            chip.clicked.connect(partial(self.choose, key))
            inside.addWidget(chip)
        inside.addStretch(1)
        self.new_button = Button(theme, tr("Ny insats"), "plus", "primary")
        self.new_button.setToolTip(with_key(tr("Ny insats"), "new"))
        self.new_button.clicked.connect(self.wanted_new)
        may = self._context.workspace.actor.may(Permission.PLAN_OPERATIONS)
        inside.addWidget(self.new_button)
        self.new_button.setVisible(may)
        return head

    def reload(self) -> None:
        """Read all nights again."""
        operations = self._context.workspace.operations
        briefings = self._context.workspace.briefings
        self._context.jobs.read(self, lambda _: (operations.operations(), briefings.unaccounted()), self._show)

    def _show(self, found: object) -> None:
        self._all, copies = cast("tuple[tuple[Operation, ...], tuple[BriefingCopy, ...]]", found)
        self._ask_back(copies)
        self.read_once = True
        self._fill()

    def _ask_back(self, copies: Sequence[BriefingCopy]) -> None:
        """Say so until every sheet of a night that is over is accounted for."""
        over = {one.id for one in self._all if one.status in {OperationStatus.HELD, OperationStatus.CANCELLED}}
        left = [one for one in copies if one.operation_id in over]
        self.banner.setVisible(bool(left))
        if left:
            one = tr("Ett insatsblad är inte redovisat efter insatsen.")
            words = one if len(left) == 1 else tr("{0} insatsblad är inte redovisade efter insatsen.").format(len(left))
            self.banner.say(words, "suspected", tr("Visa"), partial(self.picked.emit, left[0].operation_id))

    def choose(self, group: str) -> None:
        """Show another group."""
        self._group, self._shown = group, _AT_ONCE
        self._fill()

    def _show_more(self) -> None:
        self._shown += _AT_ONCE
        self._fill()

    def _fill(self) -> None:
        theme = self._context.theme
        for key, _, statuses in _GROUPS:
            self.chips[key].setChecked(key == self._group)
            self.chips[key].show_count(sum(one.status in statuses for one in self._all))
        wanted = next(statuses for key, _, statuses in _GROUPS if key == self._group)
        chosen = [one for one in self._all if one.status in wanted]
        if self._group == "coming":
            chosen.reverse()  # the next one first
        clear(self._rows)
        clear(self._holder)
        self.buttons = []
        for one in chosen[: self._shown]:
            self._rows.addWidget(self._row(one))
        self.more.setVisible(len(chosen) > self._shown)
        if not chosen and self.read_once:
            words, hint = _EMPTY[self._group]
            empty = EmptyState(theme, "clipboard-check", tr(words), "", tr(hint) if hint else "")
            self._holder.addWidget(empty)

    def _row(self, one: Operation) -> QWidget:
        theme = self._context.theme
        card = QFrame()
        card.setObjectName("card")
        inside = row(card, (16, 10, 12, 10), 16)
        when = column(spacing=0)
        when.addWidget(Text(theme, night_words(one), weight="semibold"))
        year = "" if one.starts_at is None else str(local(one.starts_at).year)
        hours = " · ".join(part for part in (span_words(one), year) if part)
        when.addWidget(Text(theme, hours, "caption", tone="muted"))
        inside.addLayout(when)
        words = column(spacing=0)
        words.addWidget(ElidedText(theme, one.title, weight="semibold"))
        words.addWidget(ElidedText(theme, self._under(one), "caption", tone="muted"))
        inside.addLayout(words, 1)
        tone, icon = STATUS[one.status]
        inside.addWidget(Chip(theme, tone, icon, swedish_operation(one.status)))
        button = Button(theme, tr("Öppna"), "", "link", tr("Öppna {0}").format(one.title))
        button.clicked.connect(partial(self.picked.emit, one.id))
        self.buttons.append(button)
        inside.addWidget(button)
        return card

    def _under(self, one: Operation) -> str:
        places = len(one.venue_ids)
        parts: Sequence[str] = (
            tr("1 ställe") if places == 1 else tr("{0} ställen").format(places),
            ", ".join(part for part in (one.lead_name, short_name(one.lead_authority)) if part),
            one.status_reason,
        )
        return " · ".join(part for part in parts if part)
