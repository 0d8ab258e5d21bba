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


EXAMPLES = material("decisions")
PLACES = {place["id"]: place for place in EXAMPLES["place"]}


def test_every_paper_that_can_be_written_has_one_worked_example() -> None:
    written = [row["type"] for row in EXAMPLES["example"]]
    assert len(set(written)) == len(written)
    assert set(written) == {code for code, one in law.all_decision_types().items() if one.template}


@pytest.mark.parametrize("row", EXAMPLES["example"], ids=lambda row: row["type"])
def test_an_example_is_lawful_and_asks_for_what_its_paper_knows(row: dict[str, Any]) -> None:
    kind, place = law.decision_type(row["type"]), PLACES[row["place"]]
    text = law.template(kind.template)
    authority = law.find_authority(place["authority"])
    assert authority is not None
    assert kind.competent(authority.kinds), "another authority's paper"
    assert set(row.get("facts", {})) <= {fact.name for fact in text.type_facts}
    assert not kind.needs_visit or row["from"] == "visit"
    if kind.needs_permit == "serving_permit":
        assert place["permit"] == "valid"
        assert row["facts"].get("permit_number", place["permit_number"]) == place["permit_number"]
    if place["permit"] != "valid":
        assert row["type"] not in {"AL-ERINRAN", "AL-VARNING", "AL-ATERKALL"}
    by = row.get("draft", {}).get("decided_by", kind.deciders[0].value)
    assert by in {one.value for one in kind.deciders}
    if "fine" in row.get("draft", {}):
        assert by == "board", "a fine is for the board"


def test_the_places_of_the_examples_are_made_up() -> None:
    rows = [*material("organisations")["association"], *material("organisations")["company"]]
    known = {row["name"]: organisation_number(row["number"]) for row in rows}
    streets = set(material("places")["streets"])
    people = {row["name"] for row in material("people")["person"]}
    for place in PLACES.values():
        assert known[place["operator_name"]] == organisation_number(place["operator_number"])
        assert place["landlord_name"] in known
        assert place["street"].rpartition(" ")[0] in streets
        assert place["person_met"] in people


def test_the_word_to_the_landlord_names_nobody_but_the_landlord_and_the_manager() -> None:
    row = next(one for one in EXAMPLES["example"] if one["type"] == "HYRV-INFO")
    said = str(row)
    others = [one["name"] for one in material("people")["person"]] + [PLACES[row["place"]]["operator_name"]]
    assert not [name for name in others if name in said]
