"""What one does with the places of a night: their order and times, our ground, the risks; how any act is written."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from krogkoll.inspections import Plan, RiskAssessment, Stop, StopDraft, best_order
from ui.context import Context
from ui.i18n import tr
from ui.operations import other_forms, place_forms
from ui.operations.add_stop import AddStopDialog
from ui.operations.form_dialog import Form, FormDialog, Submit
from ui.words import clock

if TYPE_CHECKING:
    from ui.operations.view import OperationView


class Acting:
    """How an act is asked for, written, and spoken of."""

    def __init__(self, context: Context, view: "OperationView") -> None:
        self._context, self._view = context, view

    @property
    def _plan(self) -> Plan:
        return cast(Plan, self._view.plan)

    def _ask(self, form: Form, submit: Submit, done: str) -> None:
        dialog = FormDialog(self._context, self._view, form, submit)
        dialog.written.connect(lambda _: self._said(done))
        dialog.open()

    def _said(self, words: str) -> None:
        self._context.speaker.saved(clock(self._context.now()))
        if words:
            self._context.speaker.done(words)

    def _write(self, work: "Callable[[], object]", done: str = "") -> None:
        self._context.jobs.write(self._view, lambda _: work(), lambda _: self._said(done), self._failed)

    def _failed(self, error: Exception) -> None:
        self._context.speaker.trouble(error)
        self._view.open(self._view.operation_id)


class StopDeeds(Acting):
    """Acts on the stops of a night."""

    def add_stop(self) -> None:
        """Find a place to put into the night."""
        there = [stop.venue_id for stop in self._plan.stops]
        dialog = AddStopDialog(self._context, self._view, there)
        dialog.chosen.connect(self.put_stop)
        dialog.open()

    def put_stop(self, venue_id: str) -> None:
        """Put a place last in the night."""
        draft = StopDraft(operation_id=self._plan.operation.id, venue_id=venue_id)
        self._write(partial(self._context.workspace.planning.add_stop, draft), tr("Stället är med i insatsen"))

    def edit_stop(self, stop: object) -> None:
        """Open the form of a stop."""
        shown = cast(Stop, stop)
        submit = partial(place_forms.submit_stop, self._context, self._plan, shown)
        self._ask(place_forms.stop_form(self._plan, shown), submit, tr("Stoppet är sparat"))

    def remove_stop(self, stop: object) -> None:
        """Take a place out of the night, with a way back."""
        shown, planning = cast(Stop, stop), self._context.workspace.planning
        back = partial(self.put_stop, shown.venue_id)

        def gone(_: object) -> None:
            self._context.speaker.done(tr("Stället är borta ur insatsen"), back)

        self._context.jobs.write(self._view, lambda _: planning.remove_stop(shown), gone, self._failed)

    def arrange(self, stop_ids: object) -> None:
        """Write the new order."""
        planning, operation_id = self._context.workspace.planning, self._plan.operation.id
        self._write(partial(planning.arrange, operation_id, cast("tuple[str, ...]", stop_ids)))

    def suggest_order(self) -> None:
        """Reckon the shortest way beside the store, then write it, with a way back."""
        plan, planning = self._plan, self._context.workspace.planning
        before = tuple(stop.id for stop in plan.stops)

        def found(order: object) -> None:
            ids = tuple(stop.id for stop in cast("tuple[Stop, ...]", order))
            if ids == before:
                self._context.speaker.done(tr("Ordningen är redan den kortaste"))
                return
            back = partial(self.arrange, before)

            def done(_: object) -> None:
                self._context.speaker.done(tr("Stoppen ligger i kortaste ordning"), back)

            self._context.jobs.write(self._view, lambda _: planning.arrange(plan.operation.id, ids), done, self._failed)

        work = partial(best_order, plan.stops, plan.places, plan.operation.starts_at)
        self._context.jobs.aside(self._view, lambda _: work(), found)


class PlaceDeeds(Acting):
    """Acts on one place of a night."""

    def choose_entry(self, venue_id: str) -> None:
        """Open the form of our ground at a place."""
        grounds = self._view.grounds
        form = place_forms.entry_form(self._plan, venue_id, grounds)
        submit = partial(place_forms.submit_entry, self._context, self._plan, venue_id, grounds)
        self._ask(form, submit, tr("Grunden är vald"))

    def judge(self, venue_id: str) -> None:
        """Open the form of the risks at a place."""
        form = place_forms.risk_form(self._plan, venue_id)
        submit = partial(place_forms.submit_risk, self._context, self._plan, venue_id)
        self._ask(form, submit, tr("Bedömningen är sparad"))

    def lift(self, assessment: object) -> None:
        """Ask the leader why staff go in although the rule says wait."""
        risk, planning = cast(RiskAssessment, assessment), self._context.workspace.planning
        lead = tr(
            "Regeln säger att er personal väntar tills polisen har meddelat säkrat. Beslutet antecknas med ditt namn."
        )
        form = other_forms.reason_form(tr("Gå in ändå"), tr("Besluta"), tr("Skäl"), lead)
        self._ask(
            form, partial(other_forms.submit_reason, partial(planning.lift_stop, risk)), tr("Beslutet är antecknat")
        )
