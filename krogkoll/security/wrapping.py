"""Wraps the master key for a password, a recovery key or an authority's escrow key, and unwraps it again."""

import os
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.kernel.ids import new_id
from krogkoll.kernel.platform import wipe
from krogkoll.security.keys import MasterKey, derived_key, unwrap_key, wrap_key
from krogkoll.security.recovery import RecoveryKey
from krogkoll.security.slot_table import Slot, SlotKind
from krogkoll.security.stretch import Argon2Cost, stretch

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey


def for_password(
    key: MasterKey, password: str, *, user: str, generation: int, cost: Argon2Cost, device_secret: bytearray | None
) -> Slot:
    """A slot that a password opens; with `device_secret`, only on the computer that keeps it."""
    slot = _blank(SlotKind.PASSWORD, generation, user=user, cost=cost, device=device_secret is not None)
    return _wrap(key, slot, lambda: _password_secret(slot, password, device_secret))


def with_password(slot: Slot, workspace_id: bytes, password: str, device_secret: bytearray | None) -> MasterKey:
    """Open a password slot. Raises AccessTrouble "wrong-password", "device-secret-missing"."""
    return _unwrap(slot, workspace_id, lambda: _password_secret(slot, password, device_secret), "wrong-password")


def _password_secret(slot: Slot, password: str, device_secret: bytearray | None) -> bytearray:
    if slot.cost is None:
        raise AccessTrouble("slots-damaged")
    if slot.device and not device_secret:
        raise AccessTrouble("device-secret-missing")
    secret = stretch(password, slot.salt, slot.cost)
    if slot.device and device_secret:
        joined = secret + device_secret
        wipe(secret)
        return joined
    return secret


def for_recovery(key: MasterKey, recovery: RecoveryKey, *, generation: int) -> Slot:
    """A slot that the recovery key opens: full entropy, so nothing to slow down."""
    slot = _blank(SlotKind.RECOVERY, generation)
    return _wrap(key, slot, lambda: bytearray(recovery.secret()))


def with_recovery(slot: Slot, workspace_id: bytes, recovery: RecoveryKey) -> MasterKey:
    """Open the recovery slot. Raises AccessTrouble "wrong-recovery-key"."""
    return _unwrap(slot, workspace_id, lambda: bytearray(recovery.secret()), "wrong-recovery-key")


def for_escrow(key: MasterKey, recipient: bytes, *, generation: int) -> Slot:
    """A slot for the authority's offline key (ECIES: one-time X25519 key, HKDF-SHA256, AES-256-GCM)."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    once = X25519PrivateKey.generate()
    slot = _blank(SlotKind.ESCROW, generation, recipient=recipient, ephemeral=once.public_key().public_bytes_raw())
    try:
        # Refuses public keys of low order (RFC 7748 section 6.1), which would give a secret that everybody knows.
        shared = bytearray(once.exchange(X25519PublicKey.from_public_bytes(recipient)))
    except ValueError as error:
        raise AccessTrouble("bad-escrow-key") from error
    return _wrap(key, slot, lambda: shared)


def with_escrow(slot: Slot, workspace_id: bytes, private: "X25519PrivateKey") -> MasterKey:
    """Open an escrow slot. Raises AccessTrouble "wrong-escrow-key"."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    def shared() -> bytearray:
        return bytearray(private.exchange(X25519PublicKey.from_public_bytes(slot.ephemeral)))

    return _unwrap(slot, workspace_id, shared, "wrong-escrow-key")


def _blank(
    kind: SlotKind,
    generation: int,
    *,
    user: str = "",
    cost: Argon2Cost | None = None,
    device: bool = False,
    recipient: bytes = b"",
    ephemeral: bytes = b"",
) -> Slot:
    return Slot(
        id=new_id(),
        kind=kind,
        user=user,
        generation=generation,
        cost=cost,
        salt=os.urandom(16),
        device=device,
        recipient=recipient,
        ephemeral=ephemeral,
    )


def _wrapping_key(slot: Slot, secret: Callable[[], bytearray]) -> bytearray:
    """The key that encrypts the master key: HKDF over the secret, so that kinds of slots can never be mixed up."""
    material = secret()
    try:
        info = b"krogkoll/v1/slot/" + slot.kind.value.encode() + b"/" + slot.ephemeral + slot.recipient
        return derived_key(material, slot.salt, info)
    finally:
        wipe(material)


def _wrap(key: MasterKey, slot: Slot, secret: Callable[[], bytearray]) -> Slot:
    wrapping, nonce = _wrapping_key(slot, secret), os.urandom(12)
    try:
        with key.revealed() as inside:
            wrapped = wrap_key(wrapping, nonce, inside, slot.binding(key.workspace_id))
    finally:
        wipe(wrapping)
    return replace(slot, nonce=nonce, wrapped=wrapped)


def _unwrap(slot: Slot, workspace_id: bytes, secret: Callable[[], bytearray], wrong: str) -> MasterKey:
    try:
        wrapping = _wrapping_key(slot, secret)
    except ValueError as error:  # a one-time key of low order
        raise AccessTrouble(wrong) from error
    try:
        opened = unwrap_key(wrapping, slot.nonce, slot.wrapped, slot.binding(workspace_id))
    finally:
        wipe(wrapping)
    if opened is None:
        raise AccessTrouble(wrong)
    return MasterKey(opened, workspace_id)
