"""What we write into lists is text, whatever it looks like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.kernel.cells import safe_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /c calc'!A1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\n=1",
        " =1",
        "\ufeff=1",
        "|x",
        "%x",
        "-",
        "+",
        "＝1",
        "-1x",
        "\rx",
    ],
)
def test_what_could_be_a_formula_gets_an_apostrophe(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Örnen", "-12,5", "+46", "3-5", "a=b", "2026-11-24", "'=1"])
def test_what_is_none_stays_as_it_is(text):
    assert safe_cell(text) == text


@given(st.text())
def test_nothing_that_comes_out_starts_a_formula(text):
    made = safe_cell(text)
    assert made.endswith(text)
    first = made.lstrip(" \u00a0\ufeff\u200b")[:1]
    assert first not in {"=", "@", "\t", "\r", "\n", "|", "%", "＝", "＠"}
