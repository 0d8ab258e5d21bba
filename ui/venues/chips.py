"""The chips above the list, and a menu for the statuses that have no chip of their own."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from krogkoll.venues import VenueFilter
from ui.i18n import tr
from ui.theme import Theme
from ui.venues.columns import MAIN_CHIPS, MORE_CHIPS
from ui.widgets.blocks import row
from ui.widgets.choices import FilterChip
from ui.words import count


class ChipRow(QWidget):
    """Exactly one chip is on."""

    changed = Signal()

    def __init__(self, theme: Theme, hidden: frozenset[VenueFilter]) -> None:
        super().__init__()
        self.chosen = VenueFilter.ALL
        self._counts: Mapping[VenueFilter, int] = {}
        self._chips: dict[VenueFilter, FilterChip] = {}
        line = row(self, spacing=6)
        for key, words in MAIN_CHIPS:
            if key not in hidden:
                chip = FilterChip(theme, tr(words))
                chip.clicked.connect(partial(self.choose, key))
                self._chips[key] = chip
                line.addWidget(chip)
        self._more = FilterChip(theme, tr("Fler"))
        self._more.setAccessibleDescription(tr("Öppnar en meny med fler urval"))
        self._more.clicked.connect(self._open)
        line.addWidget(self._more)
        line.addStretch(1)
        self._mark()

    def words(self) -> set[str]:
        """What the visible chips say, the menu's own apart."""
        return {chip.accessibleName().replace("\u00a0", " ") for chip in self._chips.values() if not chip.isHidden()}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chips without room move into the menu, the last first."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._more.sizeHint().width()
        for key, chip in self._chips.items():
            room -= chip.sizeHint().width() + 6
            chip.setVisible(room >= 0 or key is VenueFilter.ALL)
        self._mark()

    def _in_menu(self) -> dict[VenueFilter, str]:
        """What the menu holds: everything without a visible chip of its own."""
        away = {key: words for key, words in MAIN_CHIPS if key in self._chips and self._chips[key].isHidden()}
        return {**away, **dict(MORE_CHIPS)}

    def choose(self, key: VenueFilter, _checked: bool = False) -> None:
        """Turn a chip on and the others off."""
        changed = key is not self.chosen
        self.chosen = key
        self._mark()
        if changed:
            self.changed.emit()

    def show_counts(self, counts: Mapping[VenueFilter, int]) -> None:
        """Show how many each would give."""
        self._counts = counts
        for key, chip in self._chips.items():
            chip.show_count(counts.get(key, 0))
        self._fit()

    def _mark(self) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key is self.chosen)
        other = self._in_menu().get(self.chosen)
        self._more.setChecked(other is not None)
        self._more.setText(tr(other) if other else tr("Fler"))
        self._more.show_count(self._counts.get(self.chosen) if other else None)

    def _open(self) -> None:
        self._mark()
        menu = QMenu(self)
        for key, words in self._in_menu().items():
            action = QAction(f"{tr(words)} ({count(self._counts.get(key, 0))})", menu)
            action.setCheckable(True)
            action.setChecked(key is self.chosen)
            action.triggered.connect(partial(self.choose, key))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
