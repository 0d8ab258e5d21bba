"""No byte of another authority, of another compartment, or of the audit feed reaches a device, whatever it asks."""

import hashlib
import json
import logging
import secrets

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from krogkoll.security import Role
from krogkoll.store import Chain, ChainHead, link, signed_text, start_of
from krogkoll.sync import AuditBatch, AuditEntry, AuditPage, Code, decoded, device_id

from .laptops import RefusedHere

ALCOHOL, FIRE = "k1282.alkohol", "rtj.landskrona"


def audit_batch(*texts, detail=None):
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    replica = device_id(public)
    head, entries = start_of(Chain.AUDIT, replica, ""), []
    for n, text in enumerate(texts, 1):
        said = json.dumps({"act": "read", "n": n, "purpose": text})
        head = ChainHead(n, link(head.hash, hashlib.sha256(said.encode()).digest()))
        entries.append(AuditEntry(n=n, said=said, detail=detail))
    signature = key.sign(signed_text(Chain.AUDIT, replica, head)).hex()
    return AuditBatch(replica=replica, key=public.hex(), entries=tuple(entries), signature=signature)


@pytest.fixture
def canaries(hub):
    """Fire federation and the alcohol board's intelligence have written, each with a word of its own."""
    words = {name: f"kanarie-{secrets.token_hex(8)}" for name in ("fire", "intel", "audit")}
    fire = hub.laptop("Brandinspektör By", authority=FIRE)
    fire.new("r-fire", name={"name": words["fire"]})
    fire.push()
    intel = hub.laptop("Inspektör Ek", intel=True)
    intel.new("r-intel", part="intel", name={"name": words["intel"]})
    intel.sync(intel.batch(), audit=(audit_batch(words["audit"], detail=words["audit"]),))
    return words


def test_a_device_receives_nothing_of_what_is_not_its_own(hub, canaries, caplog):
    caplog.set_level(logging.DEBUG, logger="krogkoll.hub")
    one = hub.laptop("Inspektör Al")
    one.new("r1", name={"name": "Källaren"})
    one.push()
    one.cursors = dict.fromkeys([f"{ALCOHOL}.std", f"{ALCOHOL}.intel", f"{FIRE}.std", "", "%"], 0)
    one.sync(limit=2000)
    for guessed in ("r-fire", "r-intel"):
        one.edit(guessed, "name", {"name": "gissning"}, [])
    one.push(2)
    one.sync()
    for path in ("/metrics", "/healthz", "/openapi.json", f"/v1/blobs/{FIRE}.std/{'0' * 64}", "/v1/audit"):
        one.received.append(one.http.get(path, headers={"authorization": f"Bearer {one.token}"}).content)
    wire = b"\n".join(one.received)
    assert b"r1" in wire
    assert "Källaren".encode() in wire
    assert b'"name":"gissning"' in wire
    assert not any(word.encode() in wire for word in canaries.values())
    assert not any(word in caplog.text for word in canaries.values())
    assert "Källaren" not in caplog.text


def test_the_words_are_there_for_those_they_belong_to(hub, canaries):
    """Negative control: the search above would find them."""
    fire = hub.laptop("Brandmästare Ce", authority=FIRE)
    fire.sync()
    assert canaries["fire"].encode() in b"".join(fire.received)
    intel = hub.laptop("Inspektör De", intel=True)
    intel.sync()
    assert canaries["intel"].encode() in b"".join(intel.received)


def test_the_audit_feed_is_the_auditors_alone(hub, canaries):
    auditor = hub.laptop("Granskare Fa", role=Role.AUDITOR)
    reply = auditor.sync()
    assert reply.compartments == ()
    headers = {"authorization": f"Bearer {auditor.token}"}
    page = decoded(AuditPage, auditor.http.get("/v1/audit", headers=headers).content)
    assert [line.detail for line in page.entries] == [canaries["audit"]]
    after = decoded(AuditPage, auditor.http.get(f"/v1/audit?after={page.next}", headers=headers).content)
    assert (after.entries, after.more) == ((), False)
    assert auditor.http.get("/v1/audit?after=x", headers=headers).status_code == 400
    other = hub.laptop("Granskare Ge", authority=FIRE, role=Role.AUDITOR)
    theirs = other.http.get("/v1/audit", headers={"authorization": f"Bearer {other.token}"})
    assert not decoded(AuditPage, theirs.content).entries
    officer = hub.laptop("Inspektör Al")
    assert officer.http.get("/v1/audit", headers={"authorization": f"Bearer {officer.token}"}).status_code == 404


def test_audit_entries_are_checked_as_changes_are(hub):
    one = hub.laptop()
    batch = audit_batch("a", "b")
    reply = one.sync(audit=(batch,))
    assert [(done.replica, done.acked) for done in reply.audited] == [(batch.replica, 2)]
    assert one.sync(audit=(batch,)).audited == reply.audited
    forged = AuditBatch(
        replica=batch.replica,
        key=batch.key,
        entries=(AuditEntry(n=1, said="{}"), batch.entries[1]),
        signature=batch.signature,
    )
    with pytest.raises(RefusedHere) as caught:
        one.sync(audit=(forged,))
    assert caught.value.code is Code.FORK
    fresh = audit_batch("c")
    with pytest.raises(RefusedHere) as caught:
        one.sync(audit=(AuditBatch(replica=fresh.replica, key=fresh.key, entries=fresh.entries, signature="00"),))
    assert caught.value.code is Code.SIGNATURE
