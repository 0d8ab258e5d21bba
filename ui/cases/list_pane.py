"""The left pane: search, chips and the list of all cases, however many."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.cases import CaseFilter, CaseLine, CaseQuery
from krogkoll.security import Permission
from ui.cases.list_delegate import CaseDelegate
from ui.cases.list_model import PAGE, CaseListModel
from ui.commands import with_key
from ui.context import Context
from ui.i18n import tr
from ui.widgets.blocks import EmptyState, Scrolling, column, row
from ui.widgets.button import Button
from ui.widgets.chip_row import ChipRow
from ui.widgets.fields import SearchEdit
from ui.widgets.record_list import RecordList
from ui.widgets.text import Text
from ui.words import count

_DEBOUNCE_MS = 200
"""A search is an entry in the audit log, so it waits until the typing has rested."""
_CHIPS = (
    (CaseFilter.OPEN, "Öppna"),
    (CaseFilter.MINE, "Mina"),
    (CaseFilter.LATE, "Försenade"),
    (CaseFilter.WAITING, "Väntar"),
    (CaseFilter.ALL, "Alla"),
)
_HITS, _NONE_YET, _NO_HIT, _NOT_YOURS = range(4)


class _Answer(NamedTuple):
    numbers: Sequence[int]
    first: Sequence[CaseLine]
    counts: Mapping[CaseFilter, int]


class CaseListPane(QWidget):
    """`picked` carries the id of the case to show, `wanted_new` that somebody wants to open a new one."""

    picked = Signal(str)
    entered = Signal()
    wanted_new = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._register = context.workspace.case_register
        self._may_read = context.workspace.actor.may(Permission.READ_CASES)
        self._may_write = context.workspace.actor.may(Permission.WRITE_CASES)
        self._asked = 0
        self._total = -1
        self._shown_id = ""
        self.model = CaseListModel(self, context.now)
        self.model.wanted.connect(self._read_page)
        self._delegate = CaseDelegate(self, context.theme, context.now)
        self.view = RecordList(context.theme, tr("Ärenden"), self.model, self._delegate)
        self._build()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_DEBOUNCE_MS)
        self._rest.timeout.connect(self.reload)
        self.search.textChanged.connect(lambda _: self._rest.start())
        self.view.picked.connect(self._picked)
        self.view.entered.connect(self.entered)

    def _build(self) -> None:
        theme = self._context.theme
        whole = column(self, spacing=0)
        head = column(margins=(16, 14, 16, 10), spacing=10)
        whole.addLayout(head)
        title = row()
        title.addWidget(Text(theme, tr("Ärenden"), "title", "semibold"))
        title.addStretch(1)
        self.new_button = Button(theme, tr("Nytt"), "plus", "secondary", tr("Nytt ärende"))
        self.new_button.setToolTip(with_key(tr("Nytt ärende"), "new"))
        self.new_button.clicked.connect(self.wanted_new)
        title.addWidget(self.new_button)
        head.addLayout(title)
        self.new_button.setVisible(self._may_write)
        self.search = SearchEdit(theme, tr("Sök nummer eller rubrik"), tr("Sök ärende på nummer eller rubrik"))
        self.search.setToolTip(with_key(tr("Sök i listan"), "filter"))
        self.search.down.connect(self.view.setFocus)
        head.addWidget(self.search)
        self.chips = ChipRow(theme, _CHIPS, chosen=CaseFilter.OPEN)
        self.chips.changed.connect(self.reload)
        head.addWidget(self.chips)
        self._count = Text(theme, "", "caption", tone="muted")
        head.addWidget(self._count)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        hint = tr("Öppna det första. Numret från diariet sätter du när du har fått det.")
        self.none_yet = EmptyState(theme, "folder-open", tr("Inga ärenden än"), tr("Nytt ärende"), hint)
        self.none_yet.button.clicked.connect(self.wanted_new)
        self.none_yet.button.setVisible(self._may_write)
        self.no_hit = EmptyState(theme, "search-x", tr("Inget ärende passar"), tr("Visa alla"))
        self.no_hit.button.clicked.connect(self._show_all)
        not_yours = EmptyState(theme, "lock", tr("Din roll får inte läsa ärenden"))
        for widget in (self.view, *(Scrolling(one) for one in (self.none_yet, self.no_hit, not_yours))):
            self._stack.addWidget(widget)
        whole.addWidget(holder, 1)

    @property
    def counted(self) -> bool:
        """Whether the list has been read and counted at least once."""
        return self._total >= 0

    def reload(self) -> None:
        """Ask again: something was written, or somebody looks for something else."""
        self._rest.stop()
        if not self._may_read:
            self._stack.setCurrentIndex(_NOT_YOURS)
            return
        self._asked += 1
        query = CaseQuery(text=self.search.text(), chip=self.chips.chosen)
        register = self._register

        def work(_: object) -> _Answer:
            numbers = register.find(query)
            return _Answer(numbers, register.page(numbers[:PAGE]), register.counts())

        self._context.jobs.read(self, work, partial(self._show, self._asked))

    def selected(self) -> CaseLine | None:
        """The line that is marked."""
        return self.model.line(self.view.currentIndex().row())

    def follow(self, case_id: str) -> None:
        """Mark a case wherever it stands in the list, and bring it into view."""
        self._shown_id = case_id
        self.view.select_row(self.model.row_of(case_id))
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        answer = cast(_Answer, found)
        self._total = answer.counts[CaseFilter.ALL]
        self.chips.show_counts(answer.counts)
        self._delegate.refresh_days()
        self.model.show_numbers(answer.numbers, answer.first)
        self.view.select_row(self.model.row_of(self._shown_id))
        hits = len(answer.numbers)
        words = tr("1 ärende") if hits == 1 else tr("{0} ärenden").format(count(hits))
        self._count.setText(words if hits == self._total else tr("{0} av {1}").format(words, count(self._total)))
        self._stack.setCurrentIndex(_HITS if hits else _NO_HIT if self._total else _NONE_YET)

    def _read_page(self, page: int) -> None:
        register, numbers = self._register, self.model.numbers_of(page)

        def shown(found: object) -> None:
            self.model.put(page, numbers, cast(Sequence[CaseLine], found))

        self._context.jobs.read(self, lambda _: register.page(numbers), shown)

    def _picked(self, row_number: int) -> None:
        line = self.model.line(row_number)
        if line is not None:
            self._shown_id = line.id
            self.picked.emit(line.id)

    def _show_all(self) -> None:
        self.search.clear()
        self.chips.choose(CaseFilter.ALL)
        self.reload()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the rule to the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._context.theme.colour("surface"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._context.theme.colour("border"))
