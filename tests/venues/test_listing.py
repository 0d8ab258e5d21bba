"""The list of places against a plain reckoning in Python: every chip, every order, with and without words."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from krogkoll.kernel.clock import SteppingClock
from krogkoll.kernel.swedish import sort_key
from krogkoll.law import indicators
from krogkoll.security import Permission, Role
from krogkoll.store import LosingValue
from krogkoll.venues import (
    InformationGrade,
    RiskClass,
    RiskService,
    SourceGrade,
    TipService,
    VenueFilter,
    VenueOrder,
    VenueQuery,
    VenueService,
    VenueStatus,
)
from krogkoll.venues.rows import VenueGlance, VenueRow
from tests.factories import NOW, actor, tip_draft, venue_draft, workspace

NAMES = ["Ålen", "Älgen", "Örnen", "Zebran", "Anka", "Éclair", "Källaren", "Kallaren", "källarklubben", "Müsli"]
STREETS = ["Sillkajsgatan", "Ängsgatan", "Pollargatan"]
STATUSES = [status for status in VenueStatus if status is not VenueStatus.UNKNOWN]
PLACES = 40


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Forty places with random statuses and tips; the clock moves a minute each time."""
    dice = random.Random(7)
    at = SteppingClock(NOW, timedelta(minutes=1))
    with workspace(tmp_path_factory.mktemp("list"), at=at) as store:
        venues, tips = VenueService(store), TipService(store)
        ids = []
        for number in range(PLACES):
            draft = venue_draft(
                name=f"{dice.choice(NAMES)} {number}" if dice.random() < 0.9 else "",
                street=f"{dice.choice(STREETS)} {number}",
                status=dice.choice(STATUSES),
                status_reason="prövat",
                notes="",
            )
            ids.append(venues.register(draft).id)
        for number in range(60):
            tips.register(
                tip_draft(
                    venue_id=dice.choice(ids[: PLACES // 4]),
                    observed_from=NOW - timedelta(days=dice.randint(1, 120)),
                    source_grade=dice.choice(list(SourceGrade)),
                    information_grade=dice.choice(list(InformationGrade)),
                    indicators=tuple(dice.sample(sorted(indicators().indicators), 4)),
                    same_source_as="" if dice.random() < 0.8 else f"source {number % 3}",
                )
            )
        yield store


@pytest.fixture
def venues(filled):
    return VenueService(filled)


def everything(store):
    """What a plain walk over all places says: id to (venue, score, latest)."""
    service, risks = VenueService(store), RiskService(store)
    with store.reading(Permission.READ_VENUES) as reader:
        rows = [(row.row_no, row.id) for row in reader.all(select(VenueRow))]
    return {number: (service.venue(venue_id), risks.risk(venue_id).score) for number, venue_id in rows}


def lets_through(chip, venue, score):
    if chip is VenueFilter.ALL:
        return True
    if chip is VenueFilter.HIGH:
        return score.risk is RiskClass.HIGH
    if chip is VenueFilter.DANGER:
        return score.danger
    return venue.status.value == chip.value


def test_every_chip_and_order_equals_a_plain_reckoning(filled, venues):
    known = everything(filled)
    lines = {line.row_no: line for line in venues.page(venues.find(VenueQuery()))}

    def place(order, number):
        venue, score = known[number]
        name = (sort_key(venue.name or venue.street), number)
        if order is VenueOrder.NAME:
            return name
        if order is VenueOrder.RISK:
            calm = venue.status is VenueStatus.LICENSED
            return (-score.heat, 0, number) if score.heat else (0, calm, *name)
        return (-lines[number].latest_at.timestamp(), -number)

    for order in VenueOrder:
        for chip in VenueFilter:
            wanted = [number for number, (venue, score) in known.items() if lets_through(chip, venue, score)]
            found = venues.find(VenueQuery(chip=chip, order=order))
            assert list(found) == sorted(wanted, key=lambda number: place(order, number)), (chip, order)
            hits = venues.find(VenueQuery(text="sillkajs", chip=chip, order=order))
            worded = [number for number in found if "Sillkajs" in known[number][0].street]
            assert list(hits) == worded, (chip, order)


def test_the_counts_are_what_the_chips_show(venues):
    counts = venues.counts()
    assert counts[VenueFilter.ALL] == PLACES
    for chip in VenueFilter:
        assert counts[chip] == len(venues.find(VenueQuery(chip=chip))), chip
    assert counts[VenueFilter.HIGH]
    assert counts[VenueFilter.DANGER]


def test_a_line_shows_what_the_score_says(filled, venues):
    known = everything(filled)
    for line in venues.page(venues.find(VenueQuery())):
        venue, score = known[line.row_no]
        assert line.points == pytest.approx(score.points)
        assert (line.risk, line.danger) == (score.risk, score.danger)
        assert (line.name, line.address, line.status) == (venue.name or venue.street, venue.street, venue.status)
        assert not line.in_conflict


def test_names_sort_in_swedish_order(venues):
    names = [line.name.split()[0] for line in venues.page(venues.find(VenueQuery(order=VenueOrder.NAME)))]
    first = list(dict.fromkeys(name.casefold() for name in names if name in NAMES))
    order = ["anka", "éclair", "kallaren", "källarklubben", "källaren", "müsli", "zebran", "ålen", "älgen", "örnen"]
    assert [name for name in first if name in {"anka", "éclair", "zebran", "ålen", "älgen", "örnen"}] == [
        name for name in order if name in {"anka", "éclair", "zebran", "ålen", "älgen", "örnen"}
    ]


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("källaren", {"Källaren"}),
        ("kallaren", {"Källaren", "Kallaren"}),
        ("källar", {"Källaren", "källarklubben"}),
        ("klubb", {"källarklubben"}),
        ("KÄLLARK", {"källarklubben"}),
        ("a\u030alen", {"Ålen"}),
        ("eclair", {"Éclair"}),
        ("finns inte", set()),
    ],
)
def test_words_find_what_a_swede_means(venues, typed, hits):
    lines = venues.page(venues.find(VenueQuery(text=typed)))
    assert {line.name.split()[0] for line in lines} == hits


