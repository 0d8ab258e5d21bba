"""What a laptop and its hub say to each other, version 1: messages, sizes, problem codes, and how they are packed.

Messages are JSON, compressed with zstd (`Content-Encoding: zstd`; plain JSON is taken too). Hashes, keys and signatures
are lower-case hexadecimal text. A device pushes changes (their exact bytes, in chain order) and pulls the states of
records; both in one `POST /v1/sync`. What the hub cannot apply is held, never dropped, and never stops the queue.
Errors are problem documents (RFC 9457). docs/protocol.md tells the whole story.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from krogkoll.sync.problems import Message

VERSION = 1
MAX_BODY = 4 * 1024 * 1024
"""Bytes of a request or reply as sent."""
MAX_PLAIN = 32 * 1024 * 1024
"""Bytes of a message once unpacked; what would grow beyond is refused without unpacking it."""
MAX_CHANGES = 2000
"""Changes in one request, all batches together; a client does well to send 500 or 256 KiB, whichever comes first."""
MAX_CHANGE = 1024 * 1024
"""Bytes of one change; a larger one is held "too-large" and the hub keeps its hash only."""
MAX_PAGE = 2000
"""Records on one page."""
PAGE_BYTES = 2 * 1024 * 1024
"""A page ends with the record that reaches this many bytes, so that a reply always fits."""
MAX_CHUNK = 4 * 1024 * 1024
"""Bytes of one chunk of a file."""
MAX_FILE = 2 * 1024 * 1024 * 1024
"""Bytes of one file."""
SESSION_SECONDS = 900
CHALLENGE_SECONDS = 60
JSON_TYPE = "application/json"


class Why(StrEnum):
    """Why one change is held: its bytes are kept for its author and the administrator, but no record shows it."""

    SEALED = "sealed"
    PURGED = "purged"
    NOT_PERMITTED = "not-permitted"  # a compartment the member is not in, or an act beyond the member's role
    MALFORMED = "malformed"  # not shaped like a change, or names another replica or number than its place
    TOO_LARGE = "too-large"
    UNKNOWN_ACT = "unknown-act"  # a `what` of a newer program
    UNKNOWN = "unknown"


class Change(Message, frozen=True, kw_only=True, omit_defaults=True):
    """One change: its exact bytes as text, or, when a purge took them, what is left to link the chain with."""

    n: int
    said: str | None = None
    content_hash: str = ""
    kind: str = ""
    rid: str = ""
    cmp: str = ""
    what: str = ""


class Batch(Message, frozen=True, kw_only=True, omit_defaults=True):
    """A run of changes of one replica: `changes[0].n`, `+1`, `+2` ... signed over the head they end at.

    key: the replica's public Ed25519 key. origin: what its chain grew out of (`store.replicas.Origin` as text), "" for
    a first replica. signature: over `store.chains.signed_text("changes", replica, head)`.
    """

    replica: str
    key: str
    origin: str = ""
    changes: tuple[Change, ...]
    signature: str


class AuditEntry(Message, frozen=True, kw_only=True, omit_defaults=True):
    """One entry of the audit chain; `detail` may have been wiped."""

    n: int
    said: str
    detail: str | None = None


class AuditBatch(Message, frozen=True, kw_only=True, omit_defaults=True):
    """A run of audit entries, signed over `signed_text("audit", replica, head)`; kept apart, for the auditor only."""

    replica: str
    key: str
    origin: str = ""
    entries: tuple[AuditEntry, ...]
    signature: str


class TreeHead(Message, frozen=True, kw_only=True, omit_defaults=True):
    """How many changes a device knows the authority's log to hold, and their Merkle root (RFC 6962)."""

    size: int = 0
    root: str = ""


class Checkpoint(Message, frozen=True, kw_only=True, omit_defaults=True):
    """A tree head signed by the hub over `checkpoint_text`; the device keeps it; the next must extend it."""

    origin: str
    size: int
    root: str
    at: str
    signature: str


