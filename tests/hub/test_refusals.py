"""What the hub refuses, one by one, as problem documents; and what it holds instead, so that the queue goes on."""

import hashlib
import json

import httpx2
import msgspec
import pytest
import zstandard

from krogkoll.security import Role
from krogkoll.sync import (
    MAX_BODY,
    MAX_CHANGE,
    MAX_CHANGES,
    MAX_PLAIN,
    VERSION,
    Batch,
    Change,
    Code,
    SyncReply,
    SyncRequest,
    packed,
)

from .laptops import RefusedHere

JSON = {"content-type": "application/json"}
ZSTD = JSON | {"content-encoding": "zstd"}


def refused(act, *args, **more):
    with pytest.raises(RefusedHere) as caught:
        act(*args, **more)
    return caught.value.problem


def untouched(hub):
    with hub.database.reading() as hands:
        return hands.one("select count(*) from change")[0] == 0


def test_a_gap_is_refused_and_says_which_number_must_come(hub):
    one = hub.laptop()
    for name in ("r1", "r2", "r3"):
        one.new(name, name={"name": name})
    problem = refused(one.push, 2)
    assert (problem.code, problem.expected, problem.replica) == (Code.GAP, 1, one.replica)
    one.push(1, 1)
    assert refused(one.push, 3).expected == 2
    assert one.push(2).pushed[0].acked == 3


def test_numbers_out_of_order_are_refused(hub):
    one = hub.laptop()
    one.new("r1", name={"name": "a"})
    one.new("r2", name={"name": "b"})
    batch = msgspec.structs.replace(one.batch(), changes=tuple(reversed(one.log)))
    assert refused(one.sync, batch).code is Code.MALFORMED
    assert refused(one.sync, msgspec.structs.replace(batch, changes=())).code is Code.MALFORMED
    assert untouched(hub)


def test_a_wrong_signature_is_refused_and_nothing_is_taken(hub):
    one = hub.laptop()
    one.new("r1", name={"name": "a"})
    batch = one.batch()
    flipped = bytes([bytes.fromhex(batch.signature)[0] ^ 1]).hex() + batch.signature[2:]
    for signature in (flipped, "", "zz"):
        assert refused(one.sync, msgspec.structs.replace(batch, signature=signature)).code is Code.SIGNATURE
    changed = msgspec.structs.replace(batch.changes[0], said=batch.changes[0].said.replace('"a"', '"b"'))
    assert refused(one.sync, msgspec.structs.replace(batch, changes=(changed,))).code is Code.SIGNATURE
    assert untouched(hub)


def test_another_change_under_the_same_number_is_a_fork(hub):
    one = hub.laptop()
    one.new("r1", name={"name": "a"})
    one.push()
    batch = one.batch()
    other = msgspec.structs.replace(batch.changes[0], said=batch.changes[0].said.replace('"a"', '"b"'))
    problem = refused(one.sync, msgspec.structs.replace(batch, changes=(other,)))
    assert (problem.code, problem.expected) == (Code.FORK, 2)


def test_a_replica_belongs_to_its_key_and_its_member(hub):
    one, two = hub.laptop(), hub.laptop("Inspektör Al")
    one.new("r1", name={"name": "a"})
    batch = one.batch()
    key = two.replica_key.public_key().public_bytes_raw().hex()
    assert refused(one.sync, msgspec.structs.replace(batch, key=key)).code is Code.REPLICA
    assert refused(one.sync, msgspec.structs.replace(batch, key="zz")).code is Code.MALFORMED
    one.push()
    assert refused(two.sync, batch).code is Code.REPLICA


def test_a_change_of_another_authority_is_refused(hub):
    hub.authority("k1282.miljo")
    one = hub.laptop()
    one.authority = "k1282.miljo"
    one.new("r1", name={"name": "a"})
    assert refused(one.push).code is Code.FOREIGN
    assert untouched(hub)


def test_a_second_batch_that_does_not_fit_takes_the_first_back(hub):
    one = hub.laptop()
    one.new("r1", name={"name": "a"})
    bad = msgspec.structs.replace(one.batch(), signature="00")
    other = hub.laptop("Inspektör Al")
    other.new("r2", name={"name": "b"})
    assert refused(one.sync, one.batch(), msgspec.structs.replace(other.batch(), signature="00")).code
    assert bad.replica == one.replica
    assert untouched(hub)


