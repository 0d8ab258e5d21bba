"""Three small squares that show a figure from 0 to 3; to look at, or to set with a click or the arrow keys."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from krogkoll.inspections import Rated
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import row
from ui.widgets.text import Text

_SQUARE, _GAP = 12, 3
_HIGHEST = 3
_WORDS = ("ingen", "låg", "medel", "hög")


def product_tone(product: int) -> str:
    """Red at 9, amber from 3, else grey."""
    return "confirmed" if product >= 9 else "suspected" if product >= 3 else "dismissed"


class Squares(QWidget):
    """A figure from 0 to 3 to look at."""

    def __init__(self, theme: Theme, value: int) -> None:
        super().__init__()
        self._theme, self._value = theme, value
        self.setFixedSize(3 * _SQUARE + 2 * _GAP, _SQUARE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the squares."""
        painter = QPainter(self)
        for index in range(_HIGHEST):
            rect = QRectF(index * (_SQUARE + _GAP), 0, _SQUARE, _SQUARE)
            full = index < self._value
            fill = self._theme.colour("textMuted" if full else "surface")
            paint.rounded(painter, rect, 3, fill, self._theme.colour("borderControl"))


class Product(QWidget):
    """Likelihood times consequence on its tone."""

    def __init__(self, theme: Theme, product: int) -> None:
        super().__init__()
        self._theme, self._product = theme, product
        self.setFixedSize(28, 22)
        self.setAccessibleName(tr("Risk {0} av 9").format(product))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figure."""
        painter, tone = QPainter(self), product_tone(self._product)
        paint.rounded(painter, QRectF(self.rect()), 6, self._theme.colour(f"status.{tone}.bg"), None)
        painter.setFont(self._theme.font("caption", "bold", figures=True))
        painter.setPen(self._theme.colour(f"status.{tone}.fg"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._product))


class Scale(QWidget):
    """A figure from 0 to 3 to set: four cells, a click or left and right."""

    def __init__(self, theme: Theme, name: str, changed: Callable[[], None]) -> None:
        super().__init__()
        self._theme, self._name, self._changed = theme, name, changed
        self.value = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.set_value(0)

    def set_value(self, value: int) -> None:
        """Show another figure."""
        self.value = min(_HIGHEST, max(0, value))
        self.setAccessibleName(tr("{0}: {1}, {2} av 3").format(self._name, tr(_WORDS[self.value]), self.value))
        self.update()

    def sizeHint(self) -> QSize:
        """Four cells of a control's height."""
        return QSize(160, self._theme.size("control"))

    def minimumSizeHint(self) -> QSize:
        """Room for the figures."""
        return QSize(120, self._theme.size("control"))

    def _set(self, value: int) -> None:
        if min(_HIGHEST, max(0, value)) != self.value:
            self.set_value(value)
            self._changed()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the cell that was pressed."""
        self._set(int(event.position().x() * (_HIGHEST + 1) / max(1, self.width())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right, or the figure itself."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._set(self.value + (1 if key == Qt.Key.Key_Right else -1))
        elif event.text() in ("0", "1", "2", "3"):
            self._set(int(event.text()))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells; those up to the figure are filled."""
        theme, painter = self._theme, QPainter(self)
        rect = QRectF(self.rect())
        radius = theme.tokens.radius["control"]
        paint.rounded(painter, rect, radius, theme.colour("surface"), theme.colour("borderControl"))
        width = rect.width() / (_HIGHEST + 1)
        for index in range(_HIGHEST + 1):
            cell = QRectF(index * width + 3, 3, width - 6, rect.height() - 6)
            chosen = index == self.value
            if chosen:
                paint.rounded(painter, cell, radius - 2, theme.colour("accentSoft"), theme.colour("accent"))
            painter.setFont(theme.font("body", "semibold" if chosen else "regular", figures=True))
            painter.setPen(theme.colour("onAccentSoft" if chosen else "textMuted"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(index))
        if self.hasFocus():
            paint.focus_ring(painter, theme, rect, radius)


class RiskPair(QWidget):
    """Likelihood and consequence of one factor as one editor: its text is "2,3"; nothing touched is an empty text."""

    def __init__(self, theme: Theme, name: str, changed: Callable[[], None]) -> None:
        super().__init__()
        self._touched, self._told = False, changed
        inside = row(self, spacing=10)
        self.scales = tuple(
            Scale(theme, tr(words).format(name), self._change) for words in ("Sannolikhet, {0}", "Följd, {0}")
        )
        for scale in self.scales:
            inside.addWidget(scale, 1)
        self._answer = Text(theme, tr("Inte bedömd"), "caption", tone="muted")
        self._answer.setMinimumWidth(theme.metrics("caption").horizontalAdvance(tr("Inte bedömd")) + 6)
        inside.addWidget(self._answer)
        self.setFocusProxy(self.scales[0])

    def _change(self) -> None:
        self._touched = True
        self._show()
        self._told()

    def _show(self) -> None:
        rated = Rated(*(scale.value for scale in self.scales))
        self._answer.setText(tr("Risk {0}").format(rated.product) if self._touched else tr("Inte bedömd"))

    def text(self) -> str:
        """The pair, or nothing while nobody has judged it."""
        return ",".join(str(scale.value) for scale in self.scales) if self._touched else ""

    def setText(self, text: str) -> None:
        """Show a pair again."""
        parts = [int(part) for part in text.split(",") if part.isdigit()]
        self._touched = len(parts) == 2
        for scale, value in zip(self.scales, parts if self._touched else (0, 0), strict=True):
            scale.set_value(value)
        self._show()
