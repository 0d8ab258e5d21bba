"""Paints one place in the list: ring, name, address, age and status, in the rhythm of the density."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from krogkoll.venues import VenueLine, swedish
from ui.i18n import tr
from ui.theme import Theme
from ui.venues.risk_card import ring_score
from ui.widgets import paint
from ui.widgets.record_list import RowDelegate
from ui.words import age

_LEFT = 16
_RING = 40
_TEXT = _LEFT + _RING + 14
_RIGHT = 16


class VenueDelegate(RowDelegate):
    """All rows have one height; text is shortened only where it does not fit."""

    def __init__(self, parent: QObject, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__(parent, theme, _TEXT)
        self._now = now
        # The moment is asked for once a repaint is not worth it: ages move by minutes.
        self._moment = now()

    def refresh_ages(self) -> None:
        """Ages count from now."""
        self._moment = self._now()

    def line(self, painter: QPainter, rect: QRectF, line: object) -> None:
        """Draw the place."""
        if not isinstance(line, VenueLine):
            return
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
        left = rect.left() + self.words(painter, rect, room, line.name, "semibold", "text")
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
        self.words(painter, rect, rect.width() - width - 10, place, "regular", "textMuted")
