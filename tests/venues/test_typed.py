"""A place told in one line."""

import pytest

from krogkoll.venues import place_in


@pytest.mark.parametrize(
    ("text", "name", "street", "city"),
    [
        ("Kajgatan 7", "", "Kajgatan 7", ""),
        ("Studio 44", "Studio 44", "", ""),
        ("Studio 44, Kajgatan 7, 261 33 Landskrona", "Studio 44", "Kajgatan 7", "Landskrona"),
        ("Kajgatan 7, 26133 Landskrona", "", "Kajgatan 7", "Landskrona"),
        ("Klubb Månsken, Tackelgränd 3 B", "Klubb Månsken", "Tackelgränd 3 B", ""),
        ("Rörliga klubben, Malmö", "Rörliga klubben", "", "Malmö"),
        ("Kajgatan 7, gården", "", "Kajgatan 7", ""),
        ("", "", "", ""),
        (" , ,", "", "", ""),
    ],
)
def test_name_street_and_town_are_told_apart(text, name, street, city):
    place = place_in(text)
    assert (place.name, place.street, place.city) == (name, street, city)


def test_what_is_neither_is_kept_as_a_note():
    assert place_in("Kajgatan 7, gården").notes == "gården"
