"""Two laptops of one authority agree by way of the hub, and nobody else hears a word."""

from krogkoll.sync import TreeHead
from tests.hub.conftest import AUTHORITY

STD = f"{AUTHORITY}.std"


def test_what_one_laptop_writes_the_other_has(hub):
    one, two = hub.laptop(), hub.laptop("Inspektör Al")
    one.new("r1", name={"name": "Källaren"}, addr={"street": "Storgatan 1"})
    reply = one.push()
    assert reply.pushed[0].acked == 1
    assert not reply.pushed[0].held
    assert one.states[STD, "r1"].groups["name"][0].v == {"name": "Källaren"}
    two.sync()
    state = two.states[STD, "r1"]
    assert state.by == "u1"
    assert state.groups["addr"][0].v == {"street": "Storgatan 1"}
    assert state.groups["addr"][0].usr == "u1"


def test_the_same_field_on_both_is_a_conflict_and_a_resolve_settles_it(hub):
    one, two = hub.laptop(), hub.laptop("Inspektör Al")
    first = one.new("r1", name={"name": "Källaren"}, addr={"street": "Storgatan 1"})
    one.push()
    two.sync()
    mine = one.edit("r1", "name", {"name": "Nya Källaren"}, [first])
    theirs = two.edit("r1", "name", {"name": "Valvet"}, [first])
    two.edit("r1", "addr", {"street": "Storgatan 3"}, [first])
    one.push(2)
    two.push()
    state = two.states[STD, "r1"]
    assert {head.dot for head in state.groups["name"]} == {mine, theirs}
    assert [head.v for head in state.groups["addr"]] == [{"street": "Storgatan 3"}]
    two.edit("r1", "name", {"name": "Valvet"}, [mine, theirs], what="resolve")
    two.push(3)
    one.sync()
    assert [head.v for head in one.states[STD, "r1"].groups["name"]] == [{"name": "Valvet"}]


def test_syncing_again_changes_nothing(hub):
    one = hub.laptop()
    one.new("r1", name={"name": "Källaren"})
    reply = one.push()
    again = one.push(known=TreeHead(size=reply.checkpoint.size, root=reply.checkpoint.root))
    assert again.pushed == reply.pushed
    assert again.checkpoint.root == reply.checkpoint.root
    assert not again.pages[STD].records
    assert not again.proof
