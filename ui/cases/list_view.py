"""The list of cases itself: one row height, no widgets in rows, a focus ring only for whoever uses the keyboard."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScroller, QTableView

from ui.cases.list_delegate import CaseDelegate
from ui.cases.list_model import CaseListModel
from ui.i18n import tr
from ui.theme import Theme

_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class CaseListView(QTableView):
    """`picked` comes when another row is current, by mouse or keyboard; `entered` on Enter."""

    picked = Signal(int)
    entered = Signal()

    def __init__(self, theme: Theme, model: CaseListModel, delegate: CaseDelegate) -> None:
        super().__init__()
        self._delegate = delegate
        self._quiet = False
        self.setObjectName("rows")
        self.setAccessibleName(tr("Ärenden"))
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
