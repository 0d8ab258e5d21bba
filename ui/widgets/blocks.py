"""Parts of a page: card, list of facts, banner, empty state, scrolling body."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.button import Button, icon_button
from ui.widgets.finger import FingerScroll
from ui.widgets.tabbing import keep_place, placed
from ui.widgets.text import Text


def column(parent: QWidget | None = None, margins: Sequence[int] = (0, 0, 0, 0), spacing: int = 12) -> QVBoxLayout:
    """A column with these margins (left, top, right, bottom)."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made


def row(parent: QWidget | None = None, margins: Sequence[int] = (0, 0, 0, 0), spacing: int = 12) -> QHBoxLayout:
    """A row with these margins (left, top, right, bottom)."""
    made = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, layouts inside it too, and let it go; the keyboard keeps its place there."""
    keep_place(layout.parentWidget(), list(placed(layout)))
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Icon(QWidget):
    """A still icon in a token's colour, on a soft round ground if asked for."""

    def __init__(self, theme: Theme, name: str, colour: str = "textMuted", size: int = 18, ground: str = "") -> None:
        super().__init__()
        self._theme, self._name, self._colour, self._size, self._ground = theme, name, colour, size, ground
        side = size * 2 if ground else size
        self.setFixedSize(side, side)

    def show_icon(self, name: str, colour: str) -> None:
        """Change what it shows."""
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        if self._ground:
            paint.rounded(painter, QRectF(self.rect()), self.width() / 2, self._theme.colour(self._ground), None)
        shown = self._theme.pixmap(self._name, self._colour, self._size, self.devicePixelRatioF())
        offset = (self.width() - self._size) / 2
        painter.drawPixmap(QPointF(offset, offset), shown)


class Card(QFrame):
    """A box with a title, at most one link action, and a body to fill."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        whole = column(self, (16, 10, 8, 16), 8)
        self._head = row(spacing=10)
        self._head.addWidget(Text(theme, title, "body", "semibold"))
        self._head.addStretch(1)
        whole.addLayout(self._head)
        self.body = column(margins=(0, 0, 8, 0), spacing=10)
        whole.addLayout(self.body)
        self._theme = theme

    def add_action(self, text: str, name: str, icon: str = "") -> Button:
        """The card's one link action; `name` is the full name for a screen reader."""
        button = Button(self._theme, text, icon, "link", name)
        self._head.addWidget(button)
        return button


class FactGrid(QWidget):
    """Facts as small label over value, in columns of equal width; values wrap and can be copied."""

    def __init__(self, theme: Theme, columns: int = 3) -> None:
        super().__init__()
        self._theme = theme
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Replace what is shown; an empty value shows as a dash."""
        clear(self._grid)
        for index, (label, value) in enumerate(facts):
            cell = QWidget()
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            inside = column(cell, spacing=1)
            inside.addWidget(Text(self._theme, label, "caption", tone="muted", wrap=True))
            shown = Text(self._theme, value or "–", tone="" if value else "hint", wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addWidget(shown)
            inside.addStretch(1)
            self._grid.addWidget(cell, index // self._columns, index % self._columns)
        for index in range(self._columns):
            self._grid.setColumnStretch(index, 1)


class Banner(QFrame):
    """A sentence that stays until its cause is gone, with at most one way out."""

    def __init__(self, theme: Theme, *, closable: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._tone = "suspected"
        self._act: Callable[[], None] | None = None
        inside = row(self, (14, 8, 8, 8) if closable else (14, 12, 14, 12), 10)
        self._icon = Icon(theme, "triangle-alert", "status.suspected.fg")
        self._text = Text(theme, wrap=True)
        self._button = Button(theme, " ", kind="secondary")
        self._button.clicked.connect(self._acted)
        self._close = icon_button(theme, "x", tr("Stäng meddelandet"))
        self._close.clicked.connect(self.hide)
        inside.addWidget(self._icon)
        inside.addWidget(self._text, 1)
        inside.addWidget(self._button)
        inside.addWidget(self._close)
        self._close.setVisible(closable)
        self.hide()

    def say(self, text: str, tone: str = "suspected", action: str = "", act: Callable[[], None] | None = None) -> None:
        """Show the sentence; `action` names the way out and `act` takes it."""
        self._tone = tone
        self._act = act
        icon = {"suspected": "triangle-alert", "confirmed": "circle-alert", "closed": "circle-check"}.get(tone, "info")
        self._icon.show_icon(icon, f"status.{tone}.fg")
        self._text.setText(text)
        self._text.set_tone({"suspected": "warning", "confirmed": "danger", "closed": "good"}.get(tone, ""))
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self._button.updateGeometry()
        self.setAccessibleName(text)
        self.show()

    def _acted(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

    @property
    def text(self) -> str:
        """The sentence shown last."""
        return self._text.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground in the tone's colour."""
        rect = QRectF(self.rect())
        paint.rounded(
            QPainter(self),
            rect,
            self._theme.tokens.radius["photo"],
            self._theme.colour(f"status.{self._tone}.bg"),
            None,
        )


class EmptyState(QWidget):
    """What a place without content says: an icon, one sentence, one action."""

    def __init__(self, theme: Theme, icon: str, sentence: str, action: str = "", hint: str = "") -> None:
        super().__init__()
        whole = column(self, (24, 24, 24, 24), 12)
        whole.addStretch(1)
        whole.addWidget(Icon(theme, icon, "textMuted", 28, "surfaceSunken"), 0, Qt.AlignmentFlag.AlignHCenter)
        self._sentence = Text(theme, sentence, "subtitle", "semibold", wrap=True)
        under = [Text(theme, hint, tone="muted", wrap=True)] if hint else []
        for label in (self._sentence, *under):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            whole.addWidget(label)
        self.button = Button(theme, action, kind="secondary")
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(action))
        whole.addStretch(2)

    def say(self, sentence: str) -> None:
        """Say something else."""
        self._sentence.setText(sentence)


class Scrolling(QScrollArea):
    """The body of a page: scrolls instead of growing the window, by wheel, keys and finger; never sideways."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        body.setObjectName("page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(body)
        self._finger = FingerScroll(self)

    def minimumSizeHint(self) -> QSize:
        """Small, so that the window may be."""
        return QSize(120, 80)
