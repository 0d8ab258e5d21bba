"""What stands round the text: the first page's head with its fields, running heads, feet, and the stamp."""

import hashlib

from krogkoll.documents import fonts
from krogkoll.documents.columns import share_out
from krogkoll.documents.lines import Line, natural_width, set_lines, stack_lines
from krogkoll.documents.model import Document, LetterColumn, Mark, MetaField, Span
from krogkoll.documents.photos import jpeg_frame
from krogkoll.documents.pieces import Piece, spaced
from krogkoll.documents.styles import (
    AUTHORITY,
    CELL,
    FIRST_TOP,
    FOOT,
    FOOT_LABEL,
    FOOT_RULE,
    GRID,
    HAIRLINE,
    HEAD_TOP,
    HEADING_INK,
    KIND,
    LEFT,
    MEASURE,
    META,
    META_LABEL,
    MM,
    RIGHT_EDGE,
    RUNNING,
    STAMP,
    Style,
)
from krogkoll.documents.tagging import Elem, TaggedCanvas
from krogkoll.documents.wording import plain
from krogkoll.kernel.errors import DocumentTrouble

_MARK = 5.5
_GAP = 18.0
_META_GAP = 16.0
_STAMP_PAD = 5.0
_NAME_AT = LEFT + _MARK + 7
_PICTURE_WIDTH, _PICTURE_HEIGHT = 34 * MM, 13 * MM
_PICTURE_ABOVE = 3 * MM
_BESIDE_PICTURE = 9.0
_FOOT_LINES = 5


def field_pieces(document: Document, root: Elem) -> list[Piece]:
    """The fields over the title, four in a row, and the secrecy note."""
    fields = [field for field in document.meta if any(plain(line) for line in field.lines)]
    pieces: list[Piece] = []
    for place in range(0, len(fields), 4):
        pieces += spaced([_field_row(fields[place : place + 4], root)], GRID, GRID)
    if plain(document.secrecy_note):
        pieces += spaced([_secrecy(document.secrecy_note, root)], 1.5 * GRID, GRID)
    return pieces


def _field_row(fields: list[MetaField], root: Elem) -> Piece:
    texts = [[line for line in field.lines if plain(line)] for field in fields]
    sizes = [
        [natural_width(field.label, META_LABEL), *(natural_width(line, META) for line in lines)]
        for field, lines in zip(fields, texts, strict=True)
    ]
    room = MEASURE - _META_GAP * (len(fields) - 1)
    widths = share_out(
        [max(low for low, _ in size) for size in sizes], [max(top for _, top in size) for size in sizes], room
    )
    placed: list[tuple[Elem, list[Line], float]] = []
    x = LEFT
    for field, lines, width in zip(fields, texts, widths, strict=True):
        rows = stack_lines([(field.label, META_LABEL), *((line, META) for line in lines)], width)
        placed.append((root.add("P"), rows, x))
        x += width + _META_GAP
    height = max(sum(line.style.leading for line in rows) for _, rows, _ in placed)

    def draw(canvas: TaggedCanvas, top: float) -> None:
        for elem, rows, left in placed:
            y = top
            for line in rows:
                line.draw(canvas, elem, left, y)
                y -= line.style.leading

    return Piece(height, draw)


def _secrecy(note: str, root: Elem) -> Piece:
    elem = root.add("P")
    lines = set_lines((Span(text=note, strong=True),), CELL, MEASURE)
    height = len(lines) * CELL.leading + GRID

    def draw(canvas: TaggedCanvas, top: float) -> None:
        with canvas.artifact():
            canvas.rule(LEFT, top, MEASURE, 0.5, HEADING_INK)
            canvas.rule(LEFT, top - height, MEASURE, 0.5, HEADING_INK)
        for number, line in enumerate(lines):
            line.draw(canvas, elem, LEFT, top - GRID / 2 - number * CELL.leading)

    return Piece(height, draw)


