"""The exact texts that devices, hubs and administrators sign, and the code that invites a device."""

from __future__ import annotations

import base64
import hashlib

import msgspec

from krogkoll.sync.problems import Code, Refused


def device_id(key: bytes) -> str:
    """A device's id: the first 16 bytes of SHA-256 of its public key, as for a replica."""
    return hashlib.sha256(key).digest()[:16].hex()


def enrol_text(code: str, key: str) -> bytes:
    """What a device signs to enrol; `code` and `key` as in the request."""
    return f"krogkoll enrol v1 {code} {key}".encode()


def session_text(device: str, nonce: str) -> bytes:
    """What a device signs to open a session."""
    return f"krogkoll session v1 {device} {nonce}".encode()


def member_text(authority: str, member: str, name: str, role: str, compartments: tuple[str, ...]) -> bytes:
    """What a unit's administrator signs of a membership."""
    return msgspec.json.encode(["krogkoll member v1", authority, member, name, role, sorted(compartments)])


def checkpoint_text(origin: str, size: int, root: str, at: str) -> bytes:
    """What the hub signs of a log."""
    return f"krogkoll checkpoint v1\n{origin}\n{size}\n{root}\n{at}\n".encode()


def receipt_text(compartment: str, sha256: str, size: int, at: str) -> bytes:
    """What the hub signs of a file."""
    return f"krogkoll receipt v1 {compartment} {sha256} {size} {at}".encode()


NO_PIN = bytes(16)
"""The pin of a hub without TLS (loopback only)."""


def invitation(secret: bytes, pin: bytes = NO_PIN) -> str:
    """The text an administrator hands over: secret (16 bytes), the hub's pin (16 bytes), a check byte; in groups."""
    body = secret + pin
    text = base64.b32encode(body + hashlib.sha256(body).digest()[:1]).decode().rstrip("=")
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def read_invitation(text: str) -> tuple[str, bytes]:
    """(`code` for EnrolRequest, pin) of what somebody typed. Raises Refused UNKNOWN_CODE where it is mistyped.

    pin: first 16 bytes of SHA-256 of the hub's public key (SubjectPublicKeyInfo, DER); NO_PIN: plain http on loopback.
    """
    letters = "".join(text.split()).replace("-", "").upper().translate(str.maketrans("018", "OIB"))
    try:
        body = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError as error:
        raise Refused(Code.UNKNOWN_CODE, "mistyped") from error
    if len(body) != 33 or hashlib.sha256(body[:32]).digest()[:1] != body[32:]:
        raise Refused(Code.UNKNOWN_CODE, "mistyped")
    return body[:16].hex(), body[16:32]
