"""How a draft begins: only what the own authority may write, about a place that it can be written about."""

from dataclasses import replace
from datetime import date

import pytest

from krogkoll import law
from krogkoll.decisions import DecidedBy, PartyRole, families
from krogkoll.kernel.errors import Invalid, NotAllowed, NotFound
from krogkoll.security import Role
from krogkoll.venues import PermitState
from tests.decisions.board_desk import board_night, case_about, desk_of, place
from tests.factories import POLICE, actor
from tests.inspections.night import begun, carried_out, closed, decision_maker, night, written

SANCTIONS = ("AL-VARNING", "AL-ERINRAN")
LEFT_WITH_AN_ILLEGAL_BAR = ("POL-ANM", "AL-HANDR", "HYRV-INFO", "TJSKR", "AL-AVSKRIV")


@pytest.fixture
def board(tmp_path):
    with board_night(tmp_path) as a_night:
        yield a_night


@pytest.mark.parametrize("code", SANCTIONS)
@pytest.mark.parametrize("permit", [PermitState.NONE_FOUND, PermitState.REVOKED, PermitState.UNKNOWN])
def test_no_sanction_of_the_alcohol_act_against_a_place_without_permit(board, code, permit):
    checked = None if permit is PermitState.UNKNOWN else date(2026, 11, 3)
    bar = place(board, permit, permit_checked_on=checked)
    with pytest.raises(NotAllowed, match="permit-missing"):
        board.decisions.begin(code, venue_id=bar.id)
    assert board.decisions.decisions() == ()


@pytest.mark.parametrize("code", SANCTIONS)
def test_a_permit_counts_only_while_it_is_valid(board, code):
    expired = place(board, PermitState.VALID, permit_valid_to=date(2026, 11, 14))
    with pytest.raises(NotAllowed, match="permit-missing"):
        board.decisions.begin(code, venue_id=expired.id)
    standing = place(board, PermitState.VALID, name="Krogen", permit_valid_to=date(2026, 11, 15))
    draft = board.decisions.begin(code, venue_id=standing.id)
    assert (draft.party_role, draft.facts) == (PartyRole.PERMIT_HOLDER, {"permit_number": "ALK-S-114"})


@pytest.mark.parametrize("code", LEFT_WITH_AN_ILLEGAL_BAR)
def test_what_the_officer_really_leaves_an_illegal_bar_with_begins_from_the_place_alone(board, code):
    bar = place(board, landlord_name="Kajhuset AB (exempel)")
    draft = board.decisions.begin(code, venue_id=bar.id)
    assert (draft.venue_id, draft.inspection_id) == (bar.id, "")
    to = {"POL-ANM": "Polismyndigheten", "AL-HANDR": "Polismyndigheten", "TJSKR": "Alkoholnämnden"}
    to |= {"HYRV-INFO": "Kajhuset AB (exempel)", "AL-AVSKRIV": "Krogbolaget AB (exempel)"}
    assert draft.party_name == to[code]


def test_a_case_gives_its_number_and_its_place(board):
    bar = place(board)
    case = case_about(board, bar)
    draft = board.decisions.begin("POL-ANM", case_id=case.id)
    assert (draft.docket_number, draft.venue_id, draft.case_id) == ("ALK-2026-0412", bar.id, case.id)
    assert draft.sources["docket_number"] == {
        "kind": "case",
        "id": case.id,
        "field": "number",
        "value": "ALK-2026-0412",
    }


def test_what_rests_on_a_visit_is_not_begun_without_one(tmp_path):
    with night(tmp_path, actor(Role.POLICE_INSPECTOR, POLICE)) as police:
        bar = place(police)
        with pytest.raises(NotAllowed, match="needs-visit"):
            police.decisions.begin("OL-UPPLOS", venue_id=bar.id)
        assert police.decisions.begin("OL-FORBUD", venue_id=bar.id).party_role is PartyRole.ORGANISER


def test_a_draft_is_about_something(board):
    with pytest.raises(NotAllowed, match="nothing-to-write-about"):
        board.decisions.begin("POL-ANM")
    with pytest.raises(NotFound):
        board.decisions.begin("POL-ANM", venue_id="nowhere")


def test_a_correction_begins_from_a_decision_that_is_made(tmp_path):
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        closed(a_night, visit)
        with pytest.raises(NotAllowed, match="nothing-to-correct"):
            a_night.decisions.begin("FL-RATTELSE", inspection_id=visit.id)
        draft = a_night.decisions.begin("LSO-NYTTJ", inspection_id=visit.id)
        with pytest.raises(NotAllowed, match="not-decided"):
            a_night.decisions.begin("FL-RATTELSE", supersedes=draft.id)


