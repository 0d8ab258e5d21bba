"""A row of words of which exactly one may be chosen, and a layout that breaks its parts into lines."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLayout, QLayoutItem, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import row


class Segment(QAbstractButton):
    """One word of the row."""

    def __init__(self, theme: Theme, text: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Room for the word in its heavier weight."""
        words = self._theme.metrics("caption", "semibold").horizontalAdvance(self.text())
        return QSize(words + 14, self._theme.size("control"))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it: filled and edged when chosen."""
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        rect, radius = QRectF(self.rect()), theme.tokens.radius["control"]
        enabled = self.isEnabled()
        fill = "accentSoft" if on else "hover" if self.underMouse() and enabled else "surface"
        paint.rounded(painter, rect, radius, theme.colour(fill), theme.colour("accent" if on else "borderControl"))
        painter.setFont(theme.font("caption", "semibold" if on else "medium"))
        painter.setPen(theme.colour("onAccentSoft" if on else "text" if enabled else "textHint"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            paint.focus_ring(painter, theme, rect, radius)


class Segments(QWidget):
    """`changed` when somebody chose another one. Arrow keys walk it, Tab passes it as one."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, entries: Sequence[tuple[str, Any, str]]) -> None:
        """entries: the short word, what the program uses, and the whole words for a screen reader."""
        super().__init__()
        self.setAccessibleName(name)
        self._values = [value for _, value, _ in entries]
        self._group = QButtonGroup(self)
        inside = row(self, spacing=4)
        for index, (word, _, whole) in enumerate(entries):
            made = Segment(theme, word, f"{name}: {whole}")
            self._group.addButton(made, index)
            inside.addWidget(made)
        self._begin_at_first()
        self._group.idToggled.connect(lambda _, on: self.changed.emit() if on else None)

    @property
    def value(self) -> Any:
        """What is chosen; None before anything is."""
        index = self._group.checkedId()
        return None if index < 0 else self._values[index]

    @value.setter
    def value(self, value: Any) -> None:
        index = self._values.index(value) if value in self._values else -1
        if index < 0:
            self._group.setExclusive(False)
            for button in self._group.buttons():
                button.setChecked(False)
            self._group.setExclusive(True)
            self._begin_at_first()
        else:
            self._group.button(index).setChecked(True)

    def _begin_at_first(self) -> None:
        """Nothing is chosen: Tab comes to the first word. Once one is chosen Qt itself lets Tab come to that one."""
        for button in self._group.buttons():
            first = button is self._group.button(0)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if first else Qt.FocusPolicy.NoFocus)

    def first(self) -> QWidget:
        """The part that takes the keyboard: the chosen one, else the first."""
        return self._group.checkedButton() or self._group.button(0)


class Flow(QLayout):
    """Lays its parts side by side and breaks the line where there is no more room."""

    def __init__(self, spacing: int = 8) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """How many it holds."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Let go of one of them."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Neither."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as it takes."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put each in its place."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """As the smallest."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest part."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, rect: QRect, *, move: bool) -> int:
        left, top, high = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if left > rect.x() and left + size.width() > rect.right() + 1:
                left, top, high = rect.x(), top + high + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self.spacing()
            high = max(high, size.height())
        return top + high - rect.y()
