"""The steps of a visit at the left: how far each has come, and which questions belong to others."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import Icon, Scrolling, clear, column, row
from ui.widgets.text import Text


class Step(NamedTuple):
    """One step: `done` of `total` (a total of 0: only a number is shown, if any)."""

    key: str
    title: str
    done: int = 0
    total: int = 0

    @property
    def figures(self) -> str:
        """3/6, or how many there are, or nothing."""
        return f"{self.done}/{self.total}" if self.total else str(self.done) if self.done else ""


class StepRow(QAbstractButton):
    """One step to go to."""

    def __init__(self, theme: Theme, step: Step) -> None:
        super().__init__()
        self._theme = theme
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(step)

    def show_step(self, step: Step) -> None:
        """Change what it says."""
        self.step = step
        told = tr("{0}, {1} av {2} besvarade").format(step.title, step.done, step.total)
        self.setAccessibleName(told if step.total else f"{step.title} {step.figures}".strip())
        self.setToolTip(step.title)
        self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(160, max(40, self._theme.size("control")))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, sign, title and figures."""
        theme, step = self._theme, self.step
        painter = QPainter(self)
        rect = QRectF(self.rect())
        radius = theme.tokens.radius["control"]
        if self.isChecked() or self.underMouse():
            paint.rounded(painter, rect, radius, theme.colour("selection" if self.isChecked() else "hover"), None)
        whole = bool(step.total) and step.done >= step.total
        sign = "circle-check" if whole else "circle-dot" if self.isChecked() else "minus"
        tone = "status.closed.fg" if whole else "accent" if self.isChecked() else "textMuted"
        middle = rect.center().y()
        painter.drawPixmap(QPointF(12, middle - 10), theme.pixmap(sign, tone, 20, self.devicePixelRatioF()))
        painter.setFont(theme.font("caption", "medium", figures=True))
        painter.setPen(theme.colour("textMuted"))
        width = painter.fontMetrics().horizontalAdvance(step.figures)
        upright = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -12, 0), upright | Qt.AlignmentFlag.AlignRight, step.figures)
        metrics = theme.metrics("body", "medium")
        room = rect.width() - 44 - 20 - width
        painter.setFont(theme.font("body", "medium"))
        painter.setPen(theme.colour("text"))
        title = metrics.elidedText(step.title, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(44, rect.top(), room + 2, rect.height()), upright, title)
        if self.hasFocus():
            paint.focus_ring(painter, theme, rect, radius)


class StepList(QWidget):
    """`chosen` carries the key of the step that somebody goes to."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        body = QWidget()
        self._rows = column(body, (0, 0, 0, 0), 4)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda button: self.chosen.emit(button.step.key))
        self._known: dict[str, StepRow] = {}
        self._shown: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._scroll = Scrolling(body)
        column(self, spacing=0).addWidget(self._scroll)

    def show_steps(self, steps: Sequence[Step], locked: Sequence[str]) -> None:
        """Show the steps, and sentences on questions that are not ours."""
        shape = (tuple(step.key for step in steps), tuple(locked))
        if shape != self._shown:
            self._build(steps, locked)
            self._shown = shape
        for step in steps:
            self._known[step.key].show_step(step)

    def mark(self, key: str) -> None:
        """Show which step is open, with the one after it in sight."""
        if key in self._known:
            self._known[key].setChecked(True)
            # After the layout has placed rows that were made a moment ago.
            QTimer.singleShot(0, self, partial(self._reveal, key))

    def _reveal(self, key: str) -> None:
        if key in self._known:
            made = self._known[key]
            self._scroll.ensureWidgetVisible(made, 0, made.height())

    def _build(self, steps: Sequence[Step], locked: Sequence[str]) -> None:
        clear(self._rows)
        self._known = {}
        for step in steps:
            made = self._known[step.key] = StepRow(self._theme, step)
            self._group.addButton(made)
            self._rows.addWidget(made)
        for sentence in locked:
            holder = QWidget()
            inside = row(holder, (12, 6, 8, 2), 10)
            inside.addWidget(Icon(self._theme, "lock", "textMuted", 16), 0, Qt.AlignmentFlag.AlignTop)
            inside.addWidget(Text(self._theme, sentence, "caption", tone="muted", wrap=True), 1)
            self._rows.addWidget(holder)
        self._rows.addStretch(1)
