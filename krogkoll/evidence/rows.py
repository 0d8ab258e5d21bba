"""How photos, papers and custody events lie in the store; the keys of their files lie in local tables only."""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import Boolean, Float, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.evidence.model import CustodyAct, CustodyEvent, Persons, Photo, StoredDocument
from krogkoll.security import Permission
from krogkoll.store import Choice, Json, LocalRow, Mapping, Moment, Search, SyncedRow

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Count = Annotated[int, mapped_column(Integer, default=0, server_default="0")]
Measure = Annotated[float | None, mapped_column(Float, nullable=True)]
Sometime = Annotated[datetime | None, mapped_column(Moment, nullable=True)]


class PhotoRow(SyncedRow):
    """A photo."""

    __tablename__ = "photo"
    __table_args__ = (Index("photo_by_subject", "subject_kind", "subject_id"), Index("photo_by_object", "sha256"))
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="photo",
        swedish="Foto",
        record=Photo,
        groups={
            "sha256": "object",
            "size": "object",
            "name": "object",
            "file_modified_at": "object",
            "mime": "claims",
            "width": "claims",
            "height": "claims",
            "taken_local": "claims",
            "taken_offset": "claims",
            "taken_source": "claims",
            "gps_time": "claims",
            "latitude": "claims",
            "longitude": "claims",
            "accuracy_m": "claims",
            "camera": "claims",
            "caption": "caption",
            "alt": "alt",
            "photographer": "photographer",
            "clock_ahead_s": "clock",
            "clock_note": "clock",
            "subject_kind": "subject",
            "subject_id": "subject",
            # One group: a merge must never put one person's review on another person's word.
            "persons": "persons",
            "reviewed_by": "persons",
            "reviewed_at": "persons",
            "parent_id": "origin",
            "boxes": "origin",
        },
        read=Permission.READ_EVIDENCE,
        write=Permission.ATTACH_EVIDENCE,
        secrecy="CASE-ALC",
        retention="case-closed",
        search=Search(title="caption", body=("alt", "name")),
        personal=True,
    )

    sha256: Mapped[Plain]
    size: Mapped[Count]
    name: Mapped[Plain]
    file_modified_at: Mapped[Sometime]
    mime: Mapped[Plain]
    width: Mapped[Count]
    height: Mapped[Count]
    taken_local: Mapped[Plain]
    taken_offset: Mapped[Plain]
    taken_source: Mapped[Plain]
    gps_time: Mapped[Plain]
    latitude: Mapped[Measure]
    longitude: Mapped[Measure]
    accuracy_m: Mapped[Measure]
    camera: Mapped[Plain]
    caption: Mapped[Plain]
    alt: Mapped[Plain]
    photographer: Mapped[Plain]
    clock_ahead_s: Mapped[int | None] = mapped_column(Integer, nullable=True)
    clock_note: Mapped[Plain]
    subject_kind: Mapped[Plain]
    subject_id: Mapped[Plain]
    persons: Mapped[Persons] = mapped_column(
        Choice(Persons), default=Persons.NOT_REVIEWED, server_default=Persons.NOT_REVIEWED.value
    )
    reviewed_by: Mapped[Plain]
    reviewed_at: Mapped[Sometime]
    parent_id: Mapped[Plain]
    boxes: Mapped[Any] = mapped_column(Json, default=list, server_default="[]")


class DocumentRow(SyncedRow):
    """A paper."""

    __tablename__ = "document"
    __table_args__ = (
        Index("document_by_object", "sha256"),
        Index("document_by_subject", "subject_kind", "subject_id"),
        Index("document_disclosed", "disclosed", "attended_at"),
    )
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="document",
        swedish="Handling",
        record=StoredDocument,
        groups={
            "sha256": "object",
            "size": "object",
            "mime": "object",
            "name": "object",
            "title": "title",
            "mixed": "claims",
            "sender": "receipt",
            "received_at": "receipt",
            "disclosed": "receipt",
            "attended_at": "attended",
            "attended_by": "attended",
            "subject_kind": "subject",
            "subject_id": "subject",
            "claimed_subject": "claims",
            "claimed_sender": "claims",
            "claimed_at": "claims",
        },
        read=Permission.READ_EVIDENCE,
        write=Permission.ATTACH_EVIDENCE,
        secrecy="CASE-ALC",
        retention="case-closed",
        search=Search(title="title", body=("name", "sender", "claimed_subject", "claimed_sender")),
        personal=True,
    )

    sha256: Mapped[Plain]
    size: Mapped[Count]
    mime: Mapped[Plain]
    name: Mapped[Plain]
    title: Mapped[Plain]
    mixed: Mapped[bool] = mapped_column(Boolean, default=False, server_default="0")
    sender: Mapped[Plain]
    received_at: Mapped[Sometime]
    disclosed: Mapped[bool] = mapped_column(Boolean, default=False, server_default="0")
    attended_at: Mapped[Sometime]
    attended_by: Mapped[Plain]
    subject_kind: Mapped[Plain]
    subject_id: Mapped[Plain]
    claimed_subject: Mapped[Plain]
    claimed_sender: Mapped[Plain]
    claimed_at: Mapped[Sometime]


class CustodyRow(SyncedRow):
    """An event in the life of a piece of evidence."""

    __tablename__ = "custody"
    __table_args__ = (Index("custody_by_item", "item_kind", "item_id"),)
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="custody",
        swedish="Händelse i beviskedjan",
        record=CustodyEvent,
        groups=dict.fromkeys(
            ("item_kind", "item_id", "act", "at", "from_who", "to_who", "place", "seal_before", "seal_after", "reason"),
            "event",
        ),
        read=Permission.READ_EVIDENCE,
        write=Permission.ATTACH_EVIDENCE,
        secrecy="CASE-ALC",
        retention="case-closed",
        personal=True,
    )

    item_kind: Mapped[Plain]
    item_id: Mapped[Plain]
    act: Mapped[CustodyAct] = mapped_column(
        Choice(CustodyAct), default=CustodyAct.UNKNOWN, server_default=CustodyAct.UNKNOWN.value
    )
    at: Mapped[Sometime]
    from_who: Mapped[Plain]
    to_who: Mapped[Plain]
    place: Mapped[Plain]
    seal_before: Mapped[Plain]
    seal_after: Mapped[Plain]
    reason: Mapped[Plain]


class ObjectRow(LocalRow):
    """Where the file with this content lies in the vault, and its key. Several records may share it."""

    __tablename__ = "stored_object"

    sha256: Mapped[str] = mapped_column(String, primary_key=True)
    object_id: Mapped[str] = mapped_column(String)
    name: Mapped[str] = mapped_column(String, unique=True)
    size: Mapped[int] = mapped_column(Integer)
    key: Mapped[bytes] = mapped_column(LargeBinary)
    # What came of making copies: "" not tried, "good", "flawed", "none" for what is no picture, or a refusal's reason.
    look: Mapped[str] = mapped_column(String, default="", server_default="", index=True)


class RenditionRow(LocalRow):
    """A copy of a photo in one size, sealed in the vault like the original."""

    __tablename__ = "rendition"

    sha256: Mapped[str] = mapped_column(String, primary_key=True)  # of the original
    kind: Mapped[str] = mapped_column(String, primary_key=True)
    object_id: Mapped[str] = mapped_column(String)
    name: Mapped[str] = mapped_column(String, unique=True)
    content_sha256: Mapped[str] = mapped_column(String)
    size: Mapped[int] = mapped_column(Integer)
    key: Mapped[bytes] = mapped_column(LargeBinary)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
