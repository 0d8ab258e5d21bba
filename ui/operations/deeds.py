"""What one does on the page of a night: each opens its form or writes at once, and speaks when it is done."""

from functools import partial
from typing import cast

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
)
from ui.i18n import tr
from ui.operations import operation_form, other_forms, people_form
from ui.operations.acting import PlaceDeeds, StopDeeds
from ui.operations.sheets import CalendarDialog, HandOutDialog, account_form, handed_words, submit_account


class Deeds(StopDeeds, PlaceDeeds):
    """The acts of one view; each stands on the plan that it shows."""

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
