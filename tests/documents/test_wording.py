"""Swedish keeps some words together on a line, and paper shows only what was meant."""

import pytest

from krogkoll.documents import Span
from krogkoll.documents.wording import addresses, bind, clean, plain, spans


@pytest.mark.parametrize(
    "bound",
    [
        "8~kap.~1~§ alkohollagen",
        "5 och 32~§§ förvaltningslagen",
        "§~9 andra stycket",
        "Box~80, 261~80 Landskrona",
        "kl.~23.31",
        "Kl.~23.31",
        "45~kr",
        "25~000~kr",
        "78~cm fri bredd",
        "110~m² stort",
        "12~% av rummet",
        "den 15~november 2026",
        "punkt~4 och punkterna~2–5",
        "se foto~3, bilaga~1 och sidan~12",
        "i~lokalen",
        "på Sillkajsgatan~14",
        "I~lokalen stod å~andra sidan",
        "Hon bad (i~vredesmod) om ro",
        "enligt anteckning~A om",
        "bl.~a. öl",
        "4~kap.~5~§~1~st. 2~p.",
        "utgången~– den enda~– var låst",
        "040-628~04~10",
    ],
)
def test_words_that_belong_together_are_bound(bound):
    expected = bound.replace("~", "\u00a0")
    assert bind(expected.replace("\u00a0", " ")) == expected


@pytest.mark.parametrize(
    "free", ["två personer var", "RTÖ 2026-0187", "mor och far", "§ och kap. som ord", "Anna Ek", "en kr för mycket"]
)
def test_other_words_may_be_parted(free):
    assert "\u00a0" not in bind(free)


def test_binding_twice_changes_nothing_more():
    once = bind("I 8 kap. 1 § står det: 25 000 kr senast kl. 23.31 den 3 november, se punkt 4.")
    assert bind(once) == once


def test_characters_that_hide_or_turn_text_are_taken_out():
    assert clean("Sill\u200bkajs\u00adgatan \u202e14\u202c\ufeff\u0007") == "Sillkajsgatan 14"


def test_text_is_composed_and_its_spaces_and_new_lines_are_of_one_kind():
    assert clean("  Ka\u0308llare\t\u2003under \r\n gatan\u2028slut\n") == "Källare under\ngatan\nslut"


def test_half_a_surrogate_is_taken_out():
    assert clean("a\ud800b") == "ab"


def test_spans_keep_the_spaces_between_them_and_lose_those_at_the_ends():
    text = (Span(text="  Skriv "), Span(text="senast", strong=True), Span(text=" i dag "))
    assert [span.text for span in spans(text)] == ["Skriv ", "senast", " i\u00a0dag"]
    assert plain(text) == "Skriv senast i dag"


def test_plain_reads_non_breaking_spaces_and_new_lines_as_spaces():
    assert plain("8\u00a0kap.\n1 §") == "8 kap. 1 §"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (
            "till rtj@oresund.example.",
            [("till ", ""), ("rtj@oresund.example", "mailto:rtj@oresund.example"), (".", "")],
        ),
        ("(www.example.se)", [("(", ""), ("www.example.se", "https://www.example.se"), (")", "")]),
        ("https://example.com/a?b=1, c", [("https://example.com/a?b=1", "https://example.com/a?b=1"), (", c", "")]),
        ("kl. 23.31 @ baren", [("kl. 23.31 @ baren", "")]),
        ("", []),
    ],
)
def test_addresses_are_found_without_their_punctuation(text, cut):
    assert addresses(text) == cut
