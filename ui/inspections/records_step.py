"""A step that is a column of cards with what was noted."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.inspections.records import RecordsCard
from ui.theme import Theme
from ui.widgets.blocks import Scrolling, column


class RecordsStep(QWidget):
    """The cards by key, under each other."""

    def __init__(self, theme: Theme, cards: Sequence[tuple[str, str, str]], below: Sequence[QWidget] = ()) -> None:
        """cards: key, title, and what an empty one says."""
        super().__init__()
        body = QWidget()
        inside = column(body, (20, 12, 20, 20), 12)
        self.cards: dict[str, RecordsCard] = {}
        for key, title, empty in cards:
            card = self.cards[key] = RecordsCard(theme, title, empty)
            inside.addWidget(card)
        for widget in below:
            inside.addWidget(widget)
        inside.addStretch(1)
        column(self, spacing=0).addWidget(Scrolling(body))
