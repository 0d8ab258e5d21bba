"""Paints one hit of the search field: icon, what it is, and to the right its key or where it is."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import Theme
from ui.widgets import paint

ICON_ROLE = int(Qt.ItemDataRole.UserRole)
UNDER_ROLE = ICON_ROLE + 1
_LEFT = 38


class HitDelegate(QStyledItemDelegate):
    """Keys and addresses stand in one line at the right edge, so that the eye can run down them."""

    def __init__(self, parent: QObject, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One row."""
        return QSize(100, self._theme.size("control"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        theme = self._theme
        rect = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            paint.rounded(painter, rect.adjusted(0, 1, 0, -1), 4, theme.colour("selection"), None)
        icon = theme.pixmap(str(index.data(ICON_ROLE)), "textMuted", 18, painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(rect.left() + 10, rect.center().y() - 9), icon)
        under = str(index.data(UNDER_ROLE) or "")
        middle = Qt.AlignmentFlag.AlignVCenter
        words = rect.adjusted(_LEFT, 0, -10, 0)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("textMuted"))
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignRight, under)
        room = words.width() - theme.metrics("caption").horizontalAdvance(under) - 12
        title = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        shown = theme.metrics().elidedText(title, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(words, middle, shown)
        painter.restore()
