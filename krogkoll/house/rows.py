"""How the authority's own decisions about itself lie in the store."""

from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import Boolean, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.house.model import DelegationPoint, DocketPattern, Holder, OwnLetterhead, TemplateApproval, TrustedIssuer
from krogkoll.security import Permission
from krogkoll.store import Choice, Day, Mapping, SyncedRow, Texts

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Whole = Annotated[int, mapped_column(Integer, default=0, server_default="0")]
No = Annotated[bool, mapped_column(Boolean, default=False, server_default="0")]
SomeDay = Annotated[date | None, mapped_column(Day, nullable=True)]


class LetterheadRow(SyncedRow):
    """How the authority signs its letters; the newest stands."""

    __tablename__ = "letterhead"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="letterhead",
        swedish="Brevhuvud",
        record=OwnLetterhead,
        groups={
            "organisation": "sender",
            "unit": "sender",
            "board": "sender",
            "postal_address": "addresses",
            "visiting_address": "addresses",
            "telephone": "contact",
            "email": "contact",
            "web": "contact",
            "appeal_address": "appeal",
            "appeal_email": "appeal",
            "mark": "mark",
            "mark_width": "mark",
            "mark_height": "mark",
            "mark_alt": "mark",
        },
        read=Permission.UNLOCK,
        write=Permission.MANAGE_HOUSE,
        secrecy="DECISION",
        retention="kept",
    )

    organisation: Mapped[Plain]
    unit: Mapped[Plain]
    board: Mapped[Plain]
    postal_address: Mapped[Plain]
    visiting_address: Mapped[Plain]
    telephone: Mapped[Plain]
    email: Mapped[Plain]
    web: Mapped[Plain]
    appeal_address: Mapped[Plain]
    appeal_email: Mapped[Plain]
    mark: Mapped[Plain]
    mark_width: Mapped[Whole]
    mark_height: Mapped[Whole]
    mark_alt: Mapped[Plain]


class DelegationRow(SyncedRow):
    """A point of the delegation order."""

    __tablename__ = "delegation"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="delegation",
        swedish="Delegationspunkt",
        record=DelegationPoint,
        # One group: a point is decided as a whole, and half of one beside half of another was decided by nobody.
        groups=dict.fromkeys(
            (
                "point",
                "text",
                "type_codes",
                "holder",
                "member_id",
                "function",
                "fines",
                "valid_from",
                "valid_until",
                "reference",
            ),
            "point",
        ),
        read=Permission.UNLOCK,
        write=Permission.MANAGE_HOUSE,
        secrecy="DECISION",
        retention="kept",
    )

    point: Mapped[Plain]
    text: Mapped[Plain]
    type_codes: Mapped[tuple[str, ...]] = mapped_column(Texts, default=(), server_default="[]")
    holder: Mapped[Holder] = mapped_column(Choice(Holder), default=Holder.UNKNOWN, server_default="unknown")
    member_id: Mapped[Plain]
    function: Mapped[Plain]
    fines: Mapped[No]
    valid_from: Mapped[SomeDay]
    valid_until: Mapped[SomeDay]
    reference: Mapped[Plain]


class DocketPatternRow(SyncedRow):
    """How docket numbers look here; the newest stands."""

    __tablename__ = "docket_pattern"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="docket_pattern",
        swedish="Mönster för diarienummer",
        record=DocketPattern,
        groups={"pattern": "pattern", "board": "pattern"},
        read=Permission.UNLOCK,
        write=Permission.MANAGE_HOUSE,
        secrecy="DECISION",
        retention="kept",
    )

    pattern: Mapped[Plain]
    board: Mapped[Plain]


class TemplateApprovalRow(SyncedRow):
    """The approval of one template text."""

    __tablename__ = "template_approval"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="template_approval",
        swedish="Godkänd mall",
        record=TemplateApproval,
        groups={
            "template_id": "what",
            "version": "what",
            "sha256": "what",
            "text": "what",
            "approved_by": "approved",
            "approved_on": "approved",
            "reference": "approved",
            "withdrawn_on": "withdrawn",
            "withdrawn_why": "withdrawn",
        },
        read=Permission.UNLOCK,
        write=Permission.MANAGE_HOUSE,
        secrecy="DECISION",
        retention="kept",
    )

    template_id: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    version: Mapped[Whole]
    sha256: Mapped[Plain]
    text: Mapped[Plain]
    approved_by: Mapped[Plain]
    approved_on: Mapped[SomeDay]
    reference: Mapped[Plain]
    withdrawn_on: Mapped[SomeDay]
    withdrawn_why: Mapped[Plain]


class TrustedIssuerRow(SyncedRow):
    """An issuer whose certificates the authority trusts."""

    __tablename__ = "trusted_issuer"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="trusted_issuer",
        swedish="Betrodd utfärdare",
        record=TrustedIssuer,
        groups={
            "name": "issuer",
            "organisation": "issuer",
            "certificate": "issuer",
            "fingerprint": "issuer",
            "valid_from": "issuer",
            "valid_until": "issuer",
            "why": "issuer",
            "ended_on": "ended",
            "ended_why": "ended",
        },
        read=Permission.UNLOCK,
        write=Permission.MANAGE_HOUSE,
        secrecy="DECISION",
        retention="kept",
    )

    name: Mapped[Plain]
    organisation: Mapped[Plain]
    certificate: Mapped[Plain]
    fingerprint: Mapped[Plain]
    valid_from: Mapped[SomeDay]
    valid_until: Mapped[SomeDay]
    why: Mapped[Plain]
    ended_on: Mapped[SomeDay]
    ended_why: Mapped[Plain]
