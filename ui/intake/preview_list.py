"""The list of what would happen to each row; however long, only what is in sight is drawn."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from krogkoll.intake import OUTCOMES, ListKind, PlannedRow
from ui.i18n import tr
from ui.intake.words import TONES, row_text
from ui.theme import Theme
from ui.widgets import paint

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RowsModel(QAbstractListModel):
    """Rows of a plan, held in memory."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[PlannedRow] = ()
        self.kind = ListKind.PERMITS

    def show_rows(self, kind: ListKind, rows: Sequence[PlannedRow]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self.kind, self._rows = kind, rows
        self.endResetModel()

    def change(self, at: int, row: PlannedRow) -> None:
        """One row is told anew."""
        self._rows = [*self._rows[:at], row, *self._rows[at + 1 :]]
        self.dataChanged.emit(self.index(at), self.index(at))

    def row(self, at: int) -> PlannedRow | None:
        """The row in this place."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The row, and its words for a screen reader."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            words = (tr("Rad {0}").format(row.number), row.title, tr(OUTCOMES[row.outcome]), row_text(row, self.kind))
            return ", ".join(part for part in words if part)
        return None


class RowsDelegate(QStyledItemDelegate):
    """Name and outcome in one line, what it means below."""

    def __init__(self, parent: QObject, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All rows have one height."""
        return QSize(200, 50 if self._theme.density == "desk" else 62)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, PlannedRow):
            return
        theme, whole = self._theme, QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, theme.colour("selection"))
        else:
            painter.fillRect(
                QRectF(whole.left() + 8, whole.bottom() - 1, whole.width() - 16, 1), theme.colour("border")
            )
        rect = whole.adjusted(10, 6, -10, -6)
        upper, lower = QRectF(rect), QRectF(rect)
        upper.setHeight(rect.height() / 2)
        lower.setTop(rect.top() + rect.height() / 2)
        word = tr(OUTCOMES[row.outcome])
        painter.setFont(theme.font("caption", "semibold"))
        painter.setPen(theme.colour(f"status.{TONES[row.outcome]}.fg"))
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, word)
        room = upper.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(word) - 12, 0)
        title = tr("{0}. {1}").format(row.number, row.title or tr("Utan namn"))
        self._line(painter, room, title, ("body", "semibold", "text"))
        model = index.model()
        kind = model.kind if isinstance(model, RowsModel) else ListKind.PERMITS
        self._line(painter, lower, row_text(row, kind), ("caption", "regular", "textMuted"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, theme, whole.adjusted(2, 2, -2, -2), theme.tokens.radius["control"])
        painter.restore()

    def _line(self, painter: QPainter, rect: QRectF, text: str, look: tuple[str, str, str]) -> None:
        size, weight, colour = look
        painter.setFont(self._theme.font(size, weight, figures=True))
        painter.setPen(self._theme.colour(colour))
        plain = " ".join(text[:300].split())
        shown = painter.fontMetrics().elidedText(plain, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
