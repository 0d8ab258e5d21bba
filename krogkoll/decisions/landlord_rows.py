"""How the landlord's track lies in the store."""

from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.decisions.landlord import LandlordOutcome, LandlordTrack
from krogkoll.decisions.rows import Linked, Plain
from krogkoll.security import Permission
from krogkoll.store import Choice, Day, Mapping, SyncedRow

SomeDay = Annotated[date | None, mapped_column(Day, nullable=True)]


class LandlordTrackRow(SyncedRow):
    """One landlord who was told."""

    __tablename__ = "landlord_track"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="landlord_track",
        swedish="Hyresvärdsspår",
        record=LandlordTrack,
        groups={
            "decision_id": "belongs",
            "landlord": "landlord",
            "knowledge_on": "days",
            "proceedings_on": "days",
            "proceedings_ended_on": "days",
            "note": "note",
            "outcome": "outcome",
            "outcome_on": "outcome",
            "outcome_note": "outcome",
            "task_id": "task",
        },
        read=Permission.READ_DECISIONS,
        write=Permission.DRAFT_DECISIONS,
        secrecy="CASE-ALC",
        retention="kept",
        personal=True,
    )

    decision_id: Mapped[Linked]
    landlord: Mapped[Plain]
    knowledge_on: Mapped[SomeDay]
    proceedings_on: Mapped[SomeDay]
    proceedings_ended_on: Mapped[SomeDay]
    note: Mapped[Plain]
    outcome: Mapped[LandlordOutcome] = mapped_column(
        Choice(LandlordOutcome), default=LandlordOutcome.WAITING, server_default="waiting"
    )
    outcome_on: Mapped[SomeDay]
    outcome_note: Mapped[Plain]
    task_id: Mapped[Plain]
