"""The head of a place: ring, name, signs, address, the way to edit it, and the tabs."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from krogkoll.venues import Venue, VenueLine, shown_name, swedish
from ui.commands import with_key
from ui.i18n import tr
from ui.theme import Theme
from ui.venues.overview import address
from ui.venues.risk_card import ring_score
from ui.widgets.blocks import Icon, column, row
from ui.widgets.button import Button
from ui.widgets.choices import TabStrip
from ui.widgets.marks import Chip, RiskRing
from ui.widgets.text import ElidedText

_NARROW, _NARROWEST = 780, 520


class VenueHead(QWidget):
    """`wanted_edit`, `wanted_tip`, `wanted_visit` when somebody wants one, `turned` with the key of the opened tab."""

    wanted_edit = Signal()
    wanted_tip = Signal()
    wanted_visit = Signal()
    turned = Signal(str)

    def __init__(self, theme: Theme, tabs: Mapping[str, str], *, sees_scores: bool, may_write: bool) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._titles = dict(tabs)
        self._keys = list(tabs)
        inside = column(self, (0, 12, 0, 0), 6)
        top = row(margins=(24, 0, 24, 0), spacing=12)
        self._ring = RiskRing(theme)
        top.addWidget(self._ring)
        top.addLayout(self._make_words(theme), 1)
        self.edit_button = Button(theme, tr("Ändra"), "pencil", "secondary", tr("Ändra objektet"))
        self.edit_button.setToolTip(with_key(tr("Ändra objektet"), "edit"))
        self.edit_button.clicked.connect(self.wanted_edit)
        self.tip_button = Button(theme, tr("Nytt tips"), "plus", "secondary", tr("Nytt tips om det här objektet"))
        self.tip_button.clicked.connect(self.wanted_tip)
        self.visit_button = Button(theme, tr("Starta tillsyn"), "clipboard-check", "primary")
        self.visit_button.clicked.connect(self.wanted_visit)
        for button in (self.edit_button, self.tip_button, self.visit_button):
            top.addWidget(button)
        inside.addLayout(top)
        self._ring.setVisible(sees_scores)
        self.edit_button.setVisible(may_write)
        self.tabs = TabStrip(theme, tr("Flikar för objektet"))
        for title in self._titles.values():
            self.tabs.addTab(title)
        self.tabs.currentChanged.connect(lambda index: self.turned.emit(self._keys[index]))
        # The words of the first tab, not its padding, stand in line with the ring.
        strip = row(margins=(14, 0, 14, 0))
        strip.addWidget(self.tabs)
        inside.addLayout(strip)

    def offer(self, *, tip: bool, visit: bool) -> None:
        """Which ways on there are besides editing."""
        self.tip_button.setVisible(tip)
        self.visit_button.setVisible(visit)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its buttons are without words."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room two of the buttons show their icon only."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        for button, words in ((self.edit_button, tr("Ändra")), (self.tip_button, tr("Nytt tips"))):
            button.setText("" if narrow else words)
            button.updateGeometry()

    def _make_words(self, theme: Theme) -> QVBoxLayout:
        words = column(spacing=4)
        names: QHBoxLayout = row(spacing=8)
        self._name = ElidedText(theme, "", "title", "semibold")
        names.addWidget(self._name)
        self._chip = Chip(theme)
        self._danger = Chip(theme, "confirmed", "flag", tr("Fara"))
        self._conflict = Chip(theme, "suspected", "git-merge", tr("Konflikt"))
        for chip in (self._chip, self._danger, self._conflict):
            names.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        names.addStretch(1)
        words.addLayout(names)
        where = row(spacing=6)
        where.addWidget(Icon(theme, "map-pin", "textMuted", 16))
        self._address = ElidedText(theme, "", tone="muted")
        where.addWidget(self._address, 1)
        words.addLayout(where)
        return words

    @property
    def name(self) -> str:
        """What the place shown is called."""
        return self._name.text()

    @property
    def tab(self) -> str:
        """The key of the open tab."""
        return self._keys[self.tabs.currentIndex()]

    def open_tab(self, key: str) -> None:
        """Open a tab; one that is not there now is passed over."""
        index = self._keys.index(key) if key in self._keys else 0
        self.tabs.setCurrentIndex(index if self.tabs.isTabVisible(index) else 0)

    def count(self, key: str, number: int, *, hide_empty: bool) -> None:
        """Say how much a tab holds; one that holds nothing may go."""
        if key not in self._keys:
            return
        index = self._keys.index(key)
        self.tabs.setTabText(index, f"{self._titles[key]} {number}" if number else self._titles[key])
        if hide_empty:
            self.show_tab(key, shown=bool(number))

    def show_tab(self, key: str, *, shown: bool) -> None:
        """Offer a tab or not; where it was open, the first one is."""
        index = self._keys.index(key)
        if not shown and index == self.tabs.currentIndex():
            self.tabs.setCurrentIndex(0)
        self.tabs.setTabVisible(index, shown)
        # Qt lays the strip out anew for a new text, not for a tab that comes or goes.
        self.tabs.setTabText(index, self.tabs.tabText(index))

    def show_line(self, found: VenueLine) -> None:
        """Show at once what the list already knows, before the whole is read."""
        self._ring.show_score(ring_score(found.points))
        self._danger.setVisible(found.danger)
        self._conflict.setVisible(found.in_conflict)

    def show_venue(self, venue: Venue) -> None:
        """Show name, status and address."""
        self._name.setText(shown_name(venue))
        token = self._theme.tokens.statuses.get(venue.status.value)
        tone, icon = (venue.status.value, token["icon"]) if token else ("dismissed", "circle-help")
        self._chip.show_as(tone, icon, tr(swedish(venue.status)))
        self._address.setText(address(venue))
