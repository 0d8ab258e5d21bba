"""How people's time inside and the signals on the spot lie in the store."""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.inspections.presence import Presence, SceneSignal, Signal
from krogkoll.security import Permission
from krogkoll.store import Choice, Mapping, Moment, SyncedRow

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Linked = Annotated[str, mapped_column(Text, default="", server_default="", index=True)]
SomeMoment = Annotated[datetime | None, mapped_column(Moment, nullable=True)]


def _mapping(kind: str, swedish: str, record: type, groups: dict[str, str]) -> Mapping:
    rights: dict[str, Any] = {"read": Permission.READ_INSPECTIONS, "write": Permission.CARRY_OUT_INSPECTIONS}
    rights |= {"secrecy": "CASE-ALC", "retention": "case-closed", "personal": True}
    return Mapping(kind=kind, swedish=swedish, record=record, groups=groups, **rights)


class PresenceRow(SyncedRow):
    """Somebody's time inside."""

    __tablename__ = "presence"
    __mapping__: ClassVar[Mapping] = _mapping(
        "presence",
        "Person på plats",
        Presence,
        {
            "inspection_id": "belongs",
            "name": "who",
            "authority": "who",
            "in_at": "in",
            "out_at": "out",
            "out_why": "out",
        },
    )

    inspection_id: Mapped[Linked]
    name: Mapped[Plain]
    authority: Mapped[Plain]
    in_at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    out_at: Mapped[SomeMoment]
    out_why: Mapped[Plain]


class SceneSignalRow(SyncedRow):
    """It is safe, or it is broken off."""

    __tablename__ = "scene_signal"
    __mapping__: ClassVar[Mapping] = _mapping(
        "scene_signal",
        "Signal på plats",
        SceneSignal,
        {
            "inspection_id": "belongs",
            "signal": "signal",
            "said_by": "signal",
            "said_authority": "signal",
            "at": "signal",
            "why": "signal",
        },
    )

    inspection_id: Mapped[Linked]
    signal: Mapped[Signal] = mapped_column(Choice(Signal), default=Signal.SECURED, server_default="secured")
    said_by: Mapped[Plain]
    said_authority: Mapped[Plain]
    at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    why: Mapped[Plain]
