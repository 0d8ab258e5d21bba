"""The fields that the forms of a case are made of: one entry each, read and written as text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import clear, column
from ui.widgets.button import Button
from ui.widgets.editors import put_text, text_of
from ui.widgets.fields import Choice, Field

Choices = Sequence[tuple[str, str]]
"""Word and value of each choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One field: its name, its label, how many of six columns it takes, what it helps with.

    kind: "line", "text", "choice" or "many" (several of the choices, their values joined by commas).
    """

    name: str
    label: str
    width: int = 6
    hint: str = ""
    kind: str = "line"
    limit: int = 300
    choices: Choices = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A group of fields under one heading; without a title it has none."""

    title: str = ""
    fields: Sequence[Spec]


class ManyChoice(QWidget):
    """Several things of which some are chosen, one under the other."""

    def __init__(self, theme: Theme, name: str, changed: Callable[[], None]) -> None:
        super().__init__()
        self._theme, self._changed = theme, changed
        self._buttons: dict[str, Button] = {}
        self.setAccessibleName(name)
        self._rows = column(self, spacing=4)

    def offer(self, choices: Choices) -> None:
        """Replace what may be chosen; what was chosen stays chosen where it is still there."""
        before = self.chosen()
        clear(self._rows)
        self._buttons = {}
        for words, value in choices:
            button = Button(self._theme, words, "square", "quiet", words)
            button.setCheckable(True)
            button.toggled.connect(lambda on, one=button: one.set_icon("square-check" if on else "square"))
            button.setChecked(value in before)
            button.toggled.connect(lambda _: self._changed())
            self._buttons[value] = button
            self._rows.addWidget(button)

    def chosen(self) -> list[str]:
        """The values that are on, in their order."""
        return [value for value, button in self._buttons.items() if button.isChecked()]

    def choose(self, values: Sequence[str]) -> None:
        """Turn these on and the others off."""
        for value, button in self._buttons.items():
            button.setChecked(value in values)


Editor = QLineEdit | QPlainTextEdit | Choice | ManyChoice


class Input:
    """One field with its editor behind one pair: read the text, write the text."""

    def __init__(self, theme: Theme, spec: Spec, changed: Callable[[], None]) -> None:
        self.spec = spec
        self.editor = _editor(theme, spec, changed)
        self.field = Field(theme, tr(spec.label), self.editor, tr(spec.hint) if spec.hint else "")

    @property
    def raw(self) -> str:
        """What stands in it; for a choice the value, not the word."""
        editor = self.editor
        return ",".join(editor.chosen()) if isinstance(editor, ManyChoice) else text_of(editor)

    @raw.setter
    def raw(self, text: str) -> None:
        editor = self.editor
        if isinstance(editor, ManyChoice):
            editor.choose(text.split(","))
        else:
            put_text(editor, text, keep_unknown=text != "")

    def offer(self, choices: Choices) -> None:
        """Let something else be chosen; what stands stays where it is still offered."""
        editor = self.editor
        if isinstance(editor, ManyChoice):
            editor.offer(choices)
        elif isinstance(editor, Choice):
            before = self.raw
            editor.blockSignals(True)
            editor.clear()
            for words, value in choices:
                editor.addItem(words, value)
            editor.setCurrentIndex(max(editor.findData(before), 0))
            editor.blockSignals(False)


def _editor(theme: Theme, spec: Spec, changed: Callable[[], None]) -> Editor:
    if spec.kind == "many":
        many = ManyChoice(theme, tr(spec.label), changed)
        many.offer(spec.choices)
        return many
    if spec.kind == "choice":
        choice = Choice(theme, tr(spec.label), spec.choices)
        choice.currentIndexChanged.connect(lambda _: changed())
        return choice
    if spec.kind == "text":
        text = QPlainTextEdit()
        text.setTabChangesFocus(True)
        text.setFixedHeight(132)
        text.setAccessibleName(tr(spec.label))
        text.textChanged.connect(changed)
        return text
    line = QLineEdit()
    line.setMaxLength(spec.limit)
    line.setAccessibleName(tr(spec.label))
    line.textChanged.connect(lambda _: changed())
    return line


def raws(inputs: Mapping[str, Input]) -> dict[str, str]:
    """What stands in all of them."""
    return {name: one.raw for name, one in inputs.items()}
