"""The case sheet on paper: numbers, titles, markings, tasks, notes and timeline, made from what the case holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from krogkoll.cases.desk import OfficialNote, SecrecyMarking, Task, swedish_desk
from krogkoll.cases.model import Case, CaseEvent, swedish
from krogkoll.cases.titles import marking_line, marking_note
from krogkoll.documents import (
    Block,
    Document,
    Facts,
    Heading,
    Letterhead,
    MetaField,
    Paragraph,
    Table,
)
from krogkoll.kernel.clock import local


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseContent:
    """Everything the sheet says. names: members by user id. internal: whether the internal title is printed."""

    case: Case
    markings: Sequence[SecrecyMarking]
    tasks: Sequence[Task]
    notes: Sequence[OfficialNote]
    events: Sequence[CaseEvent]
    names: Mapping[str, str]
    internal: bool


def sheet_document(content: CaseContent, letterhead: Letterhead, made_at: datetime, *, practice: bool) -> Document:
    """The sheet; with markings every page says "Sekretess" at its head."""
    case = content.case
    return Document(
        title=case.title_public,
        kind="ärendeblad",
        letterhead=letterhead,
        practice=practice,
        made_at=made_at,
        meta=(
            MetaField(label="Diarienummer", lines=(case.docket,) if case.docket else ()),
            MetaField(label="Tillfälligt nummer", lines=(case.provisional,)),
            MetaField(label="Utskriven", lines=(f"{local(made_at):%Y-%m-%d %H.%M}",)),
            MetaField(label="Status", lines=(swedish(case.status),)),
        ),
        blocks=tuple(_blocks(content)),
        reference=case.docket,
        secrecy_note=marking_note(content.markings),
    )


def _blocks(content: CaseContent) -> Sequence[Block]:
    blocks: list[Block] = [Facts(rows=_facts(content))]
    if content.markings:
        blocks.append(Heading(level=2, text="Sekretessmarkeringar"))
        rows = tuple((marking_line(one), _state(one)) for one in content.markings)
        blocks.append(Table(headers=("Markering", "Skäl"), rows=rows, widths=(0.6, 0.4)))
        blocks.append(Paragraph(text="En markering är en varning och inget beslut. Varje begäran prövas.", small=True))
    if content.tasks:
        blocks.append(Heading(level=2, text="Uppgifter"))
        rows3 = tuple(
            (one.title, one.due_on.isoformat() if one.due_on else "", _who(one, content)) for one in content.tasks
        )
        blocks.append(Table(headers=("Uppgift", "Senast", "Ansvarig"), rows=rows3, widths=(0.55, 0.17, 0.28)))
    if content.notes:
        blocks.append(Heading(level=2, text="Tjänsteanteckningar"))
        for note in content.notes:
            blocks.append(Heading(level=3, text=_note_head(note)))
            blocks.append(Paragraph(text=note.text))
    blocks.append(Heading(level=2, text="Tidslinje"))
    told = tuple((f"{local(one.at):%Y-%m-%d %H.%M}", _told(one), one.by) for one in content.events)
    blocks.append(Table(headers=("När", "Händelse", "Av"), rows=told, widths=(0.2, 0.55, 0.25)))
    return blocks


def _facts(content: CaseContent) -> tuple[tuple[str, str], ...]:
    case = content.case
    rows = [("Slag", swedish(case.kind)), ("Handläggning", swedish(case.procedure))]
    if content.internal and case.title_internal:
        rows.append(("Intern rubrik", case.title_internal))
    rows.append(("Ansvarig", content.names.get(case.responsible, "Inte utsedd")))
    if case.opened_on:
        rows.append(("Öppnat", case.opened_on.isoformat()))
    if case.docket_on:
        rows.append(("Diarienummer satt", case.docket_on.isoformat()))
    if case.closed_on:
        rows.append(("Avslutat", f"{case.closed_on.isoformat()}. {case.status_reason}"))
    if case.hold_reason:
        rows.append(("Sparas tills vidare", case.hold_reason))
    return tuple(rows)


def _state(marking: SecrecyMarking) -> str:
    lifted = f"Hävd {marking.lifted_on.isoformat()}." if marking.lifted_on else ""
    return " ".join(part for part in (marking.reason, lifted) if part) or "Inget skäl angivet"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "Ingen dag"


def _who(task: Task, content: CaseContent) -> str:
    who = task.assigned_name or content.names.get(task.assigned_to, "Inte utsedd")
    return f"{who}, klar {local(task.done_at):%Y-%m-%d}" if task.done_at else who


def _note_head(note: OfficialNote) -> str:
    parts = (f"{local(note.at):%Y-%m-%d %H.%M}", swedish_desk(note.channel), note.with_whom, note.by)
    kind = swedish_desk(note.statement)
    return ", ".join(part for part in (*parts, kind.lower()) if part)


def _told(event: CaseEvent) -> str:
    return ". ".join(part.rstrip(".") for part in (swedish(event.kind), event.title, event.text) if part) + "."
