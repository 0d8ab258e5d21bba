"""How drawn marks, additions to reports and the Monday review lie in the store."""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import Boolean, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.inspections.report_marks import Acknowledgement, Addendum
from krogkoll.inspections.report_review import Letter, Outcome, VisitReview
from krogkoll.security import Permission
from krogkoll.store import Choice, Json, Mapping, Moment, SyncedRow

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Linked = Annotated[str, mapped_column(Text, default="", server_default="", index=True)]
No = Annotated[bool, mapped_column(Boolean, default=False, server_default="0")]
SomeMoment = Annotated[datetime, mapped_column(Moment, nullable=True)]


class AcknowledgementRow(SyncedRow):
    """The responsible person's drawn mark, or refusal."""

    __tablename__ = "acknowledgement"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="acknowledgement",
        swedish="Ritad namnteckning",
        record=Acknowledgement,
        groups=dict.fromkeys(
            ("inspection_id", "name", "role", "refused", "reason", "witness", "strokes", "shown_sha256", "at"), "mark"
        ),
        read=Permission.READ_INSPECTIONS,
        write=Permission.CARRY_OUT_INSPECTIONS,
        secrecy="CASE-ALC",
        retention="case-closed",
        personal=True,
    )

    inspection_id: Mapped[Linked]
    name: Mapped[Plain]
    role: Mapped[Plain]
    refused: Mapped[No]
    reason: Mapped[Plain]
    witness: Mapped[Plain]
    strokes: Mapped[Any] = mapped_column(Json, default=list, server_default="[]")
    shown_sha256: Mapped[Plain]
    at: Mapped[SomeMoment]


class AddendumRow(SyncedRow):
    """An addition to a signed report."""

    __tablename__ = "addendum"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="addendum",
        swedish="Komplettering",
        record=Addendum,
        groups={
            "inspection_id": "belongs",
            "number": "belongs",
            "report_sha256": "belongs",
            "text": "text",
            "reason": "text",
            "written_at": "text",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.CARRY_OUT_INSPECTIONS,
        secrecy="CASE-ALC",
        retention="case-closed",
        personal=True,
    )

    inspection_id: Mapped[Linked]
    number: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    report_sha256: Mapped[Plain]
    text: Mapped[Plain]
    reason: Mapped[Plain]
    written_at: Mapped[SomeMoment]


class VisitReviewRow(SyncedRow):
    """What a visit came to."""

    __tablename__ = "visit_review"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="visit_review",
        swedish="Utfall av tillsyn",
        record=VisitReview,
        groups={
            "inspection_id": "belongs",
            # One group: a merge must never put one person's name under another person's outcome.
            "outcome": "outcome",
            "proposed": "outcome",
            "reason": "outcome",
            "decided_by": "outcome",
            "decided_at": "outcome",
            "letter": "letter",
            "case_id": "case",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.CARRY_OUT_INSPECTIONS,
        secrecy="CASE-ALC",
        retention="case-closed",
        personal=True,
    )

    inspection_id: Mapped[Linked]
    outcome: Mapped[Outcome] = mapped_column(Choice(Outcome), default=Outcome.NOT_DECIDED, server_default="")
    proposed: Mapped[Outcome] = mapped_column(Choice(Outcome), default=Outcome.NOT_DECIDED, server_default="")
    reason: Mapped[Plain]
    decided_by: Mapped[Plain]
    decided_at: Mapped[SomeMoment]
    letter: Mapped[Letter] = mapped_column(Choice(Letter), default=Letter.NONE, server_default="")
    case_id: Mapped[Plain]
