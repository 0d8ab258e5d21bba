"""Swedish words for times, sums and names on paper."""

from datetime import UTC, datetime

import pytest

from krogkoll.kernel.swedish import NBSP
from krogkoll.law import wording


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-11-14T20:00", "2026-11-14T21:30", "den 14 november 2026 kl. 21.00–22.30"),
        ("2026-11-14T22:11", "2026-11-14T23:45", "natten mellan den 14 och 15 november 2026, kl. 23.11–00.45"),
        (
            "2026-10-31T22:30",
            "2026-11-01T00:10",
            "natten mellan den 31 oktober och 1 november 2026, kl. 23.30–01.10",
        ),
        (
            "2026-11-14T20:00",
            "2026-11-16T21:00",
            "från den 14 november 2026 kl. 21.00 till den 16 november 2026 kl. 22.00",
        ),
        (
            "2026-10-25T00:30",
            "2026-10-25T01:30",
            "den 25 oktober 2026 kl. 02.30 sommartid–kl. 02.30 normaltid",
        ),
    ],
)
def test_a_period_says_the_night_and_the_hour_that_comes_twice(start: str, end: str, words: str) -> None:
    assert plain(wording.period(at(start), at(end))) == words


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends after"):
        wording.period(at("2026-11-14T22:11"), at("2026-11-14T22:10"))


def test_only_the_hour_of_the_change_is_marked() -> None:
    assert plain(wording.time_of_day(at("2026-10-25T01:59"))) == "kl. 02.59 normaltid"
    assert plain(wording.time_of_day(at("2026-10-25T02:00"))) == "kl. 03.00"


def test_names_sums_and_lists() -> None:
    assert wording.genitive("föreningen") == "föreningens"
    assert wording.genitive("Kajhus") == "Kajhus"
    assert wording.upper_first("källaren på Ön") == "Källaren på Ön"
    assert wording.joined(["a", "b", "c"]) == "a, b och c"
    assert wording.joined(["a"]) == "a"
    assert plain(wording.money(1250000)) == "1 250 000 kr"
    assert plain(wording.points(2, 5)) == "punkterna 2–5"
    assert plain(wording.points(2, 2)) == "punkt 2"
