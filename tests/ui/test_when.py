"""Days and hours as people write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.kernel.clock import local
from ui.venues.when import day_in, hours_in, shown_day, shown_hours, span

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("2026-11-20", date(2026, 11, 20)),
        ("20 nov", date(2026, 11, 20)),
        ("fre 20 nov 2026", date(2026, 11, 20)),
        ("fredag den 20 november", date(2026, 11, 20)),
        ("20/11", date(2026, 11, 20)),
        ("24/12", date(2025, 12, 24)),
        ("24 dec", date(2025, 12, 24)),
        ("I går", date(2026, 11, 21)),
        ("idag", TODAY),
        ("3.1.26", date(2026, 1, 3)),
    ],
)
def test_a_day_is_read_as_people_write_it_and_is_never_ahead_by_itself(text, day):
    assert day_in(text, TODAY) == day


@pytest.mark.parametrize("text", ["nyss", "31 feb", "32/1", "20 smör", "2026-13-01", "20"])
def test_what_is_no_day_is_said_to_be_none(text):
    with pytest.raises(ValueError, match=r"."):
        day_in(text, TODAY)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("", (None, None)),
        ("00:30–02:15", ((0, 30), (2, 15))),
        ("23.30-4", ((23, 30), (4, 0))),
        ("kl. 23 till 01", ((23, 0), (1, 0))),
        ("2330", ((23, 30), None)),
        ("22-24", ((22, 0), (0, 0))),
    ],
)
def test_hours_are_read_as_people_write_them(text, hours):
    assert hours_in(text) == hours


@pytest.mark.parametrize("text", ["25", "12:60", "tolv", "1-2-3", "24:30"])
def test_what_is_no_time_is_said_to_be_none(text):
    with pytest.raises(ValueError, match="time-form"):
        hours_in(text)


def test_a_night_goes_on_past_midnight():
    start, end = span(date(2026, 11, 20), "23:30-02:15")
    assert start.astimezone(UTC) == datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    assert end.astimezone(UTC) == datetime(2026, 11, 21, 1, 15, tzinfo=UTC)


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.times())
def test_what_the_fields_show_is_read_back_the_same(on, at):
    start = datetime.combine(on, at.replace(second=0, microsecond=0), UTC)
    day = day_in(shown_day(start), date(2100, 1, 1))
    assert day == local(start).date()
    first, _ = span(day, shown_hours(start, None) or "00:00")
    assert f"{local(first):%H:%M}" == f"{local(start):%H:%M}" or local(start).fold or local(start).month in {3, 10}
