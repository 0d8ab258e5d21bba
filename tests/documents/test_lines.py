"""Lines fit, keep their words, and end with real spaces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krogkoll.documents import Span, fonts
from krogkoll.documents.lines import natural_width, set_lines, stack_lines
from krogkoll.documents.styles import BODY, CELL, HEADING2, MEASURE, META, META_LABEL, REGULAR
from krogkoll.documents.wording import SOFT_HYPHEN, plain

TEXT = (
    "Föreningen får inte använda källarlokalen för sammankomster eller annan verksamhet dit besökare har tillträde. "
    "Förbudet gäller från den 15 november 2026 kl. 01.10 tills räddningstjänsten skriftligt meddelat annat."
)


def words(lines):
    return ["".join(chunk.text for chunk in line.chunks) for line in lines]


def test_lines_fit_and_say_every_word():
    lines = set_lines(TEXT, BODY, MEASURE)
    assert len(lines) > 2
    for line in words(lines):
        assert fonts.width(REGULAR, BODY.size, line.rstrip()) <= MEASURE + 0.01
    assert plain("".join(words(lines))) == plain(TEXT)


def test_a_soft_line_end_has_a_real_space_and_the_last_line_has_none():
    shown = words(set_lines(TEXT, BODY, MEASURE))
    assert all(line.endswith(" ") for line in shown[:-1])
    assert not shown[-1].endswith(" ")


def test_a_line_that_ends_with_a_hyphen_has_no_space():
    shown = words(set_lines("alkohol-tillsynsmyndighetens", BODY, 110))
    assert shown[0] == "alkohol-"
    assert "".join(shown).replace(SOFT_HYPHEN, "") == "alkohol-tillsynsmyndighetens"


def test_numbers_are_never_parted_at_their_hyphen():
    assert words(set_lines("x" * 20 + " 2026-0187", BODY, 130))[1] == "2026-0187"


def test_bound_words_stay_on_one_line():
    for width in range(60, 200, 7):
        for line in words(set_lines("Enligt lagen (8 kap. 1 §) är det så i lokalen kl. 23.31", BODY, width)):
            assert not line.rstrip(" ").endswith(("kl.", "kap.", " i", "(8", "kap.\u00a01"))


def test_a_word_longer_than_the_line_is_parted_with_soft_hyphens_between_letters():
    long = "Räddningstjänstförbundsdirektionsledamotsersättarvalberedning" * 3
    shown = words(set_lines(long, CELL, 80))
    assert len(shown) > 5
    assert all(line.endswith(SOFT_HYPHEN) for line in shown[:-1])
    assert "".join(shown).replace(SOFT_HYPHEN, "") == long
    for line in shown:
        assert fonts.width(REGULAR, CELL.size, line) <= 80.01


def test_a_long_number_is_parted_without_marks():
    digits = "7c1e52d09ab4" * 20
    assert "".join(words(set_lines("1" * 200, CELL, 80))) == "1" * 200
    assert "".join(words(set_lines(digits, CELL, 80))).replace(SOFT_HYPHEN, "") == digits


def test_a_huge_word_takes_no_longer_than_its_length_asks_for():
    shown = words(set_lines("o" * 60_000, CELL, 100))
    assert sum(line.count("o") for line in shown) == 60_000


def test_a_line_narrower_than_a_letter_still_ends():
    assert "".join(words(set_lines("abc", BODY, 1))).replace(SOFT_HYPHEN, "") == "abc"


def test_a_forced_new_line_is_kept_and_reads_as_a_space():
    assert words(set_lines("Sillkajsgatan 14\n261 35 Landskrona", BODY, MEASURE))[0] == "Sillkajsgatan\u00a014 "


def test_headings_get_lines_of_like_length():
    first, second = set_lines(
        "Källarlokalen på gatan får inte användas för några besökare alls mera", HEADING2, MEASURE
    )
    assert abs(first.width - second.width) < MEASURE / 4


def test_stacked_texts_end_with_a_space_but_the_last():
    shown = words(stack_lines([("Datum", META_LABEL), ("2026-11-15", META), ("kl. 01.10", META)], 100))
    assert shown == ["Datum ", "2026-11-15 ", "kl.\u00a001.10"]


def test_kerning_is_used_and_ligatures_are_not():
    assert fonts.measure(REGULAR, "AVA").width < sum(fonts.measure(REGULAR, letter).width for letter in "AVA")
    for word in ("skriftligen", "offentlig", "fika", "fjäll", "ffi"):
        plain_width = sum(fonts.measure(REGULAR, letter).width for letter in word)
        assert abs(fonts.measure(REGULAR, word).width - plain_width) <= 20 * len(word)
        assert len(fonts.measure(REGULAR, word).kerns) in (0, len(word))


def test_a_soft_hyphen_has_the_width_of_a_hyphen():
    assert fonts.width(REGULAR, 10, SOFT_HYPHEN) == pytest.approx(fonts.width(REGULAR, 10, "-"), rel=0.05)


def test_spans_change_the_font_in_the_middle_of_a_word():
    (line,) = set_lines((Span(text="Foto 1", strong=True), Span(text=". Hänglås")), BODY, MEASURE)
    assert [chunk.text for chunk in line.chunks] == ["Foto\u00a01", ". Hänglås"]


def test_natural_width_is_what_one_line_needs():
    widest, whole = natural_width(TEXT, CELL)
    assert len(set_lines(TEXT, CELL, whole)) == 1
    assert len(set_lines(TEXT, CELL, whole - 1)) == 2
    assert widest < whole / 5


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("aåäöÅVTfil019 .,-–/\n\u00a0()§@"), max_size=200),
    st.floats(min_value=20, max_value=400),
)
def test_any_text_in_any_width_keeps_its_words(text, width):
    lines = set_lines(text, BODY, width)
    said = "".join(words(lines)).replace(SOFT_HYPHEN, "")
    assert said.replace("\u00a0", " ").split() == plain(text).split()