def test_what_is_cut_off_or_no_message_is_refused(hub):
    one = hub.laptop()
    whole = packed(SyncRequest(version=VERSION))
    for body, headers in (
        (whole[:-3], ZSTD),
        (b"", ZSTD),
        (whole + b"x", ZSTD),
        (b"{}", JSON),
        (b"[]", JSON),
        (b'{"version":"1"}', JSON),
        (b'{"version":1', JSON),
        (b"\xff", JSON),
        (b"[" * 100_000, JSON),
        (whole, JSON | {"content-encoding": "br"}),
    ):
        assert refused(one.send, "/v1/sync", body, SyncReply, headers).code is Code.MALFORMED


def test_what_is_too_large_is_refused_before_it_is_unpacked(hub):
    one = hub.laptop()
    bomb = zstandard.ZstdCompressor(level=3).compress(b" " * (MAX_PLAIN + 1))
    assert len(bomb) < 100_000
    assert refused(one.send, "/v1/sync", bomb, SyncReply, ZSTD).code is Code.TOO_LARGE
    body = b" " * (MAX_BODY + 1)
    assert refused(one.send, "/v1/sync", body, SyncReply, JSON).code is Code.TOO_LARGE
    many = tuple(Change(n=n, said="{}") for n in range(1, MAX_CHANGES + 2))
    batch = Batch(replica=one.replica, key="00", changes=many, signature="00")
    assert refused(one.sync, batch).code is Code.TOO_LARGE


def test_another_version_is_refused(hub):
    one = hub.laptop()
    problem = refused(one.post, "/v1/sync", SyncRequest(version=99), SyncReply)
    assert (problem.code, problem.status, problem.expected) == (Code.VERSION, 426, VERSION)


def test_no_path_and_no_method_are_problems_too(hub):
    for method, path, status in (("GET", "/v1/nope", 404), ("GET", "/v1/sync", 405), ("DELETE", "/healthz", 405)):
        answer = httpx2.request(method, hub.url + path)
        assert answer.status_code == status
        assert json.loads(answer.content)["type"].startswith("urn:krogkoll:problem:")


def held(reply):
    return [(one.n, one.why) for one in reply.pushed[0].held]


def test_what_is_not_a_change_is_held_and_the_next_one_goes_through(hub):
    one = hub.laptop()
    one.append(Change(n=1, said="not json"))
    one.append(Change(n=2, said=json.dumps({"what": "new", "rid": "r1"})))
    one.say("new", "r1", f={"name": {"p": []}})
    one.say("invent", "r1")
    one.log.append(Change(n=5, said=one.log[-1].said))
    one.log.pop()
    one.new("r2", name={"name": "b"})
    one.append(Change(n=6, said=one.log[4].said))
    reply = one.push()
    assert held(reply) == [
        (1, "malformed"),
        (2, "malformed"),
        (3, "malformed"),
        (4, "unknown-act"),
        (6, "malformed"),
    ]
    assert reply.pushed[0].acked == 6
    assert [rid for _, rid in one.states] == ["r2"]
    assert held(one.push()) == held(reply)


def test_a_change_that_is_too_large_is_held_by_its_hash(hub):
    one = hub.laptop()
    one.new("r1", name={"name": "x" * MAX_CHANGE})
    one.new("r2", name={"name": "b"})
    assert held(one.push()) == [(1, "too-large")]
    with hub.database.reading() as hands:
        said, hashed = hands.one("select said, content_hash from change where n = 1")
    assert said is None
    assert hashed == hashlib.sha256(one.log[0].said.encode()).digest()


def test_a_compartment_that_the_member_is_not_in_is_held(hub):
    one = hub.laptop()
    one.new("r1", part="intel", name={"name": "a"})
    assert held(one.push()) == [(1, "not-permitted")]
    reader = hub.laptop("Inspektör Al", intel=True)
    reader.sync()
    assert not reader.states


def test_only_a_role_that_may_purge_purges(hub):
    one, two = hub.laptop(), hub.laptop("Handläggare Bo", role=Role.LICENSING_OFFICER)
    one.new("r1", name={"name": "Hemligt"})
    one.say("purge", "r1", ground="gallring")
    assert held(one.push()) == [(2, "not-permitted")]
    two.say("purge", "r1", ground="gallring")
    assert not held(two.push())
    one.sync()
    state = next(iter(one.states.values()))
    assert (state.gone, state.ground, state.groups) == ("purged", "gallring", {})
