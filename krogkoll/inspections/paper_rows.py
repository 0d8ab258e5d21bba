"""How documents under signing, and signed ones, lie in the store."""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import Boolean, Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.inspections.papers import Paper, PaperKind
from krogkoll.security import Permission
from krogkoll.store import Choice, Json, Mapping, Moment, SyncedRow

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Linked = Annotated[str, mapped_column(Text, default="", server_default="", index=True)]
No = Annotated[bool, mapped_column(Boolean, default=False, server_default="0")]
SomeMoment = Annotated[datetime | None, mapped_column(Moment, nullable=True)]
Objects = Annotated[Any, mapped_column(Json, default=list, server_default="[]")]


class PaperRow(SyncedRow):
    """A document under signing or signed."""

    __tablename__ = "paper"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="paper",
        swedish="Undertecknad handling",
        record=Paper,
        groups={
            "kind": "subject",
            "subject_kind": "subject",
            "subject_id": "subject",
            "title": "subject",
            "practice": "subject",
            "places": "subject",
            "shown_object": "subject",
            "shown_sha256": "subject",
            "shown_at": "subject",
            "current_object": "signing",
            "current_sha256": "signing",
            "signatures": "signing",
            "withdrawn": "signing",
        },
        read=Permission.READ_DECISIONS,
        write=Permission.DRAFT_DECISIONS,
        secrecy="DECISION",
        retention="kept",
        personal=True,
    )

    kind: Mapped[PaperKind] = mapped_column(
        Choice(PaperKind), default=PaperKind.REPORT, server_default=PaperKind.REPORT.value
    )
    subject_kind: Mapped[Plain]
    subject_id: Mapped[Linked]
    title: Mapped[Plain]
    practice: Mapped[No]
    places: Mapped[Objects]
    shown_object: Mapped[Plain]
    shown_sha256: Mapped[Plain]
    shown_at: Mapped[SomeMoment]
    current_object: Mapped[Plain]
    current_sha256: Mapped[Plain]
    signatures: Mapped[Objects]
    withdrawn: Mapped[No]
