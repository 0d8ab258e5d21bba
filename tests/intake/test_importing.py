"""What an import writes: all or nothing, twice the same is nothing, changes are told field by field."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy import text as sql

from krogkoll.intake import FIELDS, ListKind, Outcome
from krogkoll.intake.permits import read_permit
from krogkoll.intake.rows import ImportedRow
from krogkoll.intake.tips import print_of, read_tip
from krogkoll.kernel.errors import IntakeTrouble, Invalid, NotAllowed
from krogkoll.kernel.progress import Cancelled
from krogkoll.security import Permission, Role
from krogkoll.venues import (
    Channel,
    PermitKind,
    PermitState,
    SourceKind,
    TipStatus,
    VenueDraft,
    VenueQuery,
    VenueStatus,
)
from krogkoll.venues.rows import VenueRow
from krogkoll.venues.tip_rows import TipRow
from tests.factories import NOW, actor

from .conftest import ROWS

TIPS = (
    "Datum;Kl;Tips;Kanal;Plats;Grad;Uppgiftslämnare\n"
    "2026-11-20;23.14;Betald servering efter midnatt;Telefon;Örnen;2B;Eva Exempel\n"
    "2026-11-21;;Fest i källaren;Mejl;Okänd källare, Hamngatan 3;;\n"
)


def all_places(desk):
    numbers = desk.venues.find(VenueQuery())
    return {line.name: desk.venues.venue(line.id) for line in desk.venues.page(numbers)}


def outcomes(plan):
    return {outcome.value: plan.count(outcome) for outcome in Outcome if plan.count(outcome)}


def changes_in(store):
    with store.raw() as connection:
        return connection.execute(sql("SELECT count(*) FROM change_log")).scalar_one()


def test_a_permit_list_becomes_places_with_permit_company_and_no_suspicion(desk):
    report = desk.intake.carry_out(desk.permits(*ROWS))
    assert (report.new, report.companies) == (2, 1)
    place = all_places(desk)["Källaren Ängeln"]
    assert (place.permit, place.permit_number, place.postal_code) == (PermitState.VALID, "T-1", "26135")
    assert (place.serving_from, place.serving_to) == ("11:00", "01:00")
    assert place.permit_valid_from.isoformat() == "2024-03-01"
    assert place.status is VenueStatus.LICENSED
    assert "Ingen misstanke" in place.status_reason
    assert desk.people.company(place.operator_id).shown_number == "556000-0019"


def test_the_same_list_again_writes_nothing(desk):
    desk.intake.carry_out(desk.permits(*ROWS))
    before = changes_in(desk.store)
    plan = desk.permits(*ROWS)
    assert outcomes(plan) == {"same": 2}
    report = desk.intake.carry_out(plan)
    assert (report.new, report.changed, report.same) == (0, 0, 2)
    assert changes_in(desk.store) == before


def test_a_changed_row_is_found_by_its_number_and_told_field_by_field(desk):
    desk.intake.carry_out(desk.permits(*ROWS))
    plan = desk.permits(ROWS[0].replace("01.00", "03.00").replace("Källaren Ängeln", "Nya Ängeln"), ROWS[1])
    assert outcomes(plan) == {"changed": 1, "same": 1}
    assert [tuple(change) for change in plan.rows[0].changes] == [
        ("name", "Källaren Ängeln", "Nya Ängeln"),
        ("serving_to", "01:00", "03:00"),
    ]
    assert desk.intake.carry_out(plan).changed == 1
    place = all_places(desk)["Nya Ängeln"]
    assert place.serving_to == "03:00"
    assert desk.venues.history(place.id)[-1].why == "Ur listan lista.csv"


def test_an_empty_cell_takes_nothing_away(desk):
    desk.intake.carry_out(desk.permits(*ROWS))
    assert outcomes(desk.permits("T-1;Källaren Ängeln;;;;;;;")) == {"same": 1}


def test_one_wrong_row_keeps_everything_out_and_every_problem_is_told(desk):
    plan = desk.permits(ROWS[0].replace("261 35", "12"), ROWS[1].replace("1 mars 2024", "i våras"), "T-2;X;Y;;;;12-3;;")
    told = [(one.number, one.column, one.problem) for one in plan.wrong]
    assert told == [
        (2, "Postnr", "five-digits"),
        (3, "Giltigt från", "date-form"),
        (4, "Orgnr", "bad-length"),
        (4, "Tillståndsnr", "twice"),
    ]
    with pytest.raises(IntakeTrouble, match="rows-wrong"):
        desk.intake.carry_out(plan)
    assert all_places(desk) == {}


def test_a_known_place_at_the_address_is_proposed_and_never_merged_by_itself(desk):
    desk.venues.register(VenueDraft(name="Bakfickan", street="Sillkajsgatan 14"))
    plan = desk.permits(*ROWS)
    assert outcomes(plan) == {"new": 1, "proposed": 1}
    (row,) = [row for row in plan.rows if row.outcome is Outcome.PROPOSED]
    assert [(one.name, one.why) for one in row.proposals] == [("Bakfickan", "address")]
    report = desk.intake.carry_out(plan)
    assert (report.new, report.waiting) == (1, 1)
    assert set(all_places(desk)) == {"Bakfickan", "Örnen"}


def test_a_proposal_that_somebody_takes_changes_the_known_place_and_keeps_its_status(desk):
    known = desk.venues.register(VenueDraft(name="Bakfickan", street="Sillkajsgatan 14", notes="Egen anteckning"))
    desk.intake.carry_out(desk.permits(*ROWS).decided(2, known.id))
    place = desk.venues.venue(known.id)
    assert (place.name, place.permit_number, place.status) == ("Källaren Ängeln", "T-1", VenueStatus.SUSPECTED)
    assert place.notes == "Egen anteckning"


def test_a_proposal_that_somebody_turns_down_becomes_a_new_place(desk):
    desk.venues.register(VenueDraft(name="Bakfickan", street="Sillkajsgatan 14"))
    desk.intake.carry_out(desk.permits(*ROWS).decided(2, "new"))
    assert set(all_places(desk)) == {"Bakfickan", "Källaren Ängeln", "Örnen"}


def test_one_known_place_cannot_be_two_rows(desk):
    known = desk.venues.register(VenueDraft(name="Bakfickan", street="Sillkajsgatan 14"))
    plan = desk.permits(ROWS[0], ROWS[0].replace("T-1", "T-9")).decided(2, known.id).decided(3, known.id)
    with pytest.raises(Invalid):
        desk.intake.carry_out(plan)


def test_a_new_number_for_the_same_company_at_the_same_address_is_proposed(desk):
    desk.intake.carry_out(desk.permits(*ROWS))
    (row,) = desk.permits(ROWS[0].replace("T-1", "T-100")).rows
    assert (row.outcome, row.proposals[0].why) == (Outcome.PROPOSED, "organisation-and-address")


def test_an_expired_or_revoked_permit_is_not_called_valid(desk):
    header = "Tillståndsnr;Namn;Giltigt till;Status;Typ av tillstånd;Varaktighet\n"
    rows = "1;A;2020-01-01;;Slutet sällskap;Tillfälligt\n2;B;;Återkallat;Allmänheten;\n3;C;tills vidare;Gällande;;\n"
    plan = desk.plan(header + rows)
    assert [row.venue.permit for row in plan.rows] == [PermitState.NONE_FOUND, PermitState.REVOKED, PermitState.VALID]
    assert plan.rows[0].venue.permit_kind is PermitKind.CLOSED_TEMPORARY
    assert plan.rows[1].venue.permit_kind is PermitKind.PUBLIC_STANDING


def test_a_sole_traders_personal_number_is_checked_and_not_kept(desk):
    (row,) = desk.permits("T-5;Kiosken;Torget 1;;;Örjan Testsson;19900602-2397;;").rows
    assert row.company is None
    assert "2397" not in repr(row.venue)


def test_tips_come_with_day_channel_grade_place_and_a_source_of_their_own(desk):
    desk.venues.register(VenueDraft(name="Örnen", street="Kölhalargränd 22"))
    assert desk.intake.carry_out(desk.plan(TIPS, ListKind.TIPS)).new == 2
    second, first = desk.tips.find("källaren")[0], desk.tips.find("midnatt")[0]
    assert (first.channel, first.status, first.source_kind) == (Channel.PHONE, TipStatus.ASSESSED, SourceKind.KNOWN)
    assert first.received_at.isoformat() == "2026-11-20T22:14:00+00:00"
    assert first.handling_conditions
    assert desk.tips.source_of(first.id, "prov").name == "Eva Exempel"
    assert "Eva" not in first.text
    assert (second.venue_id, second.status) == ("", TipStatus.NEW)
    assert "Plats enligt listan: Okänd källare, Hamngatan 3" in second.text


def test_the_same_tips_again_add_nothing_and_new_rows_do(desk):
    desk.intake.carry_out(desk.plan(TIPS, ListKind.TIPS))
    again = desk.plan(TIPS + "2026-11-22;;Helt nytt;;;;\n", ListKind.TIPS)
    assert outcomes(again) == {"new": 1, "same": 2}
    assert desk.intake.carry_out(again).new == 1


def test_a_plan_carried_out_twice_adds_its_tips_once(desk):
    plan = desk.plan(TIPS, ListKind.TIPS)
    assert desk.intake.carry_out(plan).new == 2
    assert desk.intake.carry_out(plan).new == 0


def test_an_import_that_is_stopped_leaves_nothing(desk):
    plan = desk.permits(*(f"T-{number};Krog {number};Gatan {number};;;;;;" for number in range(300)))

    def stop(progress):
        if progress.done >= 200:
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.intake.carry_out(plan, stop)
    assert all_places(desk) == {}


def test_a_list_without_the_column_that_matters_says_which(desk):
    plan = desk.plan("Datum;Kanal\n2026-11-01;Telefon\n", ListKind.TIPS)
    assert [(one.field, one.problem) for one in plan.wrong] == [("text", "column-missing")]
    assert plan.rows == ()


def test_what_a_colleague_wrote_since_the_plan_becomes_a_conflict_not_a_loss(desk):
    desk.intake.carry_out(desk.permits(*ROWS))
    plan = desk.permits(ROWS[0].replace("Källaren Ängeln", "Listans namn"))
    place = all_places(desk)["Källaren Ängeln"]
    desk.venues.edit(place, dataclasses.replace(place, name="Mitt namn"))
    desk.intake.carry_out(plan)
    with desk.store.reading(Permission.READ_VENUES) as reader:
        (conflict,) = reader.conflicts(VenueRow, place.id)
    assert conflict.others[0][1]["name"] == "Mitt namn"


def test_a_role_without_the_permission_is_refused_before_the_file_is_read(desk, tmp_path):
    desk.store.act_as(actor(Role.DECISION_MAKER))
    with pytest.raises(NotAllowed):
        desk.intake.look(tmp_path / "saknas.csv", ListKind.PERMITS)


def test_a_purged_tip_takes_the_mark_of_its_row_with_it(desk):
    desk.intake.carry_out(desk.plan(TIPS, ListKind.TIPS))
    gone = desk.tips.find("midnatt")[0]
    desk.store.act_as(actor(Role.LICENSING_OFFICER))
    with desk.store.transaction(Permission.PURGE) as tx:
        tx.purge(TipRow, gone.id, "gallring")
        assert len(tx.rows(select(ImportedRow.print))) == 1


@given(st.lists(st.text(max_size=12), min_size=1, max_size=12))
def test_any_cells_are_planned_without_a_crash(cells):
    header = dict(enumerate(field.id for field in FIELDS[ListKind.PERMITS]))
    named = {header[at]: cell for at, cell in enumerate(cells)}
    read_permit(named, date(2026, 11, 24), date(1899, 12, 30))
    tips = dict(zip((field.id for field in FIELDS[ListKind.TIPS]), cells, strict=False))
    read_tip(tips, NOW, date(1904, 1, 1))
    assert print_of(tips) == print_of(dict(reversed(tips.items())))
