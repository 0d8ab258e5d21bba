"""Prints both chain heads on paper and finds them again: an anchor outside the database that it cannot rewrite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from krogkoll.store.chains import Chain, ChainHead

_DIGITS = 24
"""Hexadecimal digits of a head that are printed: 96 bits, more than anybody can hit on purpose."""
_PRINTED = re.compile(rf"enhet ([0-9a-f]{{32}}), (ändringslogg|granskningslogg) (\d+):([0-9a-f]{{{_DIGITS}}})")
_WORDS = {Chain.CHANGES: "ändringslogg", Chain.AUDIT: "granskningslogg"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A chain head as a paper shows it."""

    chain: Chain
    replica: str
    n: int
    digits: str


def anchor_lines(replica: str, heads: Mapping[Chain, ChainHead]) -> tuple[str, ...]:
    """The lines to print in a sealed document; short enough not to break."""
    return tuple(
        f"enhet {replica}, {_WORDS[chain]} {head.n}:{head.hash.hex()[:_DIGITS]}" for chain, head in heads.items()
    )


def anchors_in(text: str) -> Iterator[Anchor]:
    """The heads that a document's text shows, however its lines broke."""
    chains = {word: chain for chain, word in _WORDS.items()}
    for replica, word, n, digits in _PRINTED.findall(" ".join(text.split())):
        yield Anchor(chains[word], replica, int(n), digits)


def missing(anchors: Iterable[Anchor], hashes: Mapping[tuple[str, str, int], bytes]) -> list[Anchor]:
    """The printed heads that the database no longer has: it was rolled back or rewritten since."""
    return [
        anchor
        for anchor in anchors
        if anchor.n and not hashes.get((anchor.chain, anchor.replica, anchor.n), b"").hex().startswith(anchor.digits)
    ]
