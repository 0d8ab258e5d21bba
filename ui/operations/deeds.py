"""What one does on the page of a night: each opens its form or writes at once, and speaks when it is done."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from krogkoll.inspections import (
    Assistance,
    Attendance,
    BriefingCopy,
    Gap,
    Mend,
    OperationStatus,
    Participant,
    ParticipantRole,
    Plan,
    RiskAssessment,
    Stop,
    StopDraft,
    best_order,
)
from ui.context import Context
from ui.i18n import tr
from ui.operations import operation_form, other_forms, people_form, place_forms
from ui.operations.add_stop import AddStopDialog
from ui.operations.form_dialog import Form, FormDialog, Submit
from ui.operations.sheets import CalendarDialog, HandOutDialog, account_form, handed_words, submit_account
from ui.words import clock

if TYPE_CHECKING:
    from ui.operations.view import OperationView


class Deeds:
    """The acts of one view; each stands on the plan that it shows."""

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

    def leads(self, plan: Plan) -> bool:
        """Whether the person here leads the night; the service asks the same again."""
        actor = self._context.workspace.actor
        leads = [one for one in plan.participants if one.role is ParticipantRole.LEAD]
        coming = [one for one in leads if one.attendance is not Attendance.DECLINED]
        named = [(one.name, one.authority) for one in coming]
        named = named or [(plan.operation.lead_name, plan.operation.lead_authority)]
        return any(name.casefold() == actor.name.casefold() and at == actor.authority for name, at in named)

    def edit_operation(self) -> None:
        """Open the form of the night."""
        night = self._plan.operation
        form = operation_form.operation_form(self._context, night, night)
        self._ask(form, partial(operation_form.submit_operation, self._context, night, night), tr("Insatsen är sparad"))

    def edit_person(self, person: object) -> None:
        """Open the form of somebody who takes part, or of somebody new."""
        shown = cast("Participant | None", person)
        form = people_form.person_form(self._context, self._plan, shown)
        self._ask(
            form, partial(people_form.submit_person, self._context, self._plan, shown), tr("Deltagaren är sparad")
        )

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

    def answer_conflict(self, person: Participant) -> None:
        """Open the form of the jäv question for one of our own."""
        submit = partial(other_forms.submit_conflict, self._context, self._plan, person)
        self._ask(other_forms.conflict_form(self._plan, person), submit, tr("Svaren är sparade"))

    def edit_help(self, request: object) -> None:
        """Open the form of a request for help, or of a new one."""
        shown = cast("Assistance | None", request)
        form = other_forms.help_form(self._context, self._plan, shown)
        submit = partial(other_forms.submit_help, self._context, self._plan, shown, self._context.now())
        self._ask(form, submit, tr("Begäran är sparad"))

    def accept_gap(self, gap: object) -> None:
        """Ask why something may be missing."""
        chosen, planning = cast(Gap, gap), self._context.workspace.planning
        write = partial(planning.accept_gap, self._plan.operation.id, chosen.key)
        self._ask(other_forms.gap_form(chosen), partial(other_forms.submit_reason, write), tr("Godtaget"))

    def cancel(self) -> None:
        """Ask why the night is called off."""
        night, operations = self._plan.operation, self._context.workspace.operations
        lead = tr("Insatsen flyttas till Inställda. Allt som är planerat finns kvar.")
        form = other_forms.reason_form(tr("Ställ in insatsen"), tr("Ställ in"), tr("Skäl"), lead)
        write = partial(operations.move, night, OperationStatus.CANCELLED)
        self._ask(form, partial(other_forms.submit_reason, write), tr("Insatsen är inställd"))

    def move(self, status: OperationStatus) -> None:
        """Lock, unlock or hold the night."""
        words = {
            OperationStatus.LOCKED: tr("Planen är låst. Ändringar blir numrerade tillägg"),
            OperationStatus.HELD: tr("Insatsen är genomförd"),
            OperationStatus.PLANNED: tr("Planen går att ändra igen"),
        }
        self._write(
            partial(self._context.workspace.operations.move, self._plan.operation, status), words.get(status, "")
        )

    def mend(self, gap: Gap) -> None:
        """Open the form where something missing is mended."""
        person = next((one for one in self._plan.participants if one.id == gap.subject), None)
        request = next((one for one in self._plan.assistance if one.id == gap.subject), None)
        match gap.mend:
            case Mend.FACTS:
                self.edit_operation()
            case Mend.PEOPLE:
                self.edit_person(person)
            case Mend.STOPS:
                self._mend_stops(gap)
            case Mend.RISK:
                self.judge(gap.subject)
            case Mend.ENTRY:
                self.choose_entry(gap.subject)
            case Mend.HELP:
                self.edit_help(request)
            case Mend.CONFLICT if person is not None:
                self.answer_conflict(person)

    def _mend_stops(self, gap: Gap) -> None:
        late = next((stop for stop in self._plan.stops if gap.key == f"late:{stop.id}"), None)
        if late is None:
            self.add_stop()
        else:
            self.edit_stop(late)

    def open_sheet(self) -> None:
        """Choose who gets a numbered sheet."""
        dialog = HandOutDialog(self._context, self._view, self._plan, self._view.copies)
        dialog.handed.connect(lambda count: self._said(handed_words(count)))
        dialog.open()

    def account(self, copy: object) -> None:
        """Ask what became of a sheet."""
        one = cast(BriefingCopy, copy)
        self._ask(account_form(one), partial(submit_account, self._context, one), tr("Bladet är redovisat"))

    def save_calendar(self) -> None:
        """Choose what the calendar may say, and save the file."""
        dialog = CalendarDialog(self._context, self._view, self._plan)
        dialog.saved.connect(lambda: self._said(tr("Kalenderfilen är sparad")))
        dialog.open()
