"""Seals, purges, deletions and edits that come in the wrong order, on a real hub; and the rule itself."""

from hypothesis import given
from hypothesis import strategies as st

from krogkoll.hub.standing import GroupSaid, Said, Standing
from krogkoll.security import Role
from krogkoll.store import is_alive
from krogkoll.sync import Change
from tests.hub.conftest import AUTHORITY

STD = f"{AUTHORITY}.std"


def held(reply):
    return [(one.n, one.why) for one in reply.pushed[0].held]


def test_a_seal_refuses_what_comes_later_and_keeps_what_was_sealed(hub):
    one, two = hub.laptop(), hub.laptop("Inspektör Al")
    first = one.new("r1", name={"name": "Beslut"})
    one.push()
    two.edit("r1", "name", {"name": "Ändrat"}, [first])
    two.push()
    one.say("seal", "r1", sha256="ab" * 32, h={"name": [[first, "0000000000001-000000", {"name": "Beslut"}]]})
    assert not held(one.push(2))
    state = one.states[STD, "r1"]
    assert state.sealed == "ab" * 32
    assert [(head.dot, head.v) for head in state.groups["name"]] == [(first, {"name": "Beslut"})]
    # What it had written before, unseen by the one who sealed, is held from now on.
    assert held(two.push()) == [(1, "sealed")]
    two.edit("r1", "name", {"name": "För sent"}, [first])
    two.say("delete", "r1", f={"*": {"p": [first]}})
    two.say("seal", "r1", sha256="cd" * 32)
    assert held(two.push(2)) == [(2, "sealed"), (3, "sealed"), (4, "sealed")]
    assert two.states[STD, "r1"] == state


def test_a_purge_passes_seals_wipes_the_bytes_and_wins_over_what_comes_later(hub):
    one, two = hub.laptop(role=Role.LICENSING_OFFICER), hub.laptop("Inspektör Al")
    first = one.new("r1", name={"name": "Hemlighet-7731"})
    one.say("seal", "r1", sha256="ab" * 32)
    one.push()
    two.edit("r1", "name", {"name": "Hemlighet-7732"}, [first])
    two.push()
    one.say("purge", "r1", ground="gallring")
    assert not held(one.push(3))
    two.edit("r1", "name", {"name": "Hemlighet-7733"}, [first])
    assert held(two.push(2)) == [(2, "purged")]
    assert two.states[STD, "r1"].gone == "purged"
    with hub.database.reading() as hands:
        said = [row[0] for row in hands.all("select said from change where what <> 'purge'")]
        hashes = hands.all("select content_hash from change")
    assert said == [None, None, None, None]
    assert len(hashes) == 5
    folder = hub.database.path.parent
    for path in folder.glob("hub.sqlite*"):
        assert b"Hemlighet-773" not in path.read_bytes(), path.name


def test_a_purged_change_sent_by_its_hash_alone_keeps_the_chain_whole(hub):
    one = hub.laptop(role=Role.LICENSING_OFFICER)
    one.append(Change(n=1, content_hash="11" * 32, kind="venue", rid="r1", cmp=STD, what="new"))
    one.say("purge", "r1", ground="gallring")
    one.new("r2", name={"name": "b"})
    reply = one.push()
    assert (reply.pushed[0].acked, held(reply)) == (3, [])
    assert one.states[STD, "r1"].gone == "purged"
    assert one.push().pushed == reply.pushed


def test_a_deletion_travels_and_an_edit_beside_it_keeps_the_record(hub):
    one, two = hub.laptop(), hub.laptop("Inspektör Al")
    first = one.new("r1", name={"name": "a"})
    one.push()
    one.say("delete", "r1", f={"*": {"p": [first]}})
    one.push(2)
    state = one.states[STD, "r1"]
    assert not is_alive(state.groups, [frozenset(dots) for dots in state.deletions])
    two.edit("r1", "name", {"name": "b"}, [first])
    two.push()
    state = two.states[STD, "r1"]
    assert is_alive(state.groups, [frozenset(dots) for dots in state.deletions])


def test_the_same_id_in_two_compartments_is_two_records(hub):
    one, two = hub.laptop(intel=True), hub.laptop("Inspektör Al")
    one.new("r1", part="intel", name={"name": "Spaning"})
    one.push()
    two.new("r1", name={"name": "Öppet"})
    reply = two.push()
    assert reply.compartments == (STD,)
    assert [head.v for head in two.states[STD, "r1"].groups["name"]] == [{"name": "Öppet"}]


def said(replica, n, seen, what="set"):
    dot = f"{replica}:{n}"
    group = GroupSaid(v={"name": dot}, p=tuple(seen))
    return Said(
        rep=replica, n=n, what=what, kind="venue", rid="r1", cmp=STD, hlc=f"{n}", at="", usr="", f={"name": group}
    )


@given(st.data())
def test_heads_are_the_same_in_whatever_order_the_replicas_arrive(data):
    """Each replica's own changes keep their order; what another one had seen may come before what it saw."""
    made, heads_of = [], {}
    for _ in range(data.draw(st.integers(1, 8))):
        replica = data.draw(st.sampled_from("abc"))
        n = 1 + sum(one.rep == replica for one in made)
        others = [one.dot for one in made if one.rep == replica or data.draw(st.booleans())]
        # An author has seen its own changes, and all that those had seen.
        seen = set(others) | {dot for one in made if one.dot in others for dot in heads_of[one.dot]}
        one = said(replica, n, sorted(seen))
        heads_of[one.dot] = seen
        made.append(one)
    replaced = {dot for one in made for dot in one.f["name"].p}
    expected = {one.dot for one in made} - replaced
    waiting = {replica: [one for one in made if one.rep == replica] for replica in "abc"}
    here, standing = set(), Standing()
    while any(waiting.values()):
        replica = data.draw(st.sampled_from([name for name, left in waiting.items() if left]))
        one = waiting[replica].pop(0)
        here.add(one.dot)
        assert standing.take(one, here.__contains__) is None
    assert {head.dot for head in standing.groups["name"]} == expected
    assert not any(standing.early.values())
