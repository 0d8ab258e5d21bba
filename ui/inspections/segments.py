"""The large answers of a question: one of several, in a row or under each other, for fingers and gloves."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import column, row

_HEIGHT = 48
_GAP = 8


class Option(NamedTuple):
    """One answer: what is stored, what is said, its icon."""

    value: str
    text: str
    icon: str


class Segment(QAbstractButton):
    """One large answer; its colour says deviation or not, its icon and word say which answer it is."""

    def __init__(self, theme: Theme, option: Option, question: str) -> None:
        super().__init__()
        self._theme = theme
        self.option = option
        self.tone = "dismissed"
        self.setText(option.text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{option.text}: {question}")

    def _metrics(self) -> QFontMetrics:
        return self._theme.metrics("body", "semibold")

    def sizeHint(self) -> QSize:
        """Room for its words, 48 pixels high."""
        return QSize(self._metrics().horizontalAdvance(self.text()) + 18 + _GAP + 24, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, icon and word."""
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        radius = theme.tokens.radius["control"]
        on = self.isChecked()
        ink = f"status.{self.tone}.fg" if on else "text" if self.isEnabled() else "textHint"
        fill = f"status.{self.tone}.bg" if on else "hover" if self.underMouse() else "surface"
        edge = f"status.{self.tone}.dot" if on else "borderControl" if self.isEnabled() else "border"
        paint.rounded(painter, rect, radius, theme.colour(fill), theme.colour(edge))
        if on:
            paint.rounded(painter, rect.adjusted(1, 1, -1, -1), radius - 1, None, theme.colour(edge))
        width = self._metrics().horizontalAdvance(self.text())
        left = rect.center().x() - (width + 18 + _GAP) / 2
        icon = theme.pixmap(self.option.icon, ink, 18, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(round(left), round(rect.center().y() - 9)), icon)
        painter.setFont(theme.font("body", "semibold"))
        painter.setPen(theme.colour(ink))
        words = QRectF(left + 18 + _GAP, rect.top(), width + 2, rect.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            paint.focus_ring(painter, theme, rect, radius)


class Segments(QWidget):
    """Exactly one answer or none yet; `chosen` carries its value when a person picks it."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, options: Sequence[Option], question: str, *, upright: bool = False) -> None:
        super().__init__()
        inside = column(self, spacing=_GAP) if upright else row(self, spacing=_GAP)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, Segment] = {}
        for option in options:
            button = self.buttons[option.value] = Segment(theme, option, question)
            self._group.addButton(button)
            inside.addWidget(button, len(option.text) + 6)
        self._group.buttonClicked.connect(lambda button: self.chosen.emit(button.option.value))

    def show_value(self, value: str, *, deviation: bool) -> None:
        """Show an answer that is stored; an empty one unchecks all."""
        self._group.setExclusive(False)
        for known, button in self.buttons.items():
            button.setChecked(known == value)
            said = known == value and value != "not_checked"
            button.tone = ("confirmed" if deviation else "closed") if said else "dismissed"
            button.update()
        self._group.setExclusive(True)
