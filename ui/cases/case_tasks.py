"""The forms about a case itself: open and change it, its number in the registry, how far it has come."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from krogkoll.cases import (
    Case,
    CaseDraft,
    CaseKind,
    CaseStatus,
    Procedure,
    docket_problems,
    problems,
    swedish,
)
from krogkoll.house import DocketPatternDraft, example, fits
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Problem
from krogkoll.people import Member, is_police
from krogkoll.security import Permission
from ui.cases.form_task import FormTask, Raw
from ui.cases.inputs import Choices, Section, Spec
from ui.cases.problem_words import read_day
from ui.i18n import tr

if TYPE_CHECKING:
    from ui.cases.detail_read import CaseFile
    from ui.cases.form import CaseForm
    from ui.context import Context

_TITLE_HINT = "Får läsas av vem som helst. Inga namn, inga personnummer."


def member_choices(members: Sequence[Member], authority: str, standing: str = "") -> Choices:
    """Those who work in the own authority, and whoever is chosen already."""
    shown = [one for one in members if (one.active and one.authority == authority) or one.id == standing]
    return [("Inte utsedd", ""), *((one.name, one.id) for one in shown)]


def case_task(context: "Context", members: Sequence[Member], file: "CaseFile | None", venue_id: str = "") -> FormTask:
    """Open a new case (without a file), or change one as it was read."""
    shown = file.case if file is not None else None
    actor, today = context.workspace.actor, local(context.now()).date()
    police = is_police(actor.authority)
    base = shown or CaseDraft(responsible=actor.user_id, opened_on=today, venue_id=venue_id)
    cases = context.workspace.cases

    def read(raw: Raw) -> tuple[CaseDraft, Sequence[Problem]]:
        found: list[Problem] = []
        draft = CaseDraft(
            title_public=raw["title_public"],
            title_internal=raw["title_internal"],
            kind=CaseKind(raw["kind"]),
            procedure=Procedure(raw["procedure"]) if police else base.procedure,
            opened_on=read_day(raw["opened_on"], "opened_on", found),
            venue_id=base.venue_id,
            responsible=raw["responsible"],
        )
        return draft, (*found, *problems(draft, police=police, today=today))

    def write(draft: CaseDraft, case: Case | None) -> Case:
        return cases.open_case(draft) if case is None else cases.edit(case, draft)

    return FormTask(
        key="edit" if shown else "new",
        name=f"case:{shown.id if shown else 'new'}",
        record_id=shown.id if shown else "",
        title="Ändra ärendet" if shown else "Nytt ärende",
        lead="" if shown else "Ärendet får ett tillfälligt nummer tills diariet har gett ett eget.",
        sections=_case_sections(members, actor.authority, base, police=police),
        raw=_raw_of(base),
        read=read,
        write=write,
        said="Ärendet är sparat",
        shown=shown,
        adapt=_title_warning(context, shown) if shown and actor.may(Permission.READ_PEOPLE) else None,
    )


def _raw_of(base: CaseDraft) -> Raw:
    return {
        "title_public": base.title_public,
        "title_internal": base.title_internal,
        "kind": base.kind.value,
        "procedure": base.procedure.value,
        "opened_on": base.opened_on.isoformat() if base.opened_on else "",
        "responsible": base.responsible,
    }


def _case_sections(members: Sequence[Member], authority: str, base: CaseDraft, *, police: bool) -> Sequence[Section]:
    kinds = [(swedish(kind), kind.value) for kind in CaseKind if kind is not CaseKind.UNKNOWN]
    about = [
        Spec(name="kind", label="Vad ärendet gäller", width=3, kind="choice", choices=kinds),
        Spec(
            name="responsible",
            label="Ansvarig",
            width=3,
            kind="choice",
            choices=member_choices(members, authority, base.responsible),
        ),
        Spec(name="opened_on", label="Öppnat den", width=3, hint="Skrivs som 2026-11-14.", limit=10),
    ]
    if police:
        ways = [(swedish(one), one.value) for one in Procedure]
        about.append(Spec(name="procedure", label="Handläggning", width=3, kind="choice", choices=ways))
    titles = (
        Spec(name="title_public", label="Offentlig rubrik", hint=_TITLE_HINT),
        Spec(name="title_internal", label="Intern rubrik", hint="Syns bara för er, och på utskrifter bara om du vill."),
    )
    return (Section(title="Rubriker", fields=titles), Section(title="Om ärendet", fields=about))


def _title_warning(context: "Context", shown: Case) -> Any:
    """Says under the public title when it names somebody of the case; a warning that stops nothing."""
    register = context.workspace.case_register

    def adapt(form: "CaseForm", changed: str) -> None:
        if changed != "title_public":
            return
        one = form.inputs["title_public"]
        title = one.raw

        def told(found: object) -> None:
            names = cast(tuple[str, ...], found)
            if form.inputs.get("title_public") is one and one.raw == title:
                warning = tr("Rubriken ser ut att nämna {0}.").format(", ".join(names)) if names else tr(_TITLE_HINT)
                one.field.set_words(tr("Offentlig rubrik"), warning)
                form.judge()

        context.jobs.read(form, lambda _: register.names_in_title(shown.id, title), told)

    return adapt


def docket_task(context: "Context", file: "CaseFile") -> FormTask:
    """Write the number that the authority's registry gave."""
    shown, cases, house = file.case, context.workspace.cases, context.workspace.house
    today = local(context.now()).date()

    def adapt(form: "CaseForm", changed: str) -> None:
        number = form.inputs["docket"].raw

        def told(found: object) -> None:
            pattern = cast(DocketPatternDraft, found)
            if "docket" not in form.inputs or form.inputs["docket"].raw != number:
                return
            usual = example(pattern, today)
            words = tr("Så som det står i diariet, till exempel {0}.").format(usual) if usual else ""
            if number.strip() and not fits(pattern, number):
                words = tr("Numret ser inte ut som myndighetens egna, till exempel {0}.").format(usual)
            form.inputs["docket"].field.set_words(tr("Diarienummer"), words)

        context.jobs.read(form, lambda _: house.docket_pattern(), told)

    return FormTask(
        key="docket",
        name=f"case-docket:{shown.id}",
        record_id=shown.id,
        title="Diarienummer",
        lead="Det tillfälliga numret finns kvar och skrivs ut bredvid.",
        sections=(Section(fields=(Spec(name="docket", label="Diarienummer", width=3, limit=40),)),),
        raw={"docket": shown.docket},
        read=lambda raw: (raw["docket"], docket_problems(raw["docket"])),
        write=lambda number, case: cases.assign_docket(case, number),
        said="Diarienumret är satt",
        shown=shown,
        adapt=adapt,
    )


def status_task(context: "Context", file: "CaseFile") -> FormTask:
    """Move a case on; closing has a form of its own."""
    shown, cases = file.case, context.workspace.cases
    ways = (CaseStatus.OPEN, CaseStatus.WAITING, CaseStatus.DECIDED)
    choices = [(swedish(one), one.value) for one in ways]
    reopening = shown.status is CaseStatus.CLOSED

    def read(raw: Raw) -> tuple[tuple[CaseStatus, str], Sequence[Problem]]:
        return (CaseStatus(raw["status"]), raw["status_reason"]), ()

    return FormTask(
        key="status",
        name=f"case-status:{shown.id}",
        record_id=shown.id,
        title="Öppna ärendet igen" if reopening else "Ändra status",
        sections=(
            Section(
                fields=(
                    Spec(name="status", label="Status", width=3, kind="choice", choices=choices),
                    Spec(name="status_reason", label="Varför", hint="Till exempel vad som väntas in.", limit=2000),
                )
            ),
        ),
        raw={"status": ways[0].value if reopening else shown.status.value, "status_reason": ""},
        read=read,
        write=lambda draft, case: cases.change_status(case, *draft),
        said="Statusen är ändrad",
        shown=shown,
    )
