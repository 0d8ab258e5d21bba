"""The forms about what is written beside a case: official notes and their corrections, tasks, secrecy markings."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from krogkoll.cases import (
    MarkingDraft,
    NoteChannel,
    NoteDraft,
    OfficialNote,
    Statement,
    Task,
    TaskDraft,
    marking_problems,
    note_problems,
    swedish_desk,
    task_problems,
    with_legal_day,
)
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Problem
from krogkoll.law import AuthorityKind, cite, deadlines, find_authority, reference, secrecy_classes
from ui.cases.case_tasks import member_choices
from ui.cases.form_task import FormTask, Raw
from ui.cases.inputs import Choices, Section, Spec
from ui.cases.problem_words import read_day
from ui.i18n import tr
from ui.moments import moment_in

if TYPE_CHECKING:
    from ui.cases.detail_read import CaseFile
    from ui.cases.form import CaseForm
    from ui.context import Context

_NOTE_LEAD = "Skriv det som kan ha betydelse, medan du minns. En anteckning ändras inte, den rättas med en ny."
_CORRECTION_LEAD = "Den tidigare anteckningen står kvar som den är. Din rättelse läggs bredvid."
MARKING_WARNING = (
    "En sekretessmarkering är en varning, inte ett beslut. Varje begäran om utlämnande prövas för sig (5 kap. 5 § OSL)."
)


def read_moment(text: str, field: str, found: list[Problem]) -> datetime | None:
    """A moment as it is typed in Swedish time; a problem is added where it cannot be read."""
    if not text.strip():
        return None
    moment = moment_in(text)
    if moment is None:
        found.append(Problem(field, "moment-form"))
    return moment


def note_task(context: "Context", file: "CaseFile", corrects: OfficialNote | None = None) -> FormTask:
    """Write an official note, or the correction of one."""
    case, desk, now = file.case, context.workspace.desk, context.now()

    def read(raw: Raw) -> tuple[NoteDraft, Sequence[Problem]]:
        found: list[Problem] = []
        draft = NoteDraft(
            case_id=case.id,
            at=read_moment(raw["at"], "at", found),
            channel=NoteChannel(raw["channel"]),
            with_whom=raw["with_whom"],
            text=raw["text"],
            statement=Statement(raw["statement"]),
            corrects=corrects.id if corrects else "",
        )
        return draft, (*found, *note_problems(draft, context.now()))

    return FormTask(
        key=f"correct:{corrects.id}" if corrects else "note",
        name=f"case-note:{corrects.id if corrects else case.id}",
        record_id=case.id,
        title="Rätta anteckningen" if corrects else "Ny tjänsteanteckning",
        lead=_CORRECTION_LEAD if corrects else _NOTE_LEAD,
        tab="notes",
        sections=(_note_fields(),),
        raw=_raw_note(corrects or NoteDraft(at=now, channel=NoteChannel.PHONE)),
        read=read,
        write=lambda draft, _: desk.note(draft),
        said="Anteckningen är sparad",
    )


def _raw_note(base: NoteDraft) -> Raw:
    """Everything but the words: a correction says them anew."""
    return {
        "at": f"{local(base.at):%Y-%m-%d %H:%M}" if base.at else "",
        "channel": base.channel.value,
        "with_whom": base.with_whom,
        "text": "",
        "statement": base.statement.value,
    }


def _note_fields() -> Section:
    ways: Choices = [(swedish_desk(one), one.value) for one in NoteChannel]
    kinds: Choices = [(swedish_desk(one), one.value) for one in Statement]
    return Section(
        fields=(
            Spec(name="at", label="När", width=3, hint="Skrivs som 2026-11-14 23:14.", limit=16),
            Spec(name="channel", label="Hur", width=3, kind="choice", choices=ways),
            Spec(name="with_whom", label="Med vem", width=3, hint="Till exempel hyresvärden."),
            Spec(name="statement", label="Iakttagelse eller bedömning", width=3, kind="choice", choices=kinds),
            Spec(name="text", label="Vad som kom fram", kind="text"),
        )
    )


def todo_task(context: "Context", file: "CaseFile", shown: Task | None = None) -> FormTask:
    """Write something to do, with a day of one's own or the last day of a legal period."""
    desk, actor = context.workspace.desk, context.workspace.actor
    base = shown or TaskDraft(case_id=file.case.id, assigned_to=actor.user_id)

    def read(raw: Raw) -> tuple[TaskDraft, Sequence[Problem]]:
        found: list[Problem] = []
        other = raw["assigned_name"].strip()
        draft = TaskDraft(
            case_id=file.case.id,
            title=raw["title"],
            due_on=read_day(raw["due_on"], "due_on", found),
            deadline=raw["deadline"],
            counted_from=read_day(raw["counted_from"], "counted_from", found),
            assigned_to="" if other else raw["assigned_to"],
            assigned_name=other,
        )
        if not found:
            draft = with_legal_day(draft)
        return draft, (*found, *task_problems(draft, frozenset(deadlines())))

    return FormTask(
        key=f"task:{shown.id}" if shown else "task",
        name=f"case-task:{shown.id if shown else file.case.id}",
        record_id=shown.id if shown else file.case.id,
        title="Ändra uppgiften" if shown else "Ny uppgift",
        tab="tasks",
        sections=_todo_sections(member_choices(file.members, actor.authority, base.assigned_to)),
        raw=_raw_todo(base),
        read=read,
        write=lambda draft, task: desk.add_task(draft) if task is None else desk.edit_task(task, draft),
        said="Uppgiften är sparad",
        shown=shown,
        adapt=_legal_day,
    )


