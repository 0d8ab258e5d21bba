"""A box to tick, painted by itself so that it is seen in both themes and large enough for a thumb in the field."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import Theme
from ui.widgets import paint

_BOX, _GAP = 18, 9


class Check(QAbstractButton):
    """On or off, with a word."""

    def __init__(self, theme: Theme, text: str, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(name or text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Box and words."""
        words = self._theme.metrics().horizontalAdvance(self.text())
        return QSize(_BOX + _GAP + words + 8, 28 if self._theme.density == "desk" else 44)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        theme, on, painter = self._theme, self.isChecked(), QPainter(self)
        middle = self.height() / 2
        box = QRectF(3, middle - _BOX / 2, _BOX, _BOX)
        enabled = self.isEnabled()
        fill = "accent" if on and enabled else "hover" if self.underMouse() and enabled else "surface"
        paint.rounded(
            painter, box, 4, theme.colour(fill), theme.colour("accent" if on and enabled else "borderControl")
        )
        if on:
            icon = theme.pixmap("check", "onAccent" if enabled else "textHint", 14, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(box.left() + 2, box.top() + 2), icon)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text" if enabled else "textHint"))
        words = QRectF(box.right() + _GAP, 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            paint.focus_ring(painter, theme, QRectF(self.rect()), theme.tokens.radius["control"])
