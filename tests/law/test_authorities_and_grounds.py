"""Authorities keep stable ids, and nobody is offered another authority's questions, grounds or decisions."""

from datetime import date

import pytest

from krogkoll import law
from krogkoll.law import AuthorityKind

TODAY = date(2026, 11, 22)
IN_MAY = date(2026, 5, 31)


def codes(kind: AuthorityKind, *permits: str) -> set[str]:
    return {one.code for one in law.decision_types(kind, TODAY, permits=permits)}


def test_the_ids_that_other_parts_use_are_there() -> None:
    assert law.authority("k1282.alkohol").name_sv == "Landskrona stad, alkoholnämnden (exempel)"
    assert law.authority("rtj.landskrona").kind is AuthorityKind.FIRE_AUTHORITY
    assert law.authority("p.syd.landskrona").kind is AuthorityKind.POLICE
    assert len(law.municipalities()) == 33
    assert len({place.code for place in law.municipalities()}) == 33


def test_every_municipality_has_its_own_boards() -> None:
    for place in law.municipalities():
        for suffix in ("alkohol", "miljo", "bygg"):
            assert law.authority(f"k{place.code}.{suffix}").municipalities == (place.code,)


def test_a_typed_authority_gets_the_same_id_on_every_laptop_and_the_id_is_enough() -> None:
    one = law.typed_authority("Räddningstjänsten  Bortom ", AuthorityKind.FIRE_AUTHORITY)
    other = law.typed_authority("räddningstjänsten bortom", AuthorityKind.FIRE_AUTHORITY)
    assert one.id == other.id == "fri.fire_authority.raddningstjansten-bortom"
    assert law.authority(one.id).kinds == (AuthorityKind.FIRE_AUTHORITY,)
    with pytest.raises(ValueError, match="letters"):
        law.typed_authority(" – ", AuthorityKind.POLICE)


def test_appeals_in_skane_go_to_its_county_board_and_court() -> None:
    body = law.appeal_body("LST", "12")
    assert body is not None
    assert (body.name_sv, body.definite_sv) == ("Länsstyrelsen Skåne", "länsstyrelsen")
    assert law.appeal_body("LST", "99") is None


def test_the_police_work_under_brottsdatalagen_and_the_boards_under_gdpr() -> None:
    assert law.personal_data_regime(AuthorityKind.POLICE) == "bdl"
    assert law.personal_data_regime(AuthorityKind.ALCOHOL_BOARD) == "gdpr"
    assert all(law.kind_name(kind) for kind in AuthorityKind)


def test_example_addresses_and_numbers_belong_to_nobody() -> None:
    for one in law.authorities().values():
        if head := one.letterhead:
            assert head.email.endswith(".example")
            assert head.web.endswith(".example")
            assert head.telephone.startswith("040-628 04 ")
            assert "{year}" in head.docket_pattern


def test_alkohollagen_gives_the_board_no_way_into_a_place_without_permit_but_the_app_says_what_it_knows() -> None:
    ground = law.entry_ground("al-9-13")
    missing = ground.missing({"serving_permit": False})
    assert [one.id for one in missing] == ["serving_permit"]
    assert "{as_of}" in missing[0].known_no_sv
    assert not ground.missing({"serving_permit": True})


def test_each_authority_is_offered_only_its_own_grounds() -> None:
    fire = {one.id for one in law.entry_grounds_for(AuthorityKind.FIRE_AUTHORITY, TODAY)}
    assert fire == {"lso-5-2"}
    police = {one.id for one in law.entry_grounds_for(AuthorityKind.POLICE, TODAY)}
    assert "ol-2-21" in police
    assert not police & {"al-9-13", "lso-5-2", "consent"}
    board = law.authority("k1282.alkohol").kinds
    assert {one.id for one in law.entry_grounds_for(board, TODAY)} == {"al-9-13", "al-9-15", "consent", "tob-7-18"}


def test_consent_demands_that_refusal_and_withdrawal_were_explained_and_that_it_is_no_dwelling() -> None:
    consent = law.entry_ground("consent")
    assert consent.is_consent
    assert consent.legal_review
    asked = {one.id for one in consent.conditions}
    assert {"consent_by", "consent_at", "told_no_consequence", "told_withdrawable", "not_dwelling"} == asked


