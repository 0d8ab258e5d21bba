"""One section of the form: its heading with the number that Alt jumps to, one action beside it, fields in a grid."""

from collections.abc import Callable, Container, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.decisions.entry import Entry
from ui.decisions.specs import Spec
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import column, row
from ui.widgets.button import Button
from ui.widgets.text import ElidedText, Text

_COLUMNS = 6


class Section(QWidget):
    """`body` is the column that the form fills; `wanted_phrase` carries the field that somebody wants a sentence in."""

    wanted_phrase = Signal(str)

    def __init__(self, theme: Theme, number: int, title: str) -> None:
        super().__init__()
        self.title = title
        whole = column(self, (0, 12, 0, 16), 10)
        self._head = row(spacing=8)
        heading = ElidedText(theme, title, "subtitle", "semibold")
        self._head.addWidget(heading, 1)
        self._head.addWidget(Text(theme, tr("Alt+{0}").format(number), "caption", tone="hint"))
        whole.addLayout(self._head)
        self.body = column(spacing=10)
        whole.addLayout(self.body)

    def _phrases(self, theme: Theme, spec: Spec) -> Button:
        button = Button(theme, tr("Fraser"), "quote", "link", tr("Fraser för {0}").format(tr(spec.label)))
        button.clicked.connect(lambda _=False: self.wanted_phrase.emit(spec.name))
        return button

    def add_action(self, button: Button) -> None:
        """The section's own action, at the right of its heading."""
        self._head.insertWidget(1, button)

    def fill(
        self, theme: Theme, specs: Sequence[Spec], changed: Callable[[], None], phrased: Container[str] = ()
    ) -> dict[str, Entry]:
        """Lay out these fields, those of one group under its heading; gives them by name.

        phrased: the fields that the library has sentences for.
        """
        made: dict[str, Entry] = {}
        grid = two_columns()
        at, line, group = 0, 0, ""
        for spec in specs:
            if spec.group and spec.group != group:
                at, line, group = 0, line + 2, spec.group
                grid.addWidget(Text(theme, tr(group), weight="semibold"), line - 1, 0, 1, _COLUMNS)
            entry = made[spec.name] = Entry(theme, spec, changed)
            if spec.name in phrased:
                entry.field.add_action(self._phrases(theme, spec))
            if at + spec.width > _COLUMNS:
                at, line = 0, line + 1
            grid.addWidget(entry.field, line, at, 1, spec.width)
            at += spec.width
        for number in range(_COLUMNS):
            grid.setColumnStretch(number, 1)
        self.body.addLayout(grid)
        return made


def two_columns() -> QGridLayout:
    """A grid with the gaps of the form."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(10)
    return grid
