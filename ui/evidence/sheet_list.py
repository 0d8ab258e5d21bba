"""The tiles of a card's sheet: new files ticked, those that are here already greyed."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from krogkoll.evidence import Outside, Standing
from ui.context import Context
from ui.evidence import words
from ui.evidence.grid import cut
from ui.evidence.thumbs import Thumbnails, outside_thumbnails
from ui.evidence.tick import draw_check
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint

_ANY = QModelIndex | QPersistentModelIndex
_ROLE = int(Qt.ItemDataRole.UserRole)
_GAP = 8
_WIDTH = 124
_SAID = {Standing.NEW: "", Standing.HERE: "finns redan här", Standing.ELSEWHERE: "finns på annat ställe"}


class SheetModel(QAbstractListModel):
    """The files with a tick each; `turned` says that a tick changed."""

    turned = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.files: Sequence[Outside] = ()
        self._ticked: set[int] = set()

    def show_files(self, files: Sequence[Outside]) -> None:
        """Show these; the new ones are ticked."""
        self.beginResetModel()
        self.files = files
        self._ticked = {row for row, one in enumerate(files) if one.standing is Standing.NEW}
        self.endResetModel()
        self.turned.emit()

    @property
    def chosen(self) -> list[Outside]:
        """The ticked files, in order."""
        return [self.files[row] for row in sorted(self._ticked)]

    def ticked(self, row: int) -> bool:
        """Whether the file is to be taken in."""
        return row in self._ticked

    def turn(self, row: int) -> None:
        """Turn a tick; what is here already cannot be taken in again."""
        if self.files[row].standing is Standing.HERE:
            return
        self._ticked ^= {row}
        self._told(row, row)

    def tick_all(self, on: bool) -> None:
        """Tick everything that is new, or nothing."""
        self._ticked = {row for row, one in enumerate(self.files) if on and one.standing is Standing.NEW}
        if self.files:
            self._told(0, len(self.files) - 1)

    def _told(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last))
        self.turned.emit()

    def rowCount(self, parent: _ANY = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """How many files there are."""
        return 0 if parent.isValid() else len(self.files)

    def data(self, index: _ANY, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The file, and its words for a screen reader and the tooltip."""
        one = self.files[index.row()]
        if role == _ROLE:
            return one
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            tick = tr("vald") if self.ticked(index.row()) else tr("inte vald")
            said = (one.name, words.full_moment(one.modified_at), words.megabytes(one.size), said_of(one) or tick)
            return ", ".join(said)
        return None


class SheetList(QListView):
    """Click or Space turns a tick."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("photos")
        self.setAccessibleName(tr("Foton att läsa in"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(180)
        self.files = SheetModel(self)
        self.setModel(self.files)
        thumbs = outside_thumbnails(context, self)
        thumbs.arrived.connect(self.viewport().update)
        self.setItemDelegate(_FileDelegate(self, context.theme, thumbs, self.files.ticked))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns the tick of the file one is on."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.files.turn(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a tile turns its tick."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.files.turn(index.row())
        super().mouseReleaseEvent(event)


def said_of(one: Outside) -> str:
    """How the file stands to what is here; empty for a new one."""
    return tr(_SAID[one.standing]) if _SAID[one.standing] else ""


class _FileDelegate(QStyledItemDelegate):
    """A file as a tile with a tick."""

    def __init__(self, parent: QObject, theme: Theme, thumbs: Thumbnails, ticked: Callable[[int], bool]) -> None:
        super().__init__(parent)
        self._theme, self._thumbs, self._ticked = theme, thumbs, ticked

    def sizeHint(self, option: QStyleOptionViewItem, index: _ANY) -> QSize:
        """One tile with its gap."""
        return QSize(_WIDTH + _GAP, _WIDTH * 3 // 4 + 24 + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY) -> None:
        """Draw the picture, the name, and the tick in its corner."""
        theme, one = self._theme, cast(Outside, index.data(_ROLE))
        here = one.standing is Standing.HERE
        rect = QRectF(option.rect).adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2)
        box = rect.adjusted(0, 0, 0, -24)
        radius = theme.tokens.radius["control"]
        painter.save()
        shape = QPainterPath()
        shape.addRoundedRect(box, radius, radius)
        painter.setClipPath(shape)
        painter.fillRect(box, theme.colour("surfaceSunken"))
        picture = self._thumbs.get(str(one.path))
        if picture is not None and not picture.isNull():
            painter.setOpacity(0.35 if here else 1.0)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(box, picture, cut(picture, box))
            painter.setOpacity(1.0)
        elif picture is not None:
            icon = theme.pixmap("image-off", "textHint", 24, painter.device().devicePixelRatio())
            painter.drawPixmap(QRectF(box.center().x() - 12, box.center().y() - 12, 24, 24), icon, QRectF(icon.rect()))
        painter.setClipping(False)
        if not here:
            self._tick(painter, QRectF(box.left() + 6, box.top() + 6, 22, 22), on=self._ticked(index.row()))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("textHint" if here else "text"))
        shown = painter.fontMetrics().elidedText(
            said_of(one) or one.name, Qt.TextElideMode.ElideMiddle, int(rect.width())
        )
        painter.drawText(rect.adjusted(0, box.height() + 4, 0, 0), Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, theme, box, radius)

    def _tick(self, painter: QPainter, box: QRectF, *, on: bool) -> None:
        theme = self._theme
        fill = theme.colour("accent" if on else "surface")
        paint.rounded(painter, box, 5, fill, theme.colour("accent" if on else "borderControl"))
        if on:
            draw_check(painter, theme, box, "onAccent")
