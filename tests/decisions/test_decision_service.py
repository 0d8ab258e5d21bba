"""A decision from a visit to two signatures: who may, on which bytes, on which day, and that nothing changes after."""

from dataclasses import replace
from datetime import timedelta

import pytest

from krogkoll.decisions import State
from krogkoll.documents import text_of
from krogkoll.kernel.errors import Invalid, NotAllowed
from krogkoll.security import Role
from krogkoll.signing import Outcome, check
from krogkoll.venues import VenueService
from tests.factories import ALCOHOL_BOARD, FIRE, POLICE, actor, audited, venue_draft
from tests.inspections.night import begun, carried_out, closed, decision_maker, night, photo, written


@pytest.fixture
def ready(tmp_path):
    """A night whose visit is closed, the colleague who decides, and a decision that lacks nothing."""
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        boss = decision_maker(a_night)
        yield a_night, boss, written(a_night, visit, boss)


@pytest.fixture
def ready_with_photo(tmp_path):
    """As `ready`, with one photo that is cleared for print."""
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        _, findings = carried_out(a_night, visit)
        photo(a_night, tmp_path, findings[2])
        closed(a_night, visit)
        boss = decision_maker(a_night)
        yield a_night, boss, written(a_night, visit, boss)


def test_facts_come_along_from_the_visit_and_are_not_typed_again(ready) -> None:
    a_night, _, decision = ready
    visit = a_night.inspections.visit(decision.inspection_id)
    assert decision.party_name == visit.inspection.operator_name
    assert decision.premises == visit.inspection.premises
    assert decision.docket_number == visit.inspection.docket_number
    assert decision.finding_ids == tuple(finding.id for finding in visit.findings)
    assert decision.presenter_name == "Johan Ek"


@pytest.mark.parametrize(
    ("role", "authority"),
    [(Role.MUNICIPAL_INSPECTOR, ALCOHOL_BOARD), (Role.POLICE_INSPECTOR, POLICE), (Role.DECISION_MAKER, "k1282.miljo")],
)
def test_no_other_authority_can_even_begin_a_use_ban(tmp_path, role: Role, authority: str) -> None:
    with night(tmp_path, actor(role, authority)) as a_night:
        with pytest.raises(NotAllowed, match="wrong-authority"):
            a_night.decisions.begin("LSO-NYTTJ", inspection_id="a-visit")
        assert a_night.decisions.decisions() == ()


def test_what_is_unverified_or_has_no_text_yet_cannot_be_begun(tmp_path) -> None:
    with night(tmp_path) as a_night, pytest.raises(NotAllowed, match="no-template"):
        a_night.decisions.begin("LSO-RATT", inspection_id="a-visit")
    with (
        night(tmp_path / "board", actor(Role.MUNICIPAL_INSPECTOR, ALCOHOL_BOARD)) as board,
        pytest.raises(NotAllowed, match="not-offered"),
    ):
        board.decisions.begin("AL-INFO", inspection_id="a-visit")


def test_an_incomplete_decision_is_refused_with_every_code(ready) -> None:
    a_night, _, decision = ready
    thin = a_night.decisions.edit(decision, replace(decision, reasons=(), proportionality=""))
    assert [gap.code for gap in a_night.decisions.gaps(thin.id)] == ["reasons", "proportionality"]
    with pytest.raises(Invalid) as refused:
        a_night.decisions.submit(thin)
    assert [problem.problem for problem in refused.value.problems] == ["reasons", "proportionality"]
    assert a_night.decisions.decision(thin.id).state is State.DRAFT


