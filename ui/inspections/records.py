"""Cards that list what was noted, newest last, each with the buttons that add to it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.inspections.flow import Flow
from ui.theme import Theme
from ui.widgets.blocks import Card, Icon, clear, column, row
from ui.widgets.button import Button
from ui.widgets.text import Text


class Deed(NamedTuple):
    """A button: its word, its full name, its icon, what it does."""

    text: str
    name: str
    icon: str
    act: Callable[[], object]


class Line(NamedTuple):
    """One thing that was noted: its moment, its words, a smaller line below, a sign with its tone, its own buttons.

    beside: the one button stands at the right of the words, not below them.
    """

    when: str
    text: str
    under: str = ""
    icon: str = ""
    tone: str = "dismissed"
    deeds: Sequence[Deed] = ()
    beside: bool = False


class RecordsCard(Card):
    """A card with lines and, at its foot, what can be added."""

    def __init__(self, theme: Theme, title: str, empty: str) -> None:
        super().__init__(theme, title)
        self._look, self._empty = theme, empty
        self._lines = column(spacing=10)
        self.body.addLayout(self._lines)
        self._foot = column(spacing=8)
        self.body.addLayout(self._foot)
        self.shown = 0

    def show_lines(self, lines: Sequence[Line], deeds: Sequence[Deed] = (), reason: str = "") -> None:
        """Replace what is shown; `reason` says why there are no buttons, or what to mind."""
        clear(self._lines)
        clear(self._foot)
        self.shown = len(lines)
        if not lines and self._empty:
            self._lines.addWidget(Text(self._look, self._empty, tone="muted", wrap=True))
        for one in lines:
            self._lines.addWidget(_line(self._look, one))
        if reason:
            self._foot.addWidget(Text(self._look, reason, "caption", tone="muted", wrap=True))
        if deeds:
            self._foot.addWidget(deed_row(self._look, deeds))


def deed_row(theme: Theme, deeds: Sequence[Deed]) -> QWidget:
    """Buttons in a row, or in several where the column is narrow."""
    holder = QWidget()
    whole = Flow(holder)
    for deed in deeds:
        button = Button(theme, deed.text, deed.icon, "secondary", deed.name)
        button.clicked.connect(lambda _=False, act=deed.act: act())
        whole.addWidget(button)
    policy = holder.sizePolicy()
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


def _line(theme: Theme, one: Line) -> QWidget:
    holder = QWidget()
    whole = row(holder, spacing=10)
    at = Qt.AlignmentFlag.AlignVCenter if one.beside else Qt.AlignmentFlag.AlignTop
    if one.icon:
        whole.addWidget(Icon(theme, one.icon, f"status.{one.tone}.fg", 18), 0, at)
    if one.when:
        whole.addWidget(Text(theme, one.when, "body", "semibold"), 0, at)
    inside = column(spacing=2)
    told = Text(theme, one.text, wrap=True)
    told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    inside.addWidget(told)
    if one.under:
        inside.addWidget(Text(theme, one.under, "caption", tone="muted", wrap=True))
    whole.addLayout(inside, 1)
    if one.deeds and one.beside:
        deed = one.deeds[0]
        button = Button(theme, deed.text, "", "secondary", deed.name)
        button.clicked.connect(lambda _=False, act=deed.act: act())
        whole.addWidget(button, 0, at)
    elif one.deeds:
        inside.addSpacing(4)
        inside.addWidget(deed_row(theme, one.deeds))
    return holder
