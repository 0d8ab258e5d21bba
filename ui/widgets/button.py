"""Buttons that paint themselves: exact gap between icon and word, and a focus ring only for the keyboard."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import Theme
from ui.widgets import paint

_GAP = 8
_KINDS = {
    # Each kind has five tokens: background, the same when hovered and when pressed, text, edge.
    "primary": ("accent", "accentHover", "accentPressed", "onAccent", ""),
    "secondary": ("surface", "hover", "surfaceSunken", "text", "borderControl"),
    "quiet": ("", "hover", "surfaceSunken", "text", ""),
    "link": ("", "hover", "surfaceSunken", "link", ""),
    "rail": ("", "railActive", "railActive", "railText", ""),
}


class Button(QAbstractButton):
    """A button of one of the kinds primary, secondary, quiet, link; with an icon, a word or both.

    A button without a word must get an `accessibleName`, which is its tooltip too.
    """

    def __init__(self, theme: Theme, text: str = "", icon: str = "", kind: str = "secondary", name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._kind = kind
        self._icon_name = icon
        self._tall = False
        self.setText(text)
        # Tab reaches it; a click does not take the caret out of a field.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name or text.replace("&", ""))
        if name and not text:
            self.setToolTip(name)
        theme.changed.connect(self.updateGeometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def set_icon(self, icon: str) -> None:
        """Change the icon."""
        self._icon_name = icon
        self.update()

    def set_kind(self, kind: str) -> None:
        """Change which kind of button it is: a screen has one primary button."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def set_name(self, name: str) -> None:
        """Change what a screen reader and the tooltip say."""
        self.setAccessibleName(name)
        self.setToolTip("" if self.text() else name)

    def set_tall(self) -> None:
        """The larger form used on the way in: 44 pixels high."""
        self._tall = True
        self.updateGeometry()

    def _metrics(self) -> QFontMetrics:
        return self._theme.metrics("body", "semibold")

    def _words(self) -> str:
        return self.text().replace("&", "")

    def _height(self) -> int:
        if self._kind == "link" and self._theme.density == "desk":
            return 28
        height = self._theme.size("control")
        return max(44, height) if self._tall else height

    def sizeHint(self) -> QSize:
        """As wide as its content, as high as the density's controls."""
        height = self._height()
        if not self.text():
            return QSize(height, height)
        width = self._metrics().horizontalAdvance(self._words())
        if self._icon_name:
            width += self._theme.size("icon") + _GAP
        width += 16 if self._kind == "link" else 32
        width = max(width, 44) if self._theme.density == "field" else width
        return QSize(max(width, 136) if self._tall and self._kind == "primary" else width, height)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def _fill(self) -> tuple[str, str, str]:
        background, hovered, pressed, text, edge = _KINDS[self._kind]
        if not self.isEnabled():
            return ("surfaceSunken" if background else "", "textHint", "border" if background else "")
        if self.isDown() or self.isChecked():
            return (pressed, text, edge)
        return (hovered if self.underMouse() else background, text, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, icon, words and, for the keyboard, the ring."""
        theme = self._theme
        background, text, edge = self._fill()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        radius = theme.tokens.radius["control"]
        fill = theme.colour(background) if background else None
        paint.rounded(painter, rect, radius, fill, theme.colour(edge) if edge else None)
        words = self._words()
        icon = theme.size("icon") if self._icon_name else 0
        width = self._metrics().horizontalAdvance(words)
        left = rect.center().x() - (width + (icon + _GAP if icon and words else icon)) / 2
        if icon:
            shown = theme.pixmap(self._icon_name, text, icon, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(round(left), round(rect.center().y() - icon / 2)), shown)
            left += icon + _GAP
        painter.setFont(theme.font("body", "semibold"))
        painter.setPen(theme.colour(text))
        painter.drawText(QRectF(left, 0, width + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, words)
        if self.hasFocus():
            paint.focus_ring(painter, theme, rect, radius)


def icon_button(theme: Theme, icon: str, name: str, kind: str = "quiet") -> Button:
    """A square button with an icon only; `name` is what a screen reader and the tooltip say."""
    return Button(theme, "", icon, kind, name)
