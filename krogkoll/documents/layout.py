"""From a document to drawn, tagged pages."""

from dataclasses import dataclass

from krogkoll.documents.letter import Letter, field_pieces
from krogkoll.documents.model import (
    Appeal,
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Lead,
    Orders,
    Paragraph,
    Photos,
    Signatures,
    Table,
)
from krogkoll.documents.pages import Page, fill_pages
from krogkoll.documents.photos import photo_pieces
from krogkoll.documents.pieces import (
    Piece,
    heading_pieces,
    list_pieces,
    paragraph_pieces,
    section_pieces,
    spaced,
    title_pieces,
)
from krogkoll.documents.signatures import anchor_pieces, signature_pieces
from krogkoll.documents.styles import GRID
from krogkoll.documents.tables import fact_pieces, table_pieces
from krogkoll.documents.tagging import Annotation, Bookmark, Elem, TaggedCanvas


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Drawn pages before assembly: an untagged PDF and all that assembly ties to it."""

    pdf: bytes
    root: Elem
    marks: list[list[Elem]]
    annotations: list[Annotation]
    bookmarks: list[Bookmark]
    jpegs: dict[str, bytes]
    page_images: dict[int, set[str]]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.marks)


def draw(document: Document) -> Drawn:
    """Lay a document out and draw it."""
    root = Elem("Document")
    letter = Letter(document, root)
    pieces = field_pieces(document, root)
    pieces += spaced(title_pieces(document.title, root), 3 * GRID, GRID)
    starts: dict[type, int] = {}
    ends: dict[type, int] = {}
    signed = False
    for block in document.blocks:
        starts.setdefault(type(block), len(pieces))
        pieces += _block_pieces(block, () if signed else document.anchors, root)
        ends[type(block)] = len(pieces)
        signed = signed or isinstance(block, Signatures)
    if not signed:
        pieces += anchor_pieces(document.anchors, root)
    together = None
    if starts.get(Appeal, len(pieces)) < ends.get(Signatures, 0):
        together = (starts[Appeal], ends[Signatures])
    return _drawn(fill_pages(pieces, together), letter, root)


def _drawn(pages: list[Page], letter: Letter, root: Elem) -> Drawn:
    canvas = TaggedCanvas()
    for number, page in enumerate(pages, start=1):
        if number > 1:
            canvas.next_page()
        letter.draw(canvas, number, len(pages))
        for piece, top in page.placed:
            piece.draw(canvas, top)
    pdf = canvas.finish()
    return Drawn(
        pdf=pdf,
        root=root,
        marks=canvas.marks,
        annotations=canvas.annotations,
        bookmarks=canvas.bookmarks,
        jpegs=canvas.jpegs,
        page_images=canvas.page_images,
    )


def _block_pieces(block: Block, anchors: tuple[str, ...], root: Elem) -> list[Piece]:  # noqa: PLR0911 - one for each
    match block:
        case Heading():
            return heading_pieces(block, root)
        case Lead() | Paragraph():
            return paragraph_pieces(block, root)
        case Orders() | Bullets():
            return list_pieces(block, root)
        case Facts():
            return fact_pieces(block, root)
        case Table():
            return table_pieces(block, root)
        case Photos():
            return photo_pieces(block, root)
        case Appeal():
            return section_pieces(block, block.paragraphs, root)
        case Signatures():
            return signature_pieces(block, anchors, root)
