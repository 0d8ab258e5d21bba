"""How quick notes lie in the store."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.cases.quick_notes import NoteState, QuickNote
from krogkoll.cases.rows import Key, Plain, SomeMoment
from krogkoll.security import Permission
from krogkoll.store import Choice, Mapping, Moment, SyncedRow, Texts


class QuickNoteRow(SyncedRow):
    """A quick note. What it became is a group of its own, so that filing meets no edit of the words."""

    __tablename__ = "quick_note"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="quick_note",
        swedish="Snabbanteckning",
        record=QuickNote,
        groups={
            "text": "text",
            "at": "at",
            "venue_id": "venue",
            "case_id": "case",
            "photo_ids": "photos",
            "by": "by",
            "state": "filed",
            "state_reason": "filed",
            "filed_at": "filed",
            "filed_kind": "filed",
            "filed_id": "filed",
        },
        read=Permission.READ_CASES,
        write=Permission.WRITE_CASES,
        secrecy="CASE-ALC",
        retention="working-material",
        personal=True,
    )

    text: Mapped[Plain]
    at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    venue_id: Mapped[Key]
    case_id: Mapped[Key]
    photo_ids: Mapped[tuple[str, ...]] = mapped_column(Texts, default=(), server_default="[]")
    by: Mapped[Plain]
    state: Mapped[NoteState] = mapped_column(
        Choice(NoteState), default=NoteState.UNFILED, server_default="unfiled", index=True
    )
    state_reason: Mapped[Plain]
    filed_at: Mapped[SomeMoment]
    filed_kind: Mapped[Plain]
    filed_id: Mapped[Plain]
