"""Asks once before something that cannot be taken back."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text


def confirm(theme: Theme, parent: QWidget, title: str, words: str, act: str, then: Callable[[], None]) -> Dialog:
    """Open the question; `then` runs when the answer is yes."""
    dialog = Dialog(theme, parent, title, 440)
    dialog.body.addWidget(Text(theme, words, wrap=True))
    dialog.add_out(tr("Avbryt")).setFocus()
    button = dialog.add_act(act)
    button.clicked.connect(dialog.accept)
    dialog.accepted.connect(then)
    dialog.open()
    return dialog
