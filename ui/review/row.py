"""How one visit looks in the list of the week."""

from typing import cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from krogkoll.inspections import Outcome, Reviewed, swedish_outcome
from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import WEEKDAYS
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint

TONES = {
    Outcome.NO_REMARK: ("closed", "circle-check"),
    Outcome.REMARK: ("suspected", "flag"),
    Outcome.SERIOUS: ("confirmed", "triangle-alert"),
}
_REVIEWED = int(Qt.ItemDataRole.UserRole)
_PAD = 12


class RowDelegate(QStyledItemDelegate):
    """Premises over time and state, the outcome as a chip under them."""

    def __init__(self, parent: QObject, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Three lines."""
        return QSize(100, 90 if self._theme.density == "desk" else 96)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        one, theme = cast(Reviewed, index.data(_REVIEWED)), self._theme
        rect = QRectF(option.rect).adjusted(0, 2, -2, -2)
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = "selection" if picked else "surface"
        paint.rounded(painter, rect, theme.tokens.radius["photo"], theme.colour(ground), theme.colour("border"))
        left, width = rect.left() + _PAD, rect.width() - 2 * _PAD
        top = rect.top() + 10
        title = one.visit.premises[:1].upper() + one.visit.premises[1:]
        top = self._line(painter, title, ("body", "semibold", "text"), left, top, width)
        wall = local(one.visit.started_at) if one.visit.started_at else None
        when = f"{WEEKDAYS[wall.weekday()].capitalize()} {wall:%H:%M}" if wall else tr("Tid okänd")
        signed = tr("undertecknat") if one.signed else tr("inte undertecknat")
        top = self._line(painter, f"{when}, {signed}", ("caption", "regular", "textMuted"), left, top + 2, width)
        self._chip(painter, one, left, top + 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, theme, rect, theme.tokens.radius["photo"])
        painter.restore()

    def _line(
        self, painter: QPainter, text: str, look: tuple[str, str, str], left: float, top: float, width: float
    ) -> float:
        size, weight, colour = look
        font = self._theme.font(size, weight, figures=True)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width))
        painter.drawText(QPointF(left, top + metrics.ascent()), shown)
        return top + metrics.height()

    def _chip(self, painter: QPainter, one: Reviewed, left: float, top: float) -> None:
        if one.review is None:
            words = tr("Inte bedömt, förslag: {0}").format(swedish_outcome(one.proposed).lower())
            paint.chip(painter, self._theme, QPointF(left, top), "dismissed", "circle-help", words)
            return
        tone, icon = TONES.get(one.outcome, ("dismissed", "circle-help"))
        paint.chip(painter, self._theme, QPointF(left, top), tone, icon, swedish_outcome(one.outcome))
