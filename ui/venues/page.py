"""The page Objekt: the list to the left; to the right a place, its form, or a word about what to do."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.security import Permission
from krogkoll.venues import Tip, Venue, shown_name
from ui.context import Context
from ui.i18n import tr
from ui.venues.detail import VenueDetail
from ui.venues.form import VenueForm
from ui.venues.list_pane import ListPane
from ui.venues.tip_form import TipForm
from ui.widgets.blocks import EmptyState, row
from ui.words import clock

_KINDS = ("venue", "same_as", "tip", "indication", "assessment")
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
        self._empty = EmptyState(context.theme, "store", tr("Välj ett objekt i listan"))
        self.detail = VenueDetail(context)
        self.form = VenueForm(context)
        self.tip = TipForm(context)
        for widget in (self._empty, self.detail, self.form, self.tip):
            self._stack.addWidget(widget)
        self._wanted = ""
        self._form_due = self._tip_due = False
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
        self.detail.wanted_other.connect(self._open_other)
        self.form.wanted_other.connect(self._open_other)
        self.detail.wanted_tip.connect(lambda: self.start_tip(self.detail.venue_id, self.detail.name))
        self.detail.wanted_grade.connect(lambda tip: self._regrade(tip, self.detail.name))
        self.tip.saved.connect(self._tip_saved)
        self.tip.left.connect(self._left)
        self._context.refresh.watch(self, _KINDS, self._reload)

    def where(self) -> str:
        """The place shown, its tab, and whether the form is open."""
        if self._stack.currentWidget() is self.tip:
            self.tip.keep_draft()
            return self.tip.where()
        editing = "form" if self._stack.currentWidget() is self.form else self.detail.tab
        if editing == "form":
            self.form.keep_draft()
        return f"{self.detail.venue_id}/{editing}"

    def go(self, where: str) -> None:
        """Come back to what `where` said, or begin with the list."""
        self.list.reload()
        venue_id, _, what = where.partition("/")
        if what == "tip":
            self._go_tip(venue_id)
        elif what.startswith("tip:"):
            self._read_tip(what.removeprefix("tip:"))
        elif venue_id:
            self._form_due = what == "form"
            self.open(venue_id, "" if self._form_due else what)
            self.list.follow(venue_id)
        elif what == "form":
            self.start_form(None)
        else:
            # The arrow keys work at once, and no ring is drawn before somebody uses the keyboard.
            self.list.view.setFocus()

    def _open_other(self, venue_id: str) -> None:
        self.open(venue_id, "overview")
        self.list.follow(venue_id)

    def _go_tip(self, venue_id: str) -> None:
        if not self._context.workspace.actor.may(Permission.WRITE_TIPS):
            self._context.speaker.done(tr("Din roll kan inte skriva tips"))
        elif venue_id:
            self._tip_due = True
            self.open(venue_id)
            self.list.follow(venue_id)
        else:
            self.start_tip()

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
        self._turn_to(self.detail)
        if tab:
            self.detail.open_tab(tab)
        self.detail.read(venue_id)

    def start_form(self, venue: object) -> None:
        """Open the form for a new place (None) or for one as it was shown."""
        self._turn_to(self.form)
        self.form.start(cast("Venue | None", venue))

    def start_tip(self, venue_id: str = "", name: str = "") -> None:
        """Open the form of a new tip, about a place or about one that is still to be said."""
        self._turn_to(self.tip)
        self.tip.start(venue_id, name)

    def _read_tip(self, tip_id: str) -> None:
        """Open the form of a tip that lies elsewhere, such as in the inbox; it may have no place yet."""
        workspace = self._context.workspace

        def work(_: object) -> tuple[Tip, str]:
            tip = workspace.tips.tip(tip_id)
            return tip, shown_name(workspace.venues.venue(tip.venue_id)) if tip.venue_id else ""

        self._context.jobs.read(self, work, lambda found: self._regrade(*cast("tuple[Tip, str]", found)))

    def _regrade(self, tip: Tip, venue_name: str) -> None:
        self._turn_to(self.tip)
        self.tip.regrade(tip, venue_name)

    def _tip_saved(self, tip: object) -> None:
        saved = cast(Tip, tip)
        self._context.speaker.saved(clock(self._context.now()))
        if saved.venue_id:
            self._context.speaker.done(tr("Tipset är sparat"))
            self.open(saved.venue_id, "tips")
            self.list.follow(saved.venue_id)
        else:
            self._context.speaker.done(tr("Tipset är sparat och ligger i Inkommet"))
            self._left()

    def _turn_to(self, widget: QWidget) -> None:
        """Show it; a tip takes the whole page, since it may be about any place."""
        self.list.setVisible(widget is not self.tip)
        self._stack.setCurrentWidget(widget)

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
        self._context.speaker.done(tr("Objektet är sparat"))
        self.open(saved.id)
        self.list.follow(saved.id)

    def _detail_shown(self, venue: object) -> None:
        if self._form_due:
            # Back from the lock to where the writing stopped.
            self._form_due = False
            self.start_form(venue)
        if self._tip_due:
            self._tip_due = False
            self.start_tip(self.detail.venue_id, self.detail.name)

    def _left(self) -> None:
        self._turn_to(self.detail if self.detail.venue_id else self._empty)

    def _save(self) -> None:
        if self._stack.currentWidget() is self.form:
            self.form.save()
        elif self._stack.currentWidget() is self.tip:
            self.tip.save()

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
