"""Paints one case in the list: sign, title, number, nearest day and status, in the rhythm of the density."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from krogkoll.cases import CaseLine, CaseStatus, swedish
from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import NBSP
from ui.cases.signs import KINDS, STATUSES
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.record_list import RowDelegate

_LEFT = 16
_SIGN = 36
_TEXT = _LEFT + _SIGN + 14
_RIGHT = 16


class CaseDelegate(RowDelegate):
    """All rows have one height; text is shortened only where it does not fit."""

    def __init__(self, parent: QObject, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__(parent, theme, _TEXT)
        self._now = now
        self._today = local(now()).date()

    def refresh_days(self) -> None:
        """Days count from now."""
        self._today = local(self._now()).date()

    def line(self, painter: QPainter, rect: QRectF, line: object) -> None:
        """Draw the case."""
        if not isinstance(line, CaseLine):
            return
        theme = self._theme
        middle = rect.center().y()
        tone, _ = STATUSES[line.status]
        sign = QRectF(rect.left() + _LEFT, middle - _SIGN / 2, _SIGN, _SIGN)
        paint.rounded(painter, sign, 8, theme.colour(f"status.{tone}.bg"), None)
        icon = theme.pixmap(KINDS[line.kind], f"status.{tone}.fg", 20, painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(sign.left() + 8, sign.top() + 8), icon)
        upper = QRectF(rect.left() + _TEXT, middle - 25, rect.width() - _TEXT - _RIGHT, 24)
        self._upper(painter, upper, line)
        self._lower(painter, QRectF(upper.left(), middle + 1, upper.width(), 24), line)

    def _upper(self, painter: QPainter, rect: QRectF, line: CaseLine) -> None:
        theme = self._theme
        days = "" if line.status is CaseStatus.CLOSED else _few_words(line.due_on, self._today)
        late = bool(days) and line.due_on is not None and line.due_on < self._today
        size, weight = "caption", "semibold" if late else "regular"
        width = theme.metrics(size, weight, figures=True).horizontalAdvance(days)
        painter.setFont(theme.font(size, weight, figures=True))
        painter.setPen(theme.colour("status.confirmed.fg" if late else "textMuted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, days)
        room = rect.width() - width - (12 if days else 0) - (22 if line.in_conflict else 0)
        # Titles of one board begin alike and end with the street: the middle is what can be spared.
        middle = Qt.TextElideMode.ElideMiddle
        left = rect.left() + self.words(painter, rect, room, line.title, "semibold", "text", middle)
        if line.in_conflict:
            icon = theme.pixmap("git-merge", "status.suspected.dot", 16, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(left + 6, rect.center().y() - 8), icon)

    def _lower(self, painter: QPainter, rect: QRectF, line: CaseLine) -> None:
        theme = self._theme
        words = swedish(line.status)
        tone, icon = STATUSES[line.status]
        width = paint.chip_width(theme, words)
        corner = QPointF(rect.right() - width, rect.center().y() - paint.CHIP_HEIGHT / 2)
        paint.chip(painter, theme, corner, tone, icon, words)
        said = " · ".join(part for part in (line.number, line.responsible) if part)
        self.words(painter, rect, rect.width() - width - 10, said, "regular", "textMuted")


def _few_words(due_on: date | None, today: date) -> str:
    """How near the day is, in the few letters that a row has room for: "48 d sen", "I dag", "5 d"."""
    if due_on is None:
        return ""
    days = (due_on - today).days
    if days < 0:
        return tr("{0} d sen").format(-days).replace(" ", NBSP)
    return tr("I dag") if days == 0 else tr("I morgon") if days == 1 else f"{days}{NBSP}d"
