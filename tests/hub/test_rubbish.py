"""Whatever is sent, the hub answers with a problem and never with a fault of its own."""

import contextlib
import json

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from krogkoll.sync import VERSION

NUMBERS = st.one_of(st.integers(-3, 5), st.sampled_from([2**31, 2**53, 2**63, 2**64, 10**30, -(2**63) - 1]))
TEXTS = st.one_of(
    st.text(max_size=5), st.sampled_from(["\ud800", "\0", "²", "a:²", "a:" + "9" * 5000, "k1282.alkohol.std"])
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, st.floats(allow_nan=False, allow_infinity=False), TEXTS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
CHANGES = st.fixed_dictionaries(
    {"n": NUMBERS}, optional=dict.fromkeys(("said", "content_hash", "kind", "rid", "cmp", "what"), TEXTS)
)
BATCHES = st.fixed_dictionaries(
    {"replica": TEXTS, "key": TEXTS, "signature": TEXTS, "changes": st.lists(CHANGES, max_size=2)},
    optional={"origin": TEXTS},
)
REQUESTS = st.fixed_dictionaries(
    {"version": st.sampled_from([VERSION, 2])},
    optional={
        "epoch": TEXTS,
        "known": st.fixed_dictionaries({}, optional={"size": NUMBERS, "root": TEXTS}),
        "push": st.lists(BATCHES, max_size=2),
        "cursors": st.dictionaries(TEXTS, NUMBERS, max_size=3),
        "limit": NUMBERS,
    },
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
JSON = {"content-type": "application/json"}


@QUICK
@given(body=st.one_of(REQUESTS, VALUES))
def test_no_request_to_sync_is_a_fault(joined, body):
    answer = joined.http.post(
        "/v1/sync", content=json.dumps(body), headers=JSON | {"authorization": f"Bearer {joined.token}"}
    )
    assert answer.status_code < 500, (body, answer.text)


@QUICK
@given(body=VALUES, path=st.sampled_from(["/v1/enrol", "/v1/challenge", "/v1/session"]))
def test_no_request_at_the_door_is_a_fault(hub, body, path):
    keys = ["device", "nonce", "signature", "code", "key", "name", "user", "version"]
    for content in (body, dict.fromkeys(keys, body), dict.fromkeys(keys, str(body)) | {"version": 1}):
        assert httpx2.post(hub.url + path, content=json.dumps(content), headers=JSON).status_code < 500


@pytest.fixture
def joined(hub):
    return hub.laptop()


@QUICK
@given(
    content=st.dictionaries(st.sampled_from(["f", "h", "p", "by", "sv", "hlc", "what", "rid", "kind"]), VALUES),
    what=TEXTS,
)
def test_a_signed_change_of_any_content_is_taken_or_held(joined, content, what):
    first = joined.head.n + 1
    joined.say("set", "r1", f={"name": {"v": {"name": 10**30}, "p": [what if "\ud800" not in what else "x"]}})
    with contextlib.suppress(UnicodeEncodeError):
        joined.say("seal", "r2", sha256="ab", f=content.get("f"), h=content.get("h"))
        joined.say("new", "r3", f={"name": {"v": content.get("f"), "p": content.get("p")}}, sv=content.get("sv"))
    reply = joined.push(first)
    assert reply.pushed[0].acked == joined.head.n
