"""The photo under a mask that is being drawn: solid boxes by mouse, finger or keyboard, with handles large enough."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen

from krogkoll.evidence import Box
from ui.evidence.boxes import MaskBoxes, handle_points, moved, pulled, spanned, too_small
from ui.evidence.canvas import PhotoCanvas
from ui.i18n import tr
from ui.theme import Theme

_HANDLE = 12
_REACH = 16.0
"""A handle is hit within this many pixels of its middle: 32 across."""
_NUDGE = 0.005
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MaskCanvas(PhotoCanvas):
    """Boxes are drawn only while `masking`; `boxes_changed` comes after each step."""

    boxes_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.masking = False
        self.drawn = MaskBoxes()
        self._act = ""
        self._from = (0.0, 0.0)
        self._base: Box | None = None
        self._handle = -1

    def begin_mask(self, *, on: bool) -> None:
        """Draw boxes from now on, or stop; what was drawn is dropped."""
        self.masking = on
        self.drawn.clear()
        self._act = ""
        self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
        self._changed()

    def undo(self) -> None:
        """Take the last step back."""
        if self.drawn.undo():
            self._changed()

    def add_box(self) -> None:
        """A box in the middle of what is seen, for the keyboard."""
        x, y = self.view.to_share(QPointF(self.rect().center()))
        self.drawn.remember()
        self.drawn.add(spanned(x - 0.06, y - 0.08, x + 0.06, y + 0.08))
        self._changed()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle, a box, or begin a new one."""
        if not self.masking or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._from = self.view.to_share(event.position())
        self._handle = self._handle_at(event.position())
        self.drawn.remember()
        if self._handle >= 0:
            self._act, self._base = "pull", self.drawn.box
        elif (under := self.drawn.at(*self._from)) >= 0:
            self.drawn.chosen = under
            self._act, self._base = "move", self.drawn.box
        else:
            self._act, self._base = "draw", None
            self.drawn.chosen = -1
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull, move or span."""
        if not self._act:
            super().mouseMoveEvent(event)
            return
        x, y = self.view.to_share(event.position())
        if self._act == "draw":
            box = spanned(*self._from, x, y)
            if self._base is None:
                self.drawn.add(box)
            else:
                self.drawn.put(box)
            self._base = box
        elif self._base is not None:
            across, along = x - self._from[0], y - self._from[1]
            pull = self._act == "pull"
            self.drawn.put(pulled(self._base, self._handle, x, y) if pull else moved(self._base, across, along))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A box too small to mean anything is dropped, and so is a step that changed nothing."""
        if not self._act:
            super().mouseReleaseEvent(event)
            return
        spanning, box = self._act == "draw", self.drawn.box
        self._act = ""
        if (spanning and box is None) or (box is not None and too_small(box)):
            self.drawn.forget_step()
        elif not spanning and box == self._base:
            chosen = self.drawn.chosen
            self.drawn.forget_step()
            self.drawn.chosen = chosen
        self._changed()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """No leap to full size in the middle of drawing."""
        if not self.masking:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Draw without a mouse: N new, Space next, arrows move, Shift and arrows resize, Delete, Ctrl+Z."""
        if not self.masking or not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        key, box = Qt.Key(event.key()), self.drawn.box
        if key == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.undo()
        elif key in (Qt.Key.Key_N, Qt.Key.Key_Insert):
            self.add_box()
        elif key == Qt.Key.Key_Space and self.drawn.boxes:
            self.drawn.choose_next()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and box is not None:
            self.drawn.remove()
        elif key in _ARROWS and box is not None:
            across, along = (step * _NUDGE for step in _ARROWS[key])
            larger = pulled(box, 4, box.right + across, box.bottom + along)
            grow = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if not grow or not too_small(larger):
                self.drawn.remember()
                self.drawn.put(larger if grow else moved(box, across, along))
        else:
            return False
        self._changed()
        return True

    def _changed(self) -> None:
        self.update()
        self.boxes_changed.emit()

    def _handle_at(self, point: QPointF) -> int:
        box = self.drawn.box
        if box is None:
            return -1
        for number, (x, y) in enumerate(handle_points(box)):
            away = self.view.from_share(x, y) - point
            if max(abs(away.x()), abs(away.y())) <= _REACH:
                return number
        return -1

    def _shape(self, box: Box) -> QRectF:
        return QRectF(self.view.from_share(box.left, box.top), self.view.from_share(box.right, box.bottom)).normalized()

    def paint_over(self, painter: QPainter) -> None:
        """The boxes, solid as they will be, and the handles of the one in hand."""
        if not self.masking:
            return
        theme = self._theme
        for number, box in enumerate(self.drawn.boxes):
            shape = self._shape(box)
            painter.fillRect(shape, Qt.GlobalColor.black)
            painter.setFont(theme.font("caption", "semibold"))
            painter.setPen(theme.colour("railTextActive"))
            painter.drawText(shape, int(Qt.AlignmentFlag.AlignCenter), tr("Mask {0}").format(number + 1))
            if number == self.drawn.chosen:
                painter.setPen(QPen(theme.colour("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(shape)
        if self.drawn.box is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), 2))
        painter.setBrush(theme.colour("surface"))
        for x, y in handle_points(self.drawn.box):
            painter.drawEllipse(self.view.from_share(x, y), _HANDLE / 2, _HANDLE / 2)
