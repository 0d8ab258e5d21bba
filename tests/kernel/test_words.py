"""Swedish words of enum members that share a value must not be mixed up."""

from enum import StrEnum

import pytest

from krogkoll.kernel.swedish import Words
from krogkoll.venues import Handling, InformationGrade, PermitState, PlaceKind, swedish, swedish_grade


class Left(StrEnum):
    SAME = "same"


class Right(StrEnum):
    SAME = "same"


def test_members_of_two_enums_with_one_value_keep_their_own_words():
    words = Words((Left.SAME, "vänster"), (Right.SAME, "höger"))
    assert (words[Left.SAME], words[Right.SAME]) == ("vänster", "höger")


def test_two_words_for_one_member_are_refused():
    with pytest.raises(ValueError, match="two words"):
        Words((Left.SAME, "a"), (Left.SAME, "b"))


def test_hearsay_is_not_called_a_condition_and_an_unchecked_permit_not_an_unknown_place():
    assert swedish_grade(InformationGrade.INDIRECT) != swedish_grade(Handling.CONDITIONS)
    assert swedish(PermitState.UNKNOWN) == "Inte kontrollerat"
    assert swedish(PlaceKind.UNKNOWN) == "Inte angivet"
