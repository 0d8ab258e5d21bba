"""The facts of a visit that are typed in lines: saved by themselves, one change after the other."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout

from krogkoll.inspections import Inspection
from ui.context import Context
from ui.inspections.typing_line import SavingLine
from ui.theme import Theme
from ui.widgets.blocks import Card
from ui.widgets.fields import Field
from ui.words import clock


class FactsKeeper(QObject):
    """Writes single fields of the visit's record. `changed` carries the record as stored."""

    changed = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: Inspection | None = None
        self._waiting: dict[str, str] = {}
        self._busy = False

    def begin(self, shown: Inspection) -> None:
        """Take the record as it was read."""
        if self._shown is not None and shown.id != self._shown.id:
            self._flush(self._shown.id)
        self._shown = shown

    def set(self, name: str, text: str) -> None:
        """Write one field."""
        self._waiting[name] = text
        self._write()

    def _flush(self, visit_id: str) -> None:
        """What waits for its turn is written on what is stored then, whatever becomes of this screen."""
        waiting, self._waiting, self._busy = self._waiting, {}, False
        service = self._context.workspace.inspections

        def work(_: object) -> object:
            shown = service.visit(visit_id).inspection
            return service.edit(shown, replace(shown, **waiting))  # type: ignore[arg-type]

        if waiting:
            self._context.jobs.write(self, work, lambda _: None)

    def _write(self) -> None:
        shown = self._shown
        if self._busy or not self._waiting or shown is None:
            return
        fields, self._waiting, self._busy = self._waiting, {}, True
        service = self._context.workspace.inspections

        def done(result: object) -> None:
            self._context.speaker.saved(clock(self._context.now()))
            if isinstance(result, Inspection) and self._shown is not None and result.id == self._shown.id:
                self._shown, self._busy = result, False
                self.changed.emit(result)
                self._write()

        def failed(error: Exception) -> None:
            self._busy = False
            self._context.speaker.trouble(error)

        # mypy knows the fields of a draft, not that these names are among them
        draft = replace(shown, **fields)  # type: ignore[arg-type]
        self._context.jobs.write(self, lambda _: service.edit(shown, draft), done, failed)


class Fact(NamedTuple):
    """One line: the field, its label, a hint, whether it takes the whole width."""

    name: str
    label: str
    hint: str = ""
    wide: bool = False


class FactsCard(Card):
    """Some facts in two columns. `written(name)` is told after somebody typed in one."""

    def __init__(
        self, theme: Theme, title: str, facts: Sequence[Fact], keeper: FactsKeeper, written: Callable[[], None]
    ) -> None:
        super().__init__(theme, title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.lines: dict[str, SavingLine] = {}
        at = 0
        for fact in facts:
            line = self.lines[fact.name] = SavingLine(fact.label)
            line.settled.connect(lambda text, name=fact.name: self._settled(name, text))
            at += at % 2 if fact.wide else 0
            grid.addWidget(Field(theme, fact.label, line, fact.hint), at // 2, at % 2, 1, 2 if fact.wide else 1)
            at += 2 if fact.wide else 1
        self.body.addLayout(grid)
        self._keeper, self._written = keeper, written

    def show_facts(self, shown: Inspection, *, writable: bool) -> None:
        """Show what is stored."""
        for name, line in self.lines.items():
            line.show_text(getattr(shown, name))
            line.setEnabled(writable)

    def settle(self) -> None:
        """Hand over what is typed."""
        for line in self.lines.values():
            line.settle()

    def _settled(self, name: str, text: str) -> None:
        self._keeper.set(name, text)
        self._written()
