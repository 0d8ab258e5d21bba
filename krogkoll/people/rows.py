"""How members, persons and companies lie in the store."""

from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import Boolean, Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.kernel.swedish import sort_key
from krogkoll.people.model import Company, Member, Person, Suspicion
from krogkoll.people.ties import Tie, TieRole
from krogkoll.security import Permission, Role
from krogkoll.store import Choice, Day, Mapping, Search, SyncedRow

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
No = Annotated[bool, mapped_column(Boolean, default=False, server_default="0")]


class MemberRow(SyncedRow):
    """Somebody of the own authority."""

    __tablename__ = "member"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="member",
        swedish="Medarbetare",
        record=Member,
        groups={
            "name": "name",
            "title": "title",
            "role": "membership",
            "authority": "membership",
            "active": "membership",
            "email": "email",
            "phone": "phone",
        },
        read=Permission.UNLOCK,
        write=Permission.MANAGE_MEMBERS,
        secrecy="DECISION",
        retention="membership-ended",
        local=("name_sort",),
    )

    name: Mapped[Plain]
    title: Mapped[Plain]
    role: Mapped[Role] = mapped_column(Choice(Role), default=Role.AUDITOR, server_default=Role.AUDITOR.value)
    authority: Mapped[Plain]
    active: Mapped[bool] = mapped_column(Boolean, default=True, server_default="1")
    email: Mapped[Plain]
    phone: Mapped[Plain]
    name_sort: Mapped[str] = mapped_column(Text, default="", server_default="")

    def derive(self) -> None:
        """The Swedish sort key."""
        self.name_sort = sort_key(self.name)


class PersonRow(SyncedRow):
    """A person who appears in a case."""

    __tablename__ = "person"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="person",
        swedish="Person",
        record=Person,
        groups={
            "name": "name",
            "number": "identity",
            "number_reason": "identity",
            "identity_text": "identity",
            "born_on": "identity",
            "minor": "minor",
            "suspicion": "suspicion",
            # One group: a merge must never put an address beside a protected identity.
            "protected": "contact",
            "street": "contact",
            "postal_code": "contact",
            "city": "contact",
            "email": "contact",
            "phone": "contact",
            "language": "language",
            "notes": "notes",
        },
        read=Permission.READ_PEOPLE,
        write=Permission.WRITE_PEOPLE,
        secrecy="CASE-ALC",
        retention="case-closed",
        search=Search(title="name", body=("number", "identity_text")),
        local=("name_sort",),
        personal=True,
    )

    name: Mapped[Plain]
    number: Mapped[Plain]
    number_reason: Mapped[Plain]
    identity_text: Mapped[Plain]
    born_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    minor: Mapped[No]
    protected: Mapped[No]
    suspicion: Mapped[Suspicion] = mapped_column(
        Choice(Suspicion), default=Suspicion.NOT_STATED, server_default=Suspicion.NOT_STATED.value
    )
    street: Mapped[Plain]
    postal_code: Mapped[Plain]
    city: Mapped[Plain]
    email: Mapped[Plain]
    phone: Mapped[Plain]
    language: Mapped[Plain]
    notes: Mapped[Plain]
    name_sort: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)

    def derive(self) -> None:
        """The Swedish sort key."""
        self.name_sort = sort_key(self.name or self.identity_text)


class CompanyRow(SyncedRow):
    """A company, association or other body that appears in a case."""

    __tablename__ = "company"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="company",
        swedish="Företag eller förening",
        record=Company,
        groups={
            "name": "name",
            "number": "number",
            "street": "address",
            "postal_code": "address",
            "city": "address",
            "email": "email",
            "phone": "phone",
            "notes": "notes",
        },
        read=Permission.READ_PEOPLE,
        write=Permission.WRITE_PEOPLE,
        secrecy="CASE-ALC",
        retention="case-closed",
        search=Search(title="name", address="street", city="city", body=("number",)),
        local=("name_sort",),
    )

    name: Mapped[Plain]
    number: Mapped[Plain]
    street: Mapped[Plain]
    postal_code: Mapped[Plain]
    city: Mapped[Plain]
    email: Mapped[Plain]
    phone: Mapped[Plain]
    notes: Mapped[Plain]
    name_sort: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)

    def derive(self) -> None:
        """The Swedish sort key."""
        self.name_sort = sort_key(self.name)


class TieRow(SyncedRow):
    """Who is what at a place."""

    __tablename__ = "tie"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="tie",
        swedish="Roll vid objekt",
        record=Tie,
        groups={"venue_id": "party", "party_kind": "party", "party_id": "party", "role": "role", "remark": "role"},
        read=Permission.READ_PEOPLE,
        write=Permission.WRITE_PEOPLE,
        secrecy="CASE-ALC",
        retention="case-closed",
        personal=True,
    )

    venue_id: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    party_kind: Mapped[Plain]
    party_id: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    role: Mapped[TieRole] = mapped_column(Choice(TieRole), default=TieRole.UNKNOWN, server_default="unknown")
    remark: Mapped[Plain]
