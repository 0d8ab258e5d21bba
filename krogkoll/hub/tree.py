"""The log of an authority as a Merkle tree in the hub's database; the rules of the tree are in `krogkoll.sync`."""

from __future__ import annotations

from collections.abc import Sequence

from krogkoll.hub.database import Hands
from krogkoll.sync import consistency, grown, root_of


class Log:
    """The tree of one authority in an open transaction."""

    def __init__(self, hands: Hands, authority: str) -> None:
        self._hands = hands
        self._authority = authority
        row = hands.one("select size from tree_size where authority = ?", authority)
        self.size: int = row[0] if row else 0

    def append(self, leaves: Sequence[bytes]) -> None:
        """Add leaves, given by their hash."""
        if not leaves:
            return
        added = grown(self._node, self.size, leaves)
        rows = [(self._authority, level, place, hashed) for (level, place), hashed in added.items()]
        self._hands.many("insert into tree (authority, level, place, hash) values (?, ?, ?, ?)", rows)
        self.size += len(leaves)
        sql = "insert into tree_size (authority, size) values (?, ?) on conflict (authority) do update set size = ?"
        self._hands.do(sql, self._authority, self.size, self.size)

    def root(self) -> bytes:
        """The root of all leaves."""
        return root_of(self._node, self.size)

    def proof_from(self, old: int) -> list[bytes]:
        """The proof that a tree of `old` leaves has only been added to; empty where there is nothing to prove."""
        return consistency(self._node, old, self.size)

    def _node(self, level: int, place: int) -> bytes:
        sql = "select hash from tree where authority = ? and level = ? and place = ?"
        row = self._hands.one(sql, self._authority, level, place)
        if row is None:
            raise LookupError("tree")
        hashed: bytes = row[0]
        return hashed
