"""The left pane: search, chips, order and the list of all places, however many."""

from array import array
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QWidget

from krogkoll.security import Permission
from krogkoll.venues import VenueFilter, VenueLine, VenueOrder, VenueQuery
from ui.commands import with_key
from ui.context import Context
from ui.i18n import tr
from ui.theme import Theme
from ui.venues.columns import MAIN_CHIPS, MORE_CHIPS, NEEDS_TIPS, ORDERS
from ui.venues.legend import Legend
from ui.venues.list_delegate import VenueDelegate
from ui.venues.list_model import PAGE, VenueListModel
from ui.widgets.blocks import EmptyState, Scrolling, column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.chip_row import ChipRow
from ui.widgets.fields import SearchEdit
from ui.widgets.record_list import RecordList
from ui.widgets.text import Text
from ui.words import count

_DEBOUNCE_MS = 70
_DEBOUNCE_ABOVE = 20_000
_ANY_LETTER = "k"
_HITS, _NONE_YET, _NO_HIT = range(3)


class _Answer(NamedTuple):
    numbers: "array[int]"
    first: Sequence[VenueLine]
    counts: Mapping[VenueFilter, int] | None


class ListPane(QWidget):
    """`picked` carries the id of the place to show, `wanted_new` that somebody wants to write down a new one."""

    picked = Signal(str)
    entered = Signal()
    wanted_new = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._venues = context.workspace.venues
        self._sees_scores = context.workspace.actor.may(Permission.READ_TIPS)
        self._may_write = context.workspace.actor.may(Permission.WRITE_VENUES)
        self._asked = 0
        self._total = -1
        self._order = VenueOrder.RISK if self._sees_scores else VenueOrder.NAME
        self._shown_no = -1
        now = context.now
        self.model = VenueListModel(self, self._venues.page, now)
        self._delegate = VenueDelegate(self, context.theme, now)
        self.view = RecordList(context.theme, tr("Objekt"), self.model, self._delegate)
        self._build()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_DEBOUNCE_MS)
        self._rest.timeout.connect(self._ask)
        self.search.textChanged.connect(self._typed)
        self.view.picked.connect(self._picked)
        self.view.entered.connect(self.entered)

    def _build(self) -> None:
        theme = self._context.theme
        whole = column(self, spacing=0)
        head = column(margins=(16, 14, 16, 10), spacing=10)
        whole.addLayout(head)
        head.addLayout(self._make_title(theme))
        self.import_button.setVisible(self._may_write)
        self.new_button.setVisible(self._may_write)
        self.search = SearchEdit(theme, tr("Filtrera objekt och adress"), tr("Filtrera objekt och adress"))
        self.search.setToolTip(with_key(tr("Filtrera listan"), "filter"))
        self.search.down.connect(self.view.setFocus)
        head.addWidget(self.search)
        hidden = frozenset() if self._sees_scores else NEEDS_TIPS
        chips = [one for one in MAIN_CHIPS if one[0] not in hidden]
        self.chips = ChipRow(theme, chips, MORE_CHIPS, chosen=VenueFilter.ALL, always=VenueFilter.ALL)
        self.chips.changed.connect(self._ask)
        head.addWidget(self.chips)
        head.addLayout(self._make_line(theme))
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self.none_yet = EmptyState(
            theme, "store", tr("Inga objekt än"), tr("Nytt objekt"), tr("Skriv ner det första stället du vill följa.")
        )
        self.none_yet.button.clicked.connect(self.wanted_new)
        self.none_yet.button.setVisible(self._may_write)
        self.no_hit = EmptyState(theme, "search-x", tr("Inget objekt passar"), tr("Visa alla"))
        self.no_hit.button.clicked.connect(self._show_all)
        # What is said in place of the list scrolls in a low window instead of squeezing what stands above it.
        for widget in (self.view, Scrolling(self.none_yet), Scrolling(self.no_hit)):
            self._stack.addWidget(widget)
        whole.addWidget(holder, 1)
        if self._sees_scores:
            whole.addWidget(Legend(theme))

    def _make_title(self, theme: Theme) -> QHBoxLayout:
        title = row()
        title.addWidget(Text(theme, tr("Objekt"), "title", "semibold"))
        title.addStretch(1)
        self.new_button = Button(theme, tr("Nytt"), "plus", "secondary", tr("Nytt objekt"))
        self.new_button.setToolTip(with_key(tr("Nytt objekt"), "new"))
        self.new_button.clicked.connect(self.wanted_new)
        self.import_button = icon_button(theme, "file-input", tr("Importera en lista med tillstånd eller tips"))
        self.import_button.clicked.connect(self._context.commands["import"].trigger)
        title.addWidget(self.import_button)
        title.addWidget(self.new_button)
        return title

    def _make_line(self, theme: Theme) -> QHBoxLayout:
        line = row()
        self._count = Text(theme, "", "caption", tone="muted")
        self.sort_button = Button(theme, tr(dict(ORDERS)[self._order]), "arrow-down-wide-narrow", "link")
        self.sort_button.clicked.connect(self._choose_order)
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(self.sort_button)
        return line

    @property
    def counted(self) -> bool:
        """Whether the list has been read and counted at least once."""
        return self._total >= 0

    def reload(self) -> None:
        """Ask again, counts included: something was written."""
        self._ask(counting=True)

    def selected(self) -> VenueLine | None:
        """The line that is marked."""
        return self.model.line(self.view.currentIndex().row())

    def follow(self, venue_id: str) -> None:
        """Mark a place by its id, wherever it stands in the list now, and bring it into view."""
        venues = self._venues
        self._context.jobs.read(self, lambda _: venues.number(venue_id), self._mark)

    def _mark(self, row_no: object) -> None:
        self._shown_no = cast(int, row_no)
        self.view.select_row(self.model.row_of(self._shown_no))
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())

    def _typed(self) -> None:
        if self._total > _DEBOUNCE_ABOVE:
            self._rest.start()
        else:
            self._ask()

    def _ask(self, *, counting: bool = False) -> None:
        self._rest.stop()
        self._asked += 1
        query = VenueQuery(text=self.search.text(), chip=self.chips.chosen, order=self._order)
        venues = self._venues

        def work(_: object) -> _Answer:
            numbers = venues.find(query)
            return _Answer(numbers, venues.page(numbers[:PAGE]), venues.counts() if counting else None)

        self._context.jobs.read(self, work, partial(self._show, self._asked))

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        answer = cast(_Answer, found)
        if answer.counts is not None:
            self._total = answer.counts[VenueFilter.ALL]
            self.chips.show_counts(answer.counts)
            self._warm()
        self._delegate.refresh_ages()
        self.model.show_numbers(answer.numbers, answer.first)
        self.view.select_row(self.model.row_of(self._shown_no))
        hits = len(answer.numbers)
        self._count.setText(
            tr("{0} objekt").format(count(hits))
            if hits == self._total
            else tr("{0} av {1}").format(count(hits), count(self._total))
        )
        self._stack.setCurrentIndex(_HITS if hits else _NO_HIT if self._total else _NONE_YET)

    def _warm(self) -> None:
        """Search once for nothing in a long list, so that the first real letter is as quick as the second."""
        if self._total > _DEBOUNCE_ABOVE:
            venues, query = self._venues, VenueQuery(text=_ANY_LETTER, order=self._order)
            self._context.jobs.read(self, lambda _: venues.find(query), lambda _: None)

    def _picked(self, row_number: int) -> None:
        line = self.model.line(row_number)
        if line is not None:
            self._shown_no = line.row_no
            self.picked.emit(line.id)

    def _show_all(self) -> None:
        self.search.clear()
        self.chips.choose(VenueFilter.ALL)

    def _choose_order(self) -> None:
        menu = QMenu(self)
        for order, words in ORDERS:
            if order is VenueOrder.RISK and not self._sees_scores:
                continue
            action = QAction(tr(words), menu)
            action.setCheckable(True)
            action.setChecked(order is self._order)
            action.triggered.connect(partial(self.set_order, order))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.sort_button.mapToGlobal(self.sort_button.rect().bottomLeft()))

    def set_order(self, order: VenueOrder) -> None:
        """Sort by something else."""
        self._order = order
        self.sort_button.setText(tr(dict(ORDERS)[order]))
        self.sort_button.setAccessibleName(tr("Sortering: {0}").format(tr(dict(ORDERS)[order])))
        self.sort_button.updateGeometry()
        self._ask()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the rule to the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._context.theme.colour("surface"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._context.theme.colour("border"))
