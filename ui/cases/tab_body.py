"""What the tabs of a case share: a scrolling column never wider than is good to read, with one action at its head."""

from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.blocks import Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.text import Text

_WIDEST = 760


class TabBody(QWidget):
    """`rows` is the column that a tab fills anew; `action` its one button, hidden where it has none."""

    def __init__(self, theme: Theme, *, lead: str = "", action: str = "", icon: str = "plus") -> None:
        super().__init__()
        self._theme = theme
        body = QWidget()
        outer = row(body, (24, 16, 24, 24), 0)
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST)
        outer.addWidget(holder, 1000)
        outer.addStretch(1)
        inside = column(holder, spacing=12)
        self._head = QWidget()
        head = row(self._head, spacing=12)
        self.lead = Text(theme, lead, tone="muted", wrap=True)
        self.action = Button(theme, action, icon, "secondary")
        head.addWidget(self.lead, 1)
        head.addWidget(self.action)
        self.action.setVisible(bool(action))
        inside.addWidget(self._head)
        self._head.setVisible(bool(lead or action))
        self.rows = column(spacing=12)
        inside.addLayout(self.rows)
        inside.addStretch(1)
        column(self, spacing=0).addWidget(Scrolling(body))

    def renew(self) -> None:
        """Take away what is shown."""
        clear(self.rows)

    def nothing(self, words: str) -> None:
        """Say why there is nothing."""
        self.rows.addWidget(Text(self._theme, words, tone="muted", wrap=True))
