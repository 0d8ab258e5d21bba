"""The list of what waits: painted lines under headings, walked by arrow keys, a focus ring only for the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QScroller, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.inbox.lines import Line
from ui.theme import Theme
from ui.widgets import paint

LINE_ROLE = int(Qt.ItemDataRole.UserRole)
_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_LEFT, _SIGN, _RIGHT = 16, 36, 16
_TEXT = _LEFT + _SIGN + 12
_Index = QModelIndex | QPersistentModelIndex


class LineModel(QAbstractListModel):
    """The lines as they stand."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many lines, headings included."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line itself, its words, or what is read aloud."""
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        return line.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if not self.lines[index.row()].key:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def row_of(self, key: str) -> int:
        """Where the line with this key stands; -1 where it does not."""
        return next((row for row, line in enumerate(self.lines) if key and line.key == key), -1)


class LineDelegate(QStyledItemDelegate):
    """Paints a heading or a line: sign, title, when, and under it the place."""

    def __init__(self, parent: QObject, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self.keyboard = False

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """A line has the density's row height, a heading less."""
        return QSize(200, self._theme.size("row") if index.data(LINE_ROLE).key else 40)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw it."""
        theme, line, rect = self._theme, index.data(LINE_ROLE), QRectF(option.rect)
        painter.save()
        if not line.key:
            box = rect.adjusted(_LEFT, 8, -_RIGHT, 0)
            self._words(painter, box, line.title, "textMuted", ("caption", "semibold"), box.width() - 40)
            self._at_right(painter, box, line.when, "textMuted")
            painter.restore()
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, theme.colour("selection"))
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), theme.colour("selectionBar"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        self._line(painter, rect, line)
        if self.keyboard and option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, theme, rect.adjusted(1, 1, -1, -1), 4)
        painter.restore()

    def _line(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        theme, middle = self._theme, rect.center().y()
        sign = QRectF(rect.left() + _LEFT, middle - _SIGN / 2, _SIGN, _SIGN)
        paint.rounded(painter, sign, theme.tokens.radius["photo"], theme.colour(f"status.{line.tone}.bg"), None)
        icon = theme.pixmap(line.icon, f"status.{line.tone}.fg", 18, painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(sign.left() + 9, sign.top() + 9), icon)
        high = 24 if line.under else 48
        upper = QRectF(rect.left() + _TEXT, middle - (25 if line.under else 24), rect.width() - _TEXT - _RIGHT, high)
        taken = self._at_right(painter, upper, line.when, "status.confirmed.fg" if line.late else "textMuted")
        self._words(painter, upper, line.title, "text", ("body", "semibold"), upper.width() - taken - 10)
        if line.under:
            lower = QRectF(upper.left(), middle + 1, upper.width(), 24)
            self._words(painter, lower, line.under, "textMuted", ("body", "regular"), lower.width())

    def _at_right(self, painter: QPainter, rect: QRectF, text: str, tone: str) -> float:
        painter.setFont(self._theme.font("caption", figures=True))
        painter.setPen(self._theme.colour(tone))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        return self._theme.metrics("caption", figures=True).horizontalAdvance(text)

    def _words(self, painter: QPainter, rect: QRectF, text: str, tone: str, font: tuple[str, str], room: float) -> None:
        painter.setFont(self._theme.font(*font))
        painter.setPen(self._theme.colour(tone))
        shown = self._theme.metrics(*font).elidedText(text, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


class LineView(QListView):
    """`picked` with the key of another line, by mouse or keyboard; `entered` on Enter."""

    picked = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._quiet = theme, False
        self.lines = LineModel(self)
        self._delegate = LineDelegate(self, theme)
        self.setObjectName("lines")
        self.setAccessibleName(name)
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.selectionModel().currentChanged.connect(self._moved)
        theme.changed.connect(self.doItemsLayout)

    def show_lines(self, lines: Sequence[Line], key: str) -> None:
        """Replace the lines; the one with this key is chosen without telling anybody."""
        self._quiet = True
        self.lines.show_lines(lines)
        row = self.lines.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.lines.index(row))
        self._quiet = False

    def choose(self, key: str) -> None:
        """Go to a line, without telling anybody."""
        self._quiet = True
        row = self.lines.row_of(key)
        self.setCurrentIndex(self.lines.index(row) if row >= 0 else QModelIndex())
        self._quiet = False

    @property
    def key(self) -> str:
        """The key of the chosen line."""
        index = self.currentIndex()
        return self.lines.lines[index.row()].key if index.isValid() else ""

    def _moved(self, now: QModelIndex, _: QModelIndex) -> None:
        if not self._quiet and now.isValid() and self.lines.lines[now.row()].key:
            self.picked.emit(self.lines.lines[now.row()].key)

    def first(self) -> str:
        """The key of the first line that can be chosen; empty where there is none."""
        return next((line.key for line in self.lines.lines if line.key), "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard brought us here; start at the first line."""
        self._ring(event.reason() in _BY_KEYBOARD)
        super().focusInEvent(event)
        if self._delegate.keyboard and not self.key and self.first():
            self.setCurrentIndex(self.lines.index(self.lines.row_of(self.first())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key shows the ring; Enter goes to what is shown beside."""
        self._ring(True)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click needs no ring."""
        self._ring(False)
        super().mousePressEvent(event)

    def _ring(self, shown: bool) -> None:
        if self._delegate.keyboard != shown:
            self._delegate.keyboard = shown
            self.viewport().update()
