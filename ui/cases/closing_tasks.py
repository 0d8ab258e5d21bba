"""The forms about what becomes of a case: closing it, saving it from disposal, marking what becomes of one item."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from krogkoll.cases import (
    CaseItem,
    ClosingView,
    ItemFate,
    RetentionMarkDraft,
    mark_problems,
    swedish_fate,
)
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Problem
from krogkoll.security import Permission
from ui.cases.closing_card import closing_card
from ui.cases.form_task import FormTask, Raw
from ui.cases.inputs import Choices, Section, Spec
from ui.cases.problem_words import read_day

if TYPE_CHECKING:
    from ui.cases.detail_read import CaseFile
    from ui.cases.form import CaseForm
    from ui.context import Context

_NOW, _LATER = "now", "later"
_DAY = "Skrivs som 2027-11-14."


def hold_task(context: "Context", file: "CaseFile") -> FormTask:
    """See to it that nothing of the case is disposed of."""
    closing = context.workspace.closing

    def read(raw: Raw) -> tuple[str, Sequence[Problem]]:
        return raw["hold_reason"], () if raw["hold_reason"].strip() else (Problem("hold_reason", "missing"),)

    return FormTask(
        key="hold",
        name=f"case-hold:{file.case.id}",
        record_id=file.case.id,
        title="Spara ärendet tills vidare",
        lead="Så länge det står så här gallras ingenting, till exempel under en rättegång.",
        tab="retention",
        sections=(Section(fields=(Spec(name="hold_reason", label="Varför", limit=300),)),),
        raw={"hold_reason": ""},
        read=read,
        write=lambda reason, case: closing.hold(case, reason),
        said="Ärendet sparas tills vidare",
        shown=file.case,
    )


def mark_task(context: "Context", file: "CaseFile", item: CaseItem) -> FormTask:
    """Mark what becomes of one item."""
    closing, today = context.workspace.closing, local(context.now()).date()

    def read(raw: Raw) -> tuple[RetentionMarkDraft, Sequence[Problem]]:
        found: list[Problem] = []
        fate = ItemFate(raw["fate"])
        day = read_day(raw["dispose_after"], "dispose_after", found) if fate is ItemFate.DISPOSE else None
        draft = RetentionMarkDraft(
            case_id=file.case.id,
            subject_kind=item.kind,
            subject_id=item.id,
            fate=fate,
            dispose_after=day,
            reason=raw["reason"],
        )
        return draft, (*found, *mark_problems(draft, today))

    return FormTask(
        key=f"mark:{item.id}",
        name=f"case-mark:{item.id}",
        record_id=file.case.id,
        title=item.title or item.kind_sv,
        lead=item.rule.text_sv,
        tab="retention",
        sections=(Section(fields=_mark_fields()),),
        raw={
            "fate": item.fate.value,
            "dispose_after": item.last_day.isoformat() if item.last_day else "",
            "reason": item.mark.reason if item.mark else "",
        },
        read=read,
        write=lambda draft, _: closing.mark(draft),
        said="Märkningen är sparad",
        adapt=_day_for_disposal,
    )


def _mark_fields() -> tuple[Spec, ...]:
    choices: Choices = [(swedish_fate(one), one.value) for one in ItemFate if one is not ItemFate.UNKNOWN]
    return (
        Spec(name="fate", label="Vad som händer med uppgiften", width=3, kind="choice", choices=choices),
        Spec(name="dispose_after", label="Sparas till och med", width=3, limit=10, hint=_DAY),
        Spec(name="reason", label="Enligt", hint="Till exempel dokumenthanteringsplanen, punkt 4."),
    )


def _day_for_disposal(form: "CaseForm", changed: str) -> None:
    dispose = form.inputs["fate"].raw == ItemFate.DISPOSE.value
    form.inputs["dispose_after"].field.setVisible(dispose)


def closing_task(context: "Context", file: "CaseFile", view: ClosingView) -> FormTask:
    """Close the case, after what it keeps and removes was shown."""
    closing, may = context.workspace.closing, context.workspace.actor.may(Permission.PURGE)
    ask = bool(view.removed) and may and view.may_dispose
    fields = [Spec(name="status_reason", label="Varför ärendet avslutas", limit=2000)]
    if ask:
        ways = [("Ta bort det nu", _NOW), ("Vänta", _LATER)]
        hint = "När det är borta kan ärendet inte öppnas igen."
        fields.append(Spec(name="now", label="Arbetsmaterialet", width=3, kind="choice", choices=ways, hint=hint))

    def read(raw: Raw) -> tuple[tuple[str, bool], Sequence[Problem]]:
        reason = raw["status_reason"]
        found = () if reason.strip() else (Problem("status_reason", "missing"),)
        return (reason, raw.get("now") == _NOW), found

    return FormTask(
        key="close",
        name=f"case-close:{file.case.id}",
        record_id=file.case.id,
        title="Avsluta ärendet",
        save_text="Avsluta",
        tab="retention",
        sections=(Section(fields=fields),),
        raw={"status_reason": "", "now": _LATER},
        read=read,
        write=lambda draft, case: closing.close(case, draft[0], remove_now=draft[1]).case,
        said="Ärendet är avslutat",
        shown=file.case,
        blocked="" if view.may_close else "Ärendet kan inte avslutas förrän det som står överst är klart.",
        above=lambda: closing_card(context.theme, view, may_purge=may),
    )
