"""Small signs: the risk ring, status chips, pills and the stripe that says practice."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint


class RiskRing(QWidget):
    """The score as a ring; a screen reader hears the figure."""

    def __init__(self, theme: Theme, size: int = 52) -> None:
        super().__init__()
        self._theme = theme
        self._score: int | None = None
        self.setFixedSize(size, size)

    def show_score(self, score: int | None) -> None:
        """Show a score 0-100, or a dash for none."""
        self._score = score
        self.setAccessibleName(tr("Ingen riskpoäng än") if score is None else tr("Riskpoäng {0} av 100").format(score))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        paint.ring(painter, self._theme, QRectF(self.rect()), self._score)


class Chip(QWidget):
    """A status chip: icon, word and colour."""

    def __init__(self, theme: Theme, tone: str = "dismissed", icon: str = "", text: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_as(tone, icon, text)

    def show_as(self, tone: str, icon: str, text: str) -> None:
        """Change what it says."""
        self._tone, self._icon, self._text = tone, icon, text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its word, so that it is never cut."""
        return QSize(paint.chip_width(self._theme, self._text, icon=bool(self._icon)), paint.CHIP_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never less than the whole word."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        paint.chip(QPainter(self), self._theme, QPointF(0, 0), self._tone, self._icon, self._text)


class PracticePill(QWidget):
    """Says in words that everything here is invented."""

    _STRONG = "ÖVNING"
    _REST = "Påhittade uppgifter"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(tr("Övning, påhittade uppgifter"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _widths(self) -> tuple[int, int]:
        strong = self._theme.metrics("caption", "bold").horizontalAdvance(tr(self._STRONG))
        rest = self._theme.metrics("caption", "medium").horizontalAdvance(tr(self._REST))
        return strong, rest

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(sum(self._widths()) + 56, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a dashed pill, so that it looks like nothing else on the screen."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("accent"), 1.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.colour("surfaceAlt"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 15, 15)
        painter.drawPixmap(QPointF(14, 8), theme.pixmap("graduation-cap", "accent", 16, self.devicePixelRatioF()))
        strong, rest = self._widths()
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("link"))
        painter.setFont(theme.font("caption", "bold"))
        painter.drawText(QRectF(36, 0, strong + 2, 32), middle, tr(self._STRONG))
        painter.setPen(theme.colour("textMuted"))
        painter.setFont(theme.font("caption", "medium"))
        painter.drawText(QRectF(36 + strong + 8, 0, rest + 2, 32), middle, tr(self._REST))


class PracticeStripe(QWidget):
    """The striped edge along the whole top of a practice workspace."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw slanted stripes."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        for left in range(-8, self.width() + 8, 12):
            corners = (QPointF(left + 4, 0), QPointF(left + 10, 0), QPointF(left + 6, 4), QPointF(left, 4))
            painter.drawPolygon(QPolygonF(corners))
