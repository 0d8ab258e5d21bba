"""Choices that stay visible: filter chips with counts, and the strip of tabs."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QTabBar

from ui.theme import Theme
from ui.widgets import paint


class FilterChip(QAbstractButton):
    """A pill that is on or off, with how many it would show."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self._count: int | None = None
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self.updateGeometry)

    def show_count(self, count: int | None) -> None:
        """Show how many it stands for; None while nobody has counted."""
        if count != self._count:
            self._count = count
            self.setAccessibleName(self._words())
            self.updateGeometry()
            self.update()

    def _words(self) -> str:
        return self.text() if self._count is None else f"{self.text()} {self._count:,}".replace(",", "\u00a0")

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        height = 30 if self._theme.density == "desk" else 44
        return QSize(
            self._theme.metrics("caption", "semibold", figures=True).horizontalAdvance(self._words()) + 22, height
        )

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        on = self.isChecked()
        fill = "accentSoft" if on else "hover" if self.underMouse() else "surface"
        paint.rounded(painter, rect, radius, theme.colour(fill), theme.colour("accent" if on else "border"))
        painter.setFont(theme.font("caption", "semibold", figures=True))
        painter.setPen(theme.colour("onAccentSoft" if on else "textMuted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._words())
        if self.hasFocus():
            paint.focus_ring(painter, theme, rect, radius)


class TabStrip(QTabBar):
    """Tabs with a bar under the active one; arrow keys walk them."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setUsesScrollButtons(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second of two quick taps by a finger comes as a double click, wherever the first one was."""
        at = self.tabAt(event.position().toPoint())
        if at >= 0:
            self.setCurrentIndex(at)

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the words in their heavier weight, so that nothing moves when a tab is chosen."""
        words = self._theme.metrics("body", "semibold").horizontalAdvance(self.tabText(index))
        return QSize(words + 28, max(44, self._theme.size("control")))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Never cut."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words and the bar."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            if not self.isTabVisible(index):
                continue
            rect = QRectF(self.tabRect(index))
            active = index == self.currentIndex()
            painter.setFont(theme.font("body", "semibold" if active else "medium"))
            painter.setPen(theme.colour("text" if active else "textMuted"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.tabText(index))
            if active:
                bar = QRectF(rect.left() + 10, rect.bottom() - 3, rect.width() - 20, 3)
                paint.rounded(painter, bar, 1.5, theme.colour("accent"), None)
                if self.hasFocus():
                    paint.focus_ring(painter, theme, rect.adjusted(3, 5, -3, -6), theme.tokens.radius["control"])
