"""Cuts, copies, newer programs and wrong clocks: nothing is lost, doubled or let through."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from krogkoll.kernel.clock import SteppingClock
from krogkoll.kernel.errors import HubTrouble
from krogkoll.people.rows import CompanyRow
from krogkoll.security import Permission
from krogkoll.store import unsent_count
from krogkoll.store.mapping import SearchText

from .conftest import START
from .desk import change, company, conflict, same


class Cut(Exception):
    """The network goes."""


class Cutting:
    """Cuts the line before the hub hears, or after it has heard and before it is heard."""

    def __init__(self, hub, plan):
        self.hub, self.plan = hub, list(plan)

    def sync(self, request):
        step = self.plan.pop(0) if self.plan else "through"
        if step == "before":
            raise Cut
        reply = self.hub.sync(request)
        if step == "after":
            raise Cut
        return reply


@pytest.mark.parametrize("plan", [("before",), ("after",), ("through", "after"), ("after", "after", "before")])
def test_a_cut_at_any_point_loses_and_doubles_nothing(pair, hub, plan, monkeypatch):
    monkeypatch.setattr("krogkoll.sync.engine.MOST", 2)
    anna, bo, made = pair
    for number in range(5):
        made = change(anna, made, city=f"Ort {number}")
    wire = Cutting(hub, plan)
    for _ in range(len(plan) + 1):
        try:
            anna.meet(wire)
        except Cut:
            anna.restart()
    bo.meet(hub)
    assert same(anna, bo)[0][2] == "Ort 4"
    with anna.store.reading(Permission.READ_PEOPLE) as reader:
        assert unsent_count(reader) == 0
    assert anna.sound() == bo.sound() == ()


def test_many_records_come_in_many_pages(laptops, hub):
    anna, bo = laptops("anna", "bo")
    for number in range(25):
        company(anna, name=f"Förening {number}")
    anna.meet(hub)
    hub.page = 4
    assert bo.meet(hub).pulled == 25
    assert len(same(anna, bo)) == 25
    with bo.store.raw() as connection:
        assert connection.scalar(select(func.count()).select_from(SearchText)) == 25


def test_a_hub_restored_from_an_older_copy_is_healed_by_the_laptops(pair, hub):
    anna, bo, made = pair
    older = hub.copy()
    change(anna, made, city="Lund")
    anna.meet(hub)
    bo.meet(hub)
    change(bo, bo.row(CompanyRow, made.id), phone="0418-44 44 44")
    bo.meet(hub)
    assert anna.meet(older).healed
    bo.meet(older)
    anna.meet(older)
    assert same(anna, bo)[0][2:4] == ("Lund", "0418-44 44 44")
    assert anna.sound() == bo.sound() == ()


def test_a_restored_workspace_goes_on_as_a_new_replica_of_the_old(pair, hub):
    anna, bo, made = pair
    change(anna, made, city="Lund")
    anna.store.new_replica("återläst")
    change(anna, anna.row(CompanyRow, made.id), phone="0418-55 55 55")
    assert anna.meet(hub).pushed == 2
    bo.meet(hub)
    assert same(anna, bo)[0][2:4] == ("Lund", "0418-55 55 55")


def test_a_copied_workspace_that_writes_twice_under_one_number_is_stopped_and_told(pair, hub):
    anna, _, made = pair
    change(anna, made, city="Lund")
    chain = hub.chains[anna.store.replica_id]
    chain.append(b"x" * 32)
    with pytest.raises(HubTrouble, match="hub-fork"):
        anna.meet(hub)
    with anna.store.reading(Permission.READ_PEOPLE) as reader:
        assert unsent_count(reader) == 1


def test_words_of_a_newer_program_survive_an_older_ones_edit(pair, hub):
    _, bo, made = pair
    projection = hub.records["k1282.alkohol.std", made.id][1]
    value = projection.records["company", made.id].groups["name"][0].value
    content = {"what": "set", "kind": "company", "rid": made.id, "hlc": "1900000000000-000000"}
    standing = projection.records["company", made.id].groups["name"][0].dot
    dot = f"{'0' * 32}:1"
    groups = {"name": {"v": value | {"nickname": "Fickan"}, "p": [standing]}, "stars": {"v": {"stars": 3}, "p": []}}
    projection.take(dot, content | {"f": groups})
    hub.counter += 1
    hub.feed["k1282.alkohol.std", made.id] = hub.counter
    bo.meet(hub)
    change(bo, bo.row(CompanyRow, made.id), name="Framfickan")
    bo.meet(hub)
    groups = projection.records["company", made.id].groups
    assert groups["name"][0].value == value | {"name": "Framfickan", "nickname": "Fickan"}
    assert groups["stars"][0].value == {"stars": 3}
    assert bo.sound() == ()


@pytest.mark.parametrize("value", [7, None, ["Lund"], {"a": 1}])
def test_a_value_that_cannot_be_shown_waits_and_stops_nobody(pair, hub, value):
    anna, bo, made = pair
    projection = hub.records["k1282.alkohol.std", made.id][1]
    content = {"what": "set", "kind": "company", "rid": made.id, "hlc": "1900000000000-000000"}
    projection.take(f"{'0' * 32}:1", content | {"f": {"name": {"v": {"name": value}, "p": []}}})
    hub.counter += 1
    hub.feed["k1282.alkohol.std", made.id] = hub.counter
    other = company(anna, name="Efter den trasiga")
    anna.meet(hub)
    assert bo.meet(hub).waiting == 1
    assert bo.row(CompanyRow, other.id).name == "Efter den trasiga"
    assert bo.row(CompanyRow, made.id).name == made.name
    assert bo.sound() == ()


def test_a_clock_ten_years_ahead_decides_nothing(laptops, hub):
    (anna,) = laptops("anna", clock=SteppingClock(START + timedelta(days=3652), step=timedelta(seconds=1)))
    (bo,) = laptops("bo")
    made = company(anna)
    anna.meet(hub)
    bo.meet(hub)
    change(bo, bo.row(CompanyRow, made.id), city="Lund")
    bo.restart()
    change(bo, bo.row(CompanyRow, made.id), city="Malmö")
    bo.meet(hub)
    anna.meet(hub)
    assert same(anna, bo)[0][2] == "Malmö"
    assert conflict(anna, made.id) == ()
    assert anna.sound() == bo.sound() == ()


class Stale:
    """A hub that takes what it is sent and tells of records as they stood before."""

    def __init__(self, hub, before):
        self.hub, self.before = hub, before

    def sync(self, request):
        reply = self.hub.sync(request)
        pages = {name: self.before.pull(name, 0) for name in request.cursors}
        pages = {name: replace(page, next=request.cursors[name], head=0) for name, page in pages.items()}
        return replace(reply, pages=pages)


def test_what_was_sealed_here_and_taken_is_not_opened_by_an_older_state(pair, hub):
    anna, bo, made = pair
    change(bo, bo.row(CompanyRow, made.id), city="Lund")
    bo.meet(hub)
    before = hub.copy()
    with anna.write() as tx:
        tx.seal(CompanyRow, made.id, "ab" * 32)
    assert anna.meet(Stale(hub, before)).refused == 1
    kept = anna.row(CompanyRow, made.id)
    assert (kept.city, kept.sealed) == ("Landskrona", True)
    assert anna.sound() == ()


def test_what_was_purged_here_is_not_brought_back_by_an_older_state(pair, hub):
    anna, _, made = pair
    before = hub.copy()
    with anna.write(Permission.PURGE) as tx:
        tx.purge(CompanyRow, made.id, "gallringsbeslut")
    anna.meet(Stale(hub, before))
    assert anna.row(CompanyRow, made.id) is None
    with anna.store.raw() as connection:
        assert "Bakfickan" not in repr(connection.exec_driver_sql("SELECT * FROM sync_base").all())
    assert anna.sound() == ()
