"""One way to type a day and a time, in every form."""

import pytest

from krogkoll.kernel.clock import local
from ui.moments import moment_in, moment_text

from .conftest import NIGHT


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        (" 2026-11-22  23:10 ", "2026-11-22T23:10:00+01:00"),
        ("2026-11-22 23.10", "2026-11-22T23:10:00+01:00"),
        ("2026-11-22 23:10:05", "2026-11-22T23:10:05+01:00"),
        ("20260701 0910", "2026-07-01T09:10:00+02:00"),
    ],
)
def test_moments_are_read_as_people_write_them(text, moment):
    assert moment_in(text).isoformat() == moment


@pytest.mark.parametrize(
    "text", ["", " ", "i natt", "2026-13-40 99:99", "23:10", "2026-11-22", "2026-11-22 23:10+05:00"]
)
def test_anything_else_is_no_moment(text):
    assert moment_in(text) is None


def test_a_day_alone_is_its_beginning_where_it_will_do():
    assert moment_in("2026-11-22", day_alone=True).isoformat() == "2026-11-22T00:00:00+01:00"
    assert moment_in("2026-11", day_alone=True) is None


def test_a_moment_is_read_as_it_is_written():
    assert moment_in(moment_text(NIGHT)) == local(NIGHT).replace(second=0)
    assert moment_text(moment_in("2026-11-15 00.20")) == "2026-11-15 00:20"
    assert moment_text(None) == ""
