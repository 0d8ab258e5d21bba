"""The left pane of the page: every decision in its group, a field that filters them, and the way to a new one."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from krogkoll.decisions import Decision, Standing
from krogkoll.kernel.clock import local
from ui.context import Context
from ui.decisions.queue_rows import Heading, Line, QueueRow, Stage, count_words, lines_of, stages_of
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import EmptyState, column, row
from ui.widgets.button import Button
from ui.widgets.fields import SearchEdit
from ui.widgets.text import Text, line

_LINE = int(Qt.ItemDataRole.UserRole)
_INDEX = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
WIDTH = 264


class QueueModel(QAbstractListModel):
    """Headings and rows; headings cannot be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Replace what the list shows."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _INDEX = _ROOT) -> int:
        """Headings too."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line for the delegate, its words for a screen reader."""
        one = self.lines[index.row()]
        if role == _LINE:
            return one
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return one.spoken if isinstance(one, QueueRow) else f"{one.title}, {one.number}"
        return None

    def flags(self, index: _INDEX) -> Qt.ItemFlag:
        """Rows can be chosen."""
        if isinstance(self.lines[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class QueueDelegate(QStyledItemDelegate):
    """Draws a heading with its number, or a row of two lines."""

    def __init__(self, parent: QObject, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _INDEX) -> QSize:
        """Rows are higher than headings."""
        if isinstance(index.data(_LINE), Heading):
            return QSize(100, 30)
        return QSize(100, 48 if self._theme.density == "desk" else 64)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _INDEX) -> None:
        """Draw it."""
        one, rect = cast(Line, index.data(_LINE)), QRectF(option.rect)
        painter.save()
        if isinstance(one, Heading):
            self._pair(painter, rect.adjusted(16, 6, -16, 0), one.title, str(one.number), "textMuted", "textMuted")
        else:
            self._row(painter, rect, one, option)
        painter.restore()

    def _row(self, painter: QPainter, rect: QRectF, one: QueueRow, option: QStyleOptionViewItem) -> None:
        theme = self._theme
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), theme.colour("selectionBar"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        middle = rect.center().y()
        upper = QRectF(rect.left() + 16, middle - 20, rect.width() - 32, 20)
        right = "status.suspected.fg" if one.warm else "textMuted"
        self._pair(painter, upper, one.title, one.right, "text", right, "semibold")
        metrics = theme.metrics("caption")
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("textMuted"))
        under = QRectF(upper.left(), middle + 1, upper.width(), 18)
        shown = metrics.elidedText(one.under, Qt.TextElideMode.ElideRight, int(under.width()))
        painter.drawText(under, Qt.AlignmentFlag.AlignVCenter, shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, theme, rect.adjusted(2, 1, -2, -1), 4)

    def _pair(
        self, painter: QPainter, box: QRectF, left: str, right: str, tone: str, under: str, weight: str = "medium"
    ) -> None:
        theme = self._theme
        size = "body" if weight == "semibold" else "caption"
        wide = theme.metrics("caption", figures=True).horizontalAdvance(right)
        painter.setFont(theme.font("caption", figures=True))
        painter.setPen(theme.colour(under))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, right)
        shown = theme.metrics(size, weight).elidedText(left, Qt.TextElideMode.ElideRight, int(box.width() - wide - 10))
        painter.setFont(theme.font(size, weight))
        painter.setPen(theme.colour(tone))
        painter.drawText(box, middle, shown)


class QueueList(QListView):
    """`picked` carries the id of a decision that became current; `entered` comes with Enter."""

    picked = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("lines")
        self.setAccessibleName(tr("Beslut"))
        self.rows = QueueModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(QueueDelegate(self, theme))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        theme.changed.connect(self.scheduleDelayedItemsLayout)
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._current)

    def _current(self, index: QModelIndex, _: QModelIndex) -> None:
        one = self.rows.lines[index.row()] if index.isValid() else None
        if isinstance(one, QueueRow) and not self._quiet:
            self.picked.emit(one.id)

    def show_lines(self, lines: tuple[Line, ...], keep: str) -> None:
        """Replace what is shown; the cursor stays on the decision `keep`."""
        self._quiet = True
        self.rows.show_lines(lines)
        self.follow(keep)
        self._quiet = False

    def follow(self, keep: str) -> None:
        """Put the cursor on a decision without telling anybody."""
        before, self._quiet = self._quiet, True
        at = next((n for n, one in enumerate(self.rows.lines) if isinstance(one, QueueRow) and one.id == keep), -1)
        self.setCurrentIndex(self.rows.index(at) if at >= 0 else QModelIndex())
        self._quiet = before

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the editor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)


class QueuePane(QWidget):
    """`picked` carries a decision's id, `wanted_new` that somebody begins another one."""

    picked = Signal(str)
    entered = Signal()
    wanted_new = Signal()

    def __init__(self, context: Context, *, may_write: bool) -> None:
        super().__init__()
        self._context = context
        self._decisions: tuple[Decision, ...] = ()
        self._stages: Mapping[str, Stage] = {}
        self._keep = ""
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        theme = context.theme
        whole = column(self, spacing=0)
        head = row(margins=(16, 12, 16, 10), spacing=8)
        words = column(spacing=0)
        words.addWidget(Text(theme, tr("Beslut"), "title", "semibold"))
        self.count = Text(theme, "", "caption", tone="muted")
        words.addWidget(self.count)
        head.addLayout(words, 1)
        self.new = Button(theme, tr("Nytt"), "plus", name=tr("Nytt beslut"))
        self.new.clicked.connect(lambda _=False: self.wanted_new.emit())
        head.addWidget(self.new)
        whole.addLayout(head)
        self.new.setVisible(may_write)
        self.search = SearchEdit(theme, tr("Filtrera"), tr("Filtrera besluten"))
        self.search.textChanged.connect(lambda _: self._fill())
        field = row(margins=(16, 0, 16, 10))
        field.addWidget(self.search)
        whole.addLayout(field)
        whole.addWidget(line())
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self.list = QueueList(theme)
        self.none = EmptyState(theme, "search-x", tr("Inget beslut stämmer med det"))
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.none)
        whole.addWidget(holder, 1)
        self.list.picked.connect(self.picked)
        self.list.entered.connect(self.entered)
        self.search.down.connect(self.list.setFocus)

    def show_queue(self, decisions: Sequence[Decision], standings: Mapping[str, Standing], keep: str) -> None:
        """Show these, those that are taken where they stand; the cursor stays on `keep`."""
        self._decisions, self._keep = tuple(decisions), keep
        self._stages = stages_of(standings, local(self._context.now()).date())
        self.count.setText(count_words(self._decisions))
        self._fill()

    def follow(self, keep: str) -> None:
        """Put the cursor where the page is."""
        self._keep = keep
        self.list.follow(keep)

    def _fill(self) -> None:
        lines = lines_of(self._decisions, self._context.now(), self.search.text(), self._stages)
        self._stack.setCurrentIndex(0 if lines or not self.search.text() else 1)
        self.list.show_lines(lines, self._keep)