def test_a_correction_takes_over_party_number_and_address_of_what_it_corrects(tmp_path):
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        boss = decision_maker(a_night)
        old = written(a_night, visit, boss)
        shown = a_night.decisions.submit(old)
        first = a_night.signatures.present(old, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
        key = a_night.signer("Helena Strand")
        a_night.signatures.decide(old, key, shown_sha256=first.sha256, guest=boss.actor())
        new = a_night.decisions.begin("FL-RATTELSE", supersedes=old.id)
        assert new.supersedes == old.id
        for name in ("party_name", "party_address", "party_short", "docket_number", "premises", "inspection_id"):
            assert getattr(new, name) == getattr(old, name), name
        assert new.sources["party_name"]["kind"] == "decision"


def test_an_addressee_that_the_type_does_not_permit_is_not_even_stored(board):
    draft = board.decisions.begin("AL-VARNING", venue_id=place(board, PermitState.VALID).id)
    for role in (PartyRole.LANDLORD, PartyRole.USER, PartyRole.AUTHORITY):
        with pytest.raises(Invalid, match="party_role: not-permitted"):
            board.decisions.edit(draft, replace(draft, party_role=role))


def test_a_fact_that_the_type_does_not_ask_for_or_in_another_form_is_refused(board):
    draft = board.decisions.begin("AL-VARNING", venue_id=place(board, PermitState.VALID).id)
    for name, value, problem in (
        ("event", "Fest", "unknown-fact"),
        ("breach_on", "i lördags", "wrong-type"),
        ("breach_staff", "ja", "wrong-type"),
        ("earlier", "å" * 20_001, "too-long"),
    ):
        with pytest.raises(Invalid, match=f"{name}: {problem}"):
            board.decisions.edit(draft, replace(draft, facts={name: value}))
    kept = board.decisions.edit(
        draft, replace(draft, facts={"breach_on": "2026-11-14", "earlier": "  ", "breach_staff": True})
    )
    assert kept.facts == {"breach_on": "2026-11-14", "breach_staff": True}


def test_who_usually_decides_stands_first_and_an_officer_of_the_police_needs_no_delegation(tmp_path, board):
    warning = board.decisions.begin("AL-VARNING", venue_id=place(board, PermitState.VALID).id)
    assert (warning.decided_by, warning.delegated) == (DecidedBy.BOARD, True)
    with night(tmp_path / "police", actor(Role.POLICE_INSPECTOR, POLICE)) as police:
        ban = police.decisions.begin("OL-FORBUD", venue_id=place(police).id)
        assert (ban.decided_by, ban.delegated) == (DecidedBy.OFFICER, False)


def test_the_offer_has_only_the_own_types_and_says_of_each_refused_one_why(board):
    bar = place(board)
    offered = desk_of(board).offers(venue_id=bar.id)
    kinds = law.authority("k1282.alkohol").kinds
    assert all(law.decision_type(one.type_code).competent(kinds) for one in offered)
    can = {one.type_code for one in offered if one.offered}
    assert can == {*LEFT_WITH_AN_ILLEGAL_BAR, "FL-AVVIS"}, "an appeal that came in late may be about any place"
    assert [one.offered for one in offered] == sorted((one.offered for one in offered), reverse=True)
    said = {one.type_code: one.why_sv.replace("\xa0", " ") for one in offered}
    assert said["AL-VARNING"] == "Kräver att stället har tillstånd: inget tillstånd i registret av den 3 nov 2026."
    assert said["FL-RATTELSE"] == "Börja från det beslut som ska rättas."
    assert said["AL-INFO"] == "Typen är inte bekräftad, eller ett lagrum gäller inte i dag."
    assert all(one.why_sv.endswith(".") for one in offered if not one.offered)
    told = [code for _, family in families(offered) for code in family]
    assert {one.type_code for one in told} == {one.type_code for one in offered if not one.offered}


def test_whatever_is_offered_can_be_begun_and_nothing_else(board):
    for permit in (PermitState.NONE_FOUND, PermitState.VALID, PermitState.LOW_STRENGTH_BEER):
        bar = place(board, permit, name=permit.value)
        for one in desk_of(board).offers(venue_id=bar.id):
            if one.offered:
                assert board.decisions.begin(one.type_code, venue_id=bar.id).type_code == one.type_code
            else:
                with pytest.raises(NotAllowed, match=one.refusal):
                    board.decisions.begin(one.type_code, venue_id=bar.id)
