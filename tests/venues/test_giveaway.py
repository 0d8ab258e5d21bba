"""What in the words of a tip may point out who gave it: found where it stands, and nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.venues import TipSourceDraft, gives_away
from tests.factories import source_draft

CARD = source_draft(contact="0701-74 06 35, gudrun@example.se")


def words(text, source=None):
    return [(text[one.start : one.end], one.why) for one in gives_away(text, source)]


@pytest.mark.parametrize(
    ("text", "said", "why"),
    [
        ("Ring 070-174 06 00 efter nio", "070-174 06 00", "phone"),
        ("Nås på +46701740600.", "+46701740600", "phone"),
        ("Skriv till nisse@example.se", "nisse@example.se", "mail"),
        ("Ägaren är 900602-2397", "900602-2397", "person-number"),
        ("Ägaren är 199006022397.", "199006022397", "person-number"),
        ("Det hörs in till min lägenhet", "min lägenhet", "first-person"),
        ("Då jag såg fyra fulla", "jag såg", "first-person"),
        ("Sedan kom min granne ut", "min granne", "first-person"),
        ("Så säger vi som bor", "vi som bor", "first-person"),
        ("Den som ringde bor ovanför lokalen", "bor ovanför", "dwelling"),
        ("Bilen är Gudruns", "Gudruns", "source"),
        ("Sa GRANNFELDT till vakten", "GRANNFELDT", "source"),
        ("Nås på +46 70 174 06 35", "+46 70 174 06 35", "source"),
        ("Nås på 0701740635", "0701740635", "source"),
        ("Skriv till Gudrun@Example.se", "Gudrun@Example.se", "source"),
    ],
)
def test_words_that_may_point_out_the_source_are_found_where_they_stand(text, said, why):
    assert words(text, CARD) == [(said, why)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Öl och sprit säljs från en bardisk längst in. Betalning med Swish till ett privat nummer.",
        "Den som saknar medlemskap köper ett i dörren för 100 kr. Tredje fredagen i rad, kl. 00.30-02.15.",
        "Inträde 150 kr 2026-11-20, cirka 60 gäster. En granne hörde bas till 04.",
        "Visar viktiga minst vidare jagar migrera.",
    ],
)
def test_plain_observations_give_nobody_away(text):
    assert gives_away(text, TipSourceDraft(relation="granne", contact="granne")) == ()


def test_what_is_found_stands_in_the_order_of_the_text_and_never_overlaps():
    text = "Jag heter Gudrun, gudrun@example.se, och bor ovanför."
    assert [why for _, why in words(text, CARD)] == ["first-person", "source", "source", "dwelling"]


def test_places_count_in_the_text_as_it_was_typed_even_in_decomposed_form():
    text = unicodedata.normalize("NFD", "På ön säger vår granne att Åke såg det")
    (one, other) = gives_away(text, TipSourceDraft(name="Åke"))
    assert unicodedata.normalize("NFC", text[one.start : one.end]) == "vår granne"
    assert unicodedata.normalize("NFC", text[other.start : other.end]) == "Åke"


@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_and_any_card_can_be_looked_at(text, name):
    end = 0
    for one in gives_away(text, TipSourceDraft(name=name)):
        assert end <= one.start < one.end <= len(text)
        end = one.end
