"""The list of visits: those under way first, then the latest; only what is looked at is painted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

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
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from krogkoll.inspections import Inspection, InspectionStatus, swedish_inspection
from krogkoll.security import Permission
from ui.context import Context
from ui.i18n import tr
from ui.inspections.reading import place_name
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import EmptyState, column, row
from ui.widgets.button import Button
from ui.widgets.fields import SearchEdit
from ui.widgets.text import Text, line
from ui.words import day_and_time

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_LINE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One row."""

    id: str
    name: str
    under: str
    when: str
    state: str

    @property
    def words(self) -> str:
        """The row for a screen reader, and what the filter looks in."""
        return f"{self.name}, {self.under}, {self.when}, {_STATES[self.state][2]}"


_STATES = {
    "open": ("investigating", "clipboard-check", "Pågår"),
    "closed": ("closed", "circle-check", "Avslutad"),
    "sealed": ("dismissed", "lock", "Undertecknad"),
    "unknown": ("dismissed", "circle-help", "Okänd status"),
}


def read_lines(workspace: "Workspace", now: datetime) -> list[VisitLine]:
    """All visits; blocks, for the store's thread."""
    names: dict[str, str] = {}
    lines = []
    for one in workspace.inspections.visits():
        if one.venue_id not in names:
            names[one.venue_id] = place_name(workspace, one)
        lines.append(_line(one, names[one.venue_id], now))
    return sorted(lines, key=lambda one: one.state != "open")


def _line(one: Inspection, name: str, now: datetime) -> VisitLine:
    state = "sealed" if one.sealed else one.status.value
    if one.status is InspectionStatus.UNKNOWN:
        state = "unknown"
    under = ", ".join(part for part in (swedish_inspection(one.kind), one.address or one.premises) if part)
    return VisitLine(one.id, name, under, day_and_time(one.started_at or one.created_at, now), state)


class VisitModel(QAbstractListModel):
    """The rows that the filter lets through."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: Sequence[VisitLine] = ()
        self._shown: Sequence[VisitLine] = ()
        self._text = ""

    def show_lines(self, lines: Sequence[VisitLine]) -> None:
        """Replace everything."""
        self._all = lines
        self.filter(self._text)

    def filter(self, text: str) -> None:
        """Only rows with all these words."""
        self._text = text
        words = text.casefold().split()
        self.beginResetModel()
        self._shown = [one for one in self._all if all(word in one.words.casefold() for word in words)]
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many there are in all."""
        return len(self._all)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The row's words, or the row itself."""
        if not index.isValid():
            return None
        found = self._shown[index.row()]
        if role == _LINE:
            return found
        spoken = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))
        return found.words if role in spoken else None


class VisitDelegate(QStyledItemDelegate):
    """Paints a row in the rhythm of the density."""

    def __init__(self, parent: QObject, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The density's row height."""
        return QSize(200, self._theme.size("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, name, what and when, and the state as a chip."""
        theme, rect = self._theme, QRectF(option.rect)
        found = cast(VisitLine, index.data(_LINE))
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), theme.colour("selectionBar"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(QRectF(rect.left() + 24, rect.bottom(), rect.width() - 48, 1), theme.colour("border"))
        tone, icon, words = _STATES[found.state]
        width = paint.chip_width(theme, tr(words))
        middle = rect.center().y()
        corner = QPointF(rect.right() - 24 - width, middle - paint.CHIP_HEIGHT / 2)
        paint.chip(painter, theme, corner, tone, icon, tr(words))
        room = rect.width() - width - 72
        self._words(painter, QRectF(rect.left() + 24, middle - 24, room, 24), found.name, "semibold", "text")
        under = f"{found.when} · {found.under}"
        self._words(painter, QRectF(rect.left() + 24, middle, room, 24), under, "regular", "textMuted")
        painter.restore()

    def _words(self, painter: QPainter, rect: QRectF, text: str, weight: str, tone: str) -> None:
        metrics = self._theme.metrics("body", weight)
        painter.setFont(self._theme.font("body", weight))
        painter.setPen(self._theme.colour(tone))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


class VisitRows(QListView):
    """The rows; Enter opens the one the keyboard is on."""

    opened = Signal(str)

    def __init__(self, theme: Theme, model: VisitModel) -> None:
        super().__init__()
        self.setObjectName("visits")
        self.setAccessibleName(tr("Tillsynsbesök"))
        self.setModel(model)
        self.setItemDelegate(VisitDelegate(self, theme))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._open)
        theme.changed.connect(self.doItemsLayout)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(cast(VisitLine, index.data(_LINE)).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)


class VisitList(QWidget):
    """`opened` carries a visit's id, `wanted_new` asks for the form."""

    opened = Signal(str)
    wanted_new = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        whole = column(self, spacing=0)
        head = QWidget()
        head.setObjectName("surface")
        inside = row(head, (24, 12, 24, 12), 12)
        inside.addWidget(Text(theme, tr("Tillsynsbesök"), "title", "semibold"))
        inside.addStretch(1)
        self.search = SearchEdit(theme, tr("Filtrera besöken"), tr("Filtrera besöken"))
        self.search.setMaximumWidth(320)
        inside.addWidget(self.search, 1)
        self.new_button = Button(theme, tr("Starta tillsyn"), "plus", "primary")
        self.new_button.clicked.connect(self.wanted_new)
        inside.addWidget(self.new_button)
        may = context.workspace.actor.may(Permission.CARRY_OUT_INSPECTIONS)
        self.new_button.setVisible(may)
        whole.addWidget(head)
        whole.addWidget(line())
        self.model = VisitModel(self)
        self.rows = VisitRows(theme, self.model)
        self.rows.opened.connect(self.opened)
        whole.addWidget(self.rows, 1)
        self.empty = EmptyState(
            theme, "clipboard-check", tr("Inga besök än"), "", tr("Starta en tillsyn när du står vid dörren.")
        )
        self.no_hit = EmptyState(theme, "search-x", tr("Inget besök stämmer med filtret"))
        whole.addWidget(self.empty, 1)
        whole.addWidget(self.no_hit, 1)
        self.counted = False
        self.search.textChanged.connect(self._filter)
        self.search.down.connect(self.rows.setFocus)
        self._show_what()

    def reload(self) -> None:
        """Read all visits again."""
        workspace, now = self._context.workspace, self._context.now()
        self._context.jobs.read(self, lambda _: read_lines(workspace, now), self._show)

    def _show(self, lines: object) -> None:
        self.counted = True
        self.model.show_lines(cast(Sequence[VisitLine], lines))
        self._show_what()

    def _filter(self, text: str) -> None:
        self.model.filter(text)
        self._show_what()

    def _show_what(self) -> None:
        # Until it has been read the empty list holds the room, so that nothing above it jumps.
        self.rows.setVisible(self.model.rowCount() > 0 or not self.counted)
        self.empty.setVisible(self.counted and self.model.total == 0)
        self.no_hit.setVisible(self.model.total > 0 and self.model.rowCount() == 0)
