"""What may be written of a case, a note, a task and a marking."""

from datetime import date, timedelta

import pytest

from krogkoll.cases import (
    CaseKind,
    CaseStatus,
    EventKind,
    MarkingDraft,
    NoteChannel,
    NoteDraft,
    PartyRole,
    Procedure,
    Statement,
    TaskDraft,
    docket_problems,
    marking_problems,
    note_problems,
    problems,
    provisional_number,
    swedish,
    swedish_desk,
    task_problems,
)
from tests.factories import NOW, TODAY, case_draft


def codes(found):
    return {tuple(problem) for problem in found}


def test_a_complete_case_is_fine():
    assert problems(case_draft(), police=False, today=TODAY) == ()


@pytest.mark.parametrize(
    ("over", "problem"),
    [
        ({"title_public": " "}, ("title_public", "missing")),
        ({"title_public": "Tillsyn av 900602-2397"}, ("title_public", "person-number")),
        ({"title_public": "Tillsyn av 199006022397"}, ("title_public", "person-number")),
        ({"title_public": "x" * 301}, ("title_public", "too-long")),
        ({"title_internal": "x" * 301}, ("title_internal", "too-long")),
        ({"kind": CaseKind.UNKNOWN}, ("kind", "unknown-value")),
        ({"procedure": Procedure.CRIME_FIGHTING}, ("procedure", "police-only")),
        ({"opened_on": date(2026, 11, 23)}, ("opened_on", "in-the-future")),
    ],
)
def test_each_broken_rule_is_named(over, problem):
    assert problem in codes(problems(case_draft(**over), police=False, today=TODAY))


def test_crime_fighting_is_for_the_police():
    assert problems(case_draft(procedure=Procedure.CRIME_FIGHTING), police=True, today=TODAY) == ()


@pytest.mark.parametrize("number", ["ALK-2026-0412", "OSN/2020:84", "On 2018/12", "SON2018.0097", "02-2015-00058"])
def test_the_boards_own_patterns_are_registry_numbers(number):
    assert docket_problems(number) == ()


@pytest.mark.parametrize(
    ("number", "problem"), [(" ", "missing"), ("utan siffror", "not-a-number"), ("1;DROP", "not-a-number")]
)
def test_other_texts_are_not(number, problem):
    assert codes(docket_problems(number)) == {("docket", problem)}


def test_the_provisional_number_names_laptop_and_count():
    assert provisional_number("cfece392d7131a4f", 12) == "L-CFEC-12"


def test_notes_tasks_and_markings_have_their_rules():
    assert note_problems(NoteDraft(text="Ringde."), NOW) == ()
    assert codes(note_problems(NoteDraft(at=NOW + timedelta(minutes=1)), NOW)) == {
        ("at", "in-the-future"),
        ("text", "missing"),
    }
    assert codes(note_problems(NoteDraft(text="x" * 20_001))) == {("text", "too-long")}
    periods = frozenset({"appeal"})
    assert task_problems(TaskDraft(title="Ring"), periods) == ()
    assert codes(task_problems(TaskDraft(deadline="appeal"), periods)) == {("title", "missing"), ("due_on", "missing")}
    assert codes(task_problems(TaskDraft(title="x", deadline="y", due_on=TODAY), periods)) == {
        ("deadline", "unknown-deadline")
    }
    known = frozenset({"OSL-17-1"})
    assert marking_problems(MarkingDraft(subject_kind="tip", subject_id="x", provision="OSL-17-1"), known) == ()
    assert codes(marking_problems(MarkingDraft(), known)) == {("subject_id", "missing"), ("provision", "missing")}
    assert ("provision", "unknown-provision") in codes(marking_problems(MarkingDraft(provision="X"), known))


@pytest.mark.parametrize("kind", [CaseKind, Procedure, CaseStatus, EventKind, PartyRole])
def test_every_value_has_its_swedish_word(kind):
    assert all(swedish(value)[0].isupper() for value in kind)


def test_words_of_different_types_with_one_value_are_kept_apart():
    words = {swedish(kind.UNKNOWN) for kind in (CaseKind, CaseStatus, EventKind, PartyRole)}
    assert words == {"Okänt slag", "Okänd status", "Händelse", "Okänd roll"}
    assert [swedish_desk(value) for value in Statement] == ["Iakttagelse", "Bedömning"]
    assert all(swedish_desk(value)[0].isupper() for value in NoteChannel)
