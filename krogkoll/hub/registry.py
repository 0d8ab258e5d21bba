"""Who may speak to the hub: authorities, their members, invitations and devices.

A membership and an invitation count only with the signature of the authority's administrator, whose private key the hub
never keeps: whoever runs the server cannot let himself in.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from krogkoll.hub.database import Database, Hands
from krogkoll.kernel.clock import Clock, to_iso
from krogkoll.kernel.errors import HubTrouble
from krogkoll.kernel.ids import new_id
from krogkoll.security import Permission, Role, permissions_of
from krogkoll.sync import NO_PIN, Code, EnrolRequest, Refused, device_id, enrol_text, invitation, member_text

INVITE_FOR = timedelta(minutes=30)
AUTHORITY_ID = re.compile(r"[a-z0-9]+(\.[a-z0-9-]+){1,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person at an authority, as the administrator signed it."""

    id: str
    authority: str
    name: str
    role: Role
    compartments: tuple[str, ...]
    signature: str
    removed_at: str = ""

    def may(self, permission: Permission) -> bool:
        """Whether the member's role gives this permission."""
        return permission in permissions_of(self.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A laptop that has enrolled."""

    id: str
    name: str
    member: str
    member_name: str
    authority: str
    enrolled_at: str
    seen_at: str
    revoked_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A body of its own in law, with its administrator's public key."""

    id: str
    name: str
    administrator: str


def signature_of(key: Ed25519PrivateKey, text: bytes) -> str:
    """A signature as hexadecimal text."""
    return key.sign(text).hex()


def holds(key: str, signature: str, text: bytes) -> bool:
    """Whether the signature is the key's over this text; never raises on rubbish."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), text)
    except (InvalidSignature, ValueError):
        return False
    return True


def invite_text(authority: str, member: str, code_hash: str, expires_at: str) -> bytes:
    """What an administrator signs of an invitation."""
    return msgspec.json.encode(["krogkoll invite v1", authority, member, code_hash, expires_at])


def admin_key(text: str) -> Ed25519PrivateKey:
    """The administrator's key from what was printed once. Raises HubTrouble "bad-admin-key"."""
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex("".join(text.split()).replace("-", "")))
    except ValueError as error:
        raise HubTrouble("bad-admin-key") from error


class Registry:
    """Use cases of whoever runs the hub and of the units' administrators."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add_authority(self, authority_id: str, name: str) -> str:
        """Make room for an authority; gives its administrator's private key, which is kept nowhere.

        Raises HubTrouble "authority-exists", "bad-authority-id".
        """
        if not AUTHORITY_ID.fullmatch(authority_id) or len(authority_id) > 80:
            raise HubTrouble("bad-authority-id")
        key = Ed25519PrivateKey.generate()
        row = (authority_id, name, key.public_key().public_bytes_raw().hex(), to_iso(self._clock.now()))
        with self._database.writing() as hands:
            if hands.one("select 1 from authority where id = ?", authority_id):
                raise HubTrouble("authority-exists")
            hands.do("insert into authority (id, name, administrator, created_at) values (?, ?, ?, ?)", *row)
        digits = key.private_bytes_raw().hex()
        return "-".join(digits[start : start + 8] for start in range(0, len(digits), 8))

    def authorities(self) -> list[Authority]:
        """All of them by id."""
        with self._database.reading() as hands:
            rows = hands.all("select id, name, administrator from authority order by id")
        return [Authority(id=row[0], name=row[1], administrator=row[2]) for row in rows]

    def add_member(self, authority: str, name: str, role: Role, *, intel: bool, key: Ed25519PrivateKey) -> Member:
        """Let a person in. Raises HubTrouble "no-authority", "wrong-admin-key", "member-exists"."""
        names = {f"{authority}.std"} | ({f"{authority}.intel"} if intel else set())
        compartments = () if role in {Role.AUDITOR, Role.UNIT_ADMIN} else tuple(sorted(names))
        member_id = new_id()
        signature = signature_of(key, member_text(authority, member_id, name, role.value, compartments))
        with self._database.writing() as hands:
            _require_administrator(hands, authority, key)
            if _member_named(hands, authority, name):
                raise HubTrouble("member-exists")
            hands.do(
                "insert into member (id, authority, name, role, compartments, signature, added_at)"
                " values (?, ?, ?, ?, ?, ?, ?)",
                member_id,
                authority,
                name,
                role.value,
                " ".join(compartments),
                signature,
                to_iso(self._clock.now()),
            )
            return member_of(hands, member_id)

    def members(self, authority: str = "") -> list[Member]:
        """The members of one authority, or of all."""
        with self._database.reading() as hands:
            rows = hands.all("select id from member where ? in ('', authority) order by authority, name", authority)
            return [member_of(hands, row[0]) for row in rows]

    def remove_member(self, authority: str, name: str) -> int:
        """Shut a member and all of the member's devices out; gives how many devices. Raises HubTrouble "no-member"."""
        at = to_iso(self._clock.now())
        with self._database.writing() as hands:
            member = _member_named(hands, authority, name)
            if member is None:
                raise HubTrouble("no-member")
            hands.do("update member set removed_at = ? where id = ?", at, member)
            return hands.do("update device set revoked_at = ? where member = ? and revoked_at = ''", at, member)

    def invite(self, authority: str, name: str, key: Ed25519PrivateKey) -> tuple[str, str]:
        """(code, until when) for one new device of a member.

        Raises HubTrouble "no-authority", "wrong-admin-key", "no-member", "never-served" (the hub has no pin yet).
        """
        secret = secrets.token_bytes(16)
        code_hash = hashlib.sha256(secret.hex().encode()).hexdigest()
        until = to_iso(self._clock.now() + INVITE_FOR)
        with self._database.writing() as hands:
            _require_administrator(hands, authority, key)
            member = _member_named(hands, authority, name)
            if member is None:
                raise HubTrouble("no-member")
            pin = hands.one("select value from meta where key = 'pin'")
            if pin is None:
                raise HubTrouble("never-served")
            signature = signature_of(key, invite_text(authority, member, code_hash, until))
            hands.do(
                "insert into invite (code_hash, authority, member, signature, expires_at) values (?, ?, ?, ?, ?)",
                code_hash,
                authority,
                member,
                signature,
                until,
            )
        return invitation(secret, bytes.fromhex(pin[0])), until

    def devices(self) -> list[Device]:
        """Every device that ever enrolled."""
        with self._database.reading() as hands:
            rows = hands.all(
                "select d.id, d.name, d.member, m.name, d.authority, d.enrolled_at, d.seen_at, d.revoked_at"
                " from device d join member m on m.id = d.member order by d.authority, m.name, d.enrolled_at"
            )
        names = ("id", "name", "member", "member_name", "authority", "enrolled_at", "seen_at", "revoked_at")
        return [Device(**dict(zip(names, row, strict=True))) for row in rows]

    def revoke(self, device: str) -> None:
        """Shut one device out, named by its id or the beginning of it. Raises HubTrouble "no-device"."""
        with self._database.writing() as hands:
            rows = hands.all("select id from device where substr(id, 1, ?) = ?", len(device), device)
            if len(rows) != 1 or len(device) < 4:
                raise HubTrouble("no-device")
            sql = "update device set revoked_at = ? where id = ? and revoked_at = ''"
            hands.do(sql, to_iso(self._clock.now()), rows[0][0])

    def set_pin(self, pin: bytes = NO_PIN) -> None:
        """Note which key the hub shows, for the invitations."""
        with self._database.writing() as hands:
            sql = (
                "insert into meta (key, value) values ('pin', ?) on conflict (key) do update set value = excluded.value"
            )
            hands.do(sql, pin.hex())


