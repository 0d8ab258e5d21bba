"""The encrypted store: rows, two hash chains, search, backup. Every write goes through `Store.transaction`."""

from krogkoll.store.anchors import Anchor, anchor_lines, anchors_in, missing
from krogkoll.store.arriving import Received, kept_of, receive, reproject, unshown
from krogkoll.store.auditing import AuditReport, Finding, check
from krogkoll.store.backup import KEPT_FOR, BackupReport, back_up, copy_back, holds_backups
from krogkoll.store.chains import AuditAction, Chain, ChainHead, link, signed_text, start_of
from krogkoll.store.closeness import candidates
from krogkoll.store.columns import Choice, Day, Json, Moment, Texts
from krogkoll.store.disputes import Claim, Dispute, disputes, titles_of
from krogkoll.store.drafts import DraftService, KeptDraft
from krogkoll.store.engine import translated
from krogkoll.store.foreign import PURGED, WITHDRAWN, ForeignState, Heard, SyncBase, SyncCursor
from krogkoll.store.histories import LogEntry, Said, said_of
from krogkoll.store.leaving import write_new
from krogkoll.store.mapping import (
    Base,
    LocalRow,
    LosingValue,
    Mapping,
    Search,
    Seen,
    SyncedRow,
    encoded,
    local_types,
    synced_types,
)
from krogkoll.store.merge import Dot, Edit, Head, apply, at_sealing, is_alive
from krogkoll.store.outgoing import (
    HeldBack,
    OutgoingBatch,
    OutgoingChange,
    Waiting,
    acked_seq,
    held_back,
    last_of_replicas,
    mark_pushed,
    outgoing,
    unsent_count,
    waiting,
)
from krogkoll.store.pending import LogPoint, Pending, has_passed, newest_change, pending_since
from krogkoll.store.purging import Certificate
from krogkoll.store.reading import OpenConflict, Reader
from krogkoll.store.replicas import Origin
from krogkoll.store.store import Changed, Store
from krogkoll.store.transaction import Tx

__all__ = [
    "KEPT_FOR",
    "PURGED",
    "WITHDRAWN",
    "Anchor",
    "AuditAction",
    "AuditReport",
    "BackupReport",
    "Base",
    "Certificate",
    "Chain",
    "ChainHead",
    "Changed",
    "Choice",
    "Claim",
    "Day",
    "Dispute",
    "Dot",
    "DraftService",
    "Edit",
    "Finding",
    "ForeignState",
    "Head",
    "Heard",
    "HeldBack",
    "Json",
    "KeptDraft",
    "LocalRow",
    "LogEntry",
    "LogPoint",
    "LosingValue",
    "Mapping",
    "Moment",
    "OpenConflict",
    "Origin",
    "OutgoingBatch",
    "OutgoingChange",
    "Pending",
    "Reader",
    "Received",
    "Said",
    "Search",
    "Seen",
    "Store",
    "SyncBase",
    "SyncCursor",
    "SyncedRow",
    "Texts",
    "Tx",
    "Waiting",
    "acked_seq",
    "anchor_lines",
    "anchors_in",
    "apply",
    "at_sealing",
    "back_up",
    "candidates",
    "check",
    "copy_back",
    "disputes",
    "encoded",
    "has_passed",
    "held_back",
    "holds_backups",
    "is_alive",
    "kept_of",
    "last_of_replicas",
    "link",
    "local_types",
    "mark_pushed",
    "missing",
    "newest_change",
    "outgoing",
    "pending_since",
    "receive",
    "reproject",
    "said_of",
    "signed_text",
    "start_of",
    "synced_types",
    "titles_of",
    "translated",
    "unsent_count",
    "unshown",
    "waiting",
    "write_new",
]
