"""The cost of a guess: known answers, bounds, and how the cost is chosen on a computer."""

import pytest

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.security import DEFAULT_COST, FLOOR_COST, Argon2Cost, calibrated
from krogkoll.security.stretch import seconds_for, stretch


def test_the_same_letters_however_composed_give_the_same_key() -> None:
    composed = stretch("å ä", b"s" * 16, FLOOR_COST)
    assert stretch("a\u030a\u00a0a\u0308", b"s" * 16, FLOOR_COST) == composed
    assert stretch("Å ä", b"s" * 16, FLOOR_COST) != composed


def test_absurdly_long_passwords_are_refused_not_computed() -> None:
    with pytest.raises(AccessTrouble) as problem:
        stretch("x" * 5000, b"s" * 16, FLOOR_COST)
    assert problem.value.reason == "password-too-long"


def test_the_default_and_the_floor_lie_within_bounds() -> None:
    assert Argon2Cost(memory_kib=262144, passes=3, lanes=2) == DEFAULT_COST
    assert Argon2Cost(memory_kib=65536, passes=3, lanes=2) == FLOOR_COST
    assert DEFAULT_COST.within_bounds()
    assert FLOOR_COST.within_bounds()


def speed(seconds_per_gib_and_pass: float):
    return lambda cost: cost.memory_kib / 2**20 * cost.passes * seconds_per_gib_and_pass


@pytest.mark.parametrize(
    ("pace", "expected_mib"), [(0.9, 256), (0.1, 1024), (0.4, 608), (2.0, 128), (20.0, 64), (500.0, 64)]
)
def test_cost_is_chosen_to_take_half_a_second_to_a_second(pace: float, expected_mib: int) -> None:
    cost = calibrated(speed(pace))
    assert cost.memory_kib == expected_mib * 1024
    assert cost.within_bounds()
    took = speed(pace)(cost)
    assert took <= 1.0 or cost == FLOOR_COST
    assert took >= 0.45 or cost.passes == 10 or cost.memory_kib == 1024 * 1024


def test_a_very_fast_computer_gets_more_passes() -> None:
    assert calibrated(speed(0.05)).passes == 9
    assert calibrated(speed(0.001)).passes == 10
    assert calibrated(speed(0.12)).passes == 4


def test_one_busy_moment_does_not_make_guesses_cheap_for_good() -> None:
    answers = iter([3.0, 0.7])
    assert calibrated(lambda cost: next(answers)) == DEFAULT_COST


def test_a_computer_short_of_memory_gets_the_floor() -> None:
    def short(cost: Argon2Cost) -> float:
        raise AccessTrouble("too-little-memory")

    assert calibrated(short) == FLOOR_COST

    def broken(cost: Argon2Cost) -> float:
        raise AccessTrouble("other")

    with pytest.raises(AccessTrouble):
        calibrated(broken)


def test_a_real_guess_at_the_floor_takes_measurable_time() -> None:
    assert seconds_for(FLOOR_COST) > 0.01
