"""What pages are filled with: pieces that are never parted, and the blocks of running text made of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from krogkoll.documents import fonts
from krogkoll.documents.lines import Line, set_lines
from krogkoll.documents.model import Appeal, Bullets, Heading, Lead, Orders, Paragraph, Signatures, Text
from krogkoll.documents.styles import BODY, GRID, HEADING2, HEADING3, LEAD, LEFT, MEASURE, NOTE, TITLE, Style
from krogkoll.documents.tagging import Bookmark, Elem, TaggedCanvas
from krogkoll.documents.wording import plain

Draw = Callable[[TaggedCanvas, float], None]


@dataclass(slots=True)
class Piece:
    """A strip of the page: its height, how to draw it from a given top, the space it wants before and after it.

    `glue` forbids a page break between this piece and the next. Space before is dropped at the top of a page.
    `over` is drawn above the piece where a page begins with it (the header row of a table that goes on).
    """

    height: float
    draw: Draw
    before: float = 0
    after: float = 0
    glue: bool = False
    over: "Piece | None" = None


def glue_lines(pieces: Sequence[Piece]) -> None:
    """Forbid page breaks that would leave one line alone on either side (and any break among three lines)."""
    for place in range(len(pieces) - 1):
        if place == 0 or place == len(pieces) - 2:
            pieces[place].glue = True


def glue_all(pieces: Sequence[Piece], *, last: bool = False) -> None:
    """Forbid every page break among the pieces, and after the last one if asked."""
    for piece in pieces[: None if last else -1]:
        piece.glue = True


def line_pieces(lines: Sequence[Line], elem: Elem, *, x: float = LEFT) -> list[Piece]:
    """One piece a line, with widow control."""
    pieces = [Piece(line.style.leading, _drawing(line, elem, x)) for line in lines]
    glue_lines(pieces)
    return pieces


def _drawing(line: Line, elem: Elem, x: float) -> Draw:
    return lambda canvas, top: line.draw(canvas, elem, x, top)


def spaced(pieces: list[Piece], before: float, after: float) -> list[Piece]:
    """The pieces with space round them all."""
    if pieces:
        pieces[0].before, pieces[-1].after = before, after
    return pieces


def text_pieces(text: Text, style: Style, elem: Elem) -> list[Piece]:
    """A paragraph over the whole measure."""
    return line_pieces(set_lines(text, style, MEASURE), elem)


def title_pieces(text: str, root: Elem) -> list[Piece]:
    """The title; it is never parted and never alone."""
    return _heading(text, 1, TITLE, root, 3 * GRID, GRID)


def heading_pieces(block: Heading, root: Elem) -> list[Piece]:
    """A heading of level 2 or 3."""
    if block.level == 2:
        return _heading(block.text, 2, HEADING2, root, 3 * GRID, 0.5 * GRID)
    return _heading(block.text, 3, HEADING3, root, 2 * GRID, 0.3 * GRID)


def _heading(text: str, level: int, style: Style, root: Elem, before: float, after: float) -> list[Piece]:
    elem = root.add(f"H{level}")
    pieces = text_pieces(text, style, elem)
    glue_all(pieces, last=True)
    if pieces:
        first = pieces[0].draw

        def draw(canvas: TaggedCanvas, top: float) -> None:
            canvas.bookmarks.append(Bookmark(level=level, text=plain(text), page=canvas.page, top=top))
            first(canvas, top)

        pieces[0].draw = draw
    return spaced(pieces, before, after)


def paragraph_pieces(block: Paragraph | Lead, root: Elem) -> list[Piece]:
    """A paragraph, the lead or a note."""
    style = LEAD if isinstance(block, Lead) else NOTE if block.small else BODY
    pieces = text_pieces(block.text, style, root.add("P")) if plain(block.text) else []
    return spaced(pieces, 0, GRID)


def list_pieces(block: Orders | Bullets, root: Elem) -> list[Piece]:
    """A list with its labels in the margin of the text."""
    numbered = isinstance(block, Orders)
    start = block.start if isinstance(block, Orders) else 1
    labels = [f"{number}." if numbered else "•" for number in range(start, start + len(block.items))]
    items = [(label, item) for label, item in zip(labels, block.items, strict=True) if plain(item)]
    if not items:
        return []
    parent = root.add("L", owner="List", ListNumbering="Decimal" if numbered else "Disc")
    indent = max(15.5, max(fonts.width(BODY.face(False, False), BODY.size, label) for label, _ in items) + 6)
    pieces: list[Piece] = []
    for label, text in items:
        item = parent.add("LI")
        mark, body = item.add("Lbl"), item.add("LBody")
        rows = line_pieces(set_lines(text, BODY, MEASURE - indent), body, x=LEFT + indent)
        label_line = set_lines(label, BODY, indent)[0]
        rows[0].draw = _both(label_line, mark, rows[0].draw)
        pieces += spaced(rows, 0, GRID / 2)
    return spaced(pieces, 0, GRID)


def _both(label: Line, mark: Elem, draw: Draw) -> Draw:
    def drawing(canvas: TaggedCanvas, top: float) -> None:
        label.draw(canvas, mark, LEFT, top)
        draw(canvas, top)

    return drawing


def section_pieces(block: Appeal | Signatures, paragraphs: Sequence[Text], root: Elem) -> list[Piece]:
    """The heading and the paragraphs of a section that brings its own heading."""
    pieces = heading_pieces(Heading(level=2, text=block.heading), root)
    for text in paragraphs:
        pieces += paragraph_pieces(Paragraph(text=text), root)
    return pieces
