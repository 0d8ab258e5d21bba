"""How disclosures, retention marks and certificates of disposal lie in the store."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Boolean, Integer
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.cases.disclosures import DisclosureEntry, Receiver, SentBy
from krogkoll.cases.retention import DisposalCertificate, ItemFate, RetentionMark
from krogkoll.cases.rows import Key, Plain, SomeDay
from krogkoll.security import Permission
from krogkoll.store import Choice, Mapping, Moment, SyncedRow, Texts

_ENTRY = (
    *("case_id", "items", "what", "receiver", "receiver_kind", "receiver_name", "ground", "tested_by"),
    *("reasons", "approved_by", "masked", "sent_by", "sent_at", "by"),
)


class DisclosureRow(SyncedRow):
    """One disclosure. What was registered is one group that nobody changes; a correction is another."""

    __tablename__ = "disclosure_entry"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="disclosure_entry",
        swedish="Utlämnande",
        record=DisclosureEntry,
        groups=dict.fromkeys(_ENTRY, "entry") | {"corrected_on": "correction", "correction": "correction"},
        read=Permission.READ_CASES,
        write=Permission.DISCLOSE,
        secrecy="CASE-ALC",
        retention="kept",
        personal=True,
    )

    case_id: Mapped[Key]
    items: Mapped[tuple[str, ...]] = mapped_column(Texts, default=(), server_default="[]")
    what: Mapped[Plain]
    receiver: Mapped[Receiver] = mapped_column(Choice(Receiver), default=Receiver.UNKNOWN, server_default="unknown")
    receiver_kind: Mapped[Plain]
    receiver_name: Mapped[Plain]
    ground: Mapped[Plain]
    tested_by: Mapped[Plain]
    reasons: Mapped[Plain]
    approved_by: Mapped[Plain]
    masked: Mapped[bool] = mapped_column(Boolean, default=False, server_default="0")
    sent_by: Mapped[SentBy] = mapped_column(Choice(SentBy), default=SentBy.NOT_STATED, server_default="")
    sent_at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    by: Mapped[Plain]
    corrected_on: Mapped[SomeDay]
    correction: Mapped[Plain]


class RetentionMarkRow(SyncedRow):
    """What somebody decided about one item: kept, disposed of after a day, working material."""

    __tablename__ = "retention_mark"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="retention_mark",
        swedish="Gallringsmärkning",
        record=RetentionMark,
        groups={
            "case_id": "subject",
            "subject_kind": "subject",
            "subject_id": "subject",
            "fate": "mark",
            "dispose_after": "mark",
            "reason": "mark",
            "by": "mark",
        },
        read=Permission.READ_CASES,
        write=Permission.WRITE_CASES,
        secrecy="CASE-ALC",
        retention="case-closed",
    )

    case_id: Mapped[Key]
    subject_kind: Mapped[Plain]
    subject_id: Mapped[Key]
    fate: Mapped[ItemFate] = mapped_column(Choice(ItemFate), default=ItemFate.KEEP, server_default="keep")
    dispose_after: Mapped[SomeDay]
    reason: Mapped[Plain]
    by: Mapped[Plain]


class DisposalCertificateRow(SyncedRow):
    """A certificate of disposal: that something went, never what it said."""

    __tablename__ = "disposal_certificate"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="disposal_certificate",
        swedish="Gallringsintyg",
        record=DisposalCertificate,
        groups=dict.fromkeys(
            ("case_id", "subject_kind", "subject_id", "ground", "at", "by", "changes", "details"), "certificate"
        ),
        read=Permission.READ_CASES,
        write=Permission.PURGE,
        secrecy="DECISION",
        retention="kept",
    )

    case_id: Mapped[Key]
    subject_kind: Mapped[Plain]
    subject_id: Mapped[Key]
    ground: Mapped[Plain]
    at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    by: Mapped[Plain]
    changes: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    details: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
