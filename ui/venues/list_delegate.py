"""Paints one place in the list: ring, name, address, age and status, in the rhythm of the density."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from krogkoll.venues import VenueLine, swedish
from ui.i18n import tr
from ui.theme import Theme
from ui.venues.list_model import LINE_ROLE
from ui.venues.risk_card import ring_score
from ui.widgets import paint
from ui.words import age

_LEFT = 16
_RING = 40
_TEXT = _LEFT + _RING + 14
_RIGHT = 16


class VenueDelegate(QStyledItemDelegate):
    """All rows have one height; text is shortened only where it does not fit."""

    def __init__(self, parent: QObject, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__(parent)
        self._theme = theme
        self._now = now
        # The moment is asked for once a repaint is not worth it: ages move by minutes.
        self._moment = now()
        self.keyboard = False

    def refresh_ages(self) -> None:
        """Ages count from now."""
        self._moment = self._now()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The density's row height."""
        return QSize(200, self._theme.size("row"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        theme = self._theme
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, theme.colour("selection"))
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), theme.colour("selectionBar"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        if not selected:
            rule = QRectF(rect.left() + _TEXT, rect.bottom() - 1, rect.width() - _TEXT, 1)
            painter.fillRect(rule, theme.colour("border"))
        line = index.data(LINE_ROLE)
        if isinstance(line, VenueLine):
            self._line(painter, rect, line)
        if self.keyboard and state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, theme, rect.adjusted(1, 1, -1, -1), 4)
        painter.restore()

    def _line(self, painter: QPainter, rect: QRectF, line: VenueLine) -> None:
        middle = rect.center().y()
        ring = QRectF(rect.left() + _LEFT, middle - _RING / 2, _RING, _RING)
        paint.ring(painter, self._theme, ring, ring_score(line.points))
        upper = QRectF(rect.left() + _TEXT, middle - 25, rect.width() - _TEXT - _RIGHT, 24)
        lower = QRectF(upper.left(), middle + 1, upper.width(), 24)
        self._upper(painter, upper, line)
        self._lower(painter, lower, line)

    def _upper(self, painter: QPainter, rect: QRectF, line: VenueLine) -> None:
        theme = self._theme
        shown_age = age(line.latest_at, self._moment)
        age_width = theme.metrics("caption", figures=True).horizontalAdvance(shown_age)
        painter.setFont(theme.font("caption", figures=True))
        painter.setPen(theme.colour("textMuted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown_age)
        marks = [name for name, on in (("flag", line.danger), ("git-merge", line.in_conflict)) if on]
        room = rect.width() - age_width - 12 - 22 * len(marks)
        left = rect.left() + self._words(painter, rect, room, line.name, "semibold", "text")
        for mark in marks:
            tone = "status.confirmed.dot" if mark == "flag" else "status.suspected.dot"
            icon = theme.pixmap(mark, tone, 16, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(left + 6, rect.center().y() - 8), icon)
            left += 22

    def _lower(self, painter: QPainter, rect: QRectF, line: VenueLine) -> None:
        theme = self._theme
        words = tr(swedish(line.status))
        width = paint.chip_width(theme, words)
        icon = theme.tokens.statuses.get(line.status.value, {}).get("icon", "circle-help")
        tone = line.status.value if line.status.value in theme.tokens.statuses else "dismissed"
        corner = QPointF(rect.right() - width, rect.center().y() - paint.CHIP_HEIGHT / 2)
        paint.chip(painter, theme, corner, tone, icon, words)
        place = line.address if line.address != line.name else line.city
        if line.also:
            place = tr("även känd som {0}").format(", ".join(line.also))
        self._words(painter, rect, rect.width() - width - 10, place, "regular", "textMuted")

    def _words(self, painter: QPainter, rect: QRectF, room: float, text: str, weight: str, tone: str) -> float:
        metrics = self._theme.metrics("body", weight)
        width = metrics.horizontalAdvance(text)
        if width > room:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            width = metrics.horizontalAdvance(text)
        painter.setFont(self._theme.font("body", weight))
        painter.setPen(self._theme.colour(tone))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
        return width
