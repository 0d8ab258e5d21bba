"""The gate: a complete decision passes, and each thing taken away is named by its own code and sentence."""

import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest

from krogkoll import law
from krogkoll.decisions import (
    Basis,
    Communication,
    DecidedBy,
    Decision,
    Mode,
    PartyRole,
    ServiceWay,
    chosen_findings,
    gaps,
)
from krogkoll.inspections import FindingKind, InspectionStatus
from krogkoll.kernel.swedish import NBSP
from tests.inspections.night import begun, carried_out, closed, decision_maker, night, written


@pytest.fixture(scope="module")
def complete(tmp_path_factory) -> tuple[Decision, Basis]:
    """A decision that lacks nothing, as plain records."""
    with night(tmp_path_factory.mktemp("night")) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        decision = written(a_night, visit, decision_maker(a_night))
        whole = a_night.inspections.visit(visit.id)
        basis = Basis(visit=whole, authority="rtj.landskrona", today=date(2026, 11, 15), cleared=frozenset())
    return decision, basis


def codes(decision: Decision, basis: Basis) -> list[str]:
    return [gap.code for gap in gaps(decision, basis)]


def test_a_complete_decision_lacks_nothing(complete) -> None:
    assert codes(*complete) == []


WRITTEN = {
    "communication": Communication.IN_WRITING,
    "communication_sent_on": date(2026, 11, 1),
    "communication_due_on": date(2026, 11, 14),
}
TAKEN_AWAY = {
    "docket-number": {"docket_number": " "},
    "addressee-name": {"party_name": ""},
    "addressee-short": {"party_short": ""},
    "addressee-address": {"party_address": ()},
    "addressee-basis": {"party_basis": ""},
    "premises": {"premises": ""},
    "content": {"mode": Mode.NOT_STATED},
    "max-persons": {"mode": Mode.MAX_PERSONS, "max_persons": None},
    "effective-at": {"effective_at": None},
    "remedies": {"remedies": ()},
    "immediate-reasons": {"immediate_reasons": ""},
    "findings": {"finding_ids": ()},
    "reasons": {"reasons": ()},
    "proportionality": {"proportionality": " "},
    "communication": {"communication": Communication.NOT_STATED},
    "communication-text": {"communication_text": ""},
    "statement-assessment": {"statement_assessment": ""},
    "decision-maker": {"decision_maker_id": ""},
    "delegation": {"delegation_point": ""},
    "fine-needs-board": {"fine": 50_000},
    "conflict-undeclared": {"conflicts": ()},
    "service": {"service": ServiceWay.NOT_STATED},
    "decided-on": {"decided_on": date(2026, 11, 14)},
    "addressee-number": {"party_number": ""},
    "addressee-not-permitted": {"party_role": PartyRole.LANDLORD},
    "communication-sent": WRITTEN | {"communication_sent_on": None},
    "communication-due": WRITTEN | {"communication_due_on": None},
    "communication-waiting": WRITTEN | {"statement": "", "communication_due_on": date(2026, 11, 15)},
    "decider-not-permitted": {"decided_by": DecidedBy.UNKNOWN},
    "minutes": {"decided_by": DecidedBy.BOARD, "minutes_on": date(2026, 11, 15)},
}


@pytest.mark.parametrize("code", TAKEN_AWAY)
def test_each_thing_taken_away_is_named_by_its_own_code(complete, code: str) -> None:
    decision, basis = complete
    assert codes(replace(decision, **TAKEN_AWAY[code]), basis) == [code]


def test_without_presenter_nobody_presents_and_the_open_question_of_jav_stays_with_the_rest(complete) -> None:
    decision, basis = complete
    assert codes(replace(decision, presenter_id="", presenter_name=""), basis) == ["presenter"]


def test_one_person_cannot_both_present_and_decide(complete) -> None:
    decision, basis = complete
    alone = replace(decision, decision_maker_id=decision.presenter_id, decision_maker_name=decision.presenter_name)
    assert codes(alone, basis) == ["same-person"]
    written_otherwise = replace(decision, decision_maker_name=f" {decision.presenter_name.upper()} ")
    assert "same-person" in codes(written_otherwise, basis)


