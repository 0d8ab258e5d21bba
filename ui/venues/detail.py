"""One place: who and where at the top, then its tabs; reads itself anew when something about it was written."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.kernel.clock import local
from krogkoll.security import Permission
from krogkoll.venues import Tip, VenueLine
from ui.context import Context
from ui.i18n import tr
from ui.venues.detail_head import VenueHead
from ui.venues.detail_read import Place, read_place
from ui.venues.history_tab import HistoryTab
from ui.venues.overview import OverviewTab
from ui.venues.tips_tab import TipsTab
from ui.venues.work_tabs import PapersTab, VisitsTab
from ui.widgets.blocks import Banner, column
from ui.widgets.choices import TabStrip
from ui.widgets.text import line

OVERVIEW, TIPS, PEOPLE, VISITS = "overview", "tips", "people", "visits"
PHOTOS, DOCUMENTS, PAPERS, HISTORY = "photos", "documents", "papers", "history"
_TITLES = {
    OVERVIEW: "Översikt",
    TIPS: "Tips",
    PEOPLE: "Personer",
    VISITS: "Tillsyn",
    PHOTOS: "Foton",
    DOCUMENTS: "Handlingar",
    PAPERS: "Beslut",
    HISTORY: "Historik",
}
_CONFLICT = (
    "Någon annan ändrade samma uppgift samtidigt. Båda värdena finns i historiken. "
    "Välj Ändra och spara det som ska gälla."
)


class VenueDetail(QWidget):
    """`wanted_edit` carries the Venue as it is shown now; `shown` says that another one came into view.

    `wanted_tip` that somebody has a new tip about it, `wanted_grade` carries a tip of it to be graded.
    """

    wanted_edit = Signal(object)
    shown = Signal(object)
    wanted_other = Signal(str)
    wanted_tip = Signal()
    wanted_grade = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self._asked = 0
        self._id = ""
        self._place: Place | None = None
        theme, may = context.theme, context.workspace.actor.may
        sees, self._may_write = may(Permission.READ_TIPS), may(Permission.WRITE_VENUES)
        self.overview = OverviewTab(context, sees_scores=sees, may_write=self._may_write)
        self.tips, self.visits, self.papers = TipsTab(context), VisitsTab(theme), PapersTab(context)
        self.photos, self.history = context.parts.photo_panel(), HistoryTab(theme)
        self.people, self.documents = context.parts.people_panel(), context.parts.documents_panel()
        self._pages: dict[str, QWidget] = {
            OVERVIEW: self.overview,
            TIPS: self.tips,
            PEOPLE: self.people.widget,
            VISITS: self.visits,
            PHOTOS: self.photos.widget,
            DOCUMENTS: self.documents.widget,
            PAPERS: self.papers,
            HISTORY: self.history,
        }
        evidence = may(Permission.READ_EVIDENCE)
        allowed = {TIPS: sees, PEOPLE: may(Permission.READ_PEOPLE), DOCUMENTS: evidence, PHOTOS: evidence}
        titles = {key: tr(title) for key, title in _TITLES.items() if allowed.get(key, True)}
        self.head = VenueHead(theme, titles, sees_scores=sees, may_write=self._may_write)
        self.head.offer(tip=may(Permission.WRITE_TIPS), visit=_can_visit(context))
        self.drops = context.parts.page_drop(self, self.open_tab)
        self._build()

    def _build(self) -> None:
        whole = column(self, spacing=0)
        whole.addWidget(self.head)
        whole.addWidget(line())
        # Hidden as a whole, its margins too, when there is no conflict.
        self._band = QWidget()
        self.conflict_banner = Banner(self._context.theme, closable=False)
        column(self._band, (24, 12, 24, 0), 0).addWidget(self.conflict_banner)
        self._band.hide()
        whole.addWidget(self._band)
        whole.addWidget(self.drops.widget)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        for page in self._pages.values():
            self._stack.addWidget(page)
        whole.addWidget(holder, 1)
        self.head.turned.connect(self._turn)
        self.head.wanted_edit.connect(self.edit)
        self.overview.wanted_edit.connect(self.edit)
        self.overview.twins.opened.connect(self.wanted_other)
        self.overview.wanted_history.connect(partial(self.head.open_tab, HISTORY))
        self.head.wanted_tip.connect(self.wanted_tip)
        self.head.wanted_visit.connect(self._start_visit)
        self.tips.wanted_grade.connect(self.wanted_grade)

    @property
    def venue_id(self) -> str:
        """The id of the place shown or being read; empty for none."""
        return self._id

    @property
    def name(self) -> str:
        """What the place shown is called."""
        return self.head.name

    @property
    def tab(self) -> str:
        """The open tab."""
        return self.head.tab

    @property
    def tabs(self) -> TabStrip:
        """The strip of tabs."""
        return self.head.tabs

    def open_tab(self, key: str) -> None:
        """Open a tab by its key."""
        self.head.open_tab(key)

    def show_line(self, found: VenueLine) -> None:
        """Show at once what the list already knows, before the whole is read."""
        self.head.show_line(found)
        self._band.setVisible(found.in_conflict)
        if found.in_conflict:
            self.conflict_banner.say(tr(_CONFLICT))

    def read(self, venue_id: str) -> None:
        """Read and show a place; what arrives late for another one is dropped."""
        self._asked += 1
        self._id = venue_id
        self.drops.read([("venue", venue_id)])
        workspace = self._context.workspace
        self._context.jobs.read(self, lambda _: read_place(workspace, venue_id), partial(self._show, self._asked))

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        place, now = cast(Place, found), self._context.now()
        self._place = place
        self.head.show_venue(place.venue)
        if place.line is not None:
            self.show_line(place.line)
        if place.risk is not None:
            self.overview.show_score(place.risk.score)
        self.overview.show_venue(place.venue, local(now))
        self.overview.twins.show_twins(place.venue, place.twins)
        self.overview.show_events(place.events, now)
        self.history.show_events(place.events, now)
        self.visits.show_visits(place.visits, now)
        self.papers.show_decisions(place.decisions, now)
        self.head.count(VISITS, len(place.visits), hide_empty=True)
        self.head.count(PAPERS, len(place.decisions), hide_empty=True)
        self._turn(self.head.tab)
        self.shown.emit(place.venue)

    def _turn(self, key: str) -> None:
        """Open a tab; tips and photos are read now, since reading them is an entry in the audit log."""
        self._stack.setCurrentWidget(self._pages[key])
        if not self._id or self._place is None or self._place.venue.id != self._id:
            return
        if key == TIPS:
            tips, venue_id, ids = self._context.workspace.tips, self._id, self._place.ids
            self._context.jobs.read(
                self, lambda _: [tip for one in ids for tip in tips.tips_of(one)], partial(self._show_tips, venue_id)
            )
        elif key == DOCUMENTS:
            self.documents.read([("venue", one) for one in self._place.ids])
        elif key == PEOPLE:
            self.people.read([("venue", one) for one in self._place.ids])
        elif key == PHOTOS:
            self.photos.read(
                [
                    *(("venue", one) for one in self._place.ids),
                    *(("inspection", visit.id) for visit in self._place.visits),
                ]
            )

    def _show_tips(self, venue_id: str, found: object) -> None:
        if venue_id == self._id:
            tips = cast(Sequence[Tip], found)
            self.tips.show_tips(tips, self._context.now())

    def edit(self) -> None:
        """Ask for the form of the place shown."""
        if self._place is not None and self._may_write:
            self.wanted_edit.emit(self._place.venue)

    def _start_visit(self) -> None:
        if self._id:
            self._context.go("supervision", f"visits:new/{self._id}")


def _can_visit(context: Context) -> bool:
    """Whether this person may carry out visits."""
    return context.workspace.actor.may(Permission.CARRY_OUT_INSPECTIONS)
