"""3x5x2 grades and what they become in other systems."""

import pytest

from krogkoll.law import indicators
from krogkoll.venues import Grade, Handling, InformationGrade, SourceGrade, swedish_grade
from krogkoll.venues.scoring import grade_factor


def grade(code):
    return Grade(source=SourceGrade(code[0]), information=InformationGrade(code[1]), handling=Handling(code[2]))


@pytest.mark.parametrize(
    ("code", "factor", "four", "five"),
    [
        ("1AP", 1.0, "A1", "A1"),
        ("2BP", 0.48, "X2", "E3"),
        ("2CC", 0.3, "X4", "E4"),
        ("3DC", 0.09, "C4", "D4"),
        ("1EP", 0.0, "A3", "A5"),
    ],
)
def test_a_grade_has_its_weight_and_its_names_elsewhere(code, factor, four, five):
    found = grade(code)
    assert grade_factor(found, indicators()) == pytest.approx(factor)
    assert (found.four_by_four, found.five_by_five) == (four, five)


def test_hearsay_never_leaves_the_house_as_untrue_or_confirmed():
    for source in SourceGrade:
        for information in (InformationGrade.INDIRECT, InformationGrade.NOT_KNOWN):
            found = Grade(source=source, information=information, handling=Handling.PERMITTED)
            assert found.four_by_four[1] == "4"
            assert found.five_by_five[1] == "4"


def test_the_tag_and_the_words():
    assert grade("2BP").code == "2 B P"
    words = [swedish_grade(value) for kind in (SourceGrade, InformationGrade, Handling) for value in kind]
    assert len(set(words)) == 3 + 5 + 2


def test_the_law_tables_know_every_grade():
    assert set(indicators().source_factor) == {grade.value for grade in SourceGrade}
    assert set(indicators().information_factor) == {grade.value for grade in InformationGrade}
