"""Cases for window tests: one with everything that can hang on a case, others to fill the list."""

from datetime import date, timedelta

from krogkoll.cases import (
    CaseDraft,
    DisclosureDraft,
    MarkingDraft,
    NoteDraft,
    QuickNoteDraft,
    Receiver,
    SentBy,
    TaskDraft,
)
from krogkoll.venues import VenueQuery

TODAY = date(2026, 11, 22)


def with_cases(workspace, others=3):
    """The full one has number ALK-2026-0412 and is late; gives its id."""
    venues = workspace.venues
    line = next(iter(venues.page(venues.find(VenueQuery())[:1])), None)
    draft = CaseDraft(
        title_public="Tillsyn enligt alkohollagen, Sillkajsgatan 14",
        title_internal="Misstänkt servering utan tillstånd",
        venue_id=line.id if line else "",
    )
    case = workspace.cases.assign_docket(workspace.cases.open_case(draft), "ALK-2026-0412")
    desk = workspace.desk
    note = desk.note(NoteDraft(case_id=case.id, with_whom="hyresvärden", text="Lokalen hyrs ut som lager."))
    desk.note(NoteDraft(case_id=case.id, text="Det var den 15 november.", corrects=note.id))
    desk.add_task(TaskDraft(case_id=case.id, title="Begär hyresavtalet", due_on=TODAY - timedelta(days=3)))
    desk.finish_task(desk.add_task(TaskDraft(case_id=case.id, title="Ring hyresvärden")))
    desk.mark_secret(MarkingDraft(subject_kind="case_file", subject_id=case.id, provision="OSL-30-20"))
    workspace.notes.file_in_case(workspace.notes.write(QuickNoteDraft(text="Musik hördes.")), case.id)
    workspace.disclosures.register(
        DisclosureDraft(
            case_id=case.id,
            items=(f"official_note/{note.id}",),
            what="Tjänsteanteckning om servering",
            receiver=Receiver.AUTHORITY,
            receiver_kind="police",
            receiver_name="Polismyndigheten, Landskrona",
            ground="uppg-6",
            tested_by="Anna Lindqvist",
            reasons="Behövs i utredningen.",
            sent_by=SentBy.SECURE_MAIL,
        )
    )
    for number in range(others):
        workspace.cases.open_case(CaseDraft(title_public=f"Tillsyn, Kölhalargränd {number + 1:03}"))
    return case.id
