"""One row of chips above a list, of which one is on; those without room stand in a menu at the end."""

from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import row
from ui.widgets.choices import FilterChip
from ui.words import count

Chips = Sequence[tuple[Hashable, str]]
"""Key and word of each chip."""
_GAP = 6


class ChipRow(QWidget):
    """Exactly one chip is on. more: what stands in the menu always; always: the chip that never goes there."""

    changed = Signal()

    def __init__(
        self, theme: Theme, chips: Chips, more: Chips = (), *, chosen: Hashable, always: Hashable = ""
    ) -> None:
        super().__init__()
        self.chosen: Any = chosen
        self._always, self._main, self._others = always, chips, more
        self._counts: Mapping[Any, int] = {}
        self._chips: dict[Hashable, FilterChip] = {}
        line = row(self, spacing=_GAP)
        for key, words in chips:
            chip = self._chips[key] = FilterChip(theme, tr(words))
            chip.clicked.connect(partial(self.choose, key))
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

    def choose(self, key: Hashable, _checked: bool = False) -> None:
        """Turn a chip on and the others off."""
        changed = key != self.chosen
        self.chosen = key
        self._mark()
        if changed:
            self.changed.emit()

    def show_counts(self, counts: Mapping[Any, int]) -> None:
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
        menu = bool(self._others) or sum(widths.values()) - _GAP > self.width()
        room = self.width() - (self._more.sizeHint().width() if menu else -_GAP)
        for key, chip in self._chips.items():
            room -= widths[key]
            chip.setVisible(room >= 0 or key == self._always)
        self._more.setVisible(menu)
        self._mark()

    def _in_menu(self) -> dict[Hashable, str]:
        """What the menu holds: everything without a visible chip of its own."""
        away = {key: tr(words) for key, words in self._main if self._chips[key].isHidden()}
        return away | {key: tr(words) for key, words in self._others}

    def _mark(self) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key == self.chosen)
        other = self._in_menu().get(self.chosen)
        self._more.setChecked(other is not None)
        self._more.setText(other or tr("Fler"))
        self._more.show_count(self._counts.get(self.chosen) if other else None)

    def _open(self) -> None:
        self._mark()
        menu = QMenu(self)
        for key, words in self._in_menu().items():
            action = QAction(f"{words} ({count(self._counts.get(key, 0))})", menu)
            action.setCheckable(True)
            action.setChecked(key == self.chosen)
            action.triggered.connect(partial(self.choose, key))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
