"""The tab Tillsynsplan: what is due in the year, done against planned, and the way to put a place into a night."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from krogkoll.inspections import DuePlace, PlanYear
from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import fold
from krogkoll.security import Permission
from ui.context import Context
from ui.i18n import tr
from ui.operations.form_dialog import FormDialog
from ui.operations.pick_night import PickNightDialog
from ui.operations.plan_form import plan_form, submit_plan
from ui.operations.plan_list import DueTable
from ui.widgets.blocks import EmptyState, Scrolling, column, row
from ui.widgets.button import Button
from ui.widgets.choices import FilterChip
from ui.widgets.fields import Choice, SearchEdit
from ui.widgets.text import ElidedText, Text, line
from ui.words import count

_KINDS = ("supervision_plan", "venue", "inspection", "operation", "assessment", "tip")
_CHIPS: tuple[tuple[str, str, Callable[[DuePlace], bool]], ...] = (
    ("due", "Att göra", lambda one: one.due is not None),
    ("late", "Försenade", lambda one: one.overdue),
    ("done", "Klara", lambda one: one.due is None),
)

_REST_MS = 90
_SEARCH_WIDE = 320


def _says(one: DuePlace, words: Sequence[str]) -> bool:
    """Whether every word stands in the place's name or address."""
    told = fold(f"{one.name} {one.address}") if words else ""
    return all(word in told for word in words)


