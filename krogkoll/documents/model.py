"""What a printed document says, as pure data: no fonts, no pages, no PDF, so that rules and tests can read it."""

from dataclasses import dataclass, field
from datetime import datetime

from krogkoll.kernel.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of text with one look."""

    text: str
    strong: bool = False
    emphasis: bool = False


Text = str | tuple[Span, ...]
"""Running text. Addresses to the web and e-mail in it become links by themselves; "\\n" is a forced new line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterColumn:
    """One column of the page foot: a label and its lines."""

    label: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An authority's mark as a JPEG (see `Photo`) and its spoken text, printed at the head of the first page."""

    jpeg: bytes = field(repr=False)
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who the document comes from; at most three columns in the page foot. unit: a line under the authority's name."""

    authority: str
    columns: tuple[LetterColumn, ...] = ()
    unit: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaField:
    """One field over the title, such as Datum or Mottagare; a field without lines is left out with its label."""

    label: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 2 or 3; level 1 is the document's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The decision itself in one larger paragraph under the title."""

    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; `small` sets it as a note."""

    text: Text
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """A numbered list, such as the operative points or the provisions applied."""

    items: tuple[Text, ...]
    start: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list without numbers."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Labels with their values, one pair a row."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with one header row that is repeated on every page; `widths` are shares, empty means by content."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo as a baseline or progressive JPEG (grey or RGB, no metadata), its caption and its spoken text."""

    jpeg: bytes = field(repr=False)
    width: int
    height: int
    number: int
    caption: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Photos:
    """Photos two by two; `note` stands over them."""

    photos: tuple[Photo, ...]
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnMark:
    """A mark drawn by hand: strokes of (x, y, pressure), x from 0 at the left to 1, y downwards in the same unit."""

    strokes: tuple[tuple[tuple[float, float, float], ...], ...]
    alt: str
    caption: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """How to appeal. Kept on one page with the signatures where that is possible."""

    paragraphs: tuple[Text, ...]
    heading: str = "Så här överklagar du"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureField:
    """A place for one electronic signature. `name` is the PDF field's name, `caption` the part played.

    `tooltip` is what a screen reader says of the field; empty means made from caption, person and role.
    """

    name: str
    caption: str
    person: str
    role: str = ""
    tooltip: str = ""

    def spoken(self) -> str:
        """What a screen reader says of the field."""
        return self.tooltip or ", ".join(
            part for part in (f"Elektronisk underskrift: {self.person}", self.line()) if part
        )

    def line(self) -> str:
        """The printed line under the name: "Brandinspektör, föredragande"."""
        caption = f"{self.caption[:1].lower()}{self.caption[1:]}" if self.role else self.caption
        line = ", ".join(part for part in (self.role, caption) if part)
        return f"{line[:1].upper()}{line[1:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """All places for signatures, also optional ones: none can be added once the first person has signed."""

    fields: tuple[SignatureField, ...]
    heading: str = "Underskrifter"
    intro: Text = "Undertecknat elektroniskt. Äktheten kontrolleras i den digitala filen."


Block = Heading | Lead | Paragraph | Orders | Bullets | Facts | Table | Photos | DrawnMark | Appeal | Signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document. Everything printed comes from here; `made_at` is its only date, so builds repeat exactly.

    `kind` is printed in capitals ("beslut"), `reference` in the running head ("Dnr RTÖ 2026-0187").
    `practice` prints ÖVNING on every page, `draft` UTKAST: an unfinished paper that nobody may sign.
    `anchors` are printed small after the signatures and also kept machine-readable in the file.
    """

    title: str
    kind: str
    letterhead: Letterhead
    practice: bool
    made_at: datetime
    meta: tuple[MetaField, ...] = ()
    blocks: tuple[Block, ...] = ()
    reference: str = ""
    secrecy_note: str = ""
    anchors: tuple[str, ...] = ()
    draft: bool = False

    @property
    def stamp(self) -> str:
        """What is stamped on every page: "UTKAST", "ÖVNING", both, or nothing."""
        return " ".join(word for word, on in (("ÖVNING", self.practice), ("UTKAST", self.draft)) if on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished unsigned PDF, the text that it must say in reading order, and its number of pages."""

    pdf: bytes = field(repr=False)
    source_text: str = field(repr=False)
    pages: int


def problems(document: Document) -> tuple[Problem, ...]:
    """What keeps a document from being built, in the order of the document; empty when it can be built."""
    found: list[Problem] = []
    for name in ("title", "kind"):
        if not getattr(document, name).strip():
            found.append(Problem(name, "missing"))
    if not document.letterhead.authority.strip():
        found.append(Problem("letterhead.authority", "missing"))
    if (mark := document.letterhead.mark) is not None and not mark.alt.strip():
        found.append(Problem("letterhead.mark", "missing"))
    if len(document.letterhead.columns) > 3:
        found.append(Problem("letterhead.columns", "too-many"))
    if document.made_at.tzinfo is None:
        found.append(Problem("made_at", "no-time-zone"))
    for place, block in enumerate(document.blocks):
        found.extend(_block_problems(f"blocks[{place}]", block))
    names = [signature.name for block in document.blocks if isinstance(block, Signatures) for signature in block.fields]
    if len(set(names)) < len(names):
        found.append(Problem("signatures", "same-name-twice"))
    return tuple(found) + _heading_problems(document)


def _block_problems(place: str, block: Block) -> list[Problem]:
    match block:
        case Heading(text=text) if not text.strip():
            return [Problem(place, "missing")]
        case Table(headers=headers, rows=rows, widths=widths):
            wrong = any(len(row) != len(headers) for row in rows) or (widths and len(widths) != len(headers))
            return [Problem(place, "uneven")] if wrong or not headers else []
        case Photos(photos=photos):
            return [Problem(f"{place}.photos[{nr}].alt", "missing") for nr, p in enumerate(photos) if not p.alt.strip()]
        case DrawnMark(strokes=strokes, alt=alt):
            return [Problem(place, "missing")] if not (alt.strip() and strokes and all(strokes)) else []
        case Signatures(fields=fields):
            return [
                Problem(f"{place}.fields[{nr}]", "missing")
                for nr, signature in enumerate(fields)
                if not (signature.name.isidentifier() and signature.name.isascii() and signature.person.strip())
            ]
    return []


def _heading_problems(document: Document) -> tuple[Problem, ...]:
    """Headings may not jump a level (PDF/UA-1, 7.4.2)."""
    found, level = [], 1
    for place, block in enumerate(document.blocks):
        if isinstance(block, Appeal | Signatures):
            level = 2
        if isinstance(block, Heading):
            if block.level not in (2, 3) or block.level > level + 1:
                found.append(Problem(f"blocks[{place}].level", "jumps"))
            level = block.level
    return tuple(found)
