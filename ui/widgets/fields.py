"""Fields to type in: search, passphrase, choice, and the frame of label, field and problem that forms use."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.button import Button, icon_button
from ui.widgets.text import Text


class _EditWithButton(QLineEdit):
    """A line with a real, named button at its right end."""

    def __init__(self, theme: Theme, button: Button) -> None:
        super().__init__()
        self._theme = theme
        self._button = button
        button.setParent(self)
        theme.changed.connect(self._place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right end."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        side = self.height() - 4
        self._button.setFixedSize(side, side)
        self._button.move(self.width() - side - 2, 2)
        margins = self.textMargins()
        self.setTextMargins(margins.left(), 0, side, 0)


class SearchEdit(_EditWithButton):
    """A field with a magnifier; Escape and the button at the end empty it. `down` comes with the down arrow."""

    down = Signal()

    def __init__(self, theme: Theme, prompt: str, name: str) -> None:
        super().__init__(theme, icon_button(theme, "x", tr("Rensa fältet")))
        self.setPlaceholderText(prompt)
        self.setAccessibleName(name)
        self.setTextMargins(26, 0, 0, 0)
        self._button.clicked.connect(self.clear)
        self._button.hide()
        self.textChanged.connect(self._show_button)

    def _show_button(self, text: str) -> None:
        self._button.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field; the down arrow goes on to what was found."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field with its magnifier."""
        super().paintEvent(event)
        icon = self._theme.pixmap("search", "textHint", 18, self.devicePixelRatioF())
        QPainter(self).drawPixmap(QPoint(11, (self.height() - 18) // 2), icon)


class PassphraseEdit(_EditWithButton):
    """A field of dots; the button at the end shows the text as long as it is pressed in."""

    def __init__(self, theme: Theme, name: str) -> None:
        button = icon_button(theme, "eye", tr("Visa: {0}").format(name))
        super().__init__(theme, button)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setProperty("tall", True)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        button.setCheckable(True)
        button.toggled.connect(self.reveal)

    def reveal(self, shown: bool) -> None:
        """Show or hide what is typed."""
        self._button.setChecked(shown)
        self._button.set_icon("eye-off" if shown else "eye")
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def forget(self) -> None:
        """Empty the field, its undo history included, and hide again."""
        self.clear()
        self.setModified(False)
        self.reveal(False)


class Choice(QComboBox):
    """A drop-down with our own arrow; `data` of an entry is what the program uses."""

    def __init__(self, theme: Theme, name: str, entries: Sequence[tuple[str, object]] = ()) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        # Qt keeps a text enum as its plain text; whoever compares with `is` must get back what was put in.
        self._given: dict[str, object] = {value: value for _, value in entries if isinstance(value, StrEnum)}
        for text, value in entries:
            self.addItem(text, value)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def currentData(self, role: int = Qt.ItemDataRole.UserRole) -> Any:
        """The data of the chosen entry, an enum as the enum that it was given as."""
        found = super().currentData(role)
        return self._given.get(found, found) if isinstance(found, str) else found

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field with its arrow."""
        super().paintEvent(event)
        icon = self._theme.pixmap("chevron-down", "textMuted", 16, self.devicePixelRatioF())
        QPainter(self).drawPixmap(QPoint(self.width() - 26, (self.height() - 16) // 2), icon)


class Field(QWidget):
    """Label above, editor, and below it a hint or, in words and with a sign, what is wrong."""

    def __init__(self, theme: Theme, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self._title = Text(theme, label, weight="medium")
        self._title.setBuddy(editor)
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        self._top = QHBoxLayout()
        self._top.addWidget(self._title, 1)
        column.addLayout(self._top)
        self._title.setVisible(bool(label))
        column.addWidget(editor)
        below = QHBoxLayout()
        below.setSpacing(6)
        self._sign = _Sign(theme)
        self._note = Text(theme, hint, "caption", tone="muted", wrap=True)
        below.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._note, 1)
        column.addLayout(below)
        # In a grid with taller neighbours the field stays at the top of its cell.
        column.addStretch(1)
        self.show_problem("")

    def add_action(self, button: Button) -> None:
        """A link at the right of the label."""
        self._top.addWidget(button)

    def set_words(self, label: str, hint: str) -> None:
        """Ask for something else in the same field."""
        self._title.setText(label)
        self._hint = hint
        self.show_problem("")

    def show_problem(self, problem: str) -> None:
        """Say what is wrong, or nothing; the editor's description carries it to a screen reader."""
        self._note.setText(problem or self._hint)
        self._note.set_tone("danger" if problem else "muted")
        self._note.setVisible(bool(problem or self._hint))
        self._sign.setVisible(bool(problem))
        self.editor.setAccessibleDescription(problem or self._hint)
        if bool(self.editor.property("problem")) != bool(problem):
            self.editor.setProperty("problem", bool(problem))
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)

    @property
    def problem(self) -> str:
        """What is shown as wrong now."""
        return self._note.text() if self._sign.isVisibleTo(self) else ""


class _Sign(QLabel):
    """The small mark before a problem."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(14, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        icon = self._theme.pixmap("circle-alert", "status.confirmed.fg", 14, self.devicePixelRatioF())
        QPainter(self).drawPixmap(QPoint(0, 1), icon)
