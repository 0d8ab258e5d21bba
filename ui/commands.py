"""Every command of the program in one table: its Swedish name, its key, its icon. F1 shows the table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.i18n import tr

if TYPE_CHECKING:
    from ui.widgets.button import Button


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the program can be told from anywhere."""

    id: str
    text: str
    keys: str
    icon: str


TABLE = (
    # What the open page understands; each page says which of them it takes (`Page.deeds`)
    Command("new", "Skapa nytt på sidan", "Ctrl+N", "plus"),
    Command("edit", "Ändra det som visas", "F2", "pencil"),
    Command("save", "Spara formuläret", "Ctrl+S", "check"),
    Command("filter", "Filtrera listan", "Ctrl+F", "list-filter"),
    Command("gap", "Gå till nästa som saknas", "Ctrl+J", "circle-dashed"),
    Command("ready", "Gör klart eller underteckna", "Ctrl+Return", "send"),
    Command("mark", "Sätt ett tidsmärke", "F8", "flag"),
    Command("darken", "Släck och tänd skärmen", "F9", "eye-off"),
    # From anywhere
    Command("search", "Sök eller kör kommando", "Ctrl+K", "search"),
    Command("person", "Sök person …", "Ctrl+Shift+P", "user"),
    Command("note", "Snabbanteckning", "Ctrl+Shift+N", "sticky-note"),
    Command("tip", "Nytt tips", "Ctrl+Shift+T", "megaphone"),
    Command("visit", "Starta tillsyn", "Ctrl+Shift+I", "clipboard-check"),
    Command("import", "Importera lista …", "", "file-input"),
    Command("backup", "Säkerhetskopiera nu", "Ctrl+Shift+B", "shield-check"),
    Command("lock", "Lås", "Ctrl+L", "lock"),
    Command("theme", "Byt mellan ljust och mörkt", "Ctrl+Shift+M", "moon"),
    Command("density", "Byt mellan skrivbord och fältläge", "Ctrl+Shift+D", "hand"),
    Command("pane", "Gå till nästa del av fönstret", "F6", "chevron-right"),
    Command("keys", "Visa kortkommandon", "F1", "keyboard"),
    Command("pin", "Snabbupplåsning med pinkod …", "", "key-square"),
    Command("recovery", "Ny återställningsnyckel …", "", "key-round"),
    Command("quit", "Avsluta", "Ctrl+Q", "power"),
)
ALWAYS = ("theme", "density", "keys", "quit")
"""What can be given before anybody is let in, too."""


_KEYS = {command.id: command.keys for command in TABLE}
_TEXTS = {command.id: command.text for command in TABLE}


def shown_keys(keys: str) -> str:
    """A key as it stands on a Swedish keyboard."""
    return keys.replace("Shift", "Skift")


def with_key(words: str, command: str) -> str:
    """What a button does, with the key of its command: "Nytt objekt (Ctrl+N)"; a command without a key adds none."""
    keys = shown_keys(_KEYS[command])
    return f"{words} ({keys})" if keys else words


class Commands:
    """The table as actions of one window; a command without a deed yet is disabled and in no menu."""

    def __init__(self, window: QWidget) -> None:
        self._actions: dict[str, QAction] = {}
        self._deeds: dict[str, QMetaObject.Connection] = {}
        for command in TABLE:
            action = QAction(tr(command.text), window)
            action.setShortcut(QKeySequence(command.keys))
            action.setEnabled(False)
            action.setData(command)
            window.addAction(action)
            self._actions[command.id] = action

    def on(self, command: str, deed: Callable[[], object], text: str = "") -> QAction:
        """Say what a command does, in the place of what it did before. text: what it is called as long as it does."""
        action = self._actions[command]
        action.setText(text or tr(_TEXTS[command]))
        known = self._deeds.pop(command, None)
        if known is not None:
            action.triggered.disconnect(known)
        self._deeds[command] = action.triggered.connect(lambda _=False: deed())
        action.setEnabled(True)
        return action

    def off(self, *commands: str) -> None:
        """Forget what commands do: their page or workspace is gone."""
        for command in commands:
            known = self._deeds.pop(command, None)
            if known is not None:
                self._actions[command].triggered.disconnect(known)
            self._actions[command].setEnabled(False)
            self._actions[command].setText(tr(_TEXTS[command]))

    def bind(self, button: "Button", command: str) -> None:
        """Let a button give a command: its tooltip tells the key, and it rests while the command does."""
        action = self._actions[command]
        button.clicked.connect(action.trigger)
        button.setToolTip(with_key(action.text(), command))
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)

    def __getitem__(self, command: str) -> QAction:
        return self._actions[command]

    def ready(self) -> list[QAction]:
        """The commands that can be given now, in the table's order."""
        return [action for action in self._actions.values() if action.isEnabled()]
