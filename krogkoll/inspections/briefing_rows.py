"""How printed copies of the sheet of a night lie in the store."""

from datetime import datetime
from typing import Annotated, ClassVar

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.inspections.briefing import BriefingCopy, CopyState
from krogkoll.security import Permission
from krogkoll.store import Choice, Mapping, Moment, SyncedRow

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Whole = Annotated[int, mapped_column(Integer, default=0, server_default="0")]
SomeMoment = Annotated[datetime | None, mapped_column(Moment, nullable=True)]


class BriefingCopyRow(SyncedRow):
    """One numbered copy in somebody's hands."""

    __tablename__ = "briefing_copy"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="briefing_copy",
        swedish="Exemplar av insatsblad",
        record=BriefingCopy,
        groups={
            "operation_id": "handed",
            "number": "handed",
            "holder": "handed",
            "sha256": "handed",
            "additions": "handed",
            "handed_at": "handed",
            "handed_by": "handed",
            "state": "state",
            "accounted_at": "state",
            "note": "state",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.PLAN_OPERATIONS,
        secrecy="OPS",
        retention="case-closed",
        personal=True,
    )

    operation_id: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    number: Mapped[Whole]
    holder: Mapped[Plain]
    sha256: Mapped[Plain]
    additions: Mapped[Whole]
    handed_at: Mapped[SomeMoment]
    handed_by: Mapped[Plain]
    state: Mapped[CopyState] = mapped_column(Choice(CopyState), default=CopyState.OUT, server_default="out")
    accounted_at: Mapped[SomeMoment]
    note: Mapped[Plain]
