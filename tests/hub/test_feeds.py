"""Feeds: no reader ever misses a record, whoever writes meanwhile. Checkpoints prove that nothing was taken out."""

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from krogkoll.hub import Database, intake
from krogkoll.hub.exchange import Exchange
from krogkoll.hub.sessions import Door
from krogkoll.security import Role
from krogkoll.sync import TreeHead, extends

from .test_doors import AUTHORITY, House

STD = f"{AUTHORITY}.std"


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path)
    made.registry.add_member(AUTHORITY, "Al", Role.LICENSING_OFFICER, intel=False, key=made.key)
    yield made
    made.database.close()


def joined(house):
    laptop = house.laptop()
    laptop.enrol(house.code())
    laptop.log_in()
    return laptop


def test_pages_go_on_where_they_ended(house):
    one, two = joined(house), joined(house)
    for index in range(25):
        one.new(f"r{index}", name={"name": str(index)})
    one.push(limit=1)
    rounds = 0
    while True:
        page = two.sync(limit=10).pages[STD]
        rounds += 1
        if page.next == page.head:
            break
    assert rounds == 3
    assert two.states == {(STD, state.rid): state for state in two.states.values()}
    assert len(two.states) == 25


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_reader_ends_with_the_same_records(house, data):
    laptops = [joined(house) for _ in range(3)]
    prefix = laptops[0].replica[:8]
    sent = [0, 0, 0]
    for _ in range(data.draw(st.integers(1, 12))):
        which = data.draw(st.integers(0, 2))
        laptop = laptops[which]
        if data.draw(st.booleans()):
            rid = f"{prefix}-{data.draw(st.integers(0, 4))}"
            state = laptop.states.get((STD, rid))
            seen = [head.dot for head in state.groups["name"]] if state else []
            laptop.edit(rid, "name", {"name": str(laptop.clock)}, seen)
        if data.draw(st.booleans()):
            again = data.draw(st.integers(0, 2))
            first = max(sent[which] + 1 - again, 1)
            limit = data.draw(st.integers(1, 3))
            if laptop.head.n >= first:
                laptop.push(first, limit=limit)
                sent[which] = laptop.head.n
            else:
                laptop.sync(limit=limit)
    for which, laptop in enumerate(laptops):
        if laptop.head.n > sent[which]:
            laptop.push(sent[which] + 1)
    for laptop in laptops:
        while (page := laptop.sync(limit=2).pages[STD]).next < page.head:
            pass
    assert laptops[0].states == laptops[1].states == laptops[2].states


def test_a_slow_writer_hides_nothing_from_a_reader(house):
    """The commit-order gap: what is committed late must not get an early number. See the negative control below."""
    slow, quick, reader = joined(house), joined(house), joined(house)
    slow.new("slow", name={"name": "sakta"})
    quick.new("quick", name={"name": "snabb"})
    inside, may_end = threading.Event(), threading.Event()

    def slow_push():
        finish = intake.Intake.finish

        def held_up(self):
            finish(self)
            inside.set()
            may_end.wait(20)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(intake.Intake, "finish", held_up)
            slow.push()

    first = threading.Thread(target=slow_push)
    first.start()
    assert inside.wait(20)
    # The slow one has its number, but has not committed; the reader comes by, and the quick one wants to write.
    reader.sync()
    second = threading.Thread(target=quick.push)
    second.start()
    reader.sync()
    may_end.set()
    first.join(20)
    second.join(20)
    reader.sync()
    assert {rid for _, rid in reader.states} == {"slow", "quick"}


def test_the_same_story_with_numbers_taken_early_loses_a_record(house):
    """Negative control: a number drawn outside the transaction, as a plain sequence would, is skipped for ever."""
    reader = joined(house)
    early, late = 1, 2
    body = '{"seq":%d,"rid":"%s","kind":"venue"}'

    def commit(seq, rid):
        with house.database.writing() as hands:
            hands.do(
                "insert into record (cmp, rid, seq, body) values (?, ?, ?, ?)",
                STD,
                rid,
                seq,
                (body % (seq, rid)).encode(),
            )
            hands.do(
                "insert into compartment (id, head) values (?, ?) on conflict do update set head = max(head, ?)",
                STD,
                seq,
                seq,
            )

    commit(late, "quick")
    reader.sync()
    commit(early, "slow")
    reader.sync()
    assert {rid for _, rid in reader.states} == {"quick"}


def test_each_checkpoint_proves_that_it_extends_the_one_before(house):
    one = joined(house)
    point = one.enrolled.checkpoint
    for index in range(7):
        one.new(f"r{index}", name={"name": "a"})
        reply = one.push(index + 1, known=TreeHead(size=point.size, root=point.root))
        proof = [bytes.fromhex(hashed) for hashed in reply.proof]
        new = reply.checkpoint
        assert extends(point.size, bytes.fromhex(point.root), new.size, bytes.fromhex(new.root), proof)
        point = new
    assert point.size == 7
    ahead = one.sync(known=TreeHead(size=99, root="00" * 32))
    assert (ahead.proof, ahead.checkpoint.size) == ((), 7)


def test_a_restored_hub_shows_by_its_epoch_and_takes_everything_again(house, tmp_path):
    one = joined(house)
    one.new("r1", name={"name": "a"})
    one.push()
    house.database.copy_to(tmp_path / "copy.sqlite")
    one.new("r2", name={"name": "b"})
    one.push(2)
    restored = Database(f"sqlite:///{tmp_path}/copy.sqlite")
    one.door, one.exchange = Door(restored, house.clock), Exchange(restored, house.clock)
    before = one.epoch
    reply = one.push(1)
    assert reply.epoch != before
    assert not reply.pages
    assert reply.pushed[0].acked == 2
    one.cursors = {STD: 0}
    one.states.clear()
    one.sync()
    assert {rid for _, rid in one.states} == {"r1", "r2"}
    restored.close()