def test_two_people_sign_exactly_what_they_saw_and_that_is_sealed(ready_with_photo) -> None:
    a_night, boss, decision = ready_with_photo
    shown = a_night.decisions.submit(decision)
    first = a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
    last = a_night.signatures.decide(
        decision, a_night.signer("Helena Strand"), shown_sha256=first.sha256, guest=boss.actor()
    )
    assert first.pdf.startswith(shown.pdf)
    assert last.pdf.startswith(first.pdf)
    report = check(last.pdf, trust=[a_night.issuer.ca_pem], at=a_night.clock.now())
    assert report.outcome is Outcome.HOLDS
    assert [signer.holder.name for signer in report.signers] == ["Johan Ek", "Helena Strand"]
    assert report.unsigned_fields == ()
    sealed = a_night.decisions.decision(decision.id)
    assert (sealed.state, sealed.sealed, last.paper.sealed) == (State.DECIDED, True, True)
    assert a_night.decisions.read(decision.id).pdf == last.pdf
    assert report.whole_file_sha256 == last.paper.current_sha256
    for act in (
        lambda: a_night.decisions.edit(sealed, replace(sealed, dissent="x")),
        lambda: a_night.decisions.send_back(sealed, "Ångrat."),
        lambda: a_night.decisions.discard(sealed, "Ångrat."),
        lambda: a_night.decisions.declare(sealed, conflict=False),
        lambda: a_night.decisions.submit(sealed),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_log_knows_the_shown_hash_the_guest_and_both_keys(ready) -> None:
    a_night, boss, decision = ready
    shown = a_night.decisions.submit(decision)
    first = a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
    last = a_night.signatures.decide(
        decision, a_night.signer("Helena Strand"), shown_sha256=first.sha256, guest=boss.actor()
    )
    log = audited(a_night.store)
    assert [one["detail"]["sha256"] for one in log if one["act"] == "printed" and one["kind"] == "paper"] == [
        shown.sha256
    ]
    keys = [one for one in log if one["act"] == "key-used"]
    assert [one["detail"]["sha256"] for one in keys] == [first.sha256, last.sha256]
    assert [one["usr"] for one in keys] == [decision.presenter_id, boss.id]
    assert any(one["act"] == "guest-act" and one["usr"] == boss.id for one in log)


def test_the_document_has_the_order_of_the_page_design_and_says_what_fl_31_asks(ready_with_photo) -> None:
    a_night, _, decision = ready_with_photo
    shown = a_night.decisions.submit(decision)
    text = " ".join(text_of(shown.pdf).split())
    heads = [
        *("Beslut", "Skäl för beslutet", "Proportionalitet och omedelbar verkan", "Iakttagelser vid tillsynen"),
        *("Bestämmelser", "Så har ärendet handlagts", "Upplysningar", "Så här överklagar du", "Vem som får beslutet"),
        "Underskrifter",
    ]
    places = [text.index(f" {head} ") for head in heads]
    assert places == sorted(places)
    for words in (
        "Beslutet fattades den 15 november 2026",
        "av brandingenjör i beredskap Helena Strand, enligt punkt 4.3 i delegationsordningen,",
        "efter föredragning av brandinspektör Johan Ek",
        "Ingen annan har medverkat vid den slutliga handläggningen",
        "Skriv till länsstyrelsen, men skicka eller lämna skrivelsen till Räddningstjänsten Öresund (exempel)",
        "senast tre veckor från den dag du fick del av beslutet",
        "Polismyndigheten lämnade hjälp enligt 5 kap. 3 § LSO.",
        "fråga 36, foto 1",
        "ÖVNING",
    ):
        assert words in text, words
    assert "Dnr Dnr" not in text


def test_a_seen_page_that_was_replaced_cannot_be_signed(ready) -> None:
    a_night, _, decision = ready
    first = a_night.decisions.submit(decision)
    back = a_night.decisions.send_back(decision, "Skrivfel i skälen.")
    assert (back.state, back.paper_id, back.state_why) == (State.DRAFT, "", "Skrivfel i skälen.")
    a_night.decisions.edit(back, replace(back, proportionality="Något annat räcker inte."))
    second = a_night.decisions.submit(back)
    with pytest.raises(NotAllowed, match="not-what-was-shown"):
        a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=first.sha256)
    assert a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=second.sha256)


def test_what_the_presenter_signed_can_be_taken_back_before_anybody_decides(ready) -> None:
    a_night, boss, decision = ready
    shown = a_night.decisions.submit(decision)
    first = a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
    a_night.decisions.send_back(decision, "Beslutsfattaren vill ändra.")
    with pytest.raises(NotAllowed, match="no-such-step"):
        a_night.signatures.decide(
            decision, a_night.signer("Helena Strand"), shown_sha256=first.sha256, guest=boss.actor()
        )


def test_nobody_signs_in_another_persons_place_out_of_turn_or_with_the_wrong_key(ready) -> None:
    a_night, boss, decision = ready
    shown = a_night.decisions.submit(decision)
    johan, helena = a_night.signer("Johan Ek"), a_night.signer("Helena Strand")
    with pytest.raises(NotAllowed, match="no-such-step"):
        a_night.signatures.decide(decision, helena, shown_sha256=shown.sha256, guest=boss.actor())
    with pytest.raises(NotAllowed, match="other-signer"):
        a_night.signatures.present(decision, helena, shown_sha256=shown.sha256)
    with pytest.raises(NotAllowed, match="not-the-presenter"):
        a_night.signatures.present(decision, helena, shown_sha256=shown.sha256, guest=boss.actor())
    first = a_night.signatures.present(decision, johan, shown_sha256=shown.sha256)
    with pytest.raises(NotAllowed, match="role"):
        a_night.signatures.decide(decision, johan, shown_sha256=first.sha256)
    stranger = actor(Role.DECISION_MAKER, FIRE, name="Helena Strand")
    with pytest.raises(NotAllowed, match="not-the-decision-maker"):
        a_night.signatures.decide(
            decision, helena, shown_sha256=first.sha256, guest=replace(stranger, user_id="somebody-else")
        )
    with pytest.raises(NotAllowed, match="other-signer"):
        a_night.signatures.decide(decision, johan, shown_sha256=first.sha256, guest=boss.actor())


