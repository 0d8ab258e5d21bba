"""Appeal times against a table worked by hand and against a second way of counting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll import law

# Worked by hand with a calendar: received on, last day. Eves, Easter, Ascension, leap day, turns of years.
BY_HAND = [
    ("2024-02-08", "2024-02-29"),  # the leap day itself, a Thursday
    ("2024-02-29", "2024-03-21"),  # from the leap day
    ("2024-03-08", "2024-04-02"),  # Good Friday, Saturday, Easter, Easter Monday
    ("2024-03-11", "2024-04-02"),  # Easter Monday
    ("2024-04-10", "2024-05-02"),  # 1 May, a Wednesday
    ("2024-04-18", "2024-05-10"),  # Ascension Day, a Thursday
    ("2024-05-16", "2024-06-07"),  # 6 June, a Thursday
    ("2024-05-31", "2024-06-24"),  # Midsummer Eve
    ("2024-10-12", "2024-11-04"),  # All Saints, a Saturday
    ("2024-12-03", "2024-12-27"),  # Christmas Eve, a Tuesday; 25 and 26
    ("2024-12-10", "2025-01-02"),  # New Year's Eve and New Year's Day
    ("2024-12-16", "2025-01-07"),  # Epiphany, a Monday
    ("2025-03-28", "2025-04-22"),  # Good Friday
    ("2025-04-10", "2025-05-02"),  # 1 May, a Thursday
    ("2025-05-08", "2025-05-30"),  # Ascension Day
    ("2025-05-16", "2025-06-09"),  # 6 June, a Friday
    ("2025-05-30", "2025-06-23"),  # Midsummer Eve
    ("2025-12-03", "2025-12-29"),  # Christmas Eve, a Wednesday, then Christmas and a weekend
    ("2025-12-10", "2026-01-02"),  # New Year's Eve
    ("2025-12-16", "2026-01-07"),  # Epiphany, a Tuesday
    ("2026-03-13", "2026-04-07"),  # Good Friday
    ("2026-04-10", "2026-05-04"),  # 1 May, a Friday
    ("2026-04-23", "2026-05-15"),  # Ascension Day
    ("2026-05-29", "2026-06-22"),  # Midsummer Eve
    ("2026-11-15", "2026-12-07"),  # received on a Sunday
    ("2026-11-22", "2026-12-14"),  # received on a Sunday
    ("2026-12-01", "2026-12-22"),  # a plain Tuesday
    ("2026-12-03", "2026-12-28"),  # Christmas Eve, a Thursday; the case of the reference
    ("2026-12-10", "2027-01-04"),  # New Year's Eve, New Year's Day, a weekend
    ("2026-12-16", "2027-01-07"),  # Epiphany, a Wednesday
    ("2027-03-05", "2027-03-30"),  # Good Friday
    ("2027-04-15", "2027-05-07"),  # Ascension Day
    ("2027-06-04", "2027-06-28"),  # Midsummer Eve
    ("2027-12-03", "2027-12-27"),  # Christmas Eve, a Friday, then a weekend
    ("2027-12-10", "2028-01-03"),  # New Year's Eve, a Friday
    ("2027-12-16", "2028-01-07"),  # Epiphany, a Thursday
    ("2028-02-08", "2028-02-29"),  # the leap day, a Tuesday
    ("2028-02-29", "2028-03-21"),  # from the leap day
    ("2028-03-24", "2028-04-18"),  # Good Friday
    ("2028-05-16", "2028-06-07"),  # 6 June, a Tuesday
    ("2028-06-02", "2028-06-26"),  # Midsummer Eve
    ("2028-12-01", "2028-12-22"),  # a plain Friday
    ("2028-12-04", "2028-12-27"),  # Christmas Day, a Monday
]


@pytest.mark.parametrize(("received", "last"), BY_HAND)
def test_the_last_day_to_appeal_is_the_one_worked_by_hand(received: str, last: str) -> None:
    assert law.appeal_last_day(date.fromisoformat(received)) == date.fromisoformat(last)


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian algorithm."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def second_opinion(year: int) -> set[date]:
    """Days on which a period may not end, from lag (1989:253) and lag (1930:173), without any library."""
    sunday = easter(year)
    midsummer_eve = next(date(year, 6, day) for day in range(19, 26) if date(year, 6, day).weekday() == 4)
    fixed = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
    moving = {sunday + timedelta(days=days) for days in (-2, 1, 39)} | {midsummer_eve}
    return {date(year, month, day) for month, day in fixed} | moving


def second_last_day(received: date) -> date:
    end = received + timedelta(days=21)
    while end.isoweekday() > 5 or end in second_opinion(end.year):
        end += timedelta(days=1)
    return end


days = st.dates(min_value=date(2011, 1, 1), max_value=date(2049, 12, 31))


@given(days)
def test_two_ways_of_counting_agree(received: date) -> None:
    assert law.appeal_last_day(received) == second_last_day(received)


@given(days)
def test_the_last_day_is_a_working_day_three_weeks_on_or_at_most_five_days_later(received: date) -> None:
    last = law.appeal_last_day(received)
    assert law.is_working_day(last)
    assert timedelta(days=21) <= last - received <= timedelta(days=26)
    assert not any(
        law.is_working_day(received + timedelta(days=21 + gap)) for gap in range((last - received).days - 21)
    )


@given(days, days)
def test_who_gets_the_decision_later_never_has_less_time(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert law.appeal_last_day(first) <= law.appeal_last_day(second)


@pytest.mark.parametrize(
    ("deadline_id", "start", "last"),
    [
        ("permit-decision", "2026-10-31", "2027-03-01"),  # 28 February 2027 is a Sunday
        ("permit-decision", "2023-10-31", "2024-02-29"),
        ("landlord-notice", "2026-12-31", "2027-02-28"),
        ("vite-served", "2024-02-29", "2026-02-28"),
        ("simplified-service", "2026-12-10", "2026-12-24"),
    ],
)
def test_months_end_on_the_same_date_or_the_last_of_the_month(deadline_id: str, start: str, last: str) -> None:
    assert law.deadline(deadline_id).last_day(date.fromisoformat(start)) == date.fromisoformat(last)


def test_the_calendar_library_is_not_loaded_with_the_package() -> None:
    import subprocess
    import sys

    code = "import sys, krogkoll.law; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
