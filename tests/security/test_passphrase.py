"""The passphrase meter, and the phrases that the program makes itself."""

import math
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krogkoll.security import StrengthWord, Weakness, generate, strength
from krogkoll.security.passphrase import _blocked, word_list


def plain(word: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))


def test_the_word_list_is_long_clean_and_tells_words_apart_by_four_letters() -> None:
    words = word_list()
    assert len(words) >= 2048
    assert all(re.fullmatch("[a-zåäö]{4,8}", word) for word in words)
    assert len({plain(word)[:4] for word in words}) == len(words)
    assert not set(words) & set(_blocked())


def test_a_generated_phrase_has_five_words_of_the_list_and_says_its_exact_entropy() -> None:
    phrase = generate()
    words = phrase.text.split("-")
    assert len(words) == 5
    assert set(words) <= set(word_list())
    assert phrase.bits == pytest.approx(5 * math.log2(len(word_list())))
    assert phrase.bits > 55


def test_generated_phrases_differ_and_use_the_whole_list() -> None:
    phrases = [generate().text for _ in range(2000)]
    assert len(set(phrases)) == 2000
    drawn = {word for phrase in phrases for word in phrase.split("-")}
    # 10,000 draws from 2,396 words miss about 37; a generator stuck on a part of the list misses many more.
    assert len(drawn) > 0.96 * len(word_list())


def test_every_generated_phrase_is_rated_strong() -> None:
    for _ in range(200):
        found = strength(generate().text)
        assert found.word is StrengthWord.STRONG
        assert found.accepted


@pytest.mark.parametrize("text", ["", "hej", "x7Gq-92kLm!pQz", "Sommar2026!"])
def test_fewer_than_fifteen_characters_are_too_short_however_odd(text: str) -> None:
    found = strength(text)
    assert found.word is StrengthWord.TOO_SHORT
    assert found.missing == 15 - len(text)
    assert not found.accepted


@pytest.mark.parametrize(
    ("text", "weakness"),
    [
        ("sommarsommarsommar", Weakness.REPEAT),
        ("Sommar2026Sommar2026", Weakness.COMMON),
        ("landskronakommun", Weakness.COMMON),
        ("Krogkoll123456789", Weakness.COMMON),
        ("L0s3n0rdL0s3n0rd", Weakness.COMMON),
        ("qwertyuiopasdfghj", Weakness.RUN),
        ("poiuytrewqlkjhgfdsa", Weakness.RUN),
        ("abcdefghijklmnop", Weakness.RUN),
        ("123456789012345", Weakness.RUN),
        ("aaaaaaaaaaaaaaaaaaaa", Weakness.REPEAT),
        ("hejhejhejhejhejhej", Weakness.REPEAT),
        ("Andersson19850412!", Weakness.DATE),
        ("1985041219870623", Weakness.DATE),
        ("dugamladufriadufjällhöganord", Weakness.COMMON),
        ("korrekthästbatterihäfta", Weakness.COMMON),
    ],
)
def test_long_but_easy_ones_are_weak_and_say_why(text: str, weakness: Weakness) -> None:
    found = strength(text)
    assert found.word is StrengthWord.WEAK
    assert weakness in found.weaknesses


@pytest.mark.parametrize(
    "text", ["lampa tåg över bäcken", "x7Gq-92kLm!pQz4", "mörkblå cyklar sjunger", "fvtkrpmshjlqznbd"]
)
def test_hard_ones_are_accepted(text: str) -> None:
    assert strength(text).accepted


def test_what_is_known_about_the_owner_counts_for_nothing() -> None:
    text = "Ylvali Quarnström 7"
    assert strength(text).accepted
    found = strength(text, known=["Ylvali Quarnström", "ylvali@nämnd.example"])
    assert found.word is StrengthWord.WEAK
    assert found.weaknesses[0] is Weakness.KNOWN_ABOUT_YOU


def test_a_common_word_in_disguise_is_still_common() -> None:
    assert strength("p0l1s3n").bits < strength("pålisen").bits + 5
    assert Weakness.COMMON in strength("l0s3n0rd").weaknesses


def test_every_blocked_line_is_found_by_the_meter() -> None:
    for line in _blocked():
        assert line == line.casefold()
        assert strength(line).bits < 12, line


@given(st.text(max_size=60))
@settings(derandomize=True, max_examples=200, deadline=None)
def test_any_text_gets_an_answer_and_longer_never_means_fewer_bits_than_nothing(text: str) -> None:
    found = strength(text)
    assert 0 <= found.bits < 500
    assert found.accepted == (found.word in (StrengthWord.GOOD, StrengthWord.STRONG))


def test_an_endless_paste_does_not_hang_the_meter() -> None:
    assert not strength("a" * 100_000).accepted
