"""A tab that is a column of cards, or a word about why there are none."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import Theme
from ui.widgets.blocks import EmptyState, Scrolling, clear, column, row
from ui.widgets.marks import Chip
from ui.widgets.text import Text

_WIDEST = 760


class CardColumn(QWidget):
    """Cards one under the other, never wider than is good to read."""

    def __init__(self, theme: Theme, icon: str, empty: str) -> None:
        super().__init__()
        self.shown = 0
        body = QWidget()
        outer = column(body, (24, 16, 24, 24), 12)
        self._cards = column(spacing=12)
        outer.addLayout(self._cards)
        self._none = EmptyState(theme, icon, empty)
        outer.addWidget(self._none)
        outer.addStretch(1)
        column(self, spacing=0).addWidget(Scrolling(body))

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Replace what is shown."""
        clear(self._cards)
        self.shown = len(cards)
        self._none.setVisible(not cards)
        for card in cards:
            self._cards.addWidget(card)


def record_card(
    theme: Theme,
    title: str,
    chip: tuple[str, str, str],
    text: str,
    notes: Sequence[str],
    acts: Sequence[QWidget] = (),
) -> QFrame:
    """A card of one record: title, chip (tone, icon, word), text to read, small notes, and buttons at its foot."""
    card = QFrame()
    card.setObjectName("card")
    card.setMaximumWidth(_WIDEST)
    inside = column(card, (16, 12, 16, 14), 6)
    head = row(spacing=10)
    head.addWidget(Text(theme, title, weight="semibold", wrap=True), 1)
    head.addWidget(Chip(theme, *chip), 0, Qt.AlignmentFlag.AlignTop)
    inside.addLayout(head)
    if text:
        told = Text(theme, text, wrap=True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(told)
    for note in notes:
        if note:
            inside.addWidget(Text(theme, note, "caption", tone="muted", wrap=True))
    if acts:
        foot = row(spacing=8)
        foot.addStretch(1)
        for act in acts:
            foot.addWidget(act)
        inside.addLayout(foot)
    return card
