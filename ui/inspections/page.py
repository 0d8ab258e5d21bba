"""The page of visits: the list, the form that starts one, and the visit that is carried out."""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.inspections import Inspection
from krogkoll.security import Permission
from ui.context import Context
from ui.inspections.field import FieldView
from ui.inspections.reading import PLACE
from ui.inspections.start_form import StartForm
from ui.inspections.visit_list import VisitList

_KINDS = ("inspection", "venue")


class VisitsPage(QWidget):
    """Where one is: nothing (the list), "new", "new/<venue_id>[/<operation_id>]", "<inspection_id>/<step>[/<form>]"."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self._kept: tuple[str, str] | None = None
        self._stack = QStackedLayout(self)
        self.list, self.form, self.field = VisitList(context), StartForm(context), FieldView(context)
        for widget in (self.list, self.form, self.field):
            self._stack.addWidget(widget)
        self.list.opened.connect(self.open)
        self.list.wanted_new.connect(self.start)
        self.form.started.connect(lambda made: self.open(cast(Inspection, made).id))
        self.form.left.connect(self.show_list)
        self.field.left.connect(self.show_list)
        self.field.switched.connect(self.open)
        self.field.shown.connect(self._keep_place)
        self.field.list.chosen.connect(lambda _: self._keep_place())
        context.refresh.watch(self, _KINDS, self._reload)

    def where(self) -> str:
        """The open visit and its step, or the form, or the list."""
        if self._stack.currentWidget() is self.field and self.field.read is not None:
            self.field.steps.settle()
            return f"{self.field.read.inspection.id}/{self.field.step}"
        if self._stack.currentWidget() is self.form:
            return f"new/{self.form.place.venue.id}" if self.form.place is not None else "new"
        return ""

    def go(self, where: str) -> None:
        """Go there; where nothing is asked for, what is open stays."""
        first, _, rest = where.partition("/")
        if first == "new":
            venue_id, _, operation_id = rest.partition("/")
            self.start(venue_id, operation_id)
        elif first:
            step, _, form = rest.partition("/")
            self.open(first, step, form)
        elif self._stack.currentWidget() is self.list:
            self.list.reload()
            self.list.rows.setFocus()

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """The commands of the page; the keys of the field do nothing in the list."""
        return {
            "new": self.start,
            "filter": self._filter,
            "save": self.field.steps.settle,
            "mark": self._in_field(self.field.acts.mark),
            "darken": self.field.darken,
        }

    def open(self, visit_id: str, step: str = "", form: str = "") -> None:
        """Show a visit, with a form that was left half written where one is named."""
        self._stack.setCurrentWidget(self.field)
        self.field.open(visit_id, step, form)

    def start(self, venue_id: str = "", operation_id: str = "") -> None:
        """Open the form that starts a visit, for whoever may carry one out."""
        if not self._context.workspace.actor.may(Permission.CARRY_OUT_INSPECTIONS):
            return
        self._stack.setCurrentWidget(self.form)
        self.form.open(venue_id, operation_id)

    def show_list(self) -> None:
        """All visits."""
        self.field.steps.settle()
        self._stack.setCurrentWidget(self.list)
        self.list.reload()
        self.list.rows.setFocus()
        drafts, self._kept = self._context.workspace.drafts, ("", "")
        self._context.jobs.write(self, lambda _: drafts.drop(PLACE), lambda _: None)

    def _in_field(self, deed: Callable[[], object]) -> Callable[[], object]:
        def only_there() -> None:
            if self._stack.currentWidget() is self.field:
                deed()

        return only_there

    def _keep_place(self) -> None:
        """Where we are survives a kill: the visit is open again where it was."""
        if self._stack.currentWidget() is not self.field or self.field.read is None:
            return
        drafts, read = self._context.workspace.drafts, self.field.read
        place = (read.inspection.id, self.field.step) if read.open else ("", "")
        if place == self._kept:
            return
        self._kept, (visit_id, step) = place, place
        if visit_id:
            body = {"visit": visit_id, "step": step}
            self._context.jobs.write(self, lambda _: drafts.save(PLACE, body), lambda _: None)
        else:
            self._context.jobs.write(self, lambda _: drafts.drop(PLACE), lambda _: None)

    def _filter(self) -> None:
        if self._stack.currentWidget() is self.list:
            self.list.search.setFocus()

    def _reload(self) -> None:
        if self._stack.currentWidget() is self.list:
            self.list.reload()
