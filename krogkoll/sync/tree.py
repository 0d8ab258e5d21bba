"""The log of an authority as a Merkle tree (RFC 6962 section 2.1): roots, and proofs that nothing was taken out of it.

Only the hashes of complete subtrees are kept: (level, place) covers the leaves place*2^level up to (place+1)*2^level.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

Node = Callable[[int, int], bytes]
"""The hash of the complete subtree at (level, place)."""
EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    """RFC 6962: a leaf is hashed behind 0x00."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 6962: an inner node is hashed behind 0x01."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def grown(node: Node, size: int, leaves: Sequence[bytes]) -> dict[tuple[int, int], bytes]:
    """The complete subtrees that these leaves add to a tree of `size` leaves."""
    added: dict[tuple[int, int], bytes] = {}
    for offset, leaf in enumerate(leaves):
        level, place, hashed = 0, size + offset, leaf
        added[level, place] = hashed
        while place % 2:
            left = added.get((level, place - 1)) or node(level, place - 1)
            level, place, hashed = level + 1, place // 2, node_hash(left, hashed)
            added[level, place] = hashed
    return added


def root_of(node: Node, size: int) -> bytes:
    """The root of the first `size` leaves."""
    return _hash(node, 0, size) if size else EMPTY


def consistency(node: Node, old: int, new: int) -> list[bytes]:
    """The proof that the tree of `new` leaves begins with the tree of `old` (RFC 6962 section 2.1.2)."""
    return _subproof(node, old, 0, new, whole=True) if 0 < old < new else []


def inclusion(node: Node, index: int, size: int) -> list[bytes]:
    """The audit path of one leaf (RFC 6962 section 2.1.1)."""
    return _path(node, index, 0, size)


def extends(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the new tree begins with the old one (RFC 9162 section 2.1.4.2)."""
    if old in (0, new):
        return not proof and (old == 0 or old_root == new_root)
    if old > new or not proof:
        return False
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    first, second = old - 1, new - 1
    while first & 1:
        first, second = first >> 1, second >> 1
    left = right = path[0]
    for hashed in path[1:]:
        if second == 0:
            return False
        if first & 1 or first == second:
            left, right = node_hash(hashed, left), node_hash(hashed, right)
            while first and not first & 1:
                first, second = first >> 1, second >> 1
        else:
            right = node_hash(right, hashed)
        first, second = first >> 1, second >> 1
    return second == 0 and left == old_root and right == new_root


def _hash(node: Node, start: int, count: int) -> bytes:
    # `start` is a multiple of the largest power of two below `count`, as RFC 6962 divides.
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return node(level, start >> level)
    half = _half(count)
    return node_hash(_hash(node, start, half), _hash(node, start + half, count - half))


def _half(count: int) -> int:
    return 1 << ((count - 1).bit_length() - 1)


def _subproof(node: Node, old: int, start: int, count: int, *, whole: bool) -> list[bytes]:
    if old == count:
        return [] if whole else [_hash(node, start, count)]
    half = _half(count)
    if old <= half:
        return [*_subproof(node, old, start, half, whole=whole), _hash(node, start + half, count - half)]
    return [*_subproof(node, old - half, start + half, count - half, whole=False), _hash(node, start, half)]


def _path(node: Node, index: int, start: int, count: int) -> list[bytes]:
    if count == 1:
        return []
    half = _half(count)
    if index < half:
        return [*_path(node, index, start, half), _hash(node, start + half, count - half)]
    return [*_path(node, index - half, start + half, count - half), _hash(node, start, half)]
