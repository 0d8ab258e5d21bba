"""One section of the form: its heading with the number that Alt jumps to, one action beside it, a body to fill."""

from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.blocks import column, row
from ui.widgets.button import Button
from ui.widgets.text import ElidedText, Text


class Section(QWidget):
    """`body` is the column that the form fills."""

    def __init__(self, theme: Theme, number: int, title: str) -> None:
        super().__init__()
        self.title = title
        whole = column(self, (0, 12, 0, 16), 10)
        self._head = row(spacing=8)
        heading = ElidedText(theme, title, "subtitle", "semibold")
        self._head.addWidget(heading, 1)
        hint = Text(theme, f"Alt+{number}", "caption", tone="hint")
        self._head.addWidget(hint)
        whole.addLayout(self._head)
        self.body = column(spacing=10)
        whole.addLayout(self.body)

    def add_action(self, button: Button) -> None:
        """The section's own action, at the right of its heading."""
        self._head.insertWidget(1, button)
