"""The case sheet: everything the case says, its markings at the head of each page, no file written over."""

import pytest

from krogkoll.cases import (
    CaseService,
    CaseSheetService,
    DeskService,
    MarkingDraft,
    NoteDraft,
    TaskDraft,
    marking_note,
)
from krogkoll.documents import text_of
from krogkoll.kernel.errors import NotAllowed, StoreTrouble
from krogkoll.kernel.swedish import NBSP
from tests.factories import TODAY, audited, case_draft


@pytest.fixture
def sheets(store):
    return CaseSheetService(store, practice=True)


@pytest.fixture
def case(store):
    cases, desk = CaseService(store), DeskService(store)
    made = cases.open_case(case_draft(title_public="Tillsyn, Sillkajsgatan 14", title_internal="Svartklubb i källaren"))
    made = cases.assign_docket(made, "ALK-2026-0412")
    desk.note(NoteDraft(case_id=made.id, with_whom="hyresvärden", text="Lokalen hyrs ut som lager."))
    desk.add_task(TaskDraft(case_id=made.id, title="Begär hyresavtalet", due_on=TODAY))
    desk.mark_secret(MarkingDraft(subject_kind="case_file", subject_id=made.id, provision="OSL-30-20"))
    return made


def words(sheet):
    return text_of(sheet.pdf).replace(NBSP, " ")


def test_the_sheet_says_what_the_case_holds_and_the_print_is_logged(sheets, case, store):
    sheet = sheets.make(case.id)
    said = words(sheet)
    for text in (
        *("Tillsyn, Sillkajsgatan 14", "Svartklubb i källaren", "ALK-2026-0412", case.provisional),
        *("Lokalen hyrs ut som lager.", "Begär hyresavtalet", "30 kap. 20 § OSL", "Varje begäran prövas"),
    ):
        assert text in said
    assert audited(store)[-1]["act"] == "printed"
    assert sheet.name == "Arendeblad ALK-2026-0412.pdf"


def test_without_the_internal_title_it_can_be_handed_out(sheets, case):
    assert "Svartklubb" not in words(sheets.make(case.id, internal=False))


def test_the_head_of_a_print_says_each_marking_that_stands_once(case, store):
    markings = DeskService(store).markings_of([case.id])
    said = marking_note([*markings, *markings]).replace(NBSP, " ")
    assert said.startswith("Sekretessmarkering 2026-11-22: 30 kap. 20 § OSL, ")
    assert said.count("Sekretessmarkering") == 1
    DeskService(store).lift_marking(markings[0])
    assert marking_note(DeskService(store).markings_of([case.id], lifted=True)) == ""


def test_a_marked_note_marks_the_sheet_that_prints_it(sheets, store):
    desk = DeskService(store)
    made = CaseService(store).open_case(case_draft())
    note = desk.note(NoteDraft(case_id=made.id, text="Hälsan är känslig."))
    assert "Sekretessmarkering" not in words(sheets.make(made.id))
    desk.mark_secret(MarkingDraft(subject_kind="official_note", subject_id=note.id, provision="OSL-30-20"))
    assert "Sekretessmarkering 2026-11-22: 30 kap. 20 § OSL" in words(sheets.make(made.id))


def test_the_file_is_new_and_whole(sheets, case, tmp_path):
    target = sheets.save(case.id, tmp_path / "blad.pdf")
    assert target.read_bytes().startswith(b"%PDF")
    assert [one.name for one in tmp_path.glob("*.pdf*")] == ["blad.pdf"]
    with pytest.raises(NotAllowed, match="file-exists"):
        sheets.save(case.id, target)
    with pytest.raises(StoreTrouble):
        sheets.save(case.id, tmp_path / "saknas" / "blad.pdf")


def test_a_long_case_breaks_over_pages(sheets, case, store):
    for number in range(30):
        DeskService(store).note(NoteDraft(case_id=case.id, text=f"Iakttagelse {number}. " + "Ord om det. " * 40))
    assert sheets.make(case.id).pages > 3
