"""Checks that a hub's log only grew: its signature, and that what this device saw before is still the beginning.

Source: RFC 6962 section 2.1.2 (consistency proofs).
"""

from __future__ import annotations

from collections.abc import Sequence

from krogkoll.sync.protocol import Checkpoint, TreeHead
from krogkoll.sync.signed import checkpoint_text
from krogkoll.sync.tree import extends


def signature_holds(checkpoint: Checkpoint, hub_key: str) -> bool:
    """Whether the hub that this device enrolled at signed the checkpoint."""
    text = checkpoint_text(checkpoint.origin, checkpoint.size, checkpoint.root, checkpoint.at)
    return signed_by(hub_key, checkpoint.signature, text)


def signed_by(key: str, signature: str, text: bytes) -> bool:
    """Whether the owner of a public Ed25519 key signed a text; both in hexadecimal."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), text)
    except (InvalidSignature, ValueError):
        return False
    return True


def goes_on(old: TreeHead, new: TreeHead, proof: Sequence[str]) -> bool:
    """Whether the log with head `new` begins with the one with head `old`."""
    if old.size == 0:
        return True
    try:
        path = [bytes.fromhex(node) for node in proof]
        return extends(old.size, bytes.fromhex(old.root), new.size, bytes.fromhex(new.root), path)
    except ValueError:
        return False