def test_a_declared_conflict_blocks_until_somebody_else_takes_part(complete) -> None:
    decision, basis = complete
    boss = {"name": decision.decision_maker_name, "user": decision.decision_maker_id, "text": "granne", "at": ""}
    conflicted = replace(decision, conflicts=(*decision.conflicts, {**boss, "conflict": True}))
    assert codes(conflicted, basis) == ["conflict-declared"]
    others = replace(decision, others=("Petra Nyman",))
    assert codes(others, basis) == ["conflict-undeclared"]


def test_the_board_may_set_a_fine_that_a_delegate_may_not(complete) -> None:
    decision, basis = complete
    board = replace(
        decision,
        decided_by=DecidedBy.BOARD,
        minutes_reference="§ 41",
        minutes_on=date(2026, 11, 15),
        delegation_point="",
        fine=50_000,
    )
    assert codes(board, basis) == []


def test_an_open_visit_and_a_missing_ground_are_named(complete) -> None:
    decision, basis = complete
    reopened = replace(basis.visit, inspection=replace(basis.visit.inspection, status=InspectionStatus.OPEN))
    assert codes(decision, replace(basis, visit=reopened)) == ["visit-open"]
    assert codes(decision, replace(basis, visit=replace(basis.visit, entry=None))) == ["entry-ground"]


def test_an_authority_without_known_county_or_address_cannot_tell_how_to_appeal(complete) -> None:
    decision, basis = complete
    typed = law.typed_authority("Räddningstjänsten Bortom", law.AuthorityKind.FIRE_AUTHORITY)
    assert codes(decision, replace(basis, authority=typed.id)) == ["appeal-body", "authority-address"]


def test_a_photo_that_nobody_cleared_stops_the_decision(complete) -> None:
    decision, basis = complete
    first, *rest = basis.visit.findings
    shown = replace(basis.visit, findings=(replace(first, photo_ids=("a-photo",)), *rest))
    assert codes(decision, replace(basis, visit=shown)) == ["photo-not-cleared"]
    assert codes(decision, replace(basis, visit=shown, cleared=frozenset({"a-photo"}))) == []


def test_an_assessment_is_no_fact_to_rest_on(complete) -> None:
    decision, basis = complete
    judged = tuple(replace(one, kind=FindingKind.ASSESSMENT) for one in basis.visit.findings)
    only_judged = replace(basis, visit=replace(basis.visit, findings=judged))
    assert chosen_findings(decision, only_judged) == ()
    assert codes(decision, only_judged) == ["findings"]


def test_a_provision_that_no_longer_holds_stops_the_decision(complete, monkeypatch: pytest.MonkeyPatch) -> None:
    decision, basis = complete
    gone = replace(law.reference("LSO-2-2"), valid_to=basis.today - timedelta(days=1))
    room = sys.modules["krogkoll.law.decision_types"]
    monkeypatch.setattr(room, "reference", lambda one: gone if one == "LSO-2-2" else law.reference(one))
    assert codes(decision, basis) == ["not-in-force"]


def test_each_gap_speaks_swedish_names_its_field_and_cites_by_the_table(complete) -> None:
    decision, basis = complete
    every = {name: value for change in TAKEN_AWAY.values() for name, value in change.items() if name != "max_persons"}
    empty = replace(decision, **every | {"party_role": PartyRole.NOT_STATED, "decided_by": DecidedBy.OFFICER})
    for gap in gaps(empty, basis):
        assert gap.sentence_sv.endswith(".")
        assert "{" not in gap.sentence_sv
        assert gap.field in Decision.__dataclass_fields__
    said = {gap.code: gap.sentence_sv.replace(NBSP, " ") for gap in gaps(empty, basis)}
    assert said["reasons"] == "Skälen för beslutet saknas (32 § FL)."
    assert said["fine-needs-board"].endswith("(3 kap. 13 § LSO).")
