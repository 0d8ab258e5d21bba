"""Values whose source says something else today: both are shown, and one press takes the new one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from krogkoll.decisions import Source
from ui.decisions.chips import FactChip, Use
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import clear, column, row
from ui.widgets.button import Button
from ui.widgets.text import Text

_KINDS = {"inspection": "besöket", "case_file": "ärendet", "venue": "objektet", "decision": "det tidigare beslutet"}


class SourcesBand(QWidget):
    """`taking` carries the name of the field that shall have its source's new value, `looked` one to look at."""

    taking = Signal(str)
    looked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows = column(self, (0, 0, 0, 12), 8)
        self.shown: tuple[Source, ...] = ()
        self.buttons: dict[str, Button] = {}
        self.hide()

    def show_sources(self, sources: Sequence[Source]) -> None:
        """Show those that have changed."""
        changed = tuple(one for one in sources if one.changed)
        self.setVisible(bool(changed))
        if changed == self.shown:
            return
        self.shown, self.buttons = changed, {}
        clear(self._rows)
        for one in changed:
            self._rows.addWidget(self._row(one))

    def _row(self, one: Source) -> QWidget:
        theme = self._theme
        holder = QWidget()
        inside = row(holder, spacing=10)
        whole = changed_words(one)
        inside.addWidget(FactChip(theme, tr(one.label_sv), whole, Use.CHANGED, partial(self.looked.emit, one.name)))
        inside.addWidget(Text(theme, whole, "caption", tone="muted", wrap=True), 1)
        take = Button(theme, tr("Ta det nya"), kind="link", name=tr("Ta det nya: {0}").format(tr(one.label_sv)))
        take.clicked.connect(lambda _=False, name=one.name: self.taking.emit(name))
        inside.addWidget(take)
        self.buttons[one.name] = take
        return holder


def changed_words(one: Source) -> str:
    """Both values in one sentence."""
    where = tr(_KINDS.get(one.kind, "källan"))
    return tr("Hämtat från {0}: ”{1}”. Där står nu ”{2}”.").format(where, value_words(one.value), value_words(one.now))


def value_words(value: object) -> str:
    """A value of a source in a few words."""
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return str(value or "–")