class SyncRequest(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Push first, then pull, in one round trip.

    epoch: the hub's, as the device knows it ("" at first). known: the last checkpoint's head. cursors: compartment ->
    last seq that the device has; a compartment left out is not pulled; 0 pulls from the start. limit: records per page.
    """

    version: int
    epoch: str = ""
    known: TreeHead = TreeHead()
    push: tuple[Batch, ...] = ()
    audit: tuple[AuditBatch, ...] = ()
    cursors: dict[str, int] = msgspec.field(default_factory=dict)
    limit: int = 1000


class Held(Message, frozen=True, kw_only=True, omit_defaults=True):
    """A change that the hub has but does not show."""

    n: int
    why: str


class Pushed(Message, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one batch: all up to `acked` is safe on the hub; what is not in `held` is in the records."""

    replica: str
    acked: int
    held: tuple[Held, ...] = ()


class StateHead(Message, frozen=True, kw_only=True, omit_defaults=True):
    """One value of a field group that nobody who has seen it has replaced, with who wrote it and when."""

    dot: str
    hlc: str
    v: dict[str, Any]
    usr: str = ""
    at: str = ""


class State(Message, frozen=True, kw_only=True, omit_defaults=True):
    """A record as it stands on the hub.

    groups: field group -> heads, the shown one first. deletions: the dots that each deletion had seen; a record that
    they bury still comes, so that an edit beside them can revive it. sealed: SHA-256 of what it was sealed with, or "".
    gone: "" or "purged" or "withdrawn"; then groups are empty and the device wipes what it has. by, on: "" until the
    change that made the record has arrived.
    """

    seq: int
    rid: str
    kind: str
    by: str = ""
    on: str = ""
    sv: int = 1
    groups: dict[str, tuple[StateHead, ...]] = msgspec.field(default_factory=dict)
    deletions: tuple[tuple[str, ...], ...] = ()
    sealed: str = ""
    gone: str = ""
    ground: str = ""


class Page(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Records of one compartment in feed order; `next` is the cursor to send, `head` where the feed stands now."""

    records: tuple[State, ...] = ()
    next: int = 0
    head: int = 0


class SyncReply(Message, frozen=True, kw_only=True, omit_defaults=True):
    """What came of the push, and the pages after it.

    compartments: all that the member may see: what is kept here of others must go. A changed `epoch` means that the hub
    was restored: push the changes of the last 90 days again and pull from 0. proof: consistency from `known` to the
    checkpoint (RFC 6962 section 2.1.2). lease: how many days the device may work without asking the hub again.
    """

    epoch: str
    pushed: tuple[Pushed, ...] = ()
    audited: tuple[Pushed, ...] = ()
    compartments: tuple[str, ...] = ()
    pages: dict[str, Page] = msgspec.field(default_factory=dict)
    checkpoint: Checkpoint | None = None
    proof: tuple[str, ...] = ()
    time: str = ""
    lease: int = 14


class EnrolRequest(Message, frozen=True, kw_only=True, omit_defaults=True):
    """One use of an invitation: the device's own key, and its signature of `enrol_text` to prove that it has it."""

    version: int
    code: str
    key: str
    name: str
    user: str = ""
    authority: str = ""
    signature: str


class Enrolled(Message, frozen=True, kw_only=True, omit_defaults=True):
    """What a device keeps about its hub. administrator: the key that signed `member_text`; check it, show it."""

    device: str
    hub_key: str
    epoch: str
    authority: str
    authority_name: str
    member: str
    member_name: str
    role: str
    compartments: tuple[str, ...]
    administrator: str
    membership: str
    checkpoint: Checkpoint
    time: str
    lease: int = 14


class ChallengeRequest(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Asks for something to sign."""

    device: str


class Challenge(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Sign `session_text(device, nonce)` within a minute, once."""

    nonce: str
    time: str


class SessionRequest(Message, frozen=True, kw_only=True, omit_defaults=True):
    """A signed challenge."""

    device: str
    nonce: str
    signature: str


class Session(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Send `Authorization: Bearer <token>`; membership is looked up at each request all the same."""

    token: str
    seconds: int = SESSION_SECONDS


class AuditLine(Message, frozen=True, kw_only=True, omit_defaults=True):
    """An audit entry as the auditor reads it."""

    replica: str
    n: int
    said: str
    detail: str | None = None
    received_at: str


class AuditPage(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Audit entries of the own authority in the order in which they reached the hub; `next` is what to ask for next."""

    entries: tuple[AuditLine, ...] = ()
    next: int = 0
    more: bool = False


class Receipt(Message, frozen=True, kw_only=True, omit_defaults=True):
    """The hub has this file whole, read back and hashed; signed over `receipt_text`."""

    compartment: str
    sha256: str
    size: int
    at: str
    signature: str
