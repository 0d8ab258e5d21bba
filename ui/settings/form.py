"""A form made from declared fields, inside a page: shows values, gives them back as texts, says what is wrong."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from krogkoll.kernel.errors import Problem
from ui.i18n import tr
from ui.settings.fields import SettingField
from ui.settings.words import problem_words
from ui.theme import Theme
from ui.widgets.fields import Choice, Field

_COLUMNS = 6


class FieldsForm(QWidget):
    """`changed` comes when somebody changed something, never when values are shown."""

    changed = Signal()

    def __init__(self, theme: Theme, declared: Sequence[SettingField]) -> None:
        super().__init__()
        self._declared = {one.name: one for one in declared}
        self.fields: dict[str, Field] = {}
        self._quiet = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        at = line = 0
        for one in declared:
            if at + one.width > _COLUMNS:
                at, line = 0, line + 1
            field = Field(theme, tr(one.label), self._editor(theme, one), tr(one.help) if one.help else "")
            self.fields[one.name] = field
            grid.addWidget(field, line, at, 1, one.width)
            at += one.width
        for number in range(_COLUMNS):
            grid.setColumnStretch(number, 1)

    def _editor(self, theme: Theme, one: SettingField) -> QWidget:
        if one.choices:
            choice = Choice(theme, tr(one.label), [(tr(words), value) for words, value in one.choices])
            choice.currentIndexChanged.connect(self._tell)
            return choice
        edit = QLineEdit()
        edit.setMaxLength(one.limit)
        edit.textEdited.connect(self._tell)
        return edit

    def _tell(self, _: object = None) -> None:
        if not self._quiet:
            self.changed.emit()

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show these values; what is not named shows its default."""
        self._quiet = True
        for name, field in self.fields.items():
            value = values.get(name, self._declared[name].default)
            editor = field.editor
            if isinstance(editor, Choice):
                editor.setCurrentIndex(max(0, editor.findData(value)))
            elif isinstance(editor, QLineEdit) and editor.text() != value:
                editor.setText(value)
                editor.setCursorPosition(0)
            field.show_problem("")
        self._quiet = False

    def values(self) -> dict[str, str]:
        """What stands in the fields now."""
        return {name: _text(field.editor) for name, field in self.fields.items()}

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong at each field, and put the keyboard in the first."""
        wrong = {one.field: problem_words(one) for one in problems}
        for name, field in self.fields.items():
            field.show_problem(wrong.get(name, ""))
        first = next((field for name, field in self.fields.items() if name in wrong), None)
        if first is not None:
            first.editor.setFocus()

    def allow(self, *, on: bool) -> None:
        """Whether anything can be changed now."""
        for field in self.fields.values():
            if isinstance(field.editor, QLineEdit):
                field.editor.setReadOnly(not on)
            else:
                field.editor.setEnabled(on)


def _text(editor: QWidget) -> str:
    if isinstance(editor, Choice):
        return str(editor.currentData())
    return editor.text() if isinstance(editor, QLineEdit) else ""
