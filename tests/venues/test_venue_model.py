"""What may be written of a place, and how it is said in Swedish."""

from datetime import date

import pytest

from krogkoll.venues import (
    PermitState,
    PlaceKind,
    PositionSource,
    VenueStatus,
    permit_fact,
    problems,
    short_date,
    shown_name,
    shown_postal_code,
    swedish,
)
from tests.factories import TODAY, venue_draft

LOOKED = {"permit_checked_on": date(2026, 11, 3)}


def codes(found):
    return {tuple(problem) for problem in found}


def test_a_complete_place_is_fine_and_a_street_is_enough():
    assert problems(venue_draft(), TODAY) == ()
    assert problems(venue_draft(name=""), TODAY) == ()


@pytest.mark.parametrize(
    ("over", "problem"),
    [
        ({"name": " ", "street": ""}, ("name", "name-or-street")),
        ({"name": "x" * 201}, ("name", "too-long")),
        ({"notes": "x" * 20_001}, ("notes", "too-long")),
        ({"postal_code": "2613"}, ("postal_code", "five-digits")),
        ({"postal_code": "02613"}, ("postal_code", "five-digits")),
        ({"municipality": "128"}, ("municipality", "four-digits")),
        ({"longitude": None}, ("latitude", "both-or-none")),
        ({"latitude": 48.85, "longitude": 2.35}, ("latitude", "outside-sweden")),
        ({"latitude": float("nan")}, ("latitude", "outside-sweden")),
        ({"accuracy_m": -1.0}, ("accuracy_m", "out-of-range")),
        ({"accuracy_m": float("nan")}, ("accuracy_m", "out-of-range")),
        ({"status": VenueStatus.UNKNOWN}, ("status", "unknown-value")),
        ({"status": VenueStatus.CONFIRMED}, ("status_reason", "missing")),
        ({"status": VenueStatus.CLOSED}, ("status_reason", "missing")),
        ({"status": VenueStatus.DISMISSED, "status_reason": " "}, ("status_reason", "missing")),
        ({"status_on": date(2026, 11, 23)}, ("status_on", "in-the-future")),
        ({"permit": PermitState.VALID, **LOOKED}, ("permit_number", "missing")),
        ({"permit": PermitState.NONE_FOUND}, ("permit_checked_on", "missing")),
        ({"permit_checked_on": date(2026, 11, 23)}, ("permit_checked_on", "in-the-future")),
        ({"operator_id": "x"}, ("operator_kind", "missing")),
        ({"landlord_id": "x", "landlord_kind": "tip"}, ("landlord_kind", "missing")),
    ],
)
def test_each_broken_rule_is_named(over, problem):
    assert problem in codes(problems(venue_draft(**over), TODAY))


@pytest.mark.parametrize(
    ("over", "fact"),
    [
        ({}, "tillståndet är inte kontrollerat i registret"),
        ({"permit": PermitState.NONE_FOUND, **LOOKED}, "inget tillstånd i registret av den 3 nov 2026"),
        (
            {"permit": PermitState.VALID, "permit_number": "T-17", **LOOKED},
            "tillstånd T-17 gäller i registret av den 3 nov 2026",
        ),
        (
            {"permit": PermitState.LOW_STRENGTH_BEER, **LOOKED},
            "servering av folköl är anmäld i registret av den 3 nov 2026",
        ),
        ({"permit": PermitState.REVOKED, **LOOKED}, "tillståndet är återkallat i registret av den 3 nov 2026"),
    ],
)
def test_the_permit_fact_says_no_more_than_was_looked_up(over, fact):
    assert permit_fact(venue_draft(**over)).replace("\u00a0", " ") == fact


def test_dates_names_and_post_codes_are_written_as_people_write_them():
    assert short_date(date(2026, 6, 1)) == "1\u00a0juni\u00a02026"
    assert short_date(date(2026, 9, 1)) == "1\u00a0sep\u00a02026"
    assert shown_name(venue_draft(name="")) == "Sillkajsgatan 14"
    assert (shown_postal_code("26135"), shown_postal_code("S-26135")) == ("261 35", "S-26135")


@pytest.mark.parametrize("kind", [VenueStatus, PlaceKind, PermitState, PositionSource])
def test_every_value_has_its_swedish_word(kind):
    words = [swedish(value) for value in kind]
    assert len(set(words)) == len(words)
    assert all(word[0].isupper() for word in words)


def test_the_status_words_are_those_of_the_field():
    order = ["Misstänkt", "Utreds", "Tillsyn planerad", "Konstaterad", "Stängd", "Avskriven", "Med tillstånd"]
    assert [swedish(status) for status in VenueStatus][:7] == order
