"""Says under the list what the colours of the rings stand for."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.theme import Theme

_CLASSES = (("confirmed", "Hög 60–100"), ("suspected", "Medel 30–59"), ("closed", "Låg 0–29"))


class Legend(QWidget):
    """Three dots with words, and the flag."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(28)
        words = ", ".join(tr(words) for _, words in _CLASSES)
        self.setAccessibleName(tr("Riskpoäng: {0}. Flagga betyder fara.").format(words))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(340, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        metrics = theme.metrics("caption")
        left = 16.0
        painter.fillRect(0, 0, self.width(), 1, theme.colour("border"))
        gap = 14 if self.width() > 370 else 8
        for tone, source in _CLASSES:
            words = tr(source)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(f"status.{tone}.dot"))
            painter.drawEllipse(QRectF(left, 9.5, 9, 9))
            painter.setPen(theme.colour("textMuted"))
            painter.drawText(QRectF(left + 15, 0, 140, 28), Qt.AlignmentFlag.AlignVCenter, words)
            left += 15 + metrics.horizontalAdvance(words) + gap
        right = self.width() - 16 - metrics.horizontalAdvance(tr("Fara"))
        painter.drawText(QRectF(right, 0, 60, 28), Qt.AlignmentFlag.AlignVCenter, tr("Fara"))
        icon = theme.pixmap("flag", "status.confirmed.dot", 14, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(right - 20, 7), icon)