class Letter:
    """Heads and feet of one document; the tree nodes of the first head are made before all others."""

    def __init__(self, document: Document, root: Elem) -> None:
        self._document = document
        self._authority = plain(document.letterhead.authority)
        self._kind = plain(document.kind).upper()
        self._stamp = document.stamp
        self._picture = document.letterhead.mark
        self._size = (0.0, 0.0) if self._picture is None else _picture_size(self._picture)
        self._name = self._name_lines(self._authority, AUTHORITY)
        self._unit = self._name_lines(plain(document.letterhead.unit), META)
        self._foot = [self._foot_lines(column, width) for column, width in self._foot_columns()]
        self.first_top = min(FIRST_TOP, self._head_bottom() - 1.5 * GRID)
        self._figure = None
        if self._picture is not None:
            self._figure = root.add("Figure", alt=plain(self._picture.alt), owner="Layout", Placement="Block")
        self._name_elem = root.add("P")
        self._unit_elem = root.add("P") if self._unit else None
        self._first = [root.add("P") for _ in range(2 if document.stamp else 1)]

    def draw(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """Draw head and foot of a page (counted from 1); before the page's text, so that they are read first."""
        if page == 1:
            self._first_head(canvas, pages)
        else:
            self._running_head(canvas, page, pages)
        with canvas.artifact("Footer"):
            canvas.rule(LEFT, FOOT_RULE, MEASURE, 0.5, HAIRLINE)
            x = LEFT
            for (_, width), lines in zip(self._foot_columns(), self._foot, strict=True):
                for number, line in enumerate(lines):
                    line.draw_untagged(canvas, x, FOOT_RULE - 4 - number * FOOT.leading)
                x += width + _META_GAP

    def _kind_at(self) -> float:
        return RIGHT_EDGE - _wide(KIND, self._kind)

    def _stamp_at(self) -> float:
        return self._kind_at() - 0.6 * _GAP - _stamp_width(self._stamp)

    def _name_at(self) -> float:
        return _NAME_AT if self._picture is None else LEFT + self._size[0] + _BESIDE_PICTURE

    def _name_lines(self, text: str, style: Style) -> list[Line]:
        right = self._stamp_at() if self._stamp else self._kind_at()
        return set_lines(text, style, right - _GAP - self._name_at()) if text else []

    def _head_bottom(self) -> float:
        words = len(self._name) * AUTHORITY.leading + len(self._unit) * META.leading
        below = self._size[1] - _PICTURE_ABOVE if self._picture is not None else 0.0
        return HEAD_TOP - max(words, below)

    def _name_and_mark(self, canvas: TaggedCanvas) -> None:
        if self._picture is not None and self._figure is not None:
            _draw_picture(canvas, self._picture, self._figure, self._size)
        else:
            with canvas.artifact():
                canvas.ink(HEADING_INK)
                canvas.rect(LEFT, HEAD_TOP - 15, _MARK, 14.5, stroke=0, fill=1)
        top = HEAD_TOP
        for line in self._name:
            line.draw(canvas, self._name_elem, self._name_at(), top)
            top -= AUTHORITY.leading
        for line in self._unit:
            if self._unit_elem is not None:
                line.draw(canvas, self._unit_elem, self._name_at(), top)
            top -= META.leading

    def _first_head(self, canvas: TaggedCanvas, pages: int) -> None:
        self._name_and_mark(canvas)
        if self._stamp:
            with canvas.artifact():
                _frame(canvas, self._stamp_at(), HEAD_TOP, self._stamp)
            with canvas.tagged(self._first[0]):
                _plain(canvas, self._stamp_at() + _STAMP_PAD, HEAD_TOP - 2, STAMP, self._stamp)
        with canvas.tagged(self._first[-1]):
            _plain(canvas, self._kind_at(), HEAD_TOP, KIND, self._kind)
        with canvas.artifact("Header"):
            _right(canvas, HEAD_TOP - KIND.leading, RUNNING, f"Sida 1 av {pages}")

    def _running_head(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        top = HEAD_TOP - 5
        with canvas.artifact("Header"):
            right = _right(canvas, top, RUNNING, f"Sida {page} av {pages}") - _GAP
            if self._stamp:
                right -= _stamp_width(self._stamp)
                _frame(canvas, right, top + 2, self._stamp)
                _plain(canvas, right + _STAMP_PAD, top, STAMP, self._stamp)
                right -= _GAP
            if plain(self._document.secrecy_note):
                _right(canvas, top + STAMP.leading + 4, STAMP, "Sekretess")
            reference = f"Dnr {plain(self._document.reference)}" if plain(self._document.reference) else ""
            room = right - LEFT - (_wide(RUNNING, reference) + _GAP if reference else 0)
            shown = _shortened(self._authority, RUNNING, room)
            _plain(canvas, LEFT, top, RUNNING, shown)
            _plain(canvas, LEFT + _wide(RUNNING, shown) + _GAP, top, RUNNING, reference)
            canvas.rule(LEFT, top - 17, MEASURE, 0.5, HAIRLINE)

    def _foot_columns(self) -> list[tuple[LetterColumn, float]]:
        """The columns of the foot with their widths."""
        columns = self._document.letterhead.columns
        if not columns:
            return []
        sizes = [
            max(
                natural_width(column.label, FOOT_LABEL)[1],
                *(natural_width(line, FOOT)[1] for line in column.lines or ("",)),
            )
            for column in columns
        ]
        room = MEASURE - _META_GAP * (len(columns) - 1)
        return list(zip(columns, share_out([room / 6] * len(sizes), sizes, room), strict=True))

    def _foot_lines(self, column: LetterColumn, width: float) -> list[Line]:
        lines = stack_lines([(column.label, FOOT_LABEL), *((text, FOOT) for text in column.lines)], width)
        if len(lines) > _FOOT_LINES:
            raise DocumentTrouble("foot-does-not-fit", label=column.label)
        return lines


def _picture_size(mark: Mark) -> tuple[float, float]:
    """The mark in points, as large as there is room for. Raises DocumentTrouble where it is no picture for paper."""
    frame = jpeg_frame(mark.jpeg)
    if (frame.width, frame.height) != (mark.width, mark.height):
        raise DocumentTrouble("photo-size-differs", photo=0)
    scale = min(_PICTURE_WIDTH / mark.width, _PICTURE_HEIGHT / mark.height)
    return mark.width * scale, mark.height * scale


def _draw_picture(canvas: TaggedCanvas, mark: Mark, figure: Elem, size: tuple[float, float]) -> None:
    wide, high = size
    bottom = HEAD_TOP + _PICTURE_ABOVE - high
    figure.attributes["BBox"] = (LEFT, bottom, LEFT + wide, bottom + high)
    with canvas.tagged(figure):
        canvas.jpeg_at(LEFT, bottom, wide, high, f"Im{hashlib.sha256(mark.jpeg).hexdigest()[:16]}", mark.jpeg)


def _wide(style: Style, text: str) -> float:
    return fonts.width(style.face(False, False), style.size, text)


def _stamp_width(stamp: str) -> float:
    return _wide(STAMP, stamp) + 2 * _STAMP_PAD


def _frame(canvas: TaggedCanvas, x: float, top: float, stamp: str) -> None:
    canvas.ink(HEADING_INK)
    canvas.setLineWidth(0.8)
    canvas.setDash([2.2, 1.6])
    canvas.roundRect(x, top - 15.5, _stamp_width(stamp), 15.5, 3.5, stroke=1, fill=0)
    canvas.setDash([])


def _plain(canvas: TaggedCanvas, x: float, top: float, style: Style, text: str) -> None:
    """One line of text inside whatever mark is open."""
    for line in set_lines(text, style, 10_000):
        line.draw_untagged(canvas, x, top)


def _ending_at(canvas: TaggedCanvas, right: float, top: float, style: Style, text: str) -> float:
    x = right - _wide(style, text)
    _plain(canvas, x, top, style, text)
    return x


def _right(canvas: TaggedCanvas, top: float, style: Style, text: str) -> float:
    return _ending_at(canvas, RIGHT_EDGE, top, style, text)


def _shortened(text: str, style: Style, room: float) -> str:
    if _wide(style, text) <= room:
        return text
    while text and _wide(style, text + "…") > room:
        text = text[:-1].rstrip()
    return text + "…"
