"""Documents on paper: a document as data, and the tagged PDF/A-2a and PDF/UA-1 file it becomes."""

from krogkoll.documents.masking import masked
from krogkoll.documents.model import (
    Appeal,
    Block,
    Built,
    Bullets,
    Document,
    DrawnMark,
    Facts,
    Heading,
    Lead,
    LetterColumn,
    Letterhead,
    Mark,
    MetaField,
    Orders,
    Paragraph,
    Photo,
    Photos,
    SignatureField,
    Signatures,
    Span,
    Table,
    Text,
    problems,
)
from krogkoll.kernel.errors import DocumentTrouble, Invalid

__all__ = [
    "Appeal",
    "Block",
    "Built",
    "Bullets",
    "Document",
    "DrawnMark",
    "Facts",
    "Heading",
    "Lead",
    "LetterColumn",
    "Letterhead",
    "Mark",
    "MetaField",
    "Orders",
    "Paragraph",
    "Photo",
    "Photos",
    "SignatureField",
    "Signatures",
    "Span",
    "Table",
    "Text",
    "build",
    "masked",
    "problems",
    "text_of",
    "verify",
]


def build(document: Document) -> Built:
    """The unsigned PDF of a document, its text in reading order and its number of pages.

    The same document gives the same bytes on every machine with the same versions. Raises Invalid for what
    `problems` finds, DocumentTrouble "unprintable" (with the characters) for text that the typeface lacks,
    and DocumentTrouble "photo-..." for photos that must not be printed.
    """
    from krogkoll.documents import fonts, reading

    found = problems(document)
    if found:
        raise Invalid(found)
    source_text = reading.source_text(document)
    if unprintable := fonts.missing(reading.printed_text(document)):
        raise DocumentTrouble("unprintable", characters=unprintable)
    from krogkoll.documents.assemble import assemble
    from krogkoll.documents.layout import draw

    drawn = draw(document)
    return Built(pdf=assemble(drawn, document), source_text=source_text, pages=drawn.pages)


def verify(pdf: bytes, built: Built) -> tuple[str, ...]:
    """Codes for what is wrong with a file that claims to be this document; empty when all holds.

    The file may be `built.pdf` or a signed one. Looks at identity, tagging, fonts, colours, metadata and that the
    text read out along the structure tree is the source text; signatures are looked at elsewhere.
    """
    from krogkoll.documents.verifying import findings

    return findings(pdf, built)


def text_of(pdf: bytes) -> str:
    """The text of one of our files in reading order, one line for each block; empty where it cannot be read."""
    from io import BytesIO

    import pikepdf

    from krogkoll.documents.extract import read_out

    try:
        with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
            return read_out(opened).text
    except pikepdf.PdfError:
        return ""
