"""What the slot file says, read strictly: exactly the bytes that this program would have written, or refused."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.security.stretch import Argon2Cost

WORKSPACE_ID_BYTES = 16
_FORMAT = "krogkoll-slots"
_VERSION = 1
_MOST_SLOTS = 16
_MOST_BYTES = 64 * 1024


class SlotKind(StrEnum):
    """Who holds the secret that opens a slot."""

    PASSWORD = "password"  # noqa: S105  (a kind, not a password)
    RECOVERY = "recovery"
    ESCROW = "escrow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The master key, wrapped once for one secret."""

    id: str
    kind: SlotKind
    user: str  # user id of whose password it is; empty for recovery and escrow
    generation: int  # of the master key that is inside
    cost: Argon2Cost | None  # password slots only
    salt: bytes  # 16
    device: bool  # whether the password alone does not do: this computer's device secret is mixed in
    recipient: bytes  # escrow: the authority's public key (X25519, 32), otherwise empty
    ephemeral: bytes  # escrow: the sender's one-time public key (32), otherwise empty
    nonce: bytes = b""  # 12
    wrapped: bytes = b""  # 48: AES-256-GCM of the 32 bytes

    def binding(self, workspace_id: bytes) -> bytes:
        """What the wrapping is tied to (AAD): the workspace and every field but the result itself."""
        bare = replace(self, nonce=b"", wrapped=b"")
        return _canonical({"format": _FORMAT, "version": _VERSION, "workspace": workspace_id.hex()} | _slot_out(bare))


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotTable:
    """The whole file. `seal` is a MAC by a key from inside the workspace: nobody without it may add or drop a slot."""

    workspace_id: bytes
    generation: int
    edition: int  # grows by one with every change
    slots: tuple[Slot, ...]
    seal: bytes = b""  # 32

    def to_bytes(self) -> bytes:
        """The file, canonical JSON; its check sum tells damage from a wrong password before any guess is paid for."""
        body = self._body() | {"seal": self.seal.hex()}
        return _canonical(body | {"check": hashlib.sha256(_canonical(body)).hexdigest()})

    def sealed_content(self) -> bytes:
        """What the seal covers: everything but itself."""
        return _canonical(self._body())

    def _body(self) -> dict[str, object]:
        return {
            "format": _FORMAT,
            "version": _VERSION,
            "workspace": self.workspace_id.hex(),
            "generation": self.generation,
            "edition": self.edition,
            "slots": [_slot_out(slot) for slot in self.slots],
        }

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read a file. Raises AccessTrouble "slots-damaged", "slots-newer" or "kdf-out-of-bounds"."""
        try:
            table = cls._read(raw)
            whole = table.to_bytes() == raw
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise AccessTrouble("slots-damaged") from error
        if not whole:
            raise AccessTrouble("slots-damaged")
        for slot in table.slots:
            if slot.cost is not None and not slot.cost.within_bounds():
                raise AccessTrouble("kdf-out-of-bounds")
        return table

    @classmethod
    def _read(cls, raw: bytes) -> Self:
        if len(raw) > _MOST_BYTES:
            raise ValueError("too long")
        found = json.loads(raw.decode("ascii"))
        if found["format"] != _FORMAT:
            raise ValueError("another format")
        if type(found["version"]) is int and found["version"] > _VERSION and _check_holds(found):
            raise AccessTrouble("slots-newer", version=found["version"])
        if not 1 <= len(found["slots"]) <= _MOST_SLOTS:
            raise ValueError("number of slots")
        return cls(
            workspace_id=_binary(found["workspace"], WORKSPACE_ID_BYTES),
            generation=_number(found["generation"]),
            edition=_number(found["edition"]),
            slots=tuple(_slot_in(slot) for slot in found["slots"]),
            seal=_binary(found["seal"], 32),
        )


def _check_holds(found: Mapping[str, object]) -> bool:
    body = {name: value for name, value in found.items() if name != "check"}
    return found.get("check") == hashlib.sha256(_canonical(body)).hexdigest()


def _canonical(content: Mapping[str, object]) -> bytes:
    return (json.dumps(content, sort_keys=True, indent=1, ensure_ascii=True) + "\n").encode("ascii")


def _slot_out(slot: Slot) -> dict[str, object]:
    cost = slot.cost
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "user": slot.user,
        "generation": slot.generation,
        "argon2id": None
        if cost is None
        else {"memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes},
        "salt": slot.salt.hex(),
        "device": slot.device,
        "recipient": slot.recipient.hex(),
        "ephemeral": slot.ephemeral.hex(),
        "nonce": slot.nonce.hex(),
        "wrapped": slot.wrapped.hex(),
    }


def _slot_in(found: Mapping[str, object]) -> Slot:
    kind = SlotKind(_text(found["kind"]))
    key_bytes = 32 if kind is SlotKind.ESCROW else 0
    cost = found["argon2id"]
    if isinstance(cost, dict) != (kind is SlotKind.PASSWORD):
        raise ValueError("only passwords are stretched")
    if type(found["device"]) is not bool:
        raise ValueError("device")
    return Slot(
        id=_text(found["id"]),
        kind=kind,
        user=_text(found["user"]),
        generation=_number(found["generation"]),
        cost=Argon2Cost(**{name: _number(value) for name, value in cost.items()}) if isinstance(cost, dict) else None,
        salt=_binary(found["salt"], 16),
        device=found["device"],
        recipient=_binary(found["recipient"], key_bytes),
        ephemeral=_binary(found["ephemeral"], key_bytes),
        nonce=_binary(found["nonce"], 12),
        wrapped=_binary(found["wrapped"], 48),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 0 < value < 2**31:
        raise ValueError("a positive number expected")
    return value


def _binary(value: object, length: int) -> bytes:
    content = bytes.fromhex(_text(value))
    if len(content) != length:
        raise ValueError("wrong length")
    return content
