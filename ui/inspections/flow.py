"""Buttons in as many rows as they need: a narrow column wraps them, a wide one keeps them in a row."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_GAP = 8


class Flow(QLayout):
    """Each part at its own size, from the left, in the next row where there is no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take a part in."""
        self._parts.append(item)

    def count(self) -> int:
        """How many parts there are."""
        return len(self._parts)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The part at a place; nothing outside."""
        return self._parts[index] if 0 <= index < len(self._parts) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give a part back."""
        return self._parts.pop(index) if 0 <= index < len(self._parts) else None

    def expandingDirections(self) -> Qt.Orientation:
        """None of its own."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at that width."""
        return self._place(QRect(0, 0, width, 0), only_measure=True)

    def setGeometry(self, rect: QRect) -> None:
        """Lay the parts out."""
        super().setGeometry(rect)
        self._place(rect, only_measure=False)

    def sizeHint(self) -> QSize:
        """As small as it may be."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest part, one row."""
        size = QSize()
        for one in self._parts:
            size = size.expandedTo(one.minimumSize())
        return size

    def _place(self, rect: QRect, *, only_measure: bool) -> int:
        left, top, tallest = rect.left(), rect.top(), 0
        for one in self._parts:
            size = one.sizeHint()
            if left > rect.left() and left + size.width() > rect.right() + 1:
                left, top, tallest = rect.left(), top + tallest + _GAP, 0
            if not only_measure:
                one.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + _GAP
            tallest = max(tallest, size.height())
        return top + tallest - rect.top()