class PlanPage(QWidget):
    """`where` is the year shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self.found: PlanYear | None = None
        self._chip = "due"
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._fill)
        actor = context.workspace.actor
        self._may_plan, may_export = actor.may(Permission.PLAN_OPERATIONS), actor.may(Permission.EXPORT)
        this = local(context.now()).year
        theme = context.theme
        self.years = Choice(theme, tr("År"), [(str(year), year) for year in (this - 1, this, this + 1)])
        self.years.setCurrentIndex(1)
        self.years.setFixedWidth(104)
        self.years.currentIndexChanged.connect(lambda _: self.reload())
        whole = column(self, spacing=0)
        whole.addWidget(self._make_head(may_export))
        whole.addWidget(line())
        holder = QWidget()
        holder.setObjectName("surface")
        self._stack = QStackedLayout(holder)
        # The words of the table stand in line with the head's.
        self._stack.setContentsMargins(12, 0, 12, 0)
        self.table = DueTable(theme)
        hint = tr("Välj ett annat urval eller år, eller töm sökfältet.")
        self._empty = EmptyState(theme, "clipboard-check", tr("Inget ställe att visa"), "", hint)
        self._stack.addWidget(self.table)
        self._stack.addWidget(Scrolling(self._empty))
        whole.addWidget(holder, 1)
        whole.addWidget(line())
        whole.addWidget(self._make_foot())
        self.table.entered.connect(self._open)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._judge())
        self.table.rows.modelReset.connect(self._judge)
        context.refresh.watch(self, _KINDS, self._again)
        self._judge()

    def _make_head(self, may_export: bool) -> QWidget:
        theme = self._context.theme
        head = QWidget()
        head.setObjectName("surface")
        inside = column(head, (24, 12, 24, 12), 8)
        top = row(spacing=8)
        top.addWidget(Text(theme, tr("Tillsynsplan"), "title", "semibold"))
        top.addWidget(self.years)
        top.addStretch(1)
        self.paper = Button(theme, tr("Spara PDF"), "printer", "secondary", tr("Spara planen som PDF"))
        self.paper.clicked.connect(partial(self._ask_file, "pdf"))
        self.sheet = Button(theme, tr("Spara lista"), "file-text", "secondary", tr("Spara listan för kalkylprogram"))
        self.sheet.clicked.connect(partial(self._ask_file, "csv"))
        self.change = Button(theme, tr("Ändra planen"), "pencil", "secondary")
        self.change.clicked.connect(self.edit)
        inside.addLayout(top)
        for button, shown in ((self.paper, may_export), (self.sheet, may_export), (self.change, self._may_plan)):
            top.addWidget(button)
            button.setVisible(shown)
        under = row(spacing=6)
        self.chips: dict[str, FilterChip] = {}
        for key, words, _ in _CHIPS:
            chip = self.chips[key] = FilterChip(theme, tr(words))
            chip.clicked.connect(partial(self.choose, key))
            under.addWidget(chip)
        self._summary = ElidedText(theme, "", tone="muted")
        under.addSpacing(8)
        under.addWidget(self._summary, 1)
        self.search = SearchEdit(theme, tr("Sök på namn eller adress"), tr("Sök i tillsynsplanen"))
        self.search.setMaximumWidth(_SEARCH_WIDE)
        self.search.textChanged.connect(lambda _: self._rest.start())
        under.addWidget(self.search, 1)
        inside.addLayout(under)
        return head

    def _make_foot(self) -> QWidget:
        theme = self._context.theme
        foot = QWidget()
        foot.setObjectName("surface")
        inside = row(foot, (24, 10, 24, 10), 10)
        self._hint = Text(theme, tr("Välj ett ställe i listan."), "caption", tone="muted", wrap=True)
        inside.addWidget(self._hint, 1)
        self.look = Button(theme, tr("Öppna objektet"), "store", "secondary")
        self.look.clicked.connect(lambda: self._open(self.table.chosen()))
        self.put = Button(theme, tr("Lägg i insats"), "calendar-plus", "primary")
        self.put.clicked.connect(self._put)
        inside.addWidget(self.look)
        inside.addWidget(self.put)
        self.put.setVisible(self._may_plan)
        return foot

    @property
    def year(self) -> int:
        """The year shown."""
        return int(self.years.currentData())

    def where(self) -> str:
        """The year shown."""
        return str(self.year)

    def go(self, where: str) -> None:
        """Show a year; an empty text means the one that is chosen."""
        index = self.years.findData(int(where)) if where.isdecimal() and len(where) == 4 else -1
        if index >= 0 and index != self.years.currentIndex():
            self.years.setCurrentIndex(index)
        else:
            self.reload()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """The commands that this page takes while it is open."""
        found: dict[str, Callable[[], object]] = {"filter": self._search}
        if self._may_plan:
            found["edit"] = self.edit
        return found

    def _search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _again(self) -> None:
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Reckon the plan again."""
        plans, year = self._context.workspace.supervision_plans, self.year
        self._context.jobs.read(self, lambda _: plans.plan_of(year), self._show)

    def _show(self, found: object) -> None:
        read = cast(PlanYear, found)
        if read.plan.year != self.year:
            return
        self.found = read
        words = tr("{0} av {1} besök gjorda").format(count(read.done), count(read.target))
        usual = "" if read.stored is not None else tr("Ingen plan är sparad, de vanliga talen gäller")
        self._summary.setText(" · ".join(part for part in (words, usual) if part))
        self._fill()

    def choose(self, chip: str) -> None:
        """Show another part of the list."""
        self._chip = chip
        self._fill()

    def _fill(self) -> None:
        if self.found is None:
            return
        chosen = self.table.chosen()
        words = fold(self.search.text()).split()
        matching = [one for one in self.found.places if _says(one, words)]
        for key, _, holds in _CHIPS:
            self.chips[key].setChecked(key == self._chip)
            self.chips[key].show_count(sum(holds(one) for one in matching))
        holds = next(rule for key, _, rule in _CHIPS if key == self._chip)
        places = [one for one in matching if holds(one)]
        self.table.rows.show_places(places)
        self._stack.setCurrentIndex(0 if places else 1)
        if chosen is not None:
            at = next((number for number, one in enumerate(places) if one.venue_id == chosen.venue_id), -1)
            if at >= 0:
                self.table.selectRow(at)

    def _judge(self) -> None:
        one = self.table.chosen()
        self.look.setEnabled(one is not None)
        self.put.setEnabled(one is not None)
        self._hint.setText(tr("Välj ett ställe i listan.") if one is None else one.name)

    def _open(self, place: object) -> None:
        one = cast("DuePlace | None", place)
        if one is not None:
            self._context.go("venues", f"{one.venue_id}/")

    def _put(self) -> None:
        one = self.table.chosen()
        if one is not None:
            PickNightDialog(self._context, self, one).open()

    def edit(self) -> None:
        """Open the form of the plan."""
        if self.found is None:
            return
        dialog = FormDialog(self._context, self, plan_form(self.found), partial(submit_plan, self._context, self.found))
        dialog.written.connect(lambda _: self._context.speaker.done(tr("Tillsynsplanen är sparad")))
        dialog.open()

    def _ask_file(self, kind: str) -> None:
        dialog = QFileDialog(self, tr("Spara tillsynsplanen"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"tillsynsplan-{self.year}.{kind}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.save, kind))
        dialog.open()

    def save(self, kind: str, target: str) -> None:
        """Write the plan as a file."""
        plans, year = self._context.workspace.supervision_plans, self.year
        write = plans.save_paper if kind == "pdf" else plans.save_table

        def done(_: object) -> None:
            self._context.speaker.done(tr("Filen är sparad"))

        self._context.jobs.write(self, lambda _: write(year, Path(target)), done)
