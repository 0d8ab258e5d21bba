"""The facts of a visit as chips over the reasons: one press puts the sentence where the caret is."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import clear
from ui.widgets.segments import Flow

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


class FactBar(QWidget):
    """The facts that the decision rests on, as they stand to the text; `wanted` carries a sentence to put in."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._flow = Flow(6)
        self.setLayout(self._flow)
        self._shown: tuple[object, ...] = ()
        self.chips: list[FactChip] = []

    def show_facts(self, facts: Sequence[tuple[str, str]], text: str) -> None:
        """facts: the words on the chip and the whole sentence; text: all that is written so far."""
        written = " ".join(text.split())
        shown = tuple((words, whole, Use.USED if whole in written else Use.FREE) for words, whole in facts)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._flow)
        self.chips = [FactChip(self._theme, *one, partial(self.wanted.emit, one[1])) for one in shown]
        for chip in self.chips:
            self._flow.addWidget(chip)
        self.setVisible(bool(shown))
