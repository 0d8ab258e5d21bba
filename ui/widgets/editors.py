"""Any editor of a form behind one pair: read it as text, write it as text."""

from typing import Any, cast

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.check import Check
from ui.widgets.fields import Choice


def text_of(editor: QWidget) -> str:
    """What stands in it: of a choice the value and not the word, of a check "1" or nothing."""
    if isinstance(editor, Check):
        return "1" if editor.isChecked() else ""
    if isinstance(editor, Choice):
        value = editor.currentData()
        return "" if value is None else str(value)
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return str(cast(Any, editor).text())


def put_text(editor: QWidget, text: str, *, keep_unknown: bool = False) -> None:
    """Write it as `text_of` gave it; a choice without that value goes to its first.

    keep_unknown: a value that only a newer program knows becomes a choice of its own, so that it stays.
    """
    if isinstance(editor, Check):
        editor.setChecked(text == "1")
    elif isinstance(editor, Choice):
        index = editor.findData(text)
        if index < 0 and keep_unknown:
            editor.addItem(text, text)
            index = editor.count() - 1
        editor.setCurrentIndex(max(0, index))
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    else:
        cast(Any, editor).setText(text)
        if isinstance(editor, QLineEdit):
            editor.setCursorPosition(0)
