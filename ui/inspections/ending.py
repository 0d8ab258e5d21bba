"""Ending a visit with what is left undone named, and opening a closed one again."""

from collections.abc import Callable
from dataclasses import replace

from krogkoll.inspections import Inspection
from ui.context import Context
from ui.i18n import tr
from ui.inspections.acts import Acts
from ui.inspections.form_dialog import Ask, Form
from ui.words import clock


def close_visit(context: Context, acts: Acts, again: Callable[[], None]) -> None:
    """End the visit now, unless its end is written already."""
    read = acts.read
    if read is None:
        return
    service, now = context.workspace.inspections, context.now()

    def work(_: object) -> Inspection:
        shown = service.visit(read.inspection.id).inspection
        ended = shown if shown.ended_at is not None else service.edit(shown, replace(shown, ended_at=now))
        return service.close(ended)

    def done(_: object) -> None:
        context.speaker.saved(clock(context.now()))
        context.speaker.done(tr("Besöket är avslutat"))
        again()

    context.jobs.write(acts, work, done)


def reopen_visit(context: Context, acts: Acts) -> None:
    """Open a closed visit again, with a reason."""
    read = acts.read
    if read is None:
        return
    service = context.workspace.inspections
    form = Form(
        title=tr("Öppna besöket igen"),
        lead=tr("Ett protokoll som har visats dras tillbaka."),
        asks=(Ask(name="why", label=tr("Varför")),),
        act=tr("Öppna igen"),
        write=lambda values: service.reopen(read.inspection, values["why"]),
        draft=f"visit:{read.inspection.id}:reopen",
        visit_id=read.inspection.id,
    )
    acts.open_form(form)
