"""Breaking text into lines: ragged right, kerned, with real spaces at soft line ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from krogkoll.documents import fonts
from krogkoll.documents.model import Text
from krogkoll.documents.styles import Style
from krogkoll.documents.tagging import Elem, TaggedCanvas
from krogkoll.documents.wording import SOFT_HYPHEN, addresses, spans

# A word may break after a hyphen or dash between letters, and after a slash; never inside numbers ("2026-0187").
_PIECES = re.compile(r"(?<=[^\W\d][-–/])(?=[^\W\d]{2})")
_CUTS = re.compile(r"( +|\n)")


@dataclass(slots=True)
class Chunk:
    """A stretch in one font and with one address. `kerns` holds one correction a character once it is needed."""

    face: str
    uri: str
    text: str
    kerns: tuple[int, ...]
    width: float

    def joins(self, other: "Chunk") -> bool:
        """Whether the two look the same and can be drawn as one."""
        return self.face == other.face and self.uri == other.uri


@dataclass(slots=True)
class Word:
    """What no line break may part: chunks, and what follows: a space, a forced new line, or nothing (hyphen, end)."""

    chunks: list[Chunk] = field(default_factory=list)
    after: str = ""

    @property
    def width(self) -> float:
        """In points."""
        return sum(chunk.width for chunk in self.chunks)


@dataclass(slots=True)
class Line:
    """One set line."""

    chunks: list[Chunk]
    style: Style

    @property
    def width(self) -> float:
        """In points, a space at the end included."""
        return sum(chunk.width for chunk in self.chunks)

    def draw(self, canvas: TaggedCanvas, elem: Elem, x: float, top: float) -> None:
        """Draw with the line's top at `top`; addresses become Link elements with their annotations."""
        y = top - self.style.baseline
        for chunk in self.chunks:
            if chunk.uri:
                self._draw_link(canvas, elem, chunk, x, y)
            else:
                with canvas.tagged(elem):
                    canvas.text_at(x, y, chunk.face, self.style.size, self.style.ink, chunk.text, chunk.kerns)
            x += chunk.width

    def draw_untagged(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw inside an artifact that the caller has opened."""
        for chunk in self.chunks:
            canvas.text_at(
                x, top - self.style.baseline, chunk.face, self.style.size, self.style.ink, chunk.text, chunk.kerns
            )
            x += chunk.width

    def _draw_link(self, canvas: TaggedCanvas, elem: Elem, chunk: Chunk, x: float, y: float) -> None:
        link = elem.add("Link")
        with canvas.tagged(link):
            canvas.text_at(x, y, chunk.face, self.style.size, self.style.ink, chunk.text, chunk.kerns)
            canvas.rule(x, y - 0.14 * self.style.size, chunk.width, 0.35, self.style.ink)
        box = (x, y - 0.25 * self.style.size, x + chunk.width, y + 0.75 * self.style.size)
        canvas.annotate(box, link, _spoken(chunk), uri=chunk.uri)


def _spoken(chunk: Chunk) -> str:
    target = chunk.uri.removeprefix("mailto:")
    return f"E-post till {target}" if chunk.uri.startswith("mailto:") else f"Webbplats {target}"


def set_lines(text: Text, style: Style, width: float) -> list[Line]:
    """The lines of a text in a width; none for an empty text."""
    words = _words(text, style)
    if not words:
        return []
    found = _break(words, style, width)
    if style.balanced and len(found) > 1 and not any(word.after == "\n" for word in words):
        found = _balance(words, style, width, found)
    return found


def stack_lines(texts: Sequence[tuple[Text, Style]], width: float) -> list[Line]:
    """Texts under one another inside one element; each ends with a space, so that a reader keeps the words apart."""
    stacked: list[Line] = []
    for text, style in texts:
        lines = set_lines(text, style, width)
        if stacked and lines:
            last = stacked[-1]
            stacked[-1] = _line([*last.chunks, _chunk(last.chunks[-1].face, "", " ", last.style.size)], last.style)
        stacked += lines
    return stacked


def natural_width(text: Text, style: Style) -> tuple[float, float]:
    """The widest word of a text, and the text's width if it is not broken."""
    words = _words(text, style)
    if not words:
        return 0, 0
    space = fonts.width(style.face(False, False), style.size, " ")
    longest, row = 0.0, 0.0
    for word in words:
        row += word.width + (space if word.after == " " else 0)
        if word.after == "\n":
            longest, row = max(longest, row), 0.0
    return max(word.width for word in words), max(longest, row) + 0.01


def _words(text: Text, style: Style) -> list[Word]:
    words: list[Word] = []
    word = Word()
    for span in spans(text):
        face = style.face(span.strong, span.emphasis)
        for stretch, uri in addresses(span.text):
            for part in _CUTS.split(stretch):
                if part == "\n" or (part and part[0] == " "):
                    if not word.chunks and words and part == " ":
                        continue
                    word.after = part[0]
                    words.append(word)
                    word = Word()
                    continue
                for piece in [part] if uri else _PIECES.split(part):
                    if word.chunks and piece and not uri and _PIECES.search(word.chunks[-1].text + piece):
                        words.append(word)
                        word = Word()
                    if piece:
                        word.chunks.append(_chunk(face, uri, piece, style.size))
    if word.chunks:
        words.append(word)
    return words


def _chunk(face: str, uri: str, text: str, size: float) -> Chunk:
    measured = fonts.measure(face, text)
    return Chunk(face, uri, text, measured.kerns, measured.width * size / 1000)


def _break(words: list[Word], style: Style, width: float) -> list[Line]:
    found: list[Line] = []
    row: list[Chunk] = []
    filled = 0.0
    pending: Chunk | None = None
    queue = [part for word in words for part in ([word] if word.width <= width else _chop(word, style, width))]
    for word in queue:
        if row and filled + (pending.width if pending else 0) + word.width > width + 0.01:
            found.append(_line(row + ([pending] if pending else []), style))
            row, filled, pending = [], 0.0, None
        if pending:
            row.append(pending)
            filled += pending.width
        row.extend(word.chunks)
        filled += word.width
        pending = _space(word, style) if word.after == " " else None
        if word.after == "\n":
            found.append(_line([*row, _space(word, style)], style))
            row, filled, pending = [], 0.0, None
    if row:
        found.append(_line(row, style))
    return found


def _space(word: Word, style: Style) -> Chunk:
    face = word.chunks[-1].face if word.chunks else style.face(False, False)
    return _chunk(face, "", " ", style.size)


def _line(row: list[Chunk], style: Style) -> Line:
    """Neighbours with the same look become one stretch, so that a line is mostly one operator in the file."""
    merged: list[Chunk] = []
    for chunk in row:
        if merged and merged[-1].joins(chunk):
            last = merged[-1]
            kerns: tuple[int, ...] = ()
            if last.kerns or chunk.kerns:
                kerns = (last.kerns or (0,) * len(last.text)) + (chunk.kerns or (0,) * len(chunk.text))
            merged[-1] = Chunk(last.face, last.uri, last.text + chunk.text, kerns, last.width + chunk.width)
        else:
            merged.append(replace(chunk))
    return Line(merged, style)


def _chop(word: Word, style: Style, width: float) -> list[Word]:
    """A word wider than the line in pieces that fit; a soft hyphen shows the cut between two letters."""
    pieces: list[Word] = []
    current = Word()
    for chunk in word.chunks:
        rest = chunk.text
        while rest:
            room = width - current.width
            count = _fitting(chunk.face, style.size, rest, room)
            if count == 0 and not current.chunks:
                count = 1
            if count:
                cut = count < len(rest) and rest[count - 1].isalpha() and rest[count].isalpha() and not chunk.uri
                current.chunks.append(
                    _chunk(chunk.face, chunk.uri, rest[:count] + (SOFT_HYPHEN if cut else ""), style.size)
                )
                rest = rest[count:]
            if rest:
                pieces.append(current)
                current = Word()
    current.after = word.after
    return [*pieces, current]


def _fitting(face: str, size: float, text: str, room: float) -> int:
    hyphen = fonts.width(face, size, SOFT_HYPHEN)
    most = int(room / (0.1 * size)) + 2  # no letter is narrower than that, so a huge word costs no more than a long one
    if len(text) <= most and fonts.width(face, size, text) <= room:
        return len(text)
    low, high = 0, min(len(text) - 1, most)
    while low < high:
        middle = (low + high + 1) // 2
        if fonts.width(face, size, text[:middle]) + hyphen <= room:
            low = middle
        else:
            high = middle - 1
    return low


def _balance(words: list[Word], style: Style, width: float, found: list[Line]) -> list[Line]:
    """The narrowest setting with as few lines as the widest one: headings get lines of like length."""
    low, high = max(word.width for word in words), width
    while high - low > 2:
        middle = (low + high) / 2
        narrower = _break(words, style, middle)
        if len(narrower) == len(found):
            high, found = middle, narrower
        else:
            low = middle
    return found
