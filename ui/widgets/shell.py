"""The frame round every page: rail to the left, bar on top, status line below."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import Icon, column, row
from ui.widgets.text import ElidedText, Text


class RailItem(QAbstractButton):
    """An icon over a word in the rail."""

    def __init__(self, theme: Theme, text: str, icon: str, *, page: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._badge = 0
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(page)
        self.setAutoExclusive(page)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """Icon and word without the air round them: a low window holds all pages."""
        return QSize(self._theme.size("rail") - 8, max(44, self._theme.size("iconRail") + 22))

    def badge(self, number: int) -> None:
        """Show how many wait there; nothing for none."""
        self._badge = number
        self.setAccessibleName(f"{self.text()}, {number}" if number else self.text())
        self.update()

    def sizeHint(self) -> QSize:
        """One item of the rail."""
        return QSize(self._theme.size("rail") - 8, self._theme.size("railItem") - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and word."""
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        active = self.isChecked()
        if active or self.underMouse() or self.isDown():
            paint.rounded(painter, rect, 8, theme.colour("railActive"), None)
        tone = "railTextActive" if active else "railText"
        size = theme.size("iconRail")
        top = (rect.height() - size - 20) / 2
        icon = theme.pixmap(self._icon_name, tone, size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF((rect.width() - size) / 2, top), icon)
        painter.setFont(theme.font("caption", "semibold" if active else "medium"))
        painter.setPen(theme.colour(tone))
        painter.drawText(QRectF(0, top + size + 3, rect.width(), 18), Qt.AlignmentFlag.AlignCenter, self.text())
        if self._badge:
            self._paint_badge(painter, QPointF((rect.width() + size) / 2 + 2, top))
        if self.hasFocus():
            paint.focus_ring(painter, theme, rect, 8)

    def _paint_badge(self, painter: QPainter, middle: QPointF) -> None:
        words = str(self._badge) if self._badge < 100 else "99+"
        painter.setFont(self._theme.font("caption", "bold", figures=True))
        wide = max(18, painter.fontMetrics().horizontalAdvance(words) + 10)
        box = QRectF(middle.x() - wide / 2, middle.y() - 9, wide, 18)
        paint.rounded(painter, box, 9, self._theme.colour("badge"), None)
        painter.setPen(self._theme.colour("onBadge"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class NavRail(QWidget):
    """The pages that work, and below them what concerns the whole program."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._items: dict[str, RailItem] = {}
        self._numbered = 0
        self.setAccessibleName(tr("Sidor"))
        self._column = column(self, (4, 12, 4, 12), 4)
        self._column.addWidget(Icon(theme, "shield-check", "railAccent", 28), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(14)
        self._column.addStretch(1)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.size("rail"))

    def add_page(self, key: str, text: str, icon: str, *, below: bool = False) -> None:
        """Add a page under those already there, or to the foot of the rail."""
        item = RailItem(self._theme, text, icon)
        item.clicked.connect(lambda: self.chosen.emit(key))
        self._items[key] = item
        if below:
            self.add_below(item)
            return
        self._numbered += 1
        if self._numbered <= 9:
            item.setToolTip(f"{text} (Ctrl+{self._numbered})")
        self._column.insertWidget(self._column.count() - 1 - self._below(), item)

    def add_below(self, item: RailItem) -> None:
        """Add something to the foot of the rail."""
        self._column.addWidget(item)

    def _below(self) -> int:
        for index in range(self._column.count()):
            entry = self._column.itemAt(index)
            if entry is not None and entry.spacerItem() is not None and index > 1:
                return self._column.count() - 1 - index
        return 0

    def badge(self, key: str, number: int) -> None:
        """Show how many wait on a page."""
        self._items[key].badge(number)

    def mark(self, key: str) -> None:
        """Show which page is open."""
        self._items[key].setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dark ground."""
        QPainter(self).fillRect(self.rect(), self._theme.colour("rail"))


class TopBar(QWidget):
    """Search and commands to the left, the program's own buttons to the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row = row(self, (24, 0, 18, 0), 8)
        self._left = 0
        self._row.addStretch(1)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.size("control") + 20)

    def add_left(self, widget: QWidget, stretch: int = 0, space: int = 0) -> None:
        """Add before the gap, `space` pixels further off than usual."""
        if space:
            self._row.insertSpacing(self._left, space)
            self._left += 1
        self._row.insertWidget(self._left, widget, stretch)
        self._left += 1

    def add_right(self, widget: QWidget) -> None:
        """Add after the gap."""
        self._row.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the rule below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("border"))


class StatusBar(QWidget):
    """What holds for the whole program right now: encrypted, saved, who and for whom."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        inside = row(self, (16, 0, 16, 0), 6)
        self._saved_icon = Icon(theme, "circle-check", "status.closed.fg", 14)
        self._saved = Text(theme, "", "caption", tone="muted")
        inside.addWidget(Icon(theme, "lock", "textMuted", 14))
        inside.addWidget(Text(theme, tr("Krypterad lokal databas"), "caption", tone="muted"))
        inside.addSpacing(14)
        inside.addWidget(self._saved_icon)
        inside.addWidget(self._saved)
        inside.addSpacing(8)
        self._row, self._next = inside, inside.count()
        inside.addStretch(1)
        self._right = ElidedText(theme, "", "caption", tone="muted")
        inside.addWidget(self._right)
        theme.changed.connect(self._fit)
        self._fit()
        self.say_saved("")

    def _fit(self) -> None:
        # A finger needs more room for what can be pressed here.
        self.setFixedHeight(28 if self._theme.density == "desk" else 48)

    def add(self, widget: QWidget) -> None:
        """Add a sign after those already at the left."""
        self._row.insertWidget(self._next, widget)
        self._next += 1

    def say_saved(self, text: str) -> None:
        """Say when the last change was saved; nothing hides the mark."""
        self._saved.setText(text)
        self._saved.setVisible(bool(text))
        self._saved_icon.setVisible(bool(text))

    def say_who(self, parts: Sequence[str]) -> None:
        """Name authority and person at the right."""
        self._right.setText("   ·   ".join(parts))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the rule above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("border"))
