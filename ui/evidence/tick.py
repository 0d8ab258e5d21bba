"""A line that is ticked or not, which shortens itself where there is no room; drawn alike in both themes."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import Theme
from ui.widgets import paint

_BOX = 20


class TickRow(QAbstractButton):
    """`spoken`: what a screen reader says, where the line itself is short for it."""

    def __init__(self, theme: Theme, text: str, spoken: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(spoken or text)
        self.setToolTip(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """One line, as high as can be hit. It takes what width there is."""
        return QSize(80, 30 if self._theme.density == "desk" else 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the words."""
        theme, painter = self._theme, QPainter(self)
        on, open_to_all = self.isChecked(), self.isEnabled()
        box = QRectF(1, (self.height() - _BOX) / 2, _BOX, _BOX)
        fill = "accent" if on and open_to_all else "surfaceSunken" if not open_to_all else "surface"
        paint.rounded(painter, box, 5, theme.colour(fill), theme.colour("borderControl"))
        if on:
            draw_check(painter, theme, box, "onAccent" if open_to_all else "textHint")
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text" if open_to_all else "textHint"))
        room = QRectF(_BOX + 11, 0, self.width() - _BOX - 12, self.height())
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self.hasFocus():
            paint.focus_ring(painter, theme, QRectF(self.rect()), theme.tokens.radius["control"])


def draw_check(painter: QPainter, theme: Theme, box: QRectF, colour: str) -> None:
    """The tick inside a box."""
    icon = theme.pixmap("check", colour, 16, painter.device().devicePixelRatio())
    middle = box.center()
    painter.drawPixmap(QRectF(middle.x() - 8, middle.y() - 8, 16, 16), icon, QRectF(icon.rect()))
