"""The list of sections at the left of the page: one is open; the arrow keys walk it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import Scrolling, column
from ui.widgets.text import Text

_WIDE = 232


class NavItem(QAbstractButton):
    """An icon and a word; a bar at its left when it is open."""

    def __init__(self, theme: Theme, text: str, icon: str) -> None:
        super().__init__()
        self._theme, self._icon_name = theme, icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """One row; a word that is too long for the list is shortened."""
        return QSize(100, self._theme.size("control") + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        theme, on, painter = self._theme, self.isChecked(), QPainter(self)
        rect = QRectF(self.rect())
        if on or self.underMouse():
            paint.rounded(painter, rect, 6, theme.colour("selection" if on else "hover"), None)
        if on:
            bar = QRectF(0, 8, 3, rect.height() - 16)
            paint.rounded(painter, bar, 1.5, theme.colour("selectionBar"), None)
        size = theme.size("icon")
        icon = theme.pixmap(self._icon_name, "text" if on else "textMuted", size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(14, (rect.height() - size) / 2), icon)
        painter.setFont(theme.font("body", "semibold" if on else "medium"))
        painter.setPen(theme.colour("text"))
        words = QRectF(14 + size + 12, 0, rect.width() - size - 30, rect.height())
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        tip = self.text() if shown != self.text() else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
        if self.hasFocus():
            paint.focus_ring(painter, theme, rect, 6)


class SectionList(QWidget):
    """`chosen` carries the key of a section."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, groups: Sequence[tuple[str, Sequence[tuple[str, str, str]]]]) -> None:
        """groups: a heading and its (key, word, icon)."""
        super().__init__()
        self.setObjectName("surface")
        self.setFixedWidth(_WIDE)
        self.items: dict[str, NavItem] = {}
        body = QWidget()
        inside = column(body, (10, 12, 10, 12), 2)
        for heading, entries in groups:
            label = Text(theme, heading, "caption", "semibold", "muted")
            label.setContentsMargins(14, 8, 0, 4)
            inside.addWidget(label)
            for key, word, icon in entries:
                item = self.items[key] = NavItem(theme, tr(word), icon)
                item.toggled.connect(lambda on, key=key: self.chosen.emit(key) if on else None)
                inside.addWidget(item)
        inside.addStretch(1)
        self._scrolled = Scrolling(body)
        body.setObjectName("surface")
        column(self, spacing=0).addWidget(self._scrolled)

    def mark(self, key: str) -> None:
        """Show which is open."""
        self.items[key].setChecked(True)
        self._scrolled.ensureWidgetVisible(self.items[key], 0, 12)