def test_a_page_keeps_the_order_asked_for_and_leaves_out_what_is_gone(venues):
    numbers = list(venues.find(VenueQuery()))[:5][::-1]
    assert [line.row_no for line in venues.page([*numbers, 999_999])] == numbers


def test_a_page_is_one_query(filled, venues):
    numbers = venues.find(VenueQuery())
    said = []
    engine = filled._reader

    def note(connection, cursor, statement, *_):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        venues.page(numbers)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len([statement for statement in said if statement.startswith("SELECT")]) == 1


def test_the_caller_may_change_what_it_was_given(venues):
    venues.find(VenueQuery()).pop()
    assert len(venues.find(VenueQuery())) == PLACES


def test_a_change_is_seen_at_once(tmp_path):
    with workspace(tmp_path) as store:
        venues, tips = VenueService(store), TipService(store)
        first, second = venues.register(venue_draft(name="A")), venues.register(venue_draft(name="B"))
        names = lambda **query: [line.name for line in venues.page(venues.find(VenueQuery(**query)))]  # noqa: E731
        assert names() == ["A", "B"]
        tips.register(tip_draft(venue_id=second.id))
        assert names() == ["B", "A"]
        venues.change_status(first, VenueStatus.PLANNED, "insats")
        assert names(chip=VenueFilter.PLANNED) == ["A"]
        assert names(order=VenueOrder.LATEST) == ["A", "B"]
        with store.transaction(Permission.WRITE_VENUES) as tx:
            tx.remove(VenueRow, second.id, seen=second.seen)
        assert names() == ["A"]
        assert names(text="Sillkajsgatan") == ["A"]
        assert venues.counts()[VenueFilter.ALL] == 1


def test_a_removed_places_score_never_lands_beside_a_new_one(tmp_path):
    with workspace(tmp_path) as store:
        venues = VenueService(store)
        old = venues.register(venue_draft(name="Gammal"))
        TipService(store).register(tip_draft(venue_id=old.id))
        with store.transaction(Permission.WRITE_VENUES) as tx:
            tx.remove(VenueRow, old.id, seen=old.seen)
        venues.register(venue_draft(name="Ny"))
        (line,) = venues.page(venues.find(VenueQuery()))
        assert (line.name, line.points, line.danger) == ("Ny", 0, False)


