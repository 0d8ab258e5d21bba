"""Photos on paper: JPEG bytes as they are, two by two, each a figure with a spoken text, a number and a caption."""

import hashlib
from typing import NamedTuple

from krogkoll.documents.lines import Line, set_lines
from krogkoll.documents.model import Photo, Photos, Span
from krogkoll.documents.pieces import Piece, glue_all, spaced, text_pieces
from krogkoll.documents.styles import CAPTION, GRID, GUTTER, LEFT, NOTE, PHOTO_HEIGHT, PHOTO_WIDTH
from krogkoll.documents.tagging import Elem, TaggedCanvas
from krogkoll.documents.wording import plain
from krogkoll.kernel.errors import DocumentTrouble

_TO_CAPTION = 3.0
_SIZED = {0xC0, 0xC1, 0xC2}
_SIZED_OTHERWISE = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


class Frame(NamedTuple):
    """What a JPEG says of itself."""

    width: int
    height: int
    channels: int


def photo_pieces(block: Photos, root: Elem) -> list[Piece]:
    """Photos two by two; the note over them stays with the first pair."""
    pieces: list[Piece] = []
    if plain(block.note):
        pieces = spaced(text_pieces(block.note, NOTE, root.add("P")), GRID, 0.6 * GRID)
        glue_all(pieces, last=True)
    for place in range(0, len(block.photos), 2):
        pieces += spaced([_pair(block.photos[place : place + 2], root)], GRID, 1.4 * GRID)
    return pieces


def _pair(photos: tuple[Photo, ...], root: Elem) -> Piece:
    placed = []
    for number, photo in enumerate(photos):
        frame = jpeg_frame(photo.jpeg)
        if (frame.width, frame.height) != (photo.width, photo.height):
            raise DocumentTrouble("photo-size-differs", photo=photo.number)
        scale = min(PHOTO_WIDTH / photo.width, PHOTO_HEIGHT / photo.height)
        group = root.add("Div")
        figure = group.add("Figure", alt=plain(photo.alt), owner="Layout", Placement="Block")
        caption = (Span(text=f"Foto {photo.number}.", strong=True), Span(text=f" {photo.caption}"))
        lines = set_lines(caption, CAPTION, PHOTO_WIDTH)
        x = LEFT + number * (PHOTO_WIDTH + GUTTER)
        placed.append((photo, figure, group.add("Caption"), lines, x, photo.width * scale, photo.height * scale))
    image_height = max(place[6] for place in placed)
    height = image_height + _TO_CAPTION + max(len(place[3]) for place in placed) * CAPTION.leading

    def draw(canvas: TaggedCanvas, top: float) -> None:
        for photo, figure, caption, lines, x, wide, high in placed:
            _draw(canvas, top, photo, figure, (x, image_height, wide, high))
            _draw_caption(canvas, top - image_height - _TO_CAPTION, caption, lines, x)

    return Piece(height, draw)


def _draw(canvas: TaggedCanvas, top: float, photo: Photo, figure: Elem, box: tuple[float, float, float, float]) -> None:
    x, image_height, wide, high = box
    bottom = top - image_height
    figure.attributes["BBox"] = (x, bottom, x + wide, bottom + high)
    with canvas.tagged(figure):
        canvas.jpeg_at(x, bottom, wide, high, f"Im{hashlib.sha256(photo.jpeg).hexdigest()[:16]}", photo.jpeg)


def _draw_caption(canvas: TaggedCanvas, top: float, caption: Elem, lines: list[Line], x: float) -> None:
    for number, line in enumerate(lines):
        line.draw(canvas, caption, x, top - number * CAPTION.leading)


def jpeg_frame(jpeg: bytes) -> Frame:
    """The size and channels of a JPEG that may go into a document; nothing is decoded.

    Raises DocumentTrouble: "photo-not-jpeg", "photo-colours" (neither grey nor RGB), "photo-carries-metadata"
    (an original with time or position in it must never be published).
    """
    frame: Frame | None = None
    at = 2
    if jpeg[:2] != b"\xff\xd8":
        raise DocumentTrouble("photo-not-jpeg")
    while at + 4 <= len(jpeg):
        if jpeg[at] != 0xFF:
            break
        marker = jpeg[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        length = int.from_bytes(jpeg[at + 2 : at + 4], "big")
        body = jpeg[at + 4 : at + 2 + length]
        if marker in (0xE1, 0xED):
            raise DocumentTrouble("photo-carries-metadata")
        if marker in _SIZED_OTHERWISE:
            raise DocumentTrouble("photo-not-jpeg")
        if marker in _SIZED:
            frame = _frame(body)
        if marker == 0xDA:
            break
        at += 2 + length
    if frame is None:
        raise DocumentTrouble("photo-not-jpeg")
    return frame


def _frame(body: bytes) -> Frame:
    if len(body) < 6 or body[0] != 8:
        raise DocumentTrouble("photo-not-jpeg")
    frame = Frame(int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big"), body[5])
    if frame.channels not in (1, 3):
        raise DocumentTrouble("photo-colours")
    if not frame.width or not frame.height:
        raise DocumentTrouble("photo-not-jpeg")
    return frame
