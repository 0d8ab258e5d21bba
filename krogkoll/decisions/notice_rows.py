"""How notices with names withheld lie in the store."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.decisions.notice import DecisionNotice
from krogkoll.decisions.rows import Linked, Plain
from krogkoll.security import Permission
from krogkoll.store import Mapping, Moment, SyncedRow


class DecisionNoticeRow(SyncedRow):
    """One notice; sealed when it is made."""

    __tablename__ = "decision_notice"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="decision_notice",
        swedish="Underrättelse utan namn",
        record=DecisionNotice,
        groups=dict.fromkeys(("decision_id", "document_id", "sha256", "reason", "made_at", "by"), "notice"),
        read=Permission.READ_DECISIONS,
        write=Permission.DRAFT_DECISIONS,
        secrecy="CASE-ALC",  # the reason tells of a threat against somebody
        retention="kept",
        personal=True,
    )

    decision_id: Mapped[Linked]
    document_id: Mapped[Plain]
    sha256: Mapped[Plain]
    reason: Mapped[Plain]
    made_at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    by: Mapped[Plain]
