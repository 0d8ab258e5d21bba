"""A docket pattern is read, never run; a number that does not fit is warned of, never stopped."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.house import DocketPatternDraft, docket_fits, example, fits, pattern_problems, written
from krogkoll.kernel.errors import Invalid
from tests.factories import FIRE
from tests.factory_rooms.house import docket_pattern_draft

PATTERNS = [
    ("{board}/{year}:{number}", "OSN", "OSN/2026:187"),
    ("{board}{year}/{number:04d}", "SN", "SN2026/0187"),
    ("RTÖ {year}-{number:04d}", "", "RTÖ 2026-0187"),
    ("A{number:06d}/{year}", "", "A000187/2026"),
    ("{board} {year}/{number}", "On", "On 2026/187"),
    ("02-{year}-{number:05}", "", "02-2026-00187"),
]


@pytest.mark.parametrize(("pattern", "board", "number"), PATTERNS)
def test_patterns_as_authorities_write_them(pattern, board, number):
    draft = DocketPatternDraft(pattern=pattern, board=board)
    assert pattern_problems(draft) == ()
    assert example(draft, date(2026, 11, 25)) == number
    assert fits(draft, number)
    assert fits(draft, number.replace(" ", "").lower())
    assert not fits(draft, number + "x")
    assert not fits(draft, number.replace("2026", "26"))


@pytest.mark.parametrize(
    ("pattern", "board", "problem"),
    [
        ("{board}/{year}", "A", "one-number"),
        ("{number}{number}", "", "one-number"),
        ("{year:>99999999}{number}", "", "unknown-token"),
        ("{number!r}", "", "unknown-token"),
        ("{year.__class__}{number}", "", "unknown-token"),
        ("{number", "", "unknown-token"),
        ("}{number}", "", "unknown-token"),
        ("{board}{number}", " ", "missing"),
        ("x" * 121 + "{number}", "", "too-long"),
    ],
)
def test_a_pattern_that_says_something_else_is_refused(pattern, board, problem):
    draft = DocketPatternDraft(pattern=pattern, board=board)
    assert problem in [one.problem for one in pattern_problems(draft)]
    assert written(draft, 2026, 1) == ""
    assert fits(draft, "vad som helst")


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="{}"), max_size=20),
    st.text(st.characters(codec="utf-8", exclude_characters="{}"), max_size=20),
    st.integers(1900, 2099),
    st.integers(0, 999_999_999),
)
def test_what_is_written_by_a_pattern_fits_it(before, between, year, number):
    draft = DocketPatternDraft(pattern=f"{before}{{year}}{between}{{number:03d}}")
    assert fits(draft, written(draft, year, number))


@given(st.text(max_size=60), st.text(max_size=300))
def test_no_pattern_and_no_number_ever_raises(pattern, number):
    draft = DocketPatternDraft(pattern=pattern, board="A")
    assert fits(draft, number) in {True, False}
    assert isinstance(written(draft, 2026, 1), str)


def test_the_shipped_pattern_stands_until_another_is_chosen(desk, asks):
    assert desk.house.docket_warning("RTÖ 2026-0187") == ""
    assert desk.house.docket_warning("ALN/2026:3") == "RTÖ 2026-0187"
    assert desk.house.docket_warning("") == ""
    desk.house.set_docket_pattern(docket_pattern_draft())
    assert desk.house.docket_pattern() == docket_pattern_draft()
    assert desk.house.docket_warning("ALN/2026:3") == ""
    assert asks(docket_fits, FIRE, "ALN/2026:3")
    assert not asks(docket_fits, FIRE, "RTÖ 2026-0187")


def test_a_broken_pattern_is_not_kept_and_an_empty_one_checks_nothing(desk):
    with pytest.raises(Invalid):
        desk.house.set_docket_pattern(replace(docket_pattern_draft(), pattern="{x}"))
    desk.house.set_docket_pattern(DocketPatternDraft())
    assert desk.house.docket_warning("vad som helst") == ""
