"""The facts of a visit as chips over the reasons: one press puts the sentence where the caret is."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint

_MOST = 30


class Use(StrEnum):
    """How a fact stands to the text."""

    FREE = "free"
    USED = "used"
    CHANGED = "changed"


_LOOKS = {
    Use.FREE: ("surface", "borderControl", "text", "plus"),
    Use.USED: ("accentSoft", "accent", "onAccentSoft", "check"),
    Use.CHANGED: ("status.suspected.bg", "status.suspected.dot", "status.suspected.fg", "git-merge"),
}
_SPOKEN = {Use.FREE: "finns inte i texten", Use.USED: "finns i texten", Use.CHANGED: "källan har ändrats"}


class FactChip(QAbstractButton):
    """One fact: a few words on it, the whole of it as tooltip and for a screen reader."""

    def __init__(self, theme: Theme, words: str, whole: str, use: Use, act: Callable[[], object]) -> None:
        super().__init__()
        self._theme, self._use = theme, use
        self.setText(words if len(words) <= _MOST else f"{words[: _MOST - 1].rstrip()}…")
        self.setToolTip(whole)
        self.setAccessibleName(f"{whole}, {tr(_SPOKEN[use])}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _=False: act())
        theme.changed.connect(self.updateGeometry)

    @property
    def use(self) -> Use:
        """How it stands to the text."""
        return self._use

    def sizeHint(self) -> QSize:
        """Icon and words."""
        words = self._theme.metrics("caption", "semibold").horizontalAdvance(self.text())
        return QSize(words + 46, 28 if self._theme.density == "desk" else 44)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        ground, edge, words, icon = _LOOKS[self._use]
        radius = rect.height() / 2
        fill = "hover" if self._use is Use.FREE and self.underMouse() else ground
        paint.rounded(painter, rect, radius, theme.colour(fill), theme.colour(edge))
        shown = theme.pixmap(icon, words, 14, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(13, rect.center().y() - 7), shown)
        painter.setFont(theme.font("caption", "semibold"))
        painter.setPen(theme.colour(words))
        painter.drawText(rect.adjusted(33, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            paint.focus_ring(painter, theme, rect, radius)
