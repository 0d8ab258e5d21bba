"""The Merkle tree against RFC 6962's own definition and its published test vectors."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.sync import consistency, extends, grown, inclusion, leaf_hash, node_hash, root_of

# The leaves and roots of the reference implementation's test (certificate-transparency, merkle_tree_test.cc).
LEAVES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def tree_of(leaves):
    nodes = {}

    def node(level, place):
        return nodes[level, place]

    for start in range(0, len(leaves), 3):
        # By several appends, as the hub does it.
        nodes |= grown(node, start, leaves[start : start + 3])
    return node


def defined_root(leaves):
    """MTH as RFC 6962 section 2.1 writes it down."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(defined_root(leaves[:half]), defined_root(leaves[half:]))


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_of_the_reference(size):
    node = tree_of([leaf_hash(leaf) for leaf in LEAVES])
    assert root_of(node, size).hex() == ROOTS[size - 1]


def test_the_empty_tree_has_the_root_of_nothing():
    assert root_of(tree_of([]), 0) == hashlib.sha256(b"").digest()


def test_the_proofs_are_those_of_the_reference():
    node = tree_of([leaf_hash(leaf) for leaf in LEAVES])
    assert [hashed.hex() for hashed in consistency(node, 1, 8)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]
    assert [hashed.hex() for hashed in consistency(node, 2, 5)] == [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ]
    assert [hashed.hex() for hashed in inclusion(node, 0, 8)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]


@given(st.integers(1, 70), st.data())
def test_a_proof_convinces_and_a_changed_history_never_does(size, data):
    leaves = [leaf_hash(bytes([index])) for index in range(size)]
    old = data.draw(st.integers(0, size))
    node = tree_of(leaves)
    assert root_of(node, size) == defined_root(leaves)
    before, after, proof = root_of(node, old), root_of(node, size), consistency(node, old, size)
    assert extends(old, before, size, after, proof)
    if old:
        changed = data.draw(st.integers(0, old - 1))
        other = tree_of([leaf_hash(b"?") if index == changed else leaf for index, leaf in enumerate(leaves)])
        forged = consistency(other, old, size)
        assert not extends(old, before, size, root_of(other, size), forged)
        assert not extends(old, before, size, after, [*proof, after])
    if old < size:
        # Taken back: the hub of today shows less than the device has seen.
        assert not extends(size, after, old, before, [])
