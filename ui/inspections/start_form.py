"""Starting a visit: three choices, and the rest is filled in from what is known of the place."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from krogkoll.cases import Case
from krogkoll.inspections import (
    Inspection,
    InspectionDraft,
    InspectionKind,
    Operation,
    OperationStatus,
    swedish_inspection,
)
from krogkoll.venues import Venue, VenueLine, VenueQuery, shown_name
from ui.context import Context
from ui.i18n import tr
from ui.widgets.blocks import Banner, FactGrid, Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.fields import Choice, Field, SearchEdit
from ui.widgets.text import Text, line

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_HITS = 6
_WIDEST = 760
_REST_MS = 150
_DRAFT = "visit:new"
_KINDS = [one for one in InspectionKind if one is not InspectionKind.UNKNOWN]
_LIVE = {OperationStatus.PLANNED, OperationStatus.LOCKED}


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a place when a visit begins there."""

    venue: Venue
    cases: tuple[Case, ...]
    operations: tuple[Operation, ...]


def read_place(workspace: "Workspace", venue_id: str) -> Place:
    """The place with its open cases and the nights that go there. Raises NotFound."""
    operations = (one for one in workspace.operations.operations() if venue_id in one.venue_ids and one.status in _LIVE)
    return Place(workspace.venues.venue(venue_id), workspace.cases.cases_of(venue_id), tuple(operations))


