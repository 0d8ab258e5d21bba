"""The words of a document in the order they are read out, straight from the model: what the PDF must say."""

from collections.abc import Iterator

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
from krogkoll.documents.wording import plain


def source_text(document: Document) -> str:
    """All words in reading order, one line for each heading, paragraph, list item, cell and caption."""
    return "\n".join(line for line in _lines(document) if line)


def printed_text(document: Document) -> str:
    """All words that are printed, running heads and feet included, in no special order."""
    foot = [plain(text) for column in document.letterhead.columns for text in (column.label, *column.lines)]
    return "\n".join([source_text(document), plain(document.reference), *foot])


def _lines(document: Document) -> Iterator[str]:
    yield plain(document.letterhead.authority)
    yield plain(document.letterhead.unit)
    yield document.stamp
    yield plain(document.kind).upper()
    for field in document.meta:
        lines = [plain(line) for line in field.lines if plain(line)]
        if lines:
            yield " ".join([plain(field.label), *lines])
    yield plain(document.secrecy_note)
    yield plain(document.title)
    anchored = False
    for block in document.blocks:
        yield from _block(block)
        if isinstance(block, Signatures) and not anchored:
            anchored = True
            yield from map(plain, document.anchors)
    if not anchored:
        yield from map(plain, document.anchors)


def _block(block: Block) -> Iterator[str]:  # noqa: PLR0912 - one for each
    match block:
        case Heading() | Lead() | Paragraph():
            yield plain(block.text)
        case Orders(items=items, start=start):
            for number, item in enumerate(items, start=start):
                yield f"{number}. {plain(item)}" if plain(item) else ""
        case Bullets(items=items):
            for item in items:
                yield f"• {plain(item)}" if plain(item) else ""
        case Facts(rows=rows):
            for label, value in rows:
                yield from (plain(label), plain(value)) if label.strip() else ()
        case Table(headers=headers, rows=rows) if rows:
            for row in (headers, *rows):
                yield from map(plain, row)
        case Photos(photos=photos, note=note):
            yield plain(note)
            for photo in photos:
                yield f"Foto {photo.number}. {plain(photo.caption)}"
        case DrawnMark(caption=caption):
            yield plain(caption)
        case Appeal(heading=heading, paragraphs=paragraphs):
            yield from (plain(heading), *map(plain, paragraphs))
        case Signatures():
            yield from (plain(block.heading), plain(block.intro))
            for field in block.fields:
                yield " ".join(part for part in (plain(field.person), plain(field.line())) if part)
