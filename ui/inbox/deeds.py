"""A card of deeds: each a button with a word beside it on what comes of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QSizePolicy

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Card
from ui.widgets.button import Button
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do; `first` is the one most people want."""

    text: str
    icon: str
    words: str
    act: Callable[[], object]
    first: bool = False


class DeedList(Card):
    """The deeds one under the other, their words in line."""

    def __init__(self, theme: Theme, deeds: Sequence[Deed]) -> None:
        super().__init__(theme, tr("Vad vill du göra?"))
        self.buttons: dict[str, Button] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for number, deed in enumerate(deeds):
            button = Button(theme, deed.text, deed.icon, "primary" if deed.first else "secondary")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setAccessibleDescription(deed.words)
            button.clicked.connect(lambda _=False, act=deed.act: act())
            self.buttons[deed.text] = button
            grid.addWidget(button, number, 0)
            grid.addWidget(Text(theme, deed.words, "caption", tone="muted", wrap=True), number, 1)
        self.body.addLayout(grid)