def _raw_todo(base: TaskDraft) -> Raw:
    return {
        "title": base.title,
        "assigned_to": base.assigned_to,
        "assigned_name": base.assigned_name,
        "due_on": base.due_on.isoformat() if base.due_on and not base.counted_from else "",
        "deadline": base.deadline,
        "counted_from": base.counted_from.isoformat() if base.counted_from else "",
    }


def _todo_sections(members: Choices) -> Sequence[Section]:
    periods: Choices = [("Ingen lagstadgad tid", ""), *((one.name_sv, one.id) for one in deadlines().values())]
    return (
        Section(
            fields=(
                Spec(name="title", label="Vad som ska göras"),
                Spec(name="assigned_to", label="Vem", width=3, kind="choice", choices=members),
                Spec(name="assigned_name", label="Någon annan", width=3, hint="Den som inte finns i listan."),
                Spec(name="due_on", label="Senast den", width=3, hint="Skrivs som 2026-11-14.", limit=10),
            )
        ),
        Section(
            title="Lagstadgad tid",
            fields=(
                Spec(name="deadline", label="Tidsfrist", width=3, kind="choice", choices=periods),
                Spec(name="counted_from", label="Räknas från", width=3, limit=10),
            ),
        ),
    )


def _legal_day(form: "CaseForm", changed: str) -> None:
    """Say from which day the period counts, and which day it ends."""
    period = deadlines().get(form.inputs["deadline"].raw)
    words = ""
    if period is not None:
        words = tr("Räknas från {0}.").format(period.from_sv)
        start = read_day(form.inputs["counted_from"].raw, "counted_from", [])
        if start is not None:
            words = tr("{0} Sista dagen är {1}.").format(words, period.last_day(start).isoformat())
    form.inputs["counted_from"].field.set_words(tr("Räknas från"), words)


class MarkingRule(NamedTuple):
    """A provision as it is chosen, and what it asks."""

    short: str
    test: str


def marking_rules(context: "Context") -> Mapping[str, MarkingRule]:
    """The provisions that this authority may mark with today, by the id of their reference."""
    today = local(context.now()).date()
    found = find_authority(context.workspace.actor.authority)
    kind = found.kind if found else AuthorityKind.ALCOHOL_BOARD
    rules = {rule.reference: rule for one in secrecy_classes().values() for rule in one.rules_for(kind)}
    return {
        key: MarkingRule(cite(key, short=True), rule.test_sv)
        for key, rule in rules.items()
        if reference(key).offered(today)
    }


def marking_task(context: "Context", file: "CaseFile", subject: tuple[str, str], title: str) -> FormTask:
    """Put a secrecy marking on the case, or on one thing in it."""
    desk, rules = context.workspace.desk, marking_rules(context)
    choices: Choices = [("Välj lagrum", ""), *((rule.short, key) for key, rule in rules.items())]

    def read(raw: Raw) -> tuple[MarkingDraft, Sequence[Problem]]:
        draft = MarkingDraft(
            subject_kind=subject[0], subject_id=subject[1], provision=raw["provision"], reason=raw["reason"]
        )
        return draft, marking_problems(draft, frozenset(rules))

    def adapt(form: "CaseForm", changed: str) -> None:
        rule = rules.get(form.inputs["provision"].raw)
        form.inputs["provision"].field.set_words(tr("Lagrum"), rule.test if rule else "")

    return FormTask(
        key=f"marking:{subject[0]}:{subject[1]}",
        name=f"case-marking:{subject[1]}",
        record_id=subject[1],
        title=title,
        lead=MARKING_WARNING,
        save_text="Sätt markering",
        sections=(
            Section(
                fields=(
                    Spec(name="provision", label="Lagrum", width=3, kind="choice", choices=choices),
                    Spec(name="reason", label="Vad som är känsligt", limit=2000),
                )
            ),
        ),
        raw={"provision": "", "reason": ""},
        read=read,
        write=lambda draft, _: desk.mark_secret(draft),
        said="Markeringen är satt",
        adapt=adapt,
    )
