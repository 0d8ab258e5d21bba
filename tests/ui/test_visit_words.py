"""Clock readings typed in the field, and answers made of what was typed on arrival."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.kernel.clock import STOCKHOLM, local
from ui.inspections.steps import arrival_answers
from ui.inspections.words import moment_of

NIGHT = datetime(2026, 11, 15, 0, 40, tzinfo=STOCKHOLM)


@given(
    st.integers(0, 23), st.integers(0, 59), st.sampled_from(["{:02}:{:02}", "{:02}.{:02}", "{:02}{:02}", " {}:{:02} "])
)
def test_a_clock_reading_is_the_last_time_the_clock_showed_it(hour, minute, form):
    found = moment_of(form.format(hour, minute), NIGHT)
    assert (local(found).hour, local(found).minute) == (hour, minute)
    assert timedelta(0) <= NIGHT - found < timedelta(days=1)


@pytest.mark.parametrize("text", ["", "snart", "24:00", "12:60", "1:2:3", "12:5", ":", "-1:00", "１２:00"])
def test_what_is_no_clock_reading_is_none(text):
    assert moment_of(text, NIGHT) is None


def test_before_midnight_means_yesterday_and_the_changed_hour_keeps_its_reading():
    assert local(moment_of("23:14", NIGHT)).date().day == 14
    winter = datetime(2026, 10, 26, 0, 30, tzinfo=STOCKHOLM)
    assert f"{local(moment_of('02:30', winter)):%d %H:%M}" == "25 02:30"


@given(st.text(max_size=200))
def test_nothing_that_is_typed_breaks_it(text):
    moment_of(text, NIGHT)


def test_the_lines_of_the_arrival_answer_two_questions():
    lines = {"identity_shown": "kort", "purpose_told": "tillsyn.", "person_met": "Kim Sandell", "person_met_role": ""}
    shown, who = arrival_answers(lines | {"person_met_identity": "körkort"})
    assert shown == "Legitimation: kort. Ändamål: tillsyn."
    assert who == "Kim Sandell, körkort"
    assert arrival_answers(dict.fromkeys([*lines, "person_met_identity"], "")) == ("", "")
