"""Numbers of people and organisations. Only Skatteverket's published test numbers are used for people."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krogkoll.kernel.identifiers import (
    OrganisationKind,
    luhn_digit,
    organisation_kind,
    organisation_number,
    party_number,
    person_number,
    shown_organisation,
    shown_party,
)

TODAY = date(2026, 11, 22)
TEST_NUMBERS = (
    "199006022397",
    "191212121212",
    "200001052380",
    "194408139089",
    "190001042399",
    "195702182568",
    "196404153832",
    "200512312398",
)
# Skatteverket's test numbers for samordningsnummer, two of them with month 00.
COORDINATION = ("197010632391", "191500882392", "191500722390")
CODES = {"", "empty", "bad-characters", "bad-length", "bad-date", "future", "bad-check-digit", "not-an-organisation"}
COMPANIES = ("2120001132", "5560000001")  # a public body's form and a made-up company with a right check digit


@pytest.mark.parametrize("number", TEST_NUMBERS)
def test_published_test_numbers_are_read_in_every_form(number: str) -> None:
    ten, sign = number[2:], "+" if 2026 - int(number[:4]) >= 100 else "-"
    forms = [
        number,
        f"{number[:8]}-{number[8:]}",
        f"{ten[:6]}{sign}{ten[6:]}",
        f" {number[:8]} {number[8:]}\u00a0",
    ]
    for form in forms:
        read = person_number(form, today=TODAY)
        assert read.digits == number
        assert not read.coordination
        assert read.born_on == date(int(number[:4]), int(number[4:6]), int(number[6:8]))


def test_en_dash_from_a_pasted_letter_is_read_as_a_hyphen() -> None:
    assert person_number("900602\u20132397", today=TODAY).digits == "199006022397"


def test_plus_sign_is_shown_from_the_year_the_person_turns_hundred() -> None:
    read = person_number("191212121212", today=TODAY)
    assert read.shown(date(2011, 12, 31)) == "121212-1212"
    assert read.shown(date(2012, 1, 1)) == "121212+1212"
    assert person_number("121212+1212", today=TODAY).digits == "191212121212"


def test_ten_digits_without_plus_means_the_younger_person() -> None:
    assert person_number("000105-2380", today=TODAY).digits == "200001052380"
    with pytest.raises(ValueError, match=r"^bad-date$"):
        person_number("000105+2380", today=date(1899, 1, 1))


@pytest.mark.parametrize("number", COORDINATION)
def test_samordningsnummer_is_read_also_without_known_birth_date(number: str) -> None:
    read = person_number(number, today=TODAY)
    assert read.coordination
    assert read.digits == number
    assert (read.born_on is None) == (number[4:6] == "00")


def test_samordningsnummer_gives_the_birth_date_without_sixty() -> None:
    assert person_number("701063-2391", today=TODAY).born_on == date(1970, 10, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \u00a0 ", "empty"),
        ("90060\u00b2-2397", "bad-characters"),  # superscript two: str.isdigit() says yes
        ("\u0669\u0660\u0660\u0666\u0660\u0662-2397", "bad-characters"),  # Arabic-Indic digits: \d says yes
        ("900602-239T", "bad-characters"),
        ("900602-239", "bad-length"),
        ("19900602-23970", "bad-length"),
        ("900602--2397", "bad-length"),
        ("900602-2397\n1", "bad-length"),
        ("901302-2397", "bad-date"),
        ("900230-2397", "bad-date"),
        ("900600-2397", "bad-date"),
        ("170006022397", "bad-date"),
        ("900602-2398", "bad-check-digit"),
        ("680415-0008", "bad-check-digit"),  # right by Luhn, but no serial number is 000
        ("20270101-2397", "future"),
        ("701392-2391", "bad-date"),
        ("700092-2391", "bad-date"),
    ],
)
def test_wrong_person_numbers_are_refused_with_their_reason(text: str, code: str) -> None:
    with pytest.raises(ValueError, match=f"^{code}$"):
        person_number(text, today=TODAY)


@given(st.sampled_from(TEST_NUMBERS), st.integers(2, 11), st.integers(1, 9))
@settings(derandomize=True, max_examples=150)
def test_one_mistyped_digit_is_always_noticed(number: str, place: int, by: int) -> None:
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    with pytest.raises(ValueError):
        person_number(wrong, today=TODAY)


@given(st.text(max_size=16))
@settings(derandomize=True, max_examples=300)
def test_any_text_is_read_or_refused_with_a_code(text: str) -> None:
    for read in (lambda: person_number(text, today=TODAY), lambda: organisation_number(text)):
        try:
            read()
        except ValueError as problem:
            told = str(problem)
        else:
            told = ""
        assert told in CODES


@pytest.mark.parametrize("digits", COMPANIES)
def test_organisation_numbers_are_read_in_every_form(digits: str) -> None:
    shown = shown_organisation(digits)
    assert shown[6] == "-"
    for form in (digits, shown, "16" + digits, f"16{shown}", f" {digits[:6]} {digits[6:]} "):
        assert organisation_number(form) == digits


def test_kind_follows_the_first_digit() -> None:
    assert organisation_kind("2120001132") is OrganisationKind.PUBLIC
    assert organisation_kind("5560000001") is OrganisationKind.LIMITED_COMPANY
    assert organisation_kind("4560000001") is OrganisationKind.OTHER


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("556000\u00b2-000", "bad-characters"),
        ("556000-0002", "bad-check-digit"),
        ("556000-000", "bad-length"),
        ("17556000-0001", "bad-length"),
        ("900602-2397", "not-an-organisation"),
    ],
)
def test_wrong_organisation_numbers_are_refused_with_their_reason(text: str, code: str) -> None:
    with pytest.raises(ValueError, match=f"^{code}$"):
        organisation_number(text)


def test_a_sole_trader_is_known_by_the_own_number() -> None:
    assert party_number("900602-2397", today=TODAY) == "199006022397"
    assert party_number("556000-0001", today=TODAY) == "5560000001"
    assert shown_party("199006022397", today=TODAY) == "900602-2397"
    assert shown_party("5560000001", today=TODAY) == "556000-0001"
    with pytest.raises(ValueError, match=r"^bad-check-digit$"):
        party_number("556000-0002", today=TODAY)
    with pytest.raises(ValueError, match=r"^bad-check-digit$"):
        party_number("900602-2398", today=TODAY)


def test_check_digit_follows_the_known_example() -> None:
    assert luhn_digit("811218987") == "6"  # the example of Skatteverket's own brochure (SKV 704)
