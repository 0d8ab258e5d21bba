"""Painted parts that can be pressed as a whole: a figure with its word, and rows that lead somewhere."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import Theme
from ui.widgets import paint

_SIGN = 36


class Pressed(QAbstractButton):
    """What they have in common: the keyboard reaches them, the whole of it is one target with one name."""

    def __init__(self, theme: Theme, name: str, act: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if act is not None:
            self.clicked.connect(lambda _=False: act())
        theme.changed.connect(self.updateGeometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Its words are shortened before they set the width of a page."""
        return QSize(120, self.sizeHint().height())

    def _words(self, painter: QPainter, box: QRectF, text: str, tone: str, font: tuple[str, str]) -> float:
        """Draw one line, shortened where it does not fit; gives its width."""
        metrics = self._theme.metrics(*font, figures=True)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.setFont(self._theme.font(*font, figures=True))
        painter.setPen(self._theme.colour(tone))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)

    def _sign(self, painter: QPainter, box: QRectF, icon: str, tone: str) -> None:
        theme = self._theme
        paint.rounded(painter, box, theme.tokens.radius["photo"], theme.colour(f"status.{tone}.bg"), None)
        shown = theme.pixmap(icon, f"status.{tone}.fg", 18, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(box.center().x() - 9, box.center().y() - 9), shown)


class Figure(Pressed):
    """A card with a word, a figure and what is behind it."""

    def __init__(self, theme: Theme, title: str, tone: str, icon: str, act: Callable[[], object]) -> None:
        super().__init__(theme, title, act)
        self._title, self._tone, self._icon = title, tone, icon
        self._figure, self._under = "–", ""

    def show_figure(self, figure: str, under: str) -> None:
        """Change the figure."""
        self._figure, self._under = figure, under
        self.setAccessibleName(f"{self._title}: {figure}. {under}".strip())
        self.update()

    @property
    def figure(self) -> str:
        """The figure as shown."""
        return self._figure

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(220, 92)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        fill = "hover" if self.underMouse() or self.isDown() else "surface"
        paint.rounded(painter, rect, theme.tokens.radius["card"], theme.colour(fill), theme.colour("border"))
        wide = rect.width() - 32
        self._words(painter, QRectF(16, 9, wide - 48, 20), self._title, "textMuted", ("body", "regular"))
        self._words(painter, QRectF(16, 27, wide - 48, 40), self._figure, "text", ("kpi", "semibold"))
        self._words(painter, QRectF(16, 66, wide, 18), self._under, "textMuted", ("caption", "regular"))
        self._sign(painter, QRectF(rect.width() - 16 - 40, 16, 40, 40), self._icon, self._tone)
        if self.hasFocus():
            paint.focus_ring(painter, theme, rect, theme.tokens.radius["card"])


class Row(Pressed):
    """A sign, what there is to do, and under it what it is about; an arrow says that it leads somewhere."""

    def __init__(self, theme: Theme, look: tuple[str, str], title: str, under: str, act: Callable[[], object]) -> None:
        super().__init__(theme, ", ".join(part for part in (title, under) if part), act)
        self._tone, self._icon = look
        self._title, self._under = title, under

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(240, 44 if self._theme.density == "desk" else 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        if self.underMouse() or self.isDown():
            paint.rounded(painter, rect, theme.tokens.radius["control"], theme.colour("hover"), None)
        middle = rect.center().y()
        self._sign(painter, QRectF(0, middle - _SIGN / 2, _SIGN, _SIGN), self._icon, self._tone)
        left, wide = _SIGN + 12.0, rect.width() - _SIGN - 12 - 28
        self._words(painter, QRectF(left, middle - 20, wide, 20), self._title, "text", ("body", "semibold"))
        self._words(painter, QRectF(left, middle + 1, wide, 18), self._under, "textMuted", ("caption", "regular"))
        arrow = theme.pixmap("chevron-right", "textMuted", 16, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(rect.width() - 22, middle - 8), arrow)
        if self.hasFocus():
            paint.focus_ring(painter, theme, rect, theme.tokens.radius["control"])


class Line(Pressed):
    """One line: what, beside it where, and at the right end when or how; with a number before it where it has one."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        under: str,
        right: str,
        act: Callable[[], object],
        *,
        number: int = 0,
        tone: str = "textMuted",
    ) -> None:
        super().__init__(theme, ", ".join(part for part in (title, under, right) if part), act)
        self._title, self._under, self._right, self._number, self._tone = title, under, right, number, tone

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, 31 if self._theme.density == "desk" else 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        if self.underMouse() or self.isDown():
            paint.rounded(painter, rect, theme.tokens.radius["control"], theme.colour("hover"), None)
        left, middle = 0.0, rect.center().y()
        if self._number:
            disc = QRectF(0, middle - 12, 24, 24)
            paint.rounded(painter, disc, 12, theme.colour("accentSoft"), None)
            painter.setFont(theme.font("caption", "semibold", figures=True))
            painter.setPen(theme.colour("onAccentSoft"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
            left = 36.0
        right = theme.metrics("caption", figures=True).horizontalAdvance(self._right)
        room = rect.width() - left - right - 16
        share = rect.width() * 0.36 if self._number else room * 0.6 if self._under else room
        used = self._words(painter, QRectF(left, 0, share, rect.height()), self._title, "text", ("body", "semibold"))
        if self._under:
            from_left = left + (share if self._number else used) + 12
            box = QRectF(from_left, 0, rect.width() - right - 16 - from_left, rect.height())
            self._words(painter, box, self._under, "textMuted", ("body", "regular"))
        box = QRectF(rect.width() - right - 4, 0, right + 4, rect.height())
        self._words(painter, box, self._right, self._tone, ("caption", "regular"))
        if self.hasFocus():
            paint.focus_ring(painter, theme, rect, theme.tokens.radius["control"])
