"""Filling pages: where each piece stands, so that nothing is parted that belongs together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from krogkoll.documents.pieces import Piece
from krogkoll.documents.styles import BODY_BOTTOM, FIRST_TOP, RUNNING_TOP
from krogkoll.kernel.errors import DocumentTrouble

_ROOM = RUNNING_TOP - BODY_BOTTOM


@dataclass(slots=True)
class Page:
    """One page: each piece with the height of its top."""

    top: float
    placed: list[tuple[Piece, float]] = field(default_factory=list)
    bottom: float = 0
    after: float = 0

    def __post_init__(self) -> None:
        self.bottom = self.top

    def gap(self, piece: Piece) -> float:
        """The space between the last piece and this one: the larger wish of the two."""
        return max(self.after, piece.before) if self.placed else 0

    def place(self, piece: Piece) -> None:
        """Put a piece under the last one."""
        if not self.placed and piece.over:
            self.placed.append((piece.over, self.bottom))
            self.bottom -= piece.over.height
        top = self.bottom - self.gap(piece)
        self.placed.append((piece, top))
        self.bottom, self.after = top - piece.height, piece.after


class Wish(NamedTuple):
    """A range of pieces (`start` to before `end`) that is rather moved to a new page than parted.

    Only if a page holds it, and if no more than `blank` of the page before (0 to 1) is left empty.
    """

    start: int
    end: int
    blank: float


def fill_pages(pieces: Sequence[Piece], wishes: Sequence[Wish] = (), first_top: float = FIRST_TOP) -> list[Page]:
    """Pages with all pieces in order. Glued pieces share a page, wishes are followed where that is possible.

    `first_top` is where the first page's text begins.
    Raises DocumentTrouble "does-not-fit" for a piece taller than a page.
    """
    pages = [Page(first_top)]
    at = 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and pieces[end - 1].glue:
            end += 1
        page = pages[-1]
        chain = pieces[at:end]
        left = page.bottom - BODY_BOTTOM
        wished = [pieces[wish.start : wish.end] for wish in wishes if wish.start == at and left <= wish.blank * _ROOM]
        if page.placed and (
            _height(chain, page) > left
            or any(_height(group, page) > left and _height(group) <= _ROOM for group in wished)
        ):
            page = Page(RUNNING_TOP)
            pages.append(page)
        if _height(chain, page) > page.bottom - BODY_BOTTOM:
            _place_apart(chain, pages)
        else:
            for piece in chain:
                page.place(piece)
        at = end
    return pages


def _height(chain: Sequence[Piece], page: Page | None = None) -> float:
    first = chain[0]
    total = page.gap(first) if page else 0.0
    if (page is None or not page.placed) and first.over:
        total += first.over.height
    for before, piece in pairwise(chain):
        total += max(before.after, piece.before)
    return total + sum(piece.height for piece in chain)


def _place_apart(chain: Sequence[Piece], pages: list[Page]) -> None:
    """A chain that no page holds is parted after all."""
    for piece in chain:
        page = pages[-1]
        if page.placed and _height([piece], page) > page.bottom - BODY_BOTTOM:
            page = Page(RUNNING_TOP)
            pages.append(page)
        if _height([piece], page) > page.bottom - BODY_BOTTOM:
            raise DocumentTrouble("does-not-fit")
        page.place(piece)