def member_of(hands: Hands, member_id: str) -> Member:
    """A member by id, removed ones too. Raises Refused REVOKED where the administrator never signed it."""
    row = hands.one(
        "select m.id, m.authority, m.name, m.role, m.compartments, m.signature, m.removed_at, a.administrator"
        " from member m join authority a on a.id = m.authority where m.id = ?",
        member_id,
    )
    if row is None or row[3] not in set(Role):
        raise Refused(Code.REVOKED)
    compartments = tuple(row[4].split())
    if not holds(row[7], row[5], member_text(row[1], row[0], row[2], row[3], compartments)):
        raise Refused(Code.REVOKED, "unsigned")
    return Member(
        id=row[0],
        authority=row[1],
        name=row[2],
        role=Role(row[3]),
        compartments=compartments,
        signature=row[5],
        removed_at=row[6],
    )


def enrol(hands: Hands, request: EnrolRequest, now: datetime) -> tuple[str, Member, Authority]:
    """Use an invitation up for this device: (device id, member, authority).

    Raises Refused UNKNOWN_CODE, SIGNATURE; the invitation is used only when all went well.
    """
    code_hash = hashlib.sha256(request.code.encode()).hexdigest()
    row = hands.one(
        "select i.authority, i.member, i.signature, i.expires_at, a.name, a.administrator from invite i"
        " join authority a on a.id = i.authority where i.code_hash = ? and i.used_at = ''",
        code_hash,
    )
    at = to_iso(now)
    if row is None or row[3] < at or request.authority not in {"", row[0]}:
        raise Refused(Code.UNKNOWN_CODE)
    if not holds(row[5], row[2], invite_text(row[0], row[1], code_hash, row[3])):
        raise Refused(Code.UNKNOWN_CODE, "unsigned")
    if not holds(request.key, request.signature, enrol_text(request.code, request.key)):
        raise Refused(Code.SIGNATURE)
    member = member_of(hands, row[1])
    device = device_id(bytes.fromhex(request.key))
    if member.removed_at or hands.one("select 1 from device where id = ?", device):
        raise Refused(Code.UNKNOWN_CODE)
    hands.do("update invite set used_at = ? where code_hash = ?", at, code_hash)
    hands.do(
        "insert into device (id, key, name, user, member, authority, enrolled_at, proof, code_hash)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(device, request.key, request.name[:100], request.user[:100], member.id, row[0], at),
        *(request.signature, code_hash),
    )
    return device, member, Authority(id=row[0], name=row[4], administrator=row[5])


def _require_administrator(hands: Hands, authority: str, key: Ed25519PrivateKey) -> None:
    row = hands.one("select administrator from authority where id = ?", authority)
    if row is None:
        raise HubTrouble("no-authority")
    if row[0] != key.public_key().public_bytes_raw().hex():
        raise HubTrouble("wrong-admin-key")


def _member_named(hands: Hands, authority: str, name: str) -> str | None:
    row = hands.one("select id from member where authority = ? and name = ? and removed_at = ''", authority, name)
    return None if row is None else str(row[0])
