"""The merge rule: whatever the order, all see the same, and no edit vanishes that nobody had seen."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from krogkoll.store.merge import Edit, Head, apply, heads_of, in_conflict, is_alive, shown


class Device:
    """A device in the model: knows some edits of one field group, writes what its user sees."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.known: dict[str, Edit] = {}
        self.count = 0

    def write(self, value: object, wall: int) -> Edit:
        self.count += 1
        dot = f"{self.name}:{self.count}"
        seen = frozenset(head.dot for head in heads_of(self.known.values()))
        edit = Edit(Head(dot, f"{wall:013d}-{self.count:06d}", value), seen)
        self.known[dot] = edit
        return edit

    def take(self, other: "Device") -> None:
        self.known |= other.known


steps = st.lists(
    st.tuples(
        st.sampled_from(["write", "sync"]),
        st.integers(0, 3),
        st.integers(0, 3),
        st.integers(0, 4),
        st.integers(0, 10**12),
    ),
    max_size=40,
)


def run(history):
    devices = [Device(name) for name in "abcd"]
    for act, who, other, value, wall in history:
        if act == "write":
            devices[who].write(value, wall)
        else:
            devices[who].take(devices[other])
    return devices


@settings(derandomize=True, max_examples=400, deadline=None)
@given(steps, st.integers(0, 2**32))
def test_every_device_that_knows_the_same_edits_shows_the_same(history, seed):
    devices = run(history)
    union = {dot: edit for device in devices for dot, edit in device.known.items()}
    order = list(union.values())
    reference = heads_of(order)
    random.Random(seed).shuffle(order)
    assert heads_of(order) == reference
    if reference:
        assert shown(heads_of(order)) == shown(reference)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(steps)
def test_an_edit_is_a_head_or_was_replaced_by_somebody_who_had_seen_it(history):
    union = {dot: edit for device in run(history) for dot, edit in device.known.items()}
    heads = {head.dot for head in heads_of(union.values())}
    for dot in union:
        assert dot in heads or any(dot in edit.seen for edit in union.values())


@settings(derandomize=True, max_examples=400, deadline=None)
@given(steps, st.integers(0, 2**32))
def test_taking_edits_one_by_one_in_causal_order_gives_the_heads_of_the_whole_set(history, seed):
    union = {dot: edit for device in run(history) for dot, edit in device.known.items()}
    rng = random.Random(seed)
    waiting, done, heads = list(union.values()), set(), ()
    while waiting:
        ready = [edit for edit in waiting if edit.seen <= done]
        edit = rng.choice(ready)
        waiting.remove(edit)
        done.add(edit.head.dot)
        heads = apply(heads, edit)
    assert heads == heads_of(union.values())


@settings(derandomize=True, max_examples=200, deadline=None)
@given(steps)
def test_an_edit_delivered_twice_changes_nothing(history):
    devices = run(history)
    for device in devices:
        heads = ()
        for edit in device.known.values():
            heads = apply(heads, edit)
        for head in heads:
            assert apply(heads, Edit(head, frozenset())) == heads


def edit(dot, value, *seen, hlc="1"):
    return Edit(Head(dot, hlc, value), frozenset(seen))


def test_two_values_written_without_seeing_each_other_are_a_conflict():
    heads = heads_of([edit("a:1", "x"), edit("b:1", "y", "a:1"), edit("c:1", "z", "a:1")])
    assert in_conflict(heads)
    assert {head.value for head in heads} == {"y", "z"}


def test_the_same_value_written_twice_is_no_conflict():
    assert not in_conflict(heads_of([edit("a:1", "x"), edit("b:1", "y", "a:1"), edit("c:1", "y", "a:1")]))


def test_a_resolution_that_saw_both_settles_it():
    heads = heads_of([edit("b:1", "y"), edit("c:1", "z"), edit("a:2", "w", "b:1", "c:1")])
    assert [head.value for head in heads] == ["w"]


def test_a_clock_far_ahead_decides_only_what_is_shown_and_loses_nothing():
    heads = heads_of([edit("b:1", "y", hlc="9"), edit("c:1", "z", hlc="1")])
    assert shown(heads).value == "y"
    assert len(heads) == 2


def test_an_edit_that_did_not_see_the_deletion_revives_the_record_and_all_that_it_said():
    names = [edit("a:1", "x"), edit("c:1", "y", "a:1")]
    streets = [edit("a:1", "Sillgatan 1")]
    deletion = frozenset({"a:1"})
    assert not is_alive({"name": heads_of(names[:1]), "street": heads_of(streets)}, [deletion])
    assert is_alive({"name": heads_of(names), "street": heads_of(streets)}, [deletion])
    assert shown(heads_of(streets)).value == "Sillgatan 1"


@settings(derandomize=True, max_examples=300, deadline=None)
@given(steps, st.lists(st.integers(0, 3), max_size=3))
def test_a_record_is_gone_only_when_every_standing_value_was_seen_by_somebody_who_removed_it(history, removers):
    devices = run(history)
    union = {dot: edit for device in devices for dot, edit in device.known.items()}
    deletions = [frozenset(head.dot for head in heads_of(devices[who].known.values())) for who in removers]
    heads = heads_of(union.values())
    unseen = [head for head in heads if not any(head.dot in seen for seen in deletions)]
    assert is_alive({"name": heads}, deletions) == bool(unseen)
