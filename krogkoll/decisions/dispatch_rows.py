"""How dispatches lie in the store."""

from datetime import datetime
from typing import Annotated, ClassVar

from sqlalchemy import Boolean
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.cases import SentBy
from krogkoll.decisions.dispatch import Dispatch, ReceiverRole, Rendering
from krogkoll.decisions.rows import Linked, Plain
from krogkoll.security import Permission
from krogkoll.store import Choice, Mapping, Moment, SyncedRow

No = Annotated[bool, mapped_column(Boolean, default=False, server_default="0")]
_SENT = (
    *("decision_id", "to", "role", "authority_kind", "way", "rendering", "sent_at", "ground", "reasons"),
    *("approved_by", "note", "by", "sha256", "disclosure_id"),
)


class DispatchRow(SyncedRow):
    """One dispatch. What was sent is one group that nobody changes; that it was a mistake is another."""

    __tablename__ = "dispatch"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="dispatch",
        swedish="Expediering",
        record=Dispatch,
        groups=dict.fromkeys(_SENT, "sent") | {"struck": "struck", "struck_why": "struck"},
        read=Permission.READ_DECISIONS,
        write=Permission.DISCLOSE,
        secrecy="DECISION",
        retention="kept",
        personal=True,
    )

    decision_id: Mapped[Linked]
    to: Mapped[Plain]
    role: Mapped[ReceiverRole] = mapped_column(Choice(ReceiverRole), default=ReceiverRole.OTHER, server_default="other")
    authority_kind: Mapped[Plain]
    way: Mapped[SentBy] = mapped_column(Choice(SentBy), default=SentBy.NOT_STATED, server_default="")
    rendering: Mapped[Rendering] = mapped_column(Choice(Rendering), default=Rendering.FULL, server_default="full")
    sent_at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    ground: Mapped[Plain]
    reasons: Mapped[Plain]
    approved_by: Mapped[Plain]
    note: Mapped[Plain]
    by: Mapped[Plain]
    sha256: Mapped[Plain]
    disclosure_id: Mapped[Plain]
    struck: Mapped[No]
    struck_why: Mapped[Plain]
