"""Places for signatures: an empty form field each, with name and part as page content under it."""

from krogkoll.documents.lines import stack_lines
from krogkoll.documents.model import Paragraph, SignatureField, Signatures
from krogkoll.documents.pieces import Piece, glue_all, paragraph_pieces, section_pieces, spaced
from krogkoll.documents.styles import CELL, CELL_HEAD, GRID, GUTTER, HAIRLINE, LEFT, PHOTO_WIDTH
from krogkoll.documents.tagging import Elem, TaggedCanvas
from krogkoll.documents.wording import plain

FIELD_HEIGHT = 48.0
_TO_NAME = 3.0


def signature_pieces(block: Signatures, anchors: tuple[str, ...], root: Elem) -> list[Piece]:
    """Heading, intro, fields two by two and the anchors, all kept together."""
    pieces = section_pieces(block, [block.intro] if plain(block.intro) else [], root)
    for place in range(0, len(block.fields), 2):
        pieces += spaced([_pair(block.fields[place : place + 2], root)], GRID, GRID)
    pieces += anchor_pieces(anchors, root)
    glue_all(pieces)
    return pieces


def anchor_pieces(anchors: tuple[str, ...], root: Elem) -> list[Piece]:
    """What the file is anchored to, in small print."""
    pieces: list[Piece] = []
    for anchor in anchors:
        pieces += spaced(paragraph_pieces(Paragraph(text=anchor, small=True), root), 0.4 * GRID, 0)
    return pieces


def _pair(fields: tuple[SignatureField, ...], root: Elem) -> Piece:
    placed = []
    for number, field in enumerate(fields):
        form, under = root.add("Form"), root.add("P")
        lines = stack_lines([(field.person, CELL_HEAD), (field.line(), CELL)], PHOTO_WIDTH)
        placed.append((field, form, under, lines, LEFT + number * (PHOTO_WIDTH + GUTTER)))
    height = FIELD_HEIGHT + _TO_NAME + max(len(place[3]) for place in placed) * CELL.leading

    def draw(canvas: TaggedCanvas, top: float) -> None:
        bottom = top - FIELD_HEIGHT
        for field, form, under, lines, x in placed:
            canvas.annotate((x, bottom, x + PHOTO_WIDTH, top), form, field.spoken(), name=field.name)
            with canvas.artifact():
                canvas.rule(x, bottom, PHOTO_WIDTH, 0.5, HAIRLINE)
            for number, line in enumerate(lines):
                line.draw(canvas, under, x, bottom - _TO_NAME - number * CELL.leading)

    return Piece(height, draw)
