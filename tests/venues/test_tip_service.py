"""Tips and their sources in a real store: kept apart, counted, read on record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from krogkoll.kernel.errors import Invalid, NotAllowed, NotFound
from krogkoll.law import indicators
from krogkoll.security import Permission, Role
from krogkoll.venues import (
    RiskService,
    SourceGrade,
    TipService,
    TipSourceDraft,
    TipStatus,
    VenueQuery,
    VenueService,
    observed_in,
    score,
)
from krogkoll.venues.tip_rows import TipRow, TipSourceRow
from tests.factories import NOW, TODAY, actor, audited, source_draft, tip_draft, venue_draft, workspace

UNGRADED = {"source_grade": None, "information_grade": None, "handling": None}


@pytest.fixture
def tips(store):
    return TipService(store)


@pytest.fixture
def venue(store):
    return VenueService(store).register(venue_draft())


def points(store, venue_id):
    venues = VenueService(store)
    return {line.id: line.points for line in venues.page(venues.find(VenueQuery()))}[venue_id]


def test_a_tip_is_stored_and_its_place_scored(tips, venue, store):
    tip = tips.register(tip_draft(venue_id=venue.id))
    assert tips.tip(tip.id) == tip
    assert (tip.status, tip.compartment) == (TipStatus.ASSESSED, "k1282.alkohol.std")
    assert points(store, venue.id) == pytest.approx(25 * 0.48)


def test_a_tip_without_time_was_received_now(tips):
    assert tips.register(tip_draft(received_at=None, observed_from=None)).received_at > NOW


def test_a_broken_tip_writes_nothing_not_even_its_new_place(tips, store):
    with pytest.raises(Invalid):
        tips.register(tip_draft(indicators=("I99",)), source_draft(), venue_draft())
    with pytest.raises(Invalid):
        tips.register(tip_draft(), source_draft(), venue_draft(postal_code="1"))
    assert tips.inbox() == ()
    assert list(VenueService(store).find(VenueQuery())) == []


def test_a_tip_may_bring_a_place_that_we_did_not_know(tips, store):
    tip = tips.register(tip_draft(), place=venue_draft(name="", street="Kajgatan 7"))
    found = VenueService(store).venue(tip.venue_id)
    assert found.street == "Kajgatan 7"
    assert points(store, found.id) > 0


def test_who_may_not_write_places_cannot_bring_one_by_a_tip(tips, monkeypatch, store):
    may = lambda self, need: need is not Permission.WRITE_VENUES  # noqa: E731
    monkeypatch.setattr("krogkoll.security.Actor.may", may)
    with pytest.raises(NotAllowed):
        tips.register(tip_draft(), place=venue_draft())
    assert tips.inbox() == ()


def test_the_source_lies_in_a_record_and_a_compartment_of_its_own(tips, venue, store):
    tip = tips.register(tip_draft(venue_id=venue.id), source_draft(name=" Gudrun Grannfeldt "))
    source = tips.source_of(tip.id, "återkoppling")
    assert (source.name, source.tip_id, source.compartment) == ("Gudrun Grannfeldt", tip.id, "k1282.alkohol.intel")
    assert not any("source_id" in name or "contact" in name for name in TipRow.__mapping__.groups)
    with store.raw() as connection:
        said = connection.exec_driver_sql("SELECT said FROM change_log WHERE kind IN ('tip', 'venue')").scalars().all()
    assert said
    assert not any(b"Gudrun" in entry for entry in said)


def test_an_anonymous_tip_has_no_source_record(tips, store):
    tip = tips.register(tip_draft(), TipSourceDraft())
    assert tips.source_of(tip.id, "kontroll") is None
    with store.reading(Permission.READ_VENUES) as reader:
        assert reader.rows(TipSourceRow.__table__.select()) == []


def test_opening_a_source_takes_a_purpose_which_is_logged(tips, store):
    tip = tips.register(tip_draft(), source_draft())
    with pytest.raises(Invalid):
        tips.source_of(tip.id, " ")
    source = tips.source_of(tip.id, "återkoppling i ALK-2026-0412")
    last = audited(store)[-1]
    assert (last["act"], last["kind"], last["ids"]) == ("read", "tip_source", [source.id])
    assert last["purpose"] == "återkoppling i ALK-2026-0412"


def test_a_fire_inspector_sees_the_tip_but_not_who_gave_it(tips, store):
    tip = tips.register(tip_draft(), source_draft())
    store.act_as(actor(Role.FIRE_INSPECTOR))
    assert tips.tip(tip.id).text
    with pytest.raises(NotAllowed):
        tips.source_of(tip.id, "nyfiken")
    assert audited(store)[-1]["act"] == "permission-refused"


def test_the_inbox_holds_what_nobody_has_graded_and_placed(tips, venue):
    old = tips.register(tip_draft(**UNGRADED, received_at=NOW - timedelta(days=3), observed_from=None))
    new = tips.register(tip_draft(**UNGRADED, venue_id=venue.id))
    tips.register(tip_draft(venue_id=venue.id))
    assert [tip.id for tip in tips.inbox()] == [new.id, old.id]
    graded = tips.edit(new, tip_draft(venue_id=venue.id))
    assert graded.status is TipStatus.ASSESSED
    assert [tip.id for tip in tips.inbox()] == [old.id]


def test_moving_a_tip_to_another_place_moves_its_points(tips, venue, store):
    other = VenueService(store).register(venue_draft(name="Annat"))
    tip = tips.register(tip_draft(venue_id=venue.id))
    moved = tips.edit(tip, replace(tip, venue_id=other.id))
    assert (points(store, venue.id), points(store, other.id)) == (0, pytest.approx(12))
    assert tips.tips_of(venue.id) == ()
    assert tips.tips_of(other.id) == (moved,)


def test_a_regraded_tip_counts_with_its_new_grade(tips, venue, store):
    tip = tips.register(tip_draft(venue_id=venue.id))
    tips.edit(tip, replace(tip, source_grade=SourceGrade.RELIABLE), why="källan är prövad")
    assert points(store, venue.id) == pytest.approx(20)


def test_a_tip_set_aside_takes_a_reason_and_no_longer_counts(tips, venue, store):
    tip = tips.register(tip_draft(venue_id=venue.id))
    with pytest.raises(Invalid):
        tips.set_aside(tip, "")
    aside = tips.set_aside(tip, "samma som förra")
    assert (aside.status, aside.status_reason) == (TipStatus.SET_ASIDE, "samma som förra")
    assert points(store, venue.id) == 0
    assert tips.edit(aside, replace(aside, text="rättat")).status is TipStatus.SET_ASIDE
    assert points(store, venue.id) == 0


def test_finding_tips_by_words_is_logged(tips, store):
    tip = tips.register(tip_draft(text="Bardisk längst in"))
    assert tips.find("bardisk") == (tip,)
    last = audited(store)[-1]
    assert (last["act"], last["kind"], last["ids"], last["detail"]["text"]) == ("searched", "tip", [tip.id], "bardisk")


def test_each_reading_of_tips_is_logged_with_their_ids(tips, venue, store):
    tip = tips.register(tip_draft(**UNGRADED, venue_id=venue.id))
    for read in (lambda: tips.tip(tip.id), tips.inbox, lambda: tips.tips_of(venue.id)):
        read()
        last = audited(store)[-1]
        assert (last["act"], last["kind"], last["ids"]) == ("read", "tip", [tip.id])


def test_a_form_shows_what_a_tip_will_change_before_it_is_registered(tips, venue, store):
    tips.register(tip_draft(venue_id=venue.id, indicators=("I8",)))
    draft = tip_draft(venue_id=venue.id, indicators=("I1", "I16"))
    before = RiskService(store).risk(venue.id)
    foreseen = score([*before.observed, *observed_in(draft)], indicators(), TODAY)
    tips.register(draft)
    after = RiskService(store).risk(venue.id).score
    assert (after.points, after.sources) == (pytest.approx(foreseen.points), foreseen.sources)
    assert after.points > before.score.points
    assert observed_in(replace(draft, handling=None)) == ()


def test_what_is_not_here_is_not_found(tips):
    with pytest.raises(NotFound):
        tips.tip("nowhere")


@pytest.mark.parametrize("role", list(Role))
def test_each_role_does_what_it_may_and_nothing_else(tmp_path, role):
    with workspace(tmp_path, actor(role)) as store:
        tips = TipService(store)
        acts = {
            Permission.READ_TIPS: [tips.inbox, lambda: tips.tips_of("x"), lambda: tips.find("x")],
            Permission.WRITE_TIPS: [lambda: tips.register(tip_draft(), source_draft())],
            Permission.READ_SOURCES: [lambda: tips.source_of("x", "kontroll")],
        }
        for need, calls in acts.items():
            for call in calls:
                if store.actor.may(need):
                    call()
                else:
                    with pytest.raises(NotAllowed):
                        call()
