"""A list of records, however many: one row height, no widgets in rows, a focus ring only for whoever uses the keyboard.

A table of one column, not a QListView: that one asks the model for every row at each new layout, and 100,000 calls
into Python take longer than the whole query; a table with fixed rows asks for what it shows.
"""

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.theme import Theme
from ui.widgets import paint

_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


LINE_ROLE = int(Qt.ItemDataRole.UserRole)
"""Where the model of a record list keeps the line that its delegate paints."""


class RowDelegate(QStyledItemDelegate):
    """The ground that every row shares: selection, hover, rule and ring. `text`: where the words begin, pixels."""

    def __init__(self, parent: QObject, theme: Theme, text: int) -> None:
        super().__init__(parent)
        self._theme, self._text = theme, text
        self.keyboard = False

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
            rule = QRectF(rect.left() + self._text, rect.bottom() - 1, rect.width() - self._text, 1)
            painter.fillRect(rule, theme.colour("border"))
        self.line(painter, rect, index.data(LINE_ROLE))
        if self.keyboard and state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, theme, rect.adjusted(1, 1, -1, -1), 4)
        painter.restore()

    def line(self, painter: QPainter, rect: QRectF, line: object) -> None:
        """Draw what one record says; `line` is None while it is being read."""
        raise NotImplementedError

    def words(
        self,
        painter: QPainter,
        rect: QRectF,
        room: float,
        text: str,
        weight: str,
        tone: str,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> float:
        """Write a text, shortened to `room` pixels, at the left of `rect`; gives how wide it became."""
        metrics = self._theme.metrics("body", weight)
        width = metrics.horizontalAdvance(text)
        if width > room:
            text = metrics.elidedText(text, elide, int(room))
            width = metrics.horizontalAdvance(text)
        painter.setFont(self._theme.font("body", weight))
        painter.setPen(self._theme.colour(tone))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
        return width


class RecordList(QTableView):
    """`picked` comes when another row is current, by mouse or keyboard; `entered` on Enter."""

    picked = Signal(int)
    entered = Signal()

    def __init__(self, theme: Theme, name: str, model: QAbstractItemModel, delegate: RowDelegate) -> None:
        super().__init__()
        self._delegate = delegate
        self._quiet = False
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self._theme = theme
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setMinimumSectionSize(self._theme.size("row"))
        self.verticalHeader().setDefaultSectionSize(self._theme.size("row"))
        self.verticalScrollBar().setSingleStep(self._theme.size("row") // 2)

    def select_row(self, row: int) -> None:
        """Make a row current without telling anybody: it only follows what the detail shows."""
        self._quiet = True
        if row < 0:
            self.selectionModel().clear()
        else:
            index = self.model().index(row, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._quiet = False

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which row was picked."""
        super().selectionChanged(selected, deselected)
        indexes = selected.indexes()
        if indexes and not self._quiet:
            self.picked.emit(indexes[0].row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard brought us here; start at the first row."""
        self._ring(event.reason() in _BY_KEYBOARD)
        super().focusInEvent(event)
        if self._delegate.keyboard and not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key shows the ring; Enter goes to the detail."""
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
