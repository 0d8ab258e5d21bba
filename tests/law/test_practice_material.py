"""The invented material is lawful: test numbers only, no repealed question, nothing an authority may not hold."""

import re
import tomllib
from datetime import date
from typing import Any

import pytest

from krogkoll import law
from krogkoll.kernel.identifiers import organisation_number, person_number
from krogkoll.kernel.resources import resource

TODAY = date(2026, 11, 22)


def material(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("practice", f"{name}.toml").read_text(encoding="utf-8"))


def test_there_is_enough_for_a_hundred_thousand_different_places() -> None:
    places, venues = material("places"), material("venues")
    assert len(set(places["streets"])) == len(places["streets"])
    assert len(places["streets"]) * places["number_max"] * len(set(places["letters"])) > 50_000
    assert len(set(venues["names"])) == len(venues["names"]) >= 45


def test_every_place_lies_round_landskrona_and_in_a_known_municipality() -> None:
    codes = {place.code for place in law.municipalities()}
    for area in material("places")["area"]:
        assert area["municipality"] in codes
        south, north = area["latitude"]
        west, east = area["longitude"]
        assert 55.8 < south < north < 56.0
        assert 12.75 < west < east < 13.2
        assert all(re.fullmatch(r"2\d{4}", code) for code in area["postal_codes"])


def test_organisation_numbers_are_right_and_lie_in_unused_series() -> None:
    rows = [*material("organisations")["association"], *material("organisations")["company"]]
    numbers = [row["number"] for row in rows]
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        assert organisation_number(number) == number
        assert number.startswith(("809999", "559999"))


def test_persons_carry_test_numbers_and_officers_belong_to_shipped_authorities() -> None:
    people = material("people")
    numbers = [row["number"] for row in people["person"]]
    assert len(set(numbers)) == len(numbers) >= 30
    for number in numbers:
        assert person_number(number, today=TODAY).digits == number
    for officer in people["officer"]:
        assert law.find_authority(officer["authority"])


@pytest.mark.parametrize("row", material("tips")["tip"], ids=lambda row: row["text"][:40])
def test_a_tip_is_graded_names_known_indicators_and_lies_where_it_may(row: dict[str, Any]) -> None:
    table = law.indicators()
    assert set(row["indicators"]) <= set(table.indicators)
    assert row["source_grade"] in table.source_factor
    assert row["information_grade"] in table.information_factor
    kinds = {law.AuthorityKind(kind) for kind in row["kinds"]}
    if row["channel"] == "patrol" or set(row["indicators"]) & {"I4", "I6"}:
        assert kinds == {law.AuthorityKind.POLICE}, "what a patrol saw stays with the police"


def test_the_night_asks_each_authority_only_its_own_questions() -> None:
    for row in material("night")["finding"]:
        asked = {item.id for item in law.items(law.AuthorityKind(row["kind"]), TODAY)}
        assert row["item"] in asked
        assert row["item"] != "tillsyn-26"


def test_the_nights_decision_is_what_the_template_takes() -> None:
    declared = law.template("lso-nyttj").facts
    decision = material("night")["decision"]
    assert set(decision) <= set(declared)
    assert "vite" not in str(decision).casefold()
