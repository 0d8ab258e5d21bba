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
    ("2024-01-01", "2024-01-22"),  # received on a holiday: the day it came counts all the same
    ("2024-02-10", "2024-03-04"),  # over the leap day, to a Saturday
    ("2024-12-04", "2024-12-27"),  # Christmas Day, a Wednesday
    ("2024-12-11", "2025-01-02"),  # New Year's Day, a Wednesday
    ("2024-12-13", "2025-01-03"),  # a plain Friday between holidays
    ("2024-12-15", "2025-01-07"),  # a Sunday, then Epiphany
    ("2025-03-31", "2025-04-22"),  # Easter Monday
    ("2025-10-11", "2025-11-03"),  # All Saints, a Saturday
    ("2025-12-04", "2025-12-29"),  # Christmas Day, a Thursday
    ("2025-12-05", "2025-12-29"),  # Boxing Day, a Friday
    ("2025-12-11", "2026-01-02"),  # New Year's Day, a Thursday
    ("2025-12-12", "2026-01-02"),  # a plain Friday after New Year
    ("2026-03-16", "2026-04-07"),  # Easter Monday
    ("2026-05-16", "2026-06-08"),  # 6 June, a Saturday
    ("2026-10-10", "2026-11-02"),  # All Saints, a Saturday
    ("2026-12-04", "2026-12-28"),  # Christmas Day, a Friday
    ("2026-12-08", "2026-12-29"),  # a plain Tuesday between holidays
    ("2026-12-11", "2027-01-04"),  # New Year's Day, a Friday
    ("2027-03-08", "2027-03-30"),  # Easter Monday
    ("2027-04-10", "2027-05-03"),  # 1 May, a Saturday
    ("2027-05-16", "2027-06-07"),  # 6 June, a Sunday
    ("2027-12-04", "2027-12-27"),  # Christmas Day, a Saturday
    ("2027-12-11", "2028-01-03"),  # New Year's Day, a Saturday
    ("2028-02-07", "2028-02-28"),  # a plain Monday, the day before the leap day
    ("2028-02-12", "2028-03-06"),  # over the leap day, to a Saturday
    ("2028-03-27", "2028-04-18"),  # Easter Monday
    ("2028-04-10", "2028-05-02"),  # 1 May, a Monday
    ("2028-05-04", "2028-05-26"),  # Ascension Day
    ("2028-12-03", "2028-12-27"),  # Christmas Eve, a Sunday
    ("2028-12-05", "2028-12-27"),  # Boxing Day, a Tuesday
    ("2028-12-10", "2029-01-02"),  # New Year's Eve, a Sunday, then New Year's Day
]

# The landlord's two months end on the same date, or on the last day of a shorter month. They are not moved to a working
# day: who counts on a holiday for a notice takes a risk that the program does not take for anybody.
LANDLORD = [
    ("2023-12-29", "2024-02-29"),  # into a leap year
    ("2023-12-30", "2024-02-29"),
    ("2023-12-31", "2024-02-29"),
    ("2024-02-29", "2024-04-29"),  # from the leap day
    ("2024-12-28", "2025-02-28"),
    ("2024-12-29", "2025-02-28"),  # into a year without leap day
    ("2024-12-31", "2025-02-28"),
    ("2025-06-30", "2025-08-30"),
    ("2025-07-31", "2025-09-30"),  # from 31 to 30
    ("2025-12-31", "2026-02-28"),
    ("2026-04-19", "2026-06-19"),  # Midsummer Eve stays
    ("2026-07-05", "2026-09-05"),  # a Saturday stays
    ("2026-10-24", "2026-12-24"),  # Christmas Eve stays
    ("2026-10-31", "2026-12-31"),  # New Year's Eve stays
    ("2026-11-25", "2027-01-25"),  # over the turn of the year
    ("2027-12-29", "2028-02-29"),
    ("2027-12-31", "2028-02-29"),
    ("2028-02-29", "2028-04-29"),
]

# Simplified service has happened two weeks after the sending, whatever day that is.
SIMPLIFIED = [
    ("2024-02-15", "2024-02-29"),  # the leap day
    ("2024-02-16", "2024-03-01"),
    ("2025-02-15", "2025-03-01"),  # no leap day, and a Saturday
    ("2025-12-18", "2026-01-01"),  # New Year's Day
    ("2026-06-05", "2026-06-19"),  # Midsummer Eve
    ("2026-12-10", "2026-12-24"),  # Christmas Eve
    ("2027-12-24", "2028-01-07"),  # over the turn of the year
    ("2028-02-15", "2028-02-29"),
]


@pytest.mark.parametrize(
    ("period", "start", "last"),
    [
        *(("landlord-notice", start, last) for start, last in LANDLORD),
        *(("simplified-service", start, last) for start, last in SIMPLIFIED),
    ],
)
def test_what_is_not_moved_to_a_working_day_ends_as_worked_by_hand(period: str, start: str, last: str) -> None:
    assert law.deadline(period).last_day(date.fromisoformat(start)) == date.fromisoformat(last)


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