class StartForm(QWidget):
    """`started` carries the visit, `left` that somebody changed their mind."""

    started = Signal(object)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self.place: Place | None = None
        self._operation = ""
        theme = context.theme
        whole = column(self, spacing=0)
        body = QWidget()
        outer = row(body, (24, 20, 24, 24), 0)
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST)
        outer.addWidget(holder, 1000)
        outer.addStretch(1)
        self._inside = column(holder, spacing=14)
        self._inside.addWidget(Text(theme, tr("Starta tillsyn"), "title", "semibold"))
        self.banner = Banner(theme)
        self._inside.addWidget(self.banner)
        self._make_place()
        self._make_choices()
        self._inside.addStretch(1)
        whole.addWidget(Scrolling(body), 1)
        whole.addWidget(line())
        whole.addWidget(self._make_foot())
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)

    def _make_place(self) -> None:
        theme = self._context.theme
        self.search = SearchEdit(theme, tr("Namn eller adress"), tr("Objekt"))
        self.search.textChanged.connect(lambda _: self._rest.start())
        self._inside.addWidget(Field(theme, tr("1. Objekt"), self.search))
        self._hits = column(spacing=4)
        self._inside.addLayout(self._hits)
        self.facts = FactGrid(theme, 2)
        self._inside.addWidget(self.facts)

    def _make_choices(self) -> None:
        theme = self._context.theme
        kinds = [(swedish_inspection(one), one.value) for one in _KINDS]
        self.kind = Choice(theme, tr("Slag av tillsyn"), kinds)
        self.belongs = Choice(theme, tr("Insats eller ärende"), [(tr("Inget"), ("", ""))])
        self._inside.addWidget(Field(theme, tr("2. Slag av tillsyn"), self.kind))
        self._inside.addWidget(Field(theme, tr("3. Insats eller ärende"), self.belongs))
        self.wait = Check(theme, tr("Vänta ute tills polisen har sagt säkrat"))
        self._inside.addWidget(self.wait)
        words = tr("Planens stoppregel gäller i alla fall. Kryssa här om ni väntar trots att den inte kräver det.")
        self._inside.addWidget(Text(theme, words, "caption", tone="muted", wrap=True))

    def _make_foot(self) -> QWidget:
        theme = self._context.theme
        foot = QWidget()
        foot.setObjectName("surface")
        inside = row(foot, (24, 10, 24, 10), 12)
        self.reason = Text(theme, "", "caption", tone="muted", wrap=True)
        cancel = Button(theme, tr("Avbryt"))
        cancel.clicked.connect(self._leave)
        self.start_button = Button(theme, tr("Starta nu"), "check", "primary")
        self.start_button.clicked.connect(self.start)
        inside.addWidget(self.reason, 1)
        inside.addWidget(cancel)
        inside.addWidget(self.start_button)
        return foot

    def open(self, venue_id: str = "", operation_id: str = "") -> None:
        """Begin, at a place if one is given."""
        self._operation = operation_id
        self.banner.hide()
        self.wait.setChecked(False)
        self._show_place(None)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        if venue_id:
            self._pick(venue_id)
        else:
            self._look()
            drafts = self._context.workspace.drafts
            self._context.jobs.read(self, lambda _: drafts.load(_DRAFT), self._offer)
        self.search.setFocus()

    def _offer(self, body: object) -> None:
        if isinstance(body, Mapping) and self.place is None and not self.search.text():
            self.search.setText(str(body.get("text", "")))

    def keep_draft(self) -> None:
        """Keep what is looked for."""
        drafts, text = self._context.workspace.drafts, self.search.text()
        self._context.jobs.write(self, lambda _: drafts.save(_DRAFT, {"text": text}), lambda _: None)

    def _look(self) -> None:
        venues, text = self._context.workspace.venues, self.search.text()
        if text:
            self.keep_draft()
        self._context.jobs.read(
            self, lambda _: venues.page(venues.find(VenueQuery(text=text))[:_HITS]), self._show_hits
        )

    def _show_hits(self, lines: object) -> None:
        clear(self._hits)
        if self.place is not None and not self.search.text():
            return
        found = cast("list[VenueLine]", lines)
        for one in found:
            words = one.name if one.name == one.address else f"{one.name}, {one.address}"
            button = Button(self._context.theme, words, "store", "secondary", tr("Välj {0}").format(words))
            button.clicked.connect(partial(self._pick, one.id))
            self._hits.addWidget(button)
        if not found:
            none = tr("Inget objekt stämmer. Registrera platsen på sidan Objekt först.")
            self._hits.addWidget(Text(self._context.theme, none, tone="muted", wrap=True))

    def _pick(self, venue_id: str, *_: object) -> None:
        workspace = self._context.workspace
        self._context.jobs.read(self, lambda _: read_place(workspace, venue_id), self._show_place, self._failed)

    def _show_place(self, result: object) -> None:
        self.place = cast("Place | None", result)
        place = self.place
        self.facts.setVisible(place is not None)
        self.start_button.setEnabled(place is not None)
        self.reason.setText("" if place is not None else tr("Välj objekt först."))
        if place is None:
            return
        clear(self._hits)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        venue = place.venue
        facts = ((tr("Objekt"), shown_name(venue)), (tr("Adress"), _address(venue)))
        self.facts.show_facts(
            (*facts, (tr("Nyttjare"), venue.operator_name), (tr("Fastighet"), venue.property_designation))
        )
        self.belongs.clear()
        self.belongs.addItem(tr("Inget"), ("", ""))
        for operation in place.operations:
            self.belongs.addItem(tr("Insats: {0}").format(operation.title), ("operation", operation.id))
        for case in place.cases:
            self.belongs.addItem(tr("Ärende: {0}").format(case.docket or case.title_public), ("case", case.id))
        wanted = [one.id for one in place.operations]
        at = wanted.index(self._operation) + 1 if self._operation in wanted else 1 if wanted or place.cases else 0
        self.belongs.setCurrentIndex(at)
        if place.operations:
            self.kind.setCurrentIndex(self.kind.findData(InspectionKind.JOINT.value))
        self.start_button.setFocus()

    def start(self) -> None:
        """Begin the visit now."""
        if self.place is None:
            return
        draft, service = self._draft(self.place), self._context.workspace.inspections
        drafts = self._context.workspace.drafts

        def work(_: object) -> object:
            begun = service.start(draft)
            drafts.drop(_DRAFT)
            return begun

        self.start_button.setEnabled(False)
        self._context.jobs.write(self, work, lambda made: self.started.emit(cast(Inspection, made)), self._failed)

    def _draft(self, place: Place) -> InspectionDraft:
        venue = place.venue
        what, belongs_id = cast("tuple[str, str]", self.belongs.currentData() or ("", ""))
        case = next((one for one in place.cases if what == "case" and one.id == belongs_id), None)
        case = case or (place.cases[0] if what == "operation" and len(place.cases) == 1 else None)
        fields: dict[str, Any] = {"case_id": case.id, "docket_number": case.docket} if case is not None else {}
        return InspectionDraft(
            kind=InspectionKind(self.kind.currentData()),
            venue_id=venue.id,
            operation_id=belongs_id if what == "operation" else "",
            planned=what == "operation",
            premises=tr("lokalen på {0}").format(venue.street) if venue.street else shown_name(venue),
            address=_address(venue),
            property_designation=venue.property_designation,
            operator_name=venue.operator_name,
            wait_for_secured=self.wait.isChecked(),
            **fields,
        )

    def _failed(self, error: Exception) -> None:
        self.start_button.setEnabled(self.place is not None)
        self._context.speaker.trouble(error)

    def _leave(self) -> None:
        drafts = self._context.workspace.drafts
        self._context.jobs.write(self, lambda _: drafts.drop(_DRAFT), lambda _: None)
        self.left.emit()


def _address(venue: Venue) -> str:
    return ", ".join(part for part in (venue.street, venue.city) if part)
