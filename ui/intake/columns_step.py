"""The step that says what each column of a list means, with some of its values to judge by."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from krogkoll.intake import FIELDS, Sheet
from ui.i18n import tr
from ui.intake.words import counted
from ui.theme import Theme
from ui.widgets.blocks import Scrolling, clear, column
from ui.widgets.fields import Choice
from ui.widgets.text import ElidedText, Text


class ColumnsStep(QWidget):
    """One row for each column; a meaning is given to one column at most."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.choices: list[Choice] = []
        whole = column(self, spacing=10)
        self.head = Text(theme, "", tone="muted", wrap=True)
        whole.addWidget(self.head)
        body = QWidget()
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._scrolling = Scrolling(body)
        whole.addWidget(self._scrolling, 1)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the columns of a list."""
        rows = counted(len(sheet.table.rows), tr("1 rad"), tr("{0} rader"))
        said = tr("{0}: {1}. Säg vad varje kolumn innehåller.").format(sheet.file_name, rows)
        if sheet.remembered:
            said = tr("{0} Kolumnerna är valda som förra gången.").format(said)
        self.head.setText(said)
        clear(self._grid)
        self.choices = []
        entries: list[tuple[str, object]] = [(tr("Tas inte med"), "")]
        entries += [(tr(field.text), field.id) for field in FIELDS[sheet.kind]]
        for at, name in enumerate(sheet.table.header):
            self._grid.addWidget(self._named(name, sheet.samples(at)), at, 0)
            choice = Choice(self._theme, tr("Kolumnen {0} innehåller").format(name), entries)
            choice.setCurrentIndex(max(0, choice.findData(sheet.mapping.get(at, ""))))
            choice.currentIndexChanged.connect(partial(self._chosen, at))
            self._grid.addWidget(choice, at, 1)
            self.choices.append(choice)
        self._grid.setRowStretch(len(self.choices), 1)

    def _named(self, name: str, samples: tuple[str, ...]) -> QWidget:
        cell = QWidget()
        inside = column(cell, spacing=1)
        inside.addWidget(ElidedText(self._theme, name, weight="semibold"))
        values = ", ".join(" ".join(text.split())[:60] for text in samples) or tr("Tom kolumn")
        inside.addWidget(ElidedText(self._theme, values, "caption", tone="muted"))
        return cell

    def _chosen(self, at: int, _: int) -> None:
        """A meaning moves to the column that was chosen last."""
        field = self.choices[at].currentData()
        for other, choice in enumerate(self.choices):
            if field and other != at and choice.currentData() == field:
                choice.setCurrentIndex(0)

    def mapping(self) -> Mapping[int, str]:
        """Field by column, as chosen."""
        return {at: choice.currentData() for at, choice in enumerate(self.choices) if choice.currentData()}
