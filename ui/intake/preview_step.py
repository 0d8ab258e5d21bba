"""The step that shows what would happen to each row, and asks which known place an uncertain row is about."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QListView, QWidget

from krogkoll.intake import OUTCOMES, REASONS, ImportPlan, Outcome, PlannedRow
from ui.i18n import tr
from ui.intake.preview_list import RowsDelegate, RowsModel
from ui.intake.words import ORDER, plan_text, row_text
from ui.theme import Theme
from ui.widgets.blocks import Scrolling, column, row
from ui.widgets.choices import FilterChip
from ui.widgets.fields import Choice
from ui.widgets.text import Text


class RowsStep(QWidget):
    """`decided` says that the plan is another one: somebody has chosen for a row."""

    decided = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.plan: ImportPlan | None = None
        self._shown = Outcome.NEW
        whole = column(self, spacing=8)
        self.head = Text(theme, "", wrap=True)
        whole.addWidget(self.head)
        strip = row(spacing=6)
        self._group = QButtonGroup(self)
        self.chips: dict[Outcome, FilterChip] = {}
        for outcome in ORDER:
            chip = FilterChip(theme, tr(OUTCOMES[outcome]))
            chip.clicked.connect(partial(self.show_outcome, outcome))
            self._group.addButton(chip)
            self.chips[outcome] = chip
            strip.addWidget(chip)
        strip.addStretch(1)
        whole.addLayout(strip)
        self.view = QListView()
        self.view.setObjectName("options")
        self.view.setAccessibleName(tr("Rader i listan"))
        self.view.setUniformItemSizes(True)
        self.model = RowsModel(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowsDelegate(self.view, theme))
        self.view.selectionModel().currentChanged.connect(lambda now, _: self._pick(now.row()))
        whole.addWidget(self.view, 1)
        self.choice = Choice(theme, tr("Raden gäller"))
        self.choice.activated.connect(self._decide)
        whole.addWidget(self.choice)
        body = QWidget()
        self._detail = Text(theme, "", "caption", tone="muted", wrap=True)
        inside = column(body, (0, 0, 8, 0), 0)
        inside.addWidget(self._detail)
        inside.addStretch(1)
        self._below = Scrolling(body)
        self._below.setFixedHeight(54)
        whole.addWidget(self._below)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show a plan, what needs a person first."""
        self.plan = plan
        for outcome, chip in self.chips.items():
            chip.show_count(plan.count(outcome))
            chip.setVisible(plan.count(outcome) > 0)
        self.head.setText(plan_text(plan))
        self.head.set_tone("danger" if plan.wrong else "warning" if plan.waiting else "")
        first = next((outcome for outcome in ORDER if plan.count(outcome)), Outcome.NEW)
        self.show_outcome(first)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show the rows with this outcome."""
        if self.plan is None:
            return
        self._shown = outcome
        self.chips[outcome].setChecked(True)
        self.model.show_rows(self.plan.kind, [one for one in self.plan.rows if one.outcome is outcome])
        self.view.setCurrentIndex(self.model.index(0))
        self._pick(0)

    def _pick(self, at: int) -> None:
        found = self.model.row(at)
        self.choice.setVisible(found is not None and found.outcome is Outcome.PROPOSED)
        if found is None:
            self._detail.setText("")
            return
        self._detail.setText(row_text(found, self.model.kind))
        if found.outcome is Outcome.PROPOSED:
            self._offer(found)

    def _offer(self, found: PlannedRow) -> None:
        self.choice.clear()
        self.choice.addItem(tr("Inte bestämt, lämna raden utanför"), "")
        for one in found.proposals:
            place = ", ".join(part for part in (one.name, one.address) if part)
            self.choice.addItem(tr("{0} ({1})").format(place, tr(REASONS[one.why]).lower()), one.venue_id)
        self.choice.addItem(tr("Ett nytt objekt"), "new")
        self.choice.setCurrentIndex(max(0, self.choice.findData(found.link)))

    def _decide(self, _: int) -> None:
        at = self.view.currentIndex().row()
        found = self.model.row(at)
        if found is None or self.plan is None:
            return
        self.plan = self.plan.decided(found.number, self.choice.currentData())
        changed = next(one for one in self.plan.rows if one.number == found.number)
        self.model.change(at, changed)
        self._detail.setText(row_text(changed, self.model.kind))
        self.head.setText(plan_text(self.plan))
        self.head.set_tone("warning" if self.plan.waiting else "")
        self.decided.emit()