def test_a_conflict_marks_the_line(tmp_path):
    with workspace(tmp_path) as store:
        venues = VenueService(store)
        shown = venues.register(venue_draft())
        venues.edit(shown, replace(shown, name="Ena"))
        venues.edit(shown, replace(shown, name="Andra"))
        (line,) = venues.page(venues.find(VenueQuery()))
        assert line.in_conflict
        with store.reading(Permission.READ_VENUES) as reader:
            assert len(reader.conflicts(VenueRow, shown.id)) == 1
            assert reader.local(LosingValue, (shown.id, "name", "x")) is None


def test_those_who_may_not_see_tips_see_no_score(tmp_path):
    with workspace(tmp_path) as store:
        venue = VenueService(store).register(venue_draft(name="B"))
        VenueService(store).register(venue_draft(name="A"))
        TipService(store).register(tip_draft(venue_id=venue.id, indicators=("I4",), source_grade=SourceGrade.RELIABLE))
        store.act_as(actor(Role.DECISION_MAKER))
        venues = VenueService(store)
        lines = venues.page(venues.find(VenueQuery(order=VenueOrder.RISK)))
        assert [(line.name, line.points, line.risk, line.danger) for line in lines] == [
            ("A", None, None, False),
            ("B", None, None, False),
        ]
        assert list(venues.find(VenueQuery(chip=VenueFilter.DANGER))) == []
        assert list(venues.find(VenueQuery(chip=VenueFilter.HIGH))) == []
        assert venues.counts()[VenueFilter.DANGER] == 0


def test_scores_fade_without_anybody_touching_them(tmp_path):
    at = SteppingClock(NOW)
    with workspace(tmp_path, at=at) as store:
        venues = VenueService(store)
        venue = venues.register(venue_draft())
        for _ in range(2):
            TipService(store).register(
                tip_draft(
                    venue_id=venue.id,
                    indicators=("I1", "I2", "I6"),
                    source_grade=SourceGrade.RELIABLE,
                    information_grade=InformationGrade.DIRECT,
                )
            )
        high = VenueQuery(chip=VenueFilter.HIGH)
        (line,) = venues.page(venues.find(high))
        assert line.points == pytest.approx(60, abs=0.5)
        at.move(timedelta(days=90))
        assert list(venues.find(high)) == []
        (line,) = venues.page(venues.find(VenueQuery()))
        assert line.points == pytest.approx(30, abs=0.5)
        with store.reading(Permission.READ_VENUES) as reader:
            assert reader.local(VenueGlance, line.row_no).sources == 2


def test_one_source_however_sure_is_not_high(tmp_path):
    with workspace(tmp_path) as store:
        venues, tips = VenueService(store), TipService(store)
        venue = venues.register(venue_draft())
        sure = {"source_grade": SourceGrade.RELIABLE, "information_grade": InformationGrade.DIRECT}
        first = tips.register(tip_draft(venue_id=venue.id, indicators=("I1", "I2", "I6", "I8"), **sure))
        tips.register(tip_draft(venue_id=venue.id, indicators=("I9",), same_source_as=first.id, **sure))
        assert list(venues.find(VenueQuery(chip=VenueFilter.HIGH))) == []
        (line,) = venues.page(venues.find(VenueQuery()))
        assert (line.points > 60, line.risk) == (True, RiskClass.MEDIUM)
        tips.register(tip_draft(venue_id=venue.id, indicators=("I15",), **sure))
        assert len(venues.find(VenueQuery(chip=VenueFilter.HIGH))) == venues.counts()[VenueFilter.HIGH] == 1


def test_a_licensed_place_is_last_by_risk_until_a_tip_speaks_of_it(store):
    venues, tips = VenueService(store), TipService(store)
    calm = venues.register(venue_draft(name="Ankaret", status=VenueStatus.LICENSED))
    other = venues.register(venue_draft(name="Östanvik"))
    order = [line.id for line in venues.page(venues.find(VenueQuery()))]
    assert order == [other.id, calm.id]
    assert venues.counts()[VenueFilter.LICENSED] == 1
    tips.register(tip_draft(venue_id=calm.id))
    order = [line.id for line in venues.page(venues.find(VenueQuery()))]
    assert order == [calm.id, other.id]
