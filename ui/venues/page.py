"""The page Objekt: the list to the left; to the right a place, its form, or a word about what to do."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.venues import Venue
from ui.context import Context
from ui.venues.detail import VenueDetail
from ui.venues.form import VenueForm
from ui.venues.list_pane import ListPane
from ui.widgets.blocks import EmptyState, row
from ui.words import clock

_KINDS = ("venue", "tip", "indication", "assessment")
_NARROW = 1180
_SETTLE_MS = 90


class VenuesPage(QWidget):
    """List, detail and form; where one is can be asked for and gone back to after a lock."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        whole = row(self, spacing=0)
        self.list = ListPane(context)
        whole.addWidget(self.list)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        whole.addWidget(holder, 1)
        self._empty = EmptyState(context.theme, "store", "Välj ett objekt i listan")
        self.detail = VenueDetail(context)
        self.form = VenueForm(context)
        for widget in (self._empty, self.detail, self.form):
            self._stack.addWidget(widget)
        self._wanted = ""
        self._form_due = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._open_wanted)
        self._connect()

    def _connect(self) -> None:
        self.list.picked.connect(self._picked)
        self.list.entered.connect(self._enter)
        self.list.wanted_new.connect(lambda: self.start_form(None))
        self.detail.wanted_edit.connect(self.start_form)
        self.form.saved.connect(self._saved)
        self.form.left.connect(self._left)
        self.detail.shown.connect(self._detail_shown)
        self._context.refresh.watch(self, _KINDS, self._reload)

    def where(self) -> str:
        """The place shown, its tab, and whether the form is open."""
        editing = "form" if self._stack.currentWidget() is self.form else self.detail.tab
        if editing == "form":
            self.form.keep_draft()
        return f"{self.detail.venue_id}/{editing}"

    def go(self, where: str) -> None:
        """Come back to what `where` said, or begin with the list."""
        self.list.reload()
        venue_id, _, what = where.partition("/")
        if venue_id:
            self._form_due = what == "form"
            self.open(venue_id, "" if self._form_due else what)
            self.list.follow(venue_id)
        elif what == "form":
            self.start_form(None)
        else:
            # The arrow keys work at once, and no ring is drawn before somebody uses the keyboard.
            self.list.view.setFocus()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """The commands that this page takes while it is open."""
        return {
            "new": self.list.new_button.click,
            "filter": self._focus_filter,
            "edit": self.detail.edit,
            "save": self._save,
        }

    def open(self, venue_id: str, tab: str = "") -> None:
        """Show a place."""
        self._stack.setCurrentWidget(self.detail)
        if tab:
            self.detail.open_tab(tab)
        self.detail.read(venue_id)

    def start_form(self, venue: object) -> None:
        """Open the form for a new place (None) or for one as it was shown."""
        self._stack.setCurrentWidget(self.form)
        self.form.start(cast("Venue | None", venue))

    def _picked(self, venue_id: str) -> None:
        if self._stack.currentWidget() is self.form:
            self.form.leave()
        line = self.list.selected()
        if line is not None:
            self.detail.show_line(line)
        # Holding an arrow key down passes many rows: only the one where it stops is read.
        self._wanted = venue_id
        self._settle.start()

    def _open_wanted(self) -> None:
        self.open(self._wanted)

    def _enter(self) -> None:
        if self._stack.currentWidget() is self.detail:
            self.detail.tabs.setFocus()

    def _saved(self, venue: object) -> None:
        saved = cast(Venue, venue)
        self._context.speaker.saved(clock(self._context.now()))
        self._context.speaker.done("Objektet är sparat")
        self.open(saved.id)
        self.list.follow(saved.id)

    def _detail_shown(self, venue: object) -> None:
        if self._form_due:
            # Back from the lock to where the writing stopped.
            self._form_due = False
            self.start_form(venue)

    def _left(self) -> None:
        self._stack.setCurrentWidget(self.detail if self.detail.venue_id else self._empty)

    def _save(self) -> None:
        if self._stack.currentWidget() is self.form:
            self.form.save()

    def _focus_filter(self) -> None:
        self.list.search.setFocus()
        self.list.search.selectAll()

    def _reload(self) -> None:
        self.list.reload()
        if self.detail.venue_id and self._stack.currentWidget() is self.detail:
            self.detail.read(self.detail.venue_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the list give way in a small window."""
        super().resizeEvent(event)
        theme = self._context.theme
        self.list.setFixedWidth(theme.size("listPaneMin" if self.width() < _NARROW - 88 else "listPane"))
