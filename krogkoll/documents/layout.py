"""From a document to drawn, tagged pages."""

from dataclasses import dataclass

from krogkoll.documents.drawn import mark_pieces
from krogkoll.documents.letter import Letter, field_pieces
from krogkoll.documents.model import (
    Appeal,
    Block,
    Bullets,
    Document,
    DrawnMark,
    Facts,
    Heading,
    Lead,
    Orders,
    Paragraph,
    Photos,
    Signatures,
    Table,
)
from krogkoll.documents.pages import Page, Wish, fill_pages
from krogkoll.documents.photos import photo_pieces
from krogkoll.documents.pieces import (
    Piece,
    glue_all,
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
    wishes: list[Wish] = []
    appeal = section = -1
    signed = False
    for number, block in enumerate(document.blocks, start=1):
        start = len(pieces)
        made = _block_pieces(block, () if signed else document.anchors, root)
        if _introduces(made, block, document.blocks[number : number + 1]):
            glue_all(made, last=True)
        pieces += made
        match block:
            case Heading(level=2):
                section = start
            case Appeal():
                appeal = section = start
            case Signatures():
                signed = True
                wishes += _wishes(appeal, section, len(pieces))
    if not signed:
        pieces += anchor_pieces(document.anchors, root)
    return _drawn(fill_pages(pieces, wishes, letter.first_top), letter, root)


def _introduces(made: list[Piece], block: Block, following: tuple[Block, ...]) -> bool:
    """Whether this is a short paragraph that leads up to a table or photos, and so should stay with them."""
    return isinstance(block, Paragraph) and len(made) <= 3 and any(isinstance(one, Photos | Table) for one in following)


def _wishes(appeal: int, section: int, end: int) -> list[Wish]:
    """How to appeal belongs on the page with the signatures; at least the last section does, so that nobody
    signs a page without content.
    """
    wishes = [Wish(appeal, end, 0.45)] if appeal >= 0 else []
    return [*wishes, Wish(section, end, 0.8)] if section >= 0 else wishes


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
        case DrawnMark():
            return mark_pieces(block, root)
        case Appeal():
            return section_pieces(block, block.paragraphs, root)
        case Signatures():
            return signature_pieces(block, anchors, root)