def test_help_from_the_police_needs_the_written_request_of_the_one_who_is_helped() -> None:
    for ground in law.entry_grounds().values():
        if ground.helps is not None:
            assert ground.kinds == (AuthorityKind.POLICE,)
            assert "written_request" in {one.id for one in ground.conditions}


def test_every_item_has_an_authority_and_every_authority_in_the_field_has_items() -> None:
    assert all(item.kinds for item in law.all_items())
    for kind in ("police", "alcohol_board", "fire_authority", "food_board", "building_board", "tax_agency"):
        assert law.items(AuthorityKind(kind), TODAY)


def test_fire_questions_are_asked_by_the_fire_authority_alone() -> None:
    for item in law.all_items():
        if item.area == "Brand":
            assert item.kinds == (AuthorityKind.FIRE_AUTHORITY,)
        if item.area == "Skatt":
            assert item.kinds == (AuthorityKind.TAX_AGENCY,)


def test_the_kitchen_is_asked_about_only_for_nights_before_its_repeal() -> None:
    board = AuthorityKind.ALCOHOL_BOARD
    assert "tillsyn-26" in {item.id for item in law.items(board, IN_MAY)}
    assert "tillsyn-26" not in {item.id for item in law.items(board, date(2026, 6, 1))}


def test_questions_about_a_permit_are_shown_only_where_there_is_one() -> None:
    manager = law.item("tillsyn-15", 1)
    private_party = law.item("tillsyn-06", 1)
    assert manager.shown(serving_permit=True)
    assert not manager.shown(serving_permit=None)
    assert private_party.shown(serving_permit=None)
    assert not private_party.shown(serving_permit=True)
    assert not law.item("tillsyn-25", 1).shown()
    assert law.item("tillsyn-25", 1).shown(beer_sold=True)


def test_a_deviation_follows_the_answer_or_the_inspector() -> None:
    assert law.item("tillsyn-36", 1).deviates("no") is True
    assert law.item("tillsyn-36", 1).deviates("yes") is False
    assert law.item("tillsyn-36", 1).deviates("not_checked") is False
    assert law.item("tillsyn-37", 1).deviates("78") is None
    assert law.item("tillsyn-27", 1).deviates("door") is True
    assert law.item("tillsyn-02", 1).deviates("23.10") is False


def test_without_a_permit_no_sanction_of_alkohollagen_is_offered() -> None:
    without = codes(AuthorityKind.ALCOHOL_BOARD)
    assert not without & {"AL-ERINRAN", "AL-VARNING", "AL-ATERKALL", "AL-FOLK-FORBUD"}
    assert "AL-VARNING" in codes(AuthorityKind.ALCOHOL_BOARD, "serving_permit")
    assert "POL-ANM" in without


def test_alkohollagen_never_carries_a_fine() -> None:
    for one in law.all_decision_types().values():
        if one.code.startswith("AL-"):
            assert not one.fine_allowed


def test_only_the_fire_authority_may_ban_use_under_lso_and_a_fine_is_never_delegated() -> None:
    ban = law.decision_type("LSO-NYTTJ")
    for kind in AuthorityKind:
        assert ("LSO-NYTTJ" in codes(kind)) is (kind is AuthorityKind.FIRE_AUTHORITY)
    assert ban.delegation is law.Delegation.NOT_WITH_FINE
    assert ban.appeal is law.Appeal.COUNTY_BOARD
    assert law.decision_type("LSO-RATT").delegation is law.Delegation.NEVER


def test_decisions_under_alkohollagen_are_copied_as_its_9_7_says() -> None:
    wanted = {AuthorityKind.PUBLIC_HEALTH_AGENCY, AuthorityKind.COUNTY_BOARD, AuthorityKind.POLICE}
    for code in ("AL-VARNING", "AL-ATERKALL", "AL-AVSKRIV", "AL-FOLK-FORBUD"):
        assert set(law.decision_type(code).copies) == wanted


