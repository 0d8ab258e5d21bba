"""Two small strips used on the way in: where in the steps one is, and how strong a passphrase is."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint


class StepStrip(QWidget):
    """Numbered steps: done ones with a check, the present one filled, those to come grey."""

    def __init__(self, theme: Theme, steps: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self._steps = tuple(steps)
        self._present = 0
        self.setFixedHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, index: int) -> None:
        """Mark step `index` as the present one."""
        self._present = index
        self.setAccessibleName(tr("Steg {0} av {1}: {2}").format(index + 1, len(self._steps), self._steps[index]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw circles, words and the lines between."""
        theme = self._theme
        painter = QPainter(self)
        left = 0.0
        for index, word in enumerate(self._steps):
            if index:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent" if index <= self._present else "border"))
                painter.drawRoundedRect(QRectF(left + 10, 15, 32, 2), 1, 1)
                left += 52
            left = self._step(painter, left, index, word)

    def _step(self, painter: QPainter, left: float, index: int, word: str) -> float:
        theme = self._theme
        present = index == self._present
        circle = QRectF(left, 4, 24, 24)
        ground = "accent" if present else "accentSoft" if index < self._present else "surfaceSunken"
        paint.rounded(painter, circle, 12, theme.colour(ground), None)
        if index < self._present:
            icon = theme.pixmap("check", "onAccentSoft", 16, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left + 4, 8), icon)
        else:
            painter.setFont(theme.font("caption", "semibold", figures=True))
            painter.setPen(theme.colour("onAccent" if present else "textMuted"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(index + 1))
        weight = "semibold" if present else "regular"
        width = theme.metrics("body", weight).horizontalAdvance(word)
        painter.setFont(theme.font("body", weight))
        painter.setPen(theme.colour("text" if present else "textMuted"))
        painter.drawText(QRectF(left + 32, 0, width + 4, 32), Qt.AlignmentFlag.AlignVCenter, word)
        return left + 32 + width


class StrengthMeter(QWidget):
    """Four bars, filled and coloured by how hard a passphrase is to guess."""

    _TONES = ("dismissed", "confirmed", "suspected", "closed", "closed")

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._level = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_level(self, level: int) -> None:
        """0 (nothing typed) to 4 (strong)."""
        self._level = level
        self.setAccessibleName(tr("Styrka {0} av 4").format(level))
        self.update()

    def sizeHint(self) -> QSize:
        """A thin strip."""
        return QSize(200, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = QPainter(self)
        width = (self.width() - 12) / 4
        for index in range(4):
            filled = index < self._level
            colour = self._theme.colour(f"status.{self._TONES[self._level]}.dot" if filled else "border")
            paint.rounded(painter, QRectF(index * (width + 4), 0, width, 6), 3, colour, None)
