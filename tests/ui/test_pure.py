"""The parts of the window that are plain functions: words for moments, drafts, history, strength, messages."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from krogkoll.kernel.errors import AccessTrouble, Invalid, Problem, StoreTrouble
from krogkoll.kernel.swedish import NBSP
from krogkoll.venues import PermitState, VenueDraft, VenueStatus, problems
from ui.access.strength import judge
from ui.crash import place_of
from ui.messages import message_for
from ui.venues.draft import draft_from, problem_words, raw_of, shown_at
from ui.venues.form_fields import SECTIONS, home_municipality
from ui.venues.history import events
from ui.widgets.avatar import initials
from ui.words import age, count, day_and_time

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "nu"),
        (timedelta(minutes=12), f"12{NBSP}min"),
        (timedelta(hours=5), f"5{NBSP}tim"),
        (timedelta(hours=15), f"i{NBSP}går"),
        (timedelta(days=3), f"3{NBSP}d"),
        (timedelta(days=8), f"14{NBSP}nov"),
        (timedelta(days=400), f"18{NBSP}okt{NBSP}2025"),
        (-timedelta(minutes=5), "nu"),
    ],
)
def test_age_is_short_and_counts_days_by_the_wall_clock(ago, words):
    assert age(NOW - ago, NOW) == words


def test_an_early_morning_of_the_same_night_still_counts_in_hours():
    night = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    assert age(night, night + timedelta(hours=2)) == f"2{NBSP}tim"


def test_day_and_time_say_today_and_yesterday():
    assert day_and_time(NOW, NOW) == "I dag 14:00"
    assert day_and_time(NOW - timedelta(days=1), NOW) == "I går 14:00"
    assert day_and_time(NOW - timedelta(days=5), NOW) == f"Tis 17{NBSP}nov 14:00"


def test_large_numbers_are_set_apart():
    assert count(100_000) == f"100{NBSP}000"


def test_a_draft_survives_the_way_through_the_fields():
    draft = VenueDraft(
        name="Ångpannan",
        aliases=("Pannan", "Ångan"),
        postal_code="26135",
        latitude=55.8708,
        longitude=12.8301,
        accuracy_m=5.0,
        permit=PermitState.NONE_FOUND,
        permit_checked_on=date(2026, 11, 14),
        status=VenueStatus.INVESTIGATING,
        status_on=date(2026, 10, 1),
    )
    back, unread = draft_from(raw_of(draft), draft, TODAY)
    assert unread == ()
    assert back.postal_code == "261 35"
    assert (back.aliases, back.position, back.permit_checked_on) == (
        draft.aliases,
        draft.position,
        draft.permit_checked_on,
    )
    assert (back.accuracy_m, back.status_on) == (5.0, date(2026, 10, 1))


def test_a_new_status_counts_from_today():
    shown = VenueDraft(status=VenueStatus.SUSPECTED, status_on=date(2026, 1, 1))
    raw = raw_of(shown) | {"status": "planned"}
    assert draft_from(raw, shown, TODAY)[0].status_on == TODAY


@pytest.mark.parametrize(
    "text", ["55.8708, 12.8301", "55,8708 12,8301", "55.8708;12.8301", "55,8708; 12,8301", " 55.8708  12.8301 "]
)
def test_coordinates_may_be_written_in_several_ways(text):
    draft, unread = draft_from(raw_of(VenueDraft()) | {"position": text}, VenueDraft(), TODAY)
    assert unread == ()
    assert (draft.latitude, draft.longitude) == (55.8708, 12.8301)


@pytest.mark.parametrize(
    ("field_name", "text", "problem"),
    [
        ("position", "hamnen", "position-form"),
        ("permit_checked_on", "14/11", "date-form"),
        ("position", "55.8", "position-form"),
    ],
)
def test_what_cannot_be_read_is_a_problem_of_its_field(field_name, text, problem):
    _, unread = draft_from(raw_of(VenueDraft()) | {field_name: text}, VenueDraft(), TODAY)
    assert unread == (Problem(field_name, problem),)


def test_every_problem_of_the_rules_belongs_to_a_field_and_has_words():
    broken = VenueDraft(
        name="x" * 300,
        postal_code="1",
        municipality="x",
        latitude=10.0,
        longitude=10.0,
        accuracy_m=-1.0,
        status=VenueStatus.CONFIRMED,
        status_on=date(2027, 1, 1),
        permit=PermitState.VALID,
        notes="x" * 30_000,
    )
    found = problems(broken, TODAY)
    fields = {spec.name for section in SECTIONS for spec in section.fields}
    assert len(found) >= 8
    assert {shown_at(problem) for problem in found} <= fields
    assert all(problem_words(problem) != "Rätta fältet." for problem in found)


def test_the_home_of_a_board_is_its_municipality_and_the_police_have_none_of_their_own_choice():
    assert home_municipality("k1282.alkohol") == "1282"
    assert home_municipality("något fritt") == ""


@dataclass
class Entry:
    what: str
    fields: dict | None
    at: str = "2026-11-14T22:00:00.000000Z"
    user: str = "u"
    why: str = ""


@dataclass
class Log:
    entries: list = field(default_factory=list)


def test_history_tells_what_was_changed_from_what_newest_first():
    entries = [
        Entry("new", {"name": "Bakfickan", "status": "suspected", "aliases": "[]"}),
        Entry("set", {"name": "Källaren", "operator_name": "Föreningen"}),
        Entry("set", {"status": "confirmed", "status_reason": "Betald servering"}),
        Entry("set", {"aliases": '["Fickan"]', "operator_name": ""}),
        Entry("set", None),
    ]
    told = events(entries, {"u": "Anna Lindqvist"})
    assert [event.title for event in told] == [
        "Gallrad uppgift",
        "Uppgifter ändrade",
        "Status: Konstaterad",
        "Uppgifter ändrade",
        "Objektet registrerat",
    ]
    assert told[1].lines == ("Kallas även: Fickan", "Nyttjare: borttaget (var Föreningen)")
    assert told[2].lines == ("Betald servering",)
    assert told[3].lines == ("Namn: Källaren (var Bakfickan)", "Nyttjare: Föreningen")
    assert told[4].lines == ("Status: Misstänkt",)
    assert {event.who for event in told} == {"Anna Lindqvist"}


def test_a_status_that_only_a_newer_program_knows_is_shown_as_it_is():
    told = events([Entry("new", {"status": "suspected"}), Entry("set", {"status": "sealed_off"})], {})
    assert told[0].title == "Status: sealed_off"
    assert told[0].who == "Okänd användare"


@pytest.mark.parametrize(
    ("text", "level", "enough"),
    [
        ("", 0, False),
        ("hej", 1, False),
        ("landskrona landskrona", 2, False),
        ("hamn-koltrast-lingon-brygga-nio", 4, True),
    ],
)
def test_the_meter_follows_the_rules_of_the_house(text, level, enough):
    found = judge(text, ("Anna Lindqvist", "Landskrona stad"))
    assert (found.level, found.enough) == (level, enough)
    assert (found.words == "") == (text == "")


def test_wrong_passphrases_count_down_in_words():
    told = message_for(AccessTrouble("wrong-password", free_left=3, wait=0.0))
    assert told.text == "Fel lösenfras. Tre försök kvar innan en kort paus."
    assert message_for(AccessTrouble("wrong-password", free_left=1)).text.endswith(
        "Ett försök kvar innan en kort paus."
    )
    assert message_for(AccessTrouble("wrong-pin", left=2)).text.endswith("Två försök kvar.")


def test_a_pause_says_how_long_it_is():
    assert message_for(AccessTrouble("throttled", wait=42.5)).seconds == 42.5
    assert message_for(StoreTrouble("disk-full", wait=9)).seconds == 0


def test_an_invalid_form_is_a_warning_and_not_an_alarm():
    assert message_for(Invalid([Problem("name", "missing")])).tone == "suspected"
    assert message_for(KeyError("x")).tone == "confirmed"


def test_the_place_of_a_crash_is_a_file_and_a_line_and_nothing_more():
    with pytest.raises(ZeroDivisionError) as caught:
        _ = 1 / 0
    assert place_of(caught.tb).startswith("test_pure.py:")
    assert place_of(None) == "?"


def test_initials_are_of_the_first_and_the_last_name():
    assert (initials("Anna Maria Lindqvist"), initials("Åke"), initials("")) == ("AL", "Å", "")


def test_a_choice_gives_back_the_enum_that_it_was_given(theme):
    from krogkoll.evidence import GoodsClass
    from ui.widgets.fields import Choice

    choice = Choice(theme, "Slag", [(str(one), one) for one in GoodsClass])
    for at, one in enumerate(GoodsClass):
        choice.setCurrentIndex(at)
        assert choice.currentData() is one
    plain = Choice(theme, "Val", [("Inget", ""), ("Tal", 3)])
    assert plain.currentData() == ""
