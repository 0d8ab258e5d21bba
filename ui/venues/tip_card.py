"""The frame of the five cards of the tip form: number, question, something small to the right, and a problem line."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import Icon, column, row
from ui.widgets.text import Text


class Number(QWidget):
    """A number in a soft round."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme, self._number = theme, number
        self.setFixedSize(22, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint.rounded(painter, rect, 11, self._theme.colour("accentSoft"), None)
        painter.setFont(self._theme.font("caption", "semibold", figures=True))
        painter.setPen(self._theme.colour("onAccentSoft"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(self._number))


class NumberedCard(QFrame):
    """`changed` when something in it was changed by a hand."""

    changed = Signal()

    def __init__(self, theme: Theme, number: int, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._filling = False
        whole = column(self, (16, 12, 16, 14), 8)
        self._head: QHBoxLayout = row(spacing=9)
        self._head.addWidget(Number(theme, number))
        self._head.addWidget(Text(theme, title, weight="semibold"))
        self._head.addStretch(1)
        whole.addLayout(self._head)
        self.body = column(spacing=8)
        whole.addLayout(self.body)
        self._wrong = note(theme, "circle-alert", "status.confirmed.fg")
        self._wrong.text.set_tone("danger")
        self._wrong.hide()
        whole.addWidget(self._wrong)
        whole.addStretch(1)

    def tell(self, *_: object) -> None:
        """Pass on that something was changed, unless the form itself is filling in."""
        if not self._filling:
            self.changed.emit()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the card, or nothing."""
        self._wrong.say(sentence)
        self._wrong.setVisible(bool(sentence))

    @property
    def problem(self) -> str:
        """What is said to be wrong now."""
        return self._wrong.text.text() if not self._wrong.isHidden() else ""

    def begin(self) -> QWidget:
        """The widget that takes the keyboard when somebody jumps here."""
        raise NotImplementedError


class Note(QWidget):
    """A small line with a sign before it; the words wrap."""

    def __init__(self, theme: Theme, icon: str, colour: str) -> None:
        super().__init__()
        inside = row(self, spacing=7)
        self.icon = Icon(theme, icon, colour, 16)
        self.text = Text(theme, "", "caption", tone="muted", wrap=True)
        inside.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self.text, 1)

    def say(self, words: str) -> None:
        """Change the words."""
        self.text.setText(words)


def note(theme: Theme, icon: str, colour: str = "textMuted", words: str = "") -> Note:
    """A note with words."""
    made = Note(theme, icon, colour)
    made.say(words)
    return made


class Labelled(QWidget):
    """A word to the left of its editor at the desk, above it in the field."""

    _WIDE = 84

    def __init__(self, theme: Theme, label: str, editor: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self._label = Text(theme, label, "caption", tone="muted")
        # On Linux a screen reader takes the name of a drop-down from its label.
        self._label.setBuddy(editor)
        self._line.addWidget(self._label)
        self._line.addWidget(editor, 1)
        theme.changed.connect(self._turn)
        self._turn()

    def _turn(self) -> None:
        desk = self._theme.density == "desk"
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(right if desk else down)
        need = self._theme.metrics("caption").horizontalAdvance(self._label.text())
        self._label.setMinimumWidth(max(self._WIDE, need) if desk else 0)


class Flowing(QWidget):
    """Holds a layout whose height follows its width."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """The height its width needs."""
        width = max(self.width(), 200)
        layout = self.layout()
        return QSize(width, layout.heightForWidth(width) if layout is not None else 0)