def test_every_decision_that_can_be_appealed_says_on_what_provision() -> None:
    for one in law.all_decision_types().values():
        if one.appeal in {law.Appeal.ADMINISTRATIVE_COURT, law.Appeal.COURT_OF_APPEAL}:
            assert one.appeal_references, one.code


def test_secrecy_of_planning_is_not_lifted_by_the_general_crime_ground() -> None:
    board, police = AuthorityKind.ALCOHOL_BOARD, AuthorityKind.POLICE
    planning = [one.id for one in law.disclosure_grounds_for(board, police, "OPS", TODAY)]
    case = [one.id for one in law.disclosure_grounds_for(board, police, "CASE-ALC", TODAY)]
    assert "osl-10-15a" in case
    assert "osl-10-15a" not in planning
    assert case[0] == "uppg-6"
    assert "osl-10-15a" not in [
        one.id for one in law.disclosure_grounds_for(board, police, "CASE-ALC", date(2025, 11, 30))
    ]


def test_each_secrecy_class_says_what_applies_at_the_authority_that_holds_the_record() -> None:
    assert {rule.reference for rule in law.secrecy_class("INTEL").rules_for(AuthorityKind.POLICE)} == {
        "OSL-18-2",
        "OSL-35-1",
    }
    assert "OSL-18-2" not in {
        rule.reference for rule in law.secrecy_class("INTEL").rules_for(AuthorityKind.ALCOHOL_BOARD)
    }


def test_the_score_table_is_the_agreed_one_and_knows_no_forbidden_trait() -> None:
    figures = law.indicators()
    weights = dict(zip(range(1, 17), (25, 20, 20, 20, 20, 15, 12, 12, 10, 8, 15, 8, 8, 6, 4, 6), strict=True))
    assert {code: one.weight for code, one in figures.indicators.items()} == {
        f"I{number}": weight for number, weight in weights.items()
    }
    assert {code for code, one in figures.indicators.items() if one.danger} == {"I3", "I4", "I5"}
    assert (figures.half_life_days, figures.high_from, figures.medium_from) == (90, 60, 30)
    words = " ".join(one.description_sv.casefold() for one in figures.indicators.values())
    for trait in ("etnis", "religi", "politi", "sexu", "hälsa", "nationalitet", "ursprung"):
        assert trait not in words


def test_every_type_says_who_decides_and_who_signs() -> None:
    for one in law.all_decision_types().values():
        assert one.deciders, one.code
        assert one.is_decision == (one.group is law.Group.DECISION)
        if one.group is law.Group.DECISION:
            assert one.signatures == (law.Signer.PRESENTER, law.Signer.DECISION_MAKER), one.code
        else:
            assert one.signatures == (law.Signer.PRESENTER,), f"{one.code}: a dispatch has one signer"
            assert one.appeal is law.Appeal.NONE
        if one.delegation is law.Delegation.NEVER:
            assert one.deciders == (law.Decider.BOARD,)
        if set(one.kinds) == {AuthorityKind.POLICE}:
            assert one.deciders == (law.Decider.OFFICER,), "there is no board at the police"


def test_a_warning_is_the_boards_matter_unless_its_delegation_says_otherwise() -> None:
    for code in ("AL-VARNING", "AL-ATERKALL", "AL-FOLK-FORBUD", "TOB-ATERKALL"):
        assert law.decision_type(code).deciders[0] is law.Decider.BOARD
    assert law.decision_type("AL-ERINRAN").deciders[0] is law.Decider.OFFICER


def test_the_proposal_to_the_board_is_for_boards_and_binds_nobody() -> None:
    proposal = law.decision_type("TJSKR")
    assert proposal.group is law.Group.PROPOSAL
    assert not proposal.competent([AuthorityKind.POLICE])
    assert proposal.competent([AuthorityKind.ALCOHOL_BOARD])
    assert proposal.competent([AuthorityKind.FIRE_AUTHORITY])


def test_only_what_rests_on_the_own_eyes_needs_a_visit() -> None:
    needing = {code for code, one in law.all_decision_types().items() if one.needs_visit}
    assert needing == {"LSO-NYTTJ", "LSO-FORELAGG", "OL-UPPLOS", "BESLAG"}
