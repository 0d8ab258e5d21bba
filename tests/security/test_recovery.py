"""The recovery key on paper: readable, forgiving of the hand, unforgiving of mistakes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.security import RecoveryKey

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEYS = st.binary(min_size=16, max_size=16)


def key(raw: bytes) -> RecoveryKey:
    return RecoveryKey(bytearray(raw))


@given(KEYS)
@settings(derandomize=True, max_examples=200)
def test_what_is_printed_is_read_back(raw: bytes) -> None:
    printed = key(raw)
    assert len(printed.groups) == 7
    assert all(len(group) == 4 for group in printed.groups)
    assert bytes(RecoveryKey.parse(printed.text).secret()) == raw


@given(KEYS)
@settings(derandomize=True, max_examples=100)
def test_case_blanks_hyphens_and_look_alikes_do_not_matter(raw: bytes) -> None:
    text = key(raw).text
    typed = "  " + text.lower().replace("-", " \u2013 ").replace("0", "o").replace("1", "l") + "\n"
    assert bytes(RecoveryKey.parse(typed).secret()) == raw
    assert bytes(RecoveryKey.parse(text.replace("-", "").replace("1", "I").replace("0", "O")).secret()) == raw


@given(KEYS)
@settings(derandomize=True, max_examples=15)
def test_every_single_mistyped_character_is_noticed(raw: bytes) -> None:
    text = "".join(key(raw).groups)
    for place, right in enumerate(text):
        for wrong in ALPHABET:
            if wrong != right:
                with pytest.raises(AccessTrouble) as problem:
                    RecoveryKey.parse(text[:place] + wrong + text[place + 1 :])
                assert problem.value.reason == "recovery-key-mistyped"


@given(KEYS)
@settings(derandomize=True, max_examples=300)
def test_every_swap_of_neighbours_is_noticed(raw: bytes) -> None:
    text = "".join(key(raw).groups)
    for place in range(len(text) - 1):
        if text[place] != text[place + 1]:
            swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
            with pytest.raises(AccessTrouble):
                RecoveryKey.parse(swapped)


def test_what_is_wrong_is_said() -> None:
    text = RecoveryKey.random().text
    for typed, reason, details in (
        (text[:-1], "recovery-key-length", {"missing": 1}),
        (text + "00", "recovery-key-length", {"missing": -2}),
        ("", "recovery-key-length", {"missing": 28}),
        ("Å" + text[1:], "recovery-key-character", {"character": "Å"}),
    ):
        with pytest.raises(AccessTrouble) as problem:
            RecoveryKey.parse(typed)
        assert (problem.value.reason, dict(problem.value.details)) == (reason, details)


def test_two_groups_are_asked_for_and_checked() -> None:
    printed = RecoveryKey.random()
    asked = {printed.asked_groups() for _ in range(300)}
    assert len(asked) == 21  # every pair of seven comes up
    assert all(first < second for first, second in asked)
    for group in range(7):
        assert printed.confirms(group, f" {printed.groups[group].lower()} ")
        assert not printed.confirms(group, printed.groups[group][:3])
        assert not printed.confirms(group, "UUUU")


def test_the_key_never_shows_itself_by_accident() -> None:
    printed = RecoveryKey.random()
    assert printed.groups[0] not in repr(printed)
    printed.wipe()
    with pytest.raises(ValueError, match="wiped"):
        _ = printed.text
