"""The Monday review: proposed by deviations, decided by a person, done when every visit has its outcome."""

from dataclasses import replace
from datetime import date

import pytest

from krogkoll.cases import CaseDraft, CaseService
from krogkoll.inspections import (
    AnswerDraft,
    FindingDraft,
    Letter,
    Mark,
    Outcome,
    ReviewService,
    VisitReviewDraft,
    proposed_outcome,
    review_problems,
    week_of,
)
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from tests.inspections.night import START, begun, carried_out, closed, night

MONDAY = date(2026, 11, 9)


def test_the_week_is_monday_to_sunday_before_today() -> None:
    assert week_of(date(2026, 11, 16)) == (date(2026, 11, 9), date(2026, 11, 15))
    assert week_of(date(2026, 11, 22)) == (date(2026, 11, 9), date(2026, 11, 15))
    assert week_of(date(2026, 11, 23)) == (date(2026, 11, 16), date(2026, 11, 22))


def test_the_proposal_follows_deviations_and_marks_of_danger(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        whole = a_night.inspections.visit(visit.id)
        assert proposed_outcome(whole) is Outcome.NO_REMARK
        a_night.inspections.answer(AnswerDraft(inspection_id=visit.id, item_id="tillsyn-36", value="no", note="Låst."))
        assert proposed_outcome(a_night.inspections.visit(visit.id)) is Outcome.REMARK
        a_night.inspections.observe(
            FindingDraft(inspection_id=visit.id, at=START, text="Hänglås på utgången.", mark=Mark.DANGER)
        )
        assert proposed_outcome(a_night.inspections.visit(visit.id)) is Outcome.SERIOUS


def test_a_person_decides_and_says_why_when_it_is_not_what_was_proposed(tmp_path) -> None:
    with night(tmp_path) as a_night:
        reviews = ReviewService(a_night.store)
        visit = begun(a_night)
        carried_out(a_night, visit)
        with pytest.raises(NotAllowed, match="not-closed"):
            reviews.decide(VisitReviewDraft(inspection_id=visit.id, outcome=Outcome.SERIOUS))
        closed(a_night, visit)
        (one,) = reviews.week(MONDAY)
        assert (one.outcome, one.signed, one.proposed) == (Outcome.NOT_DECIDED, False, Outcome.SERIOUS)
        assert one.deviations
        assert reviews.left(MONDAY) == 1
        with pytest.raises(Invalid, match="reason: missing"):
            reviews.decide(VisitReviewDraft(inspection_id=visit.id, outcome=Outcome.REMARK))
        made = reviews.decide(
            VisitReviewDraft(
                inspection_id=visit.id, outcome=Outcome.REMARK, reason="Rättat på plats.", letter=Letter.REMARK
            )
        )
        assert (made.proposed, made.decided_by) == (Outcome.SERIOUS, "Johan Ek")
        again = reviews.decide(VisitReviewDraft(inspection_id=visit.id, outcome=Outcome.SERIOUS))
        assert again.id == made.id
        assert (reviews.week(MONDAY)[0].review, reviews.left(MONDAY)) == (again, 0)
        assert reviews.week(date(2026, 11, 16)) == ()


def test_the_case_that_follows_is_linked_and_the_visit_put_in_it(tmp_path) -> None:
    with night(tmp_path) as a_night:
        reviews, cases = ReviewService(a_night.store), CaseService(a_night.store)
        visit = begun(a_night)
        closed(a_night, visit)
        made = reviews.decide(VisitReviewDraft(inspection_id=visit.id, outcome=Outcome.NO_REMARK))
        case = cases.open_case(CaseDraft(title_public="Tillsyn", venue_id=visit.venue_id))
        assert reviews.link_case(made, case.id).case_id == case.id
        assert a_night.inspections.visit(visit.id).inspection.case_id == case.id


def test_an_outcome_must_be_one() -> None:
    draft = VisitReviewDraft(inspection_id="x")
    assert review_problems(draft, Outcome.REMARK) == (Problem("outcome", "missing"),)
    assert review_problems(replace(draft, outcome=Outcome.UNKNOWN), Outcome.REMARK) == (Problem("outcome", "missing"),)
    assert review_problems(replace(draft, outcome=Outcome.REMARK), Outcome.REMARK) == ()