def test_the_printed_day_must_be_the_day_of_the_deciding_signature(ready) -> None:
    a_night, boss, decision = ready
    shown = a_night.decisions.submit(decision)
    first = a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
    a_night.clock.move(timedelta(days=1))
    with pytest.raises(NotAllowed, match="other-day"):
        a_night.signatures.decide(
            decision, a_night.signer("Helena Strand"), shown_sha256=first.sha256, guest=boss.actor()
        )


def test_jav_is_answered_by_each_for_themselves_and_a_conflict_says_why(ready) -> None:
    a_night, boss, decision = ready
    with pytest.raises(Invalid):
        a_night.decisions.declare(decision, conflict=True)
    bystander = actor(Role.DECISION_MAKER, FIRE, name="Petra Nyman", user_id="petra")
    with pytest.raises(NotAllowed, match="takes-no-part"):
        a_night.decisions.declare(decision, conflict=False, guest=bystander)
    said = a_night.decisions.declare(decision, conflict=True, text="Min bror hyr lokalen.", guest=boss.actor())
    assert said.declared("Helena Strand") is True
    assert said.declared("Johan Ek") is False
    assert [gap.code for gap in a_night.decisions.gaps(decision.id)] == ["conflict-declared"]


def test_giving_up_needs_a_reason_and_keeps_the_record(ready) -> None:
    a_night, _, decision = ready
    with pytest.raises(Invalid):
        a_night.decisions.discard(decision, " ")
    gone = a_night.decisions.discard(decision, "Bristerna åtgärdades på platsen.")
    assert gone.state is State.DISCARDED
    assert a_night.decisions.decisions(venue_id=decision.venue_id) == (gone,)
    with pytest.raises(NotAllowed, match="no-paper"):
        a_night.decisions.read(decision.id)


def test_a_draft_that_cannot_be_stored_is_refused_at_once(ready) -> None:
    a_night, _, decision = ready
    with pytest.raises(Invalid) as refused:
        a_night.decisions.edit(decision, replace(decision, max_persons=0, recipients=({"who": " ", "how": "Kopia"},)))
    assert [problem.field for problem in refused.value.problems] == ["max_persons", "recipients"]


def test_a_photo_that_is_no_longer_cleared_stops_the_decision_before_it_is_shown(ready_with_photo) -> None:
    from krogkoll.evidence import Persons

    a_night, _, decision = ready_with_photo
    visit = a_night.inspections.visit(decision.inspection_id)
    taken = a_night.evidence.photo(visit.photo_ids()[0])
    a_night.evidence.review(taken, Persons.SHOWN)
    with pytest.raises(Invalid) as refused:
        a_night.decisions.submit(decision)
    assert [problem.problem for problem in refused.value.problems] == ["photo-not-cleared"]


def test_a_decision_that_limits_the_number_of_people_says_so_in_title_and_point(ready) -> None:
    from krogkoll.decisions import Mode

    a_night, _, decision = ready
    limited = a_night.decisions.edit(decision, replace(decision, mode=Mode.MAX_PERSONS, max_persons=30))
    text = " ".join(text_of(a_night.decisions.submit(limited).pdf).split())
    assert "Högst 30 personer får vistas i källarlokalen på Sillkajsgatan 14" in text


def test_without_photos_there_is_no_photo_text(ready) -> None:
    a_night, _, decision = ready
    assert "Fotona är kopior" not in text_of(a_night.decisions.submit(decision).pdf)


def test_a_place_edited_later_changes_nothing_in_the_decision(ready) -> None:
    a_night, _, decision = ready
    places: VenueService = a_night.venues
    place = places.venue(decision.venue_id)
    places.edit(place, replace(venue_draft(), name="Ett annat namn", street="En annan gata 1"))
    text = " ".join(text_of(a_night.decisions.submit(decision).pdf).split())
    assert "Källarplan, Sillkajsgatan 14" in text
    assert "annan gata" not in text
