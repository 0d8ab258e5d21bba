"""One place: who and where at the top, then its tabs; reads itself anew when something about it was written."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.kernel.clock import local
from krogkoll.security import Permission
from krogkoll.venues import Risk, Tip, Venue, VenueLine, shown_name, swedish
from ui.context import Context
from ui.venues.history import Event, events
from ui.venues.history_tab import HistoryTab
from ui.venues.overview import OverviewTab, address
from ui.venues.tips_tab import TipsTab
from ui.widgets.blocks import Banner, Icon, column, row
from ui.widgets.button import Button
from ui.widgets.choices import TabStrip
from ui.widgets.marks import Chip, RiskRing
from ui.widgets.text import ElidedText, line

OVERVIEW, TIPS, HISTORY = "overview", "tips", "history"
_TABS = {OVERVIEW: "Översikt", TIPS: "Tips", HISTORY: "Historik"}


class _Read(NamedTuple):
    venue: Venue
    entries: Sequence[Any]
    names: Mapping[str, str]
    risk: Risk | None
    line: VenueLine | None


class VenueDetail(QWidget):
    """`wanted_edit` carries the Venue as it is shown now; `shown` says that another one came into view."""

    wanted_edit = Signal(object)
    shown = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self._asked = 0
        self._id = ""
        self._venue: Venue | None = None
        actor = context.workspace.actor
        self._sees_scores = actor.may(Permission.READ_TIPS)
        self._may_write = actor.may(Permission.WRITE_VENUES)
        whole = column(self, spacing=0)
        whole.addWidget(self._make_head())
        whole.addWidget(line())
        self.conflict_banner = Banner(context.theme, closable=False)
        # Hidden as a whole, its margins too, when there is no conflict.
        self._band = QWidget()
        column(self._band, (24, 12, 24, 0), 0).addWidget(self.conflict_banner)
        self._band.hide()
        whole.addWidget(self._band)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        whole.addWidget(holder, 1)
        self.overview = OverviewTab(context.theme, sees_scores=self._sees_scores, may_write=self._may_write)
        self.overview.wanted_edit.connect(self.edit)
        self.overview.wanted_history.connect(lambda: self.open_tab(HISTORY))
        self.history = HistoryTab(context.theme)
        self.tips = TipsTab(context.theme)
        self._keys = [key for key in _TABS if key != TIPS or self._sees_scores]
        pages = {OVERVIEW: self.overview, TIPS: self.tips, HISTORY: self.history}
        for key in self._keys:
            self.tabs.addTab(_TABS[key])
            self._stack.addWidget(pages[key])
        self.tabs.currentChanged.connect(self._turn)

    def _make_head(self) -> QWidget:
        theme = self._context.theme
        head = QWidget()
        head.setObjectName("surface")
        inside = column(head, (0, 12, 0, 0), 6)
        top = row(margins=(24, 0, 24, 0), spacing=12)
        self._ring = RiskRing(theme)
        top.addWidget(self._ring)
        words = column(spacing=4)
        names = row(spacing=8)
        self._name = ElidedText(theme, "", "title", "semibold")
        names.addWidget(self._name)
        self._chip = Chip(theme)
        self._danger = Chip(theme, "confirmed", "flag", "Fara")
        self._conflict = Chip(theme, "suspected", "git-merge", "Konflikt")
        for chip in (self._chip, self._danger, self._conflict):
            names.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        names.addStretch(1)
        words.addLayout(names)
        where = row(spacing=6)
        where.addWidget(Icon(theme, "map-pin", "textMuted", 16))
        self._address = ElidedText(theme, "", tone="muted")
        where.addWidget(self._address, 1)
        words.addLayout(where)
        top.addLayout(words, 1)
        self.edit_button = Button(theme, "Ändra", "pencil", "primary", "Ändra objektet")
        self.edit_button.setToolTip("Ändra objektet (Ctrl+E)")
        self.edit_button.clicked.connect(self.edit)
        top.addWidget(self.edit_button)
        inside.addLayout(top)
        self._ring.setVisible(self._sees_scores)
        self.edit_button.setVisible(self._may_write)
        self.tabs = TabStrip(theme, "Flikar för objektet")
        # The words of the first tab, not its padding, stand in line with the ring.
        tabs = row(margins=(14, 0, 14, 0))
        tabs.addWidget(self.tabs)
        inside.addLayout(tabs)
        return head

    @property
    def venue_id(self) -> str:
        """The id of the place shown or being read; empty for none."""
        return self._id

    @property
    def name(self) -> str:
        """What the place shown is called."""
        return self._name.text()

    @property
    def tab(self) -> str:
        """The open tab."""
        return self._keys[self.tabs.currentIndex()]

    def open_tab(self, key: str) -> None:
        """Open a tab by its key."""
        self.tabs.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)

    def _turn(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self._read_tips()

    def _read_tips(self) -> None:
        """Reading a tip is an entry in the audit log, so only what somebody really opens is read."""
        if self.tab != TIPS or not self._id:
            return
        tips, venue_id = self._context.workspace.tips, self._id
        self._context.jobs.read(self, lambda _: tips.tips_of(venue_id), partial(self._show_tips, venue_id))

    def _show_tips(self, venue_id: str, found: object) -> None:
        if venue_id == self._id:
            self.tips.show_tips(cast(Sequence[Tip], found), self._context.now())

    def show_line(self, found: VenueLine) -> None:
        """Show at once what the list already knows, before the whole is read."""
        self._ring.show_score(None if found.points is None else round(found.points))
        self._danger.setVisible(found.danger)
        self._conflict.setVisible(found.in_conflict)
        self._band.setVisible(found.in_conflict)
        if found.in_conflict:
            self.conflict_banner.say(
                "Någon annan ändrade samma uppgift samtidigt. Båda värdena finns i historiken. "
                "Välj Ändra och spara det som ska gälla."
            )

    def read(self, venue_id: str) -> None:
        """Read and show a place; what arrives late for another one is dropped."""
        self._asked += 1
        self._id = venue_id
        workspace, sees = self._context.workspace, self._sees_scores

        def work(_: object) -> _Read:
            venue = workspace.venues.venue(venue_id)
            names = {member.id: member.name for member in workspace.members.members()}
            risk = workspace.risks.risk(venue_id) if sees else None
            lines = workspace.venues.page([workspace.venues.number(venue_id)])
            return _Read(venue, workspace.venues.history(venue_id), names, risk, lines[0] if lines else None)

        self._context.jobs.read(self, work, partial(self._show, self._asked))
        self._read_tips()

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        read = cast(_Read, found)
        venue, now = read.venue, self._context.now()
        self._venue = venue
        self._name.setText(shown_name(venue))
        token = self._context.theme.tokens.statuses.get(venue.status.value)
        tone, icon = (venue.status.value, token["icon"]) if token else ("dismissed", "circle-help")
        self._chip.show_as(tone, icon, swedish(venue.status))
        self._address.setText(address(venue))
        if read.line is not None:
            self.show_line(read.line)
        if read.risk is not None:
            self.overview.show_score(read.risk.score)
        self.overview.show_venue(venue, local(now))
        told: list[Event] = events(read.entries, read.names)
        self.overview.show_events(told, now)
        self.history.show_events(told, now)
        self.shown.emit(venue)

    def edit(self) -> None:
        """Ask for the form of the place shown."""
        if self._venue is not None and self._may_write:
            self.wanted_edit.emit(self._venue)
