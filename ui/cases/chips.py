"""The chips above the list of cases; those without room stand in a menu at the end."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from krogkoll.cases import CaseFilter
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import row
from ui.widgets.choices import FilterChip
from ui.words import count

CHIPS = (
    (CaseFilter.OPEN, "Öppna"),
    (CaseFilter.MINE, "Mina"),
    (CaseFilter.LATE, "Försenade"),
    (CaseFilter.WAITING, "Väntar"),
    (CaseFilter.ALL, "Alla"),
)
_GAP = 6


class CaseChips(QWidget):
    """Exactly one chip is on."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.chosen = CaseFilter.OPEN
        self._counts: Mapping[CaseFilter, int] = {}
        line = row(self, spacing=_GAP)
        self._chips: dict[CaseFilter, FilterChip] = {}
        for key, words in CHIPS:
            chip = self._chips[key] = FilterChip(theme, tr(words))
            chip.clicked.connect(partial(self.choose, key))
            line.addWidget(chip)
        self._more = FilterChip(theme, tr("Fler"))
        self._more.setAccessibleDescription(tr("Öppnar en meny med fler urval"))
        self._more.clicked.connect(self._open)
        line.addWidget(self._more)
        line.addStretch(1)
        self._mark()

    def choose(self, key: CaseFilter, _checked: bool = False) -> None:
        """Turn a chip on and the others off."""
        changed = key is not self.chosen
        self.chosen = key
        self._mark()
        if changed:
            self.changed.emit()

    def show_counts(self, counts: Mapping[CaseFilter, int]) -> None:
        """Show how many each would give."""
        self._counts = counts
        for key, chip in self._chips.items():
            chip.show_count(counts.get(key, 0))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chips without room move into the menu, the last first."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        widths = {key: chip.sizeHint().width() + _GAP for key, chip in self._chips.items()}
        all_fit = sum(widths.values()) - _GAP <= self.width()
        room = self.width() if all_fit else self.width() - self._more.sizeHint().width()
        for key, chip in self._chips.items():
            room -= widths[key]
            chip.setVisible(all_fit or room >= 0)
        self._more.setVisible(not all_fit)
        self._mark()

    def _away(self) -> dict[CaseFilter, str]:
        return {key: tr(words) for key, words in CHIPS if self._chips[key].isHidden()}

    def _mark(self) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key is self.chosen)
        other = self._away().get(self.chosen)
        self._more.setChecked(other is not None)
        self._more.setText(other or tr("Fler"))
        self._more.show_count(self._counts.get(self.chosen) if other else None)

    def _open(self) -> None:
        self._mark()
        menu = QMenu(self)
        for key, words in self._away().items():
            action = QAction(f"{words} ({count(self._counts.get(key, 0))})", menu)
            action.setCheckable(True)
            action.setChecked(key is self.chosen)
            action.triggered.connect(partial(self.choose, key))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
