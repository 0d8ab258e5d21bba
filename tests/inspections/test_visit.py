"""A visit: own questions only, versions kept, facts apart from what others say, closing with what is left unasked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.inspections import (
    NOT_CHECKED,
    AnswerDraft,
    Attendance,
    FindingDraft,
    FindingKind,
    InspectionDraft,
    InspectionKind,
    InspectionStatus,
    Mark,
    OperationDraft,
    OperationStatus,
    ParticipantDraft,
    PlanningService,
    StatementDraft,
    answer_problems,
    closing_problems,
    finding_problems,
    inspection_problems,
    may_move,
    not_checked,
    number_in,
    open_gaps,
    operation_problems,
    own_kinds,
    remarks,
    settled_deviation,
    swedish_inspection,
    to_ask,
)
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.law import AuthorityKind
from krogkoll.security import Role
from tests.factories import ALCOHOL_BOARD, NOW, actor, venue_draft
from tests.inspections.night import DONE, FIRE_ACTOR, START, begun, carried_out, closed, night, photo


def answer(item_id: str, value: str, **over: object) -> AnswerDraft:
    return replace(AnswerDraft(inspection_id="a-visit", item_id=item_id, value=value), **over)


@pytest.mark.parametrize(
    ("item_id", "value", "fits"),
    [
        ("tillsyn-36", "no", True),
        ("tillsyn-36", "kanske", False),
        ("tillsyn-36", NOT_CHECKED, True),
        ("tillsyn-37", "78", True),
        ("tillsyn-37", "78,5", True),
        ("tillsyn-37", "smal", False),
        ("tillsyn-27", "door", True),
        ("tillsyn-27", "fönstret", False),
        ("tillsyn-02", "In 23.11, ut 00.45", True),
        ("tillsyn-02", "", False),
        ("tillsyn-99", "yes", False),
    ],
)
def test_an_answer_fits_its_question_or_is_refused(item_id: str, value: str, fits: bool) -> None:
    assert (answer_problems(answer(item_id, value)) == ()) is fits


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=0, max_value=99))
def test_a_number_is_read_as_swedes_write_it(whole: int, part: int) -> None:
    written = f"{whole:,}".replace(",", "\u00a0") + f",{part:02d}"
    assert number_in(written) == pytest.approx(whole + part / 100)


@pytest.mark.parametrize("text", ["", "-1", "1.2.3", "tolv", "١٢", "1e3", "²"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_in(text) is None


def test_a_deviation_is_settled_by_the_question_or_by_the_inspector() -> None:
    assert settled_deviation(answer("tillsyn-36", "no"))
    assert not settled_deviation(answer("tillsyn-36", "yes", deviation=True))
    assert settled_deviation(answer("tillsyn-37", "78", deviation=True))
    assert not settled_deviation(answer("tillsyn-37", "130"))
    assert not settled_deviation(answer("tillsyn-36", NOT_CHECKED, deviation=True))


def test_a_finding_needs_words_an_assessment_needs_a_provision_in_force() -> None:
    on = NOW.date()
    assert finding_problems(FindingDraft(text=" "), on) == (Problem("text", "missing"),)
    conclusion = FindingDraft(kind=FindingKind.ASSESSMENT, text="Faran är omedelbar.")
    assert finding_problems(conclusion, on) == (Problem("provisions", "assessment-needs-provision"),)
    assert finding_problems(replace(conclusion, provisions=("LSO-2-2",)), on) == ()
    assert finding_problems(replace(conclusion, provisions=("AL-8-15",)), on) == (
        Problem("provisions", "not-in-force"),
    )
    assert finding_problems(replace(conclusion, provisions=("XX-1",)), on) == (Problem("provisions", "not-in-force"),)


def test_a_visit_needs_place_and_start_and_cannot_begin_tomorrow() -> None:
    found = inspection_problems(InspectionDraft(started_at=NOW + timedelta(days=1)), NOW)
    assert found == (
        Problem("venue_id", "missing"),
        Problem("premises", "missing"),
        Problem("started_at", "in-the-future"),
    )


def test_the_words_of_two_kinds_with_one_value_are_not_mixed() -> None:
    assert swedish_inspection(InspectionKind.FOLLOW_UP) == "Uppföljningsbesök"
    assert swedish_inspection(Mark.FOLLOW_UP) == "Följ upp"


def test_an_operation_moves_only_as_planned() -> None:
    assert may_move(OperationStatus.PLANNED, OperationStatus.LOCKED)
    assert not may_move(OperationStatus.HELD, OperationStatus.PLANNED)
    found = operation_problems(OperationDraft(title="Insats", purpose="x", starts_at=DONE, ends_at=START))
    assert found == (Problem("ends_at", "before-start"),)


def test_a_locked_plan_is_not_edited_and_a_cancelled_one_says_why(tmp_path) -> None:
    with night(tmp_path) as a_night:
        draft = OperationDraft(title="Insats", purpose="Gemensam tillsyn", starts_at=START)
        planned = a_night.operations.plan(draft)
        planning = PlanningService(a_night.store)
        with pytest.raises(NotAllowed, match="plan-has-gaps"):
            a_night.operations.move(planned, OperationStatus.LOCKED)
        for gap in open_gaps(planning.plan_of(planned.id)):
            planning.accept_gap(planned.id, gap.key, "Övas utan")
        locked = a_night.operations.move(planned, OperationStatus.LOCKED)
        with pytest.raises(NotAllowed, match="plan-locked"):
            a_night.operations.edit(locked, replace(draft, title="Annan"))
        with pytest.raises(Invalid):
            a_night.operations.move(locked, OperationStatus.CANCELLED)
        cancelled = a_night.operations.move(locked, OperationStatus.CANCELLED, "Sjukdom")
        with pytest.raises(NotAllowed, match="no-such-move"):
            a_night.operations.move(cancelled, OperationStatus.HELD)
        assert a_night.operations.operations() == (cancelled,)


def test_participants_answer_and_are_seen(tmp_path) -> None:
    with night(tmp_path) as a_night:
        operation = a_night.operations.plan(OperationDraft(title="Insats", purpose="x", starts_at=START))
        with pytest.raises(Invalid):
            a_night.operations.invite(ParticipantDraft(operation_id=operation.id, name="Maria Berg"))
        asked = a_night.operations.invite(
            ParticipantDraft(operation_id=operation.id, name="Maria Berg", authority="p.syd.landskrona")
        )
        there = a_night.operations.note_attendance(asked, Attendance.PRESENT, "ol-2-21")
        assert a_night.operations.participants(operation.id) == (there,)


def test_a_free_text_authority_has_the_tasks_of_the_role() -> None:
    assert own_kinds(actor(Role.FIRE_INSPECTOR, "Räddningstjänsten Bortom")) == (AuthorityKind.FIRE_AUTHORITY,)
    assert own_kinds(FIRE_ACTOR) == (AuthorityKind.FIRE_AUTHORITY,)
    assert own_kinds(actor(Role.AUDITOR, "Något annat")) == ()


def test_the_question_of_another_authority_cannot_be_answered_here(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        for foreign in ("tillsyn-05", "tillsyn-54", "tillsyn-27"):
            value = "door" if foreign == "tillsyn-27" else "yes"
            with pytest.raises(NotAllowed, match="other-authority-question"):
                a_night.inspections.answer(AnswerDraft(inspection_id=visit.id, item_id=foreign, value=value))
        asked = {one.id for one in to_ask(a_night.inspections.visit(visit.id), own_kinds(FIRE_ACTOR))}
        assert "tillsyn-36" in asked
        assert not asked & {"tillsyn-05", "tillsyn-54", "tillsyn-27"}


def test_the_register_decides_which_questions_make_sense(tmp_path) -> None:
    with night(tmp_path, actor(authority=ALCOHOL_BOARD)) as a_night:
        place = a_night.venues.register(venue_draft())
        visit = a_night.inspections.start(InspectionDraft(venue_id=place.id, premises="källaren"))
        whole = a_night.inspections.visit(visit.id)
        asked = {one.id for one in to_ask(whole, own_kinds(a_night.store.actor))}
        assert "tillsyn-06" in asked
        assert "tillsyn-15" not in asked
        assert "tillsyn-26" not in asked
        assert visit.serving_permit is None
        assert visit.permit_known == "tillståndet är inte kontrollerat i registret"


def test_an_answer_given_anew_replaces_the_first_and_both_are_in_the_history(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        first = a_night.inspections.answer(
            AnswerDraft(inspection_id=visit.id, item_id="tillsyn-36", value="yes", answered_at=START)
        )
        second = a_night.inspections.answer(
            AnswerDraft(inspection_id=visit.id, item_id="tillsyn-36", value="no"), first
        )
        assert second.id == first.id
        assert second.deviation
        assert a_night.inspections.visit(visit.id).answers == (second,)
        with a_night.store.reading(a_permission()) as reader:
            assert [entry.fields["value"] for entry in reader.history(first.id)] == ["yes", "no"]


def a_permission():
    from krogkoll.security import Permission

    return Permission.READ_INSPECTIONS


def test_closing_lists_what_nobody_checked_and_stops_only_for_a_wordless_deviation(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        wordless = a_night.inspections.answer(AnswerDraft(inspection_id=visit.id, item_id="tillsyn-40", value="no"))
        a_night.inspections.answer(AnswerDraft(inspection_id=visit.id, item_id="tillsyn-41", value=NOT_CHECKED))
        ended = a_night.inspections.edit(visit, replace(visit, ended_at=DONE))
        whole = a_night.inspections.visit(visit.id)
        assert closing_problems(whole) == (Problem("tillsyn-40", "deviation-needs-words"),)
        assert remarks(whole) == (Problem("tillsyn-40", "photo-missing"),)
        left = {one.id for one in not_checked(whole, own_kinds(FIRE_ACTOR))}
        assert {"tillsyn-41", "tillsyn-36"} <= left
        assert "tillsyn-40" not in left
        with pytest.raises(Invalid):
            a_night.inspections.close(ended)
        a_night.inspections.answer(
            AnswerDraft(inspection_id=visit.id, item_id="tillsyn-40", value="no", note="En släckare, skymd."), wordless
        )
        done = a_night.inspections.close(a_night.inspections.visit(visit.id).inspection)
        assert done.status is InspectionStatus.CLOSED


def test_a_closed_visit_takes_nothing_more_until_it_is_opened_again(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        _, findings = carried_out(a_night, visit)
        done = closed(a_night, visit)
        for act in (
            lambda: a_night.inspections.answer(AnswerDraft(inspection_id=visit.id, item_id="tillsyn-36", value="no")),
            lambda: a_night.inspections.observe(FindingDraft(inspection_id=visit.id, text="Mer.")),
            lambda: a_night.inspections.edit_finding(findings[0], replace(findings[0], text="Annat.")),
            lambda: a_night.inspections.hear(StatementDraft(inspection_id=visit.id, who="X", text="y")),
            lambda: a_night.inspections.edit(done, replace(done, next_step="Mer")),
            lambda: a_night.inspections.close(done),
        ):
            with pytest.raises(NotAllowed, match="closed"):
                act()
        opened = a_night.inspections.reopen(done, "En fråga glömdes.")
        assert a_night.inspections.edit(opened, replace(opened, next_step="Mer")).next_step == "Mer"


def test_findings_are_told_in_the_order_they_happened_however_late_they_were_written(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        late = a_night.inspections.observe(FindingDraft(inspection_id=visit.id, at=DONE, text="Sist."))
        early = a_night.inspections.observe(FindingDraft(inspection_id=visit.id, at=START, text="Först."))
        assert a_night.inspections.visit(visit.id).findings == (early, late)


def test_photos_are_named_by_id_and_attached_once(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        seen = a_night.inspections.observe(FindingDraft(inspection_id=visit.id, at=START, text="Hänglås."))
        photo_id, attached = photo(a_night, tmp_path, seen)
        assert attached.photo_ids == (photo_id,)
        assert a_night.inspections.visit(visit.id).photo_ids() == (photo_id,)
