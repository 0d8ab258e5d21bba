"""The list of what is due in a year: a table that asks only for the rows it shows, however many places there are."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from krogkoll.inspections import DuePlace, due_words
from krogkoll.venues import short_date
from ui.i18n import tr
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_HEADS = ("Månad", "Ställe", "Besök", "I insats", "Skäl")
MONTH, PLACE, VISITS, NIGHT, REASON = range(5)
_WIDTHS = {MONTH: 168, VISITS: 84, NIGHT: 120}


class DueModel(QAbstractTableModel):
    """The places in their order; words for the eye and, whole, for the ear."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._places: Sequence[DuePlace] = ()

    def show_places(self, places: Sequence[DuePlace]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self._places = places
        self.endResetModel()

    def place(self, row: int) -> DuePlace | None:
        """The place in a row."""
        return self._places[row] if 0 <= row < len(self._places) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many places there are."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Month, place, visits, night, reason."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words over the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_HEADS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        one = self.place(index.row())
        if one is None or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        night = "" if one.planned_on is None else short_date(one.planned_on)
        words = {
            MONTH: due_words(one).capitalize(),
            PLACE: one.name,
            VISITS: tr("{0} av {1}").format(one.done, one.target),
            NIGHT: night,
            REASON: one.reason,
        }
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_HEADS[index.column()]}: {words[index.column()] or tr('ingen')}"
        return words[index.column()]


class DueDelegate(QStyledItemDelegate):
    """Draws a cell; the place has its address below its name, what is late is red and says so."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines high."""
        return QSize(80, self._theme.size("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, words and the line below."""
        theme, style = self._theme, option
        rect = QRectF(style.rect)
        state = style.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        model = index.model()
        one = model.place(index.row()) if isinstance(model, DueModel) else None
        if one is None:
            return
        painter.save()
        if chosen:
            painter.fillRect(rect, theme.colour("selection"))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border"))
        inner = rect.adjusted(12, 0, -8, 0)
        column = index.column()
        text = str(model.data(index))
        strong = column in (PLACE, MONTH)
        font = theme.font("body", "semibold" if strong else "regular", figures=True)
        late = one.overdue and column == MONTH
        painter.setFont(font)
        painter.setPen(theme.colour("status.confirmed.fg" if late else "text" if strong else "textMuted"))
        metrics = theme.metrics("body", "semibold" if strong else "regular", figures=True)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        upper = inner.adjusted(0, 0, 0, -inner.height() / 2 + 10) if column == PLACE else inner
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(upper.adjusted(0, 6, 0, 0) if column == PLACE else upper, middle, shown)
        if column == PLACE:
            small = theme.metrics("caption")
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("textMuted"))
            words = small.elidedText(one.address, Qt.TextElideMode.ElideRight, int(inner.width()))
            painter.drawText(inner.adjusted(0, inner.height() / 2, 0, -4), middle, words)
        painter.restore()


class DueTable(QTableView):
    """`entered` on Enter or a double click, with the place."""

    entered = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows = DueModel(self)
        self.setObjectName("rows")
        self.setAccessibleName(tr("Ställen i tillsynsplanen"))
        self.setModel(self.rows)
        self.setItemDelegate(DueDelegate(self, theme))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        for number in range(len(_HEADS)):
            fixed = number in _WIDTHS
            mode = QHeaderView.ResizeMode.Fixed if fixed else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(number, mode)
            if fixed:
                head.resizeSection(number, _WIDTHS[number])
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self.entered.emit(self.rows.place(index.row())))
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        tall = self._theme.size("row")
        self.verticalHeader().setMinimumSectionSize(tall)
        self.verticalHeader().setDefaultSectionSize(tall)
        self.horizontalHeader().setFixedHeight(36)
        self.horizontalHeader().setFont(self._theme.font("caption", "semibold"))

    def chosen(self) -> DuePlace | None:
        """The place in the current row."""
        return self.rows.place(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the place."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen() is not None:
            self.entered.emit(self.chosen())
        else:
            super().keyPressEvent(event)
