"""A row of a timeline: what happened, when, in what words and by whom; plain labels, so that everybody can read it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import column, row
from ui.widgets.text import Text

_SIGN = 28


class TimelineRow(QWidget):
    """The sign hangs on a line that goes on to the next row unless this is the last."""

    def __init__(
        self,
        theme: Theme,
        *,
        icon: str,
        tone: str,
        title: str,
        when: str,
        lines: tuple[str, ...] = (),
        who: str = "",
        last: bool = False,
    ) -> None:
        super().__init__()
        self._theme, self._icon, self._tone, self._last = theme, icon, tone, last
        inside = column(self, (_SIGN + 14, 0, 0, 0 if last else 18), 3)
        head = row(spacing=12)
        head.addWidget(Text(theme, title, weight="semibold", wrap=True), 1)
        head.addWidget(Text(theme, when, "caption", tone="muted"), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        for line in lines:
            label = Text(theme, line, wrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addWidget(label)
        if who:
            inside.addWidget(Text(theme, who, "caption", tone="muted", wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign and the line."""
        theme = self._theme
        painter = QPainter(self)
        if not self._last:
            painter.fillRect(QRectF(_SIGN / 2 - 1, _SIGN + 2, 2, self.height() - _SIGN - 2), theme.colour("border"))
        paint.rounded(painter, QRectF(0, 0, _SIGN, _SIGN), _SIGN / 2, theme.colour(f"status.{self._tone}.bg"), None)
        icon = theme.pixmap(self._icon, f"status.{self._tone}.fg", 16, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(6, 6), icon)
