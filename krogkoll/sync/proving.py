"""Checks that a hub's log only grew: its signature, and that what this device saw before is still the beginning.

Source: RFC 6962 section 2.1.2 (consistency proofs), verified as RFC 9162 section 2.1.4.2 words it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from krogkoll.sync.protocol import Checkpoint, TreeHead
from krogkoll.sync.signed import checkpoint_text


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


def extends(old: TreeHead, new: TreeHead, proof: Sequence[str]) -> bool:
    """Whether the log with head `new` begins with the one with head `old`."""
    if old.size == 0:
        return True
    if old.size == new.size:
        return old.root == new.root
    if old.size > new.size or not proof:
        return False
    try:
        path = [bytes.fromhex(node) for node in proof]
        return _consistent(old.size, bytes.fromhex(old.root), new.size, bytes.fromhex(new.root), path)
    except ValueError:
        return False


def _consistent(first: int, first_root: bytes, second: int, second_root: bytes, path: list[bytes]) -> bool:
    if first & (first - 1) == 0:
        path = [first_root, *path]
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    older = newer = path[0]
    for node in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            older, newer = _node(node, older), _node(node, newer)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            newer = _node(newer, node)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and older == first_root and newer == second_root


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
