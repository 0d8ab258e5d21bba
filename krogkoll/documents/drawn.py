"""A mark that somebody drew by hand on paper: vector strokes in a box, a figure with a spoken text and a caption."""

from krogkoll.documents.lines import set_lines
from krogkoll.documents.model import DrawnMark
from krogkoll.documents.pieces import Piece, spaced
from krogkoll.documents.styles import CAPTION, GRID, HAIRLINE, INK, LEFT, PHOTO_WIDTH
from krogkoll.documents.tagging import Elem, TaggedCanvas
from krogkoll.documents.wording import plain

SHAPE = 3.0
"""The box is so many times wider than high, on screen and paper."""
_TO_CAPTION = 3.0
_PEN = 1.3


def mark_pieces(block: DrawnMark, root: Elem) -> list[Piece]:
    """The mark over a thin line, its caption under it; never parted."""
    group = root.add("Div")
    figure = group.add("Figure", alt=plain(block.alt), owner="Layout", Placement="Block")
    caption = group.add("Caption")
    lines = set_lines(block.caption, CAPTION, PHOTO_WIDTH * 2)
    height = PHOTO_WIDTH / SHAPE

    def draw(canvas: TaggedCanvas, top: float) -> None:
        bottom = top - height
        figure.attributes["BBox"] = (LEFT, bottom, LEFT + PHOTO_WIDTH, top)
        with canvas.tagged(figure):
            canvas.ink(INK)
            for stroke in block.strokes:
                canvas.addLiteral(_path(stroke, top))
        with canvas.artifact():
            canvas.rule(LEFT, bottom, PHOTO_WIDTH, 0.5, HAIRLINE)
        for number, line in enumerate(lines):
            line.draw(canvas, caption, LEFT, bottom - _TO_CAPTION - number * CAPTION.leading)

    return spaced([Piece(height + _TO_CAPTION + len(lines) * CAPTION.leading, draw)], GRID, 1.4 * GRID)


def _path(stroke: tuple[tuple[float, float, float], ...], top: float) -> str:
    """One stroke as a path with round ends, as thick as it was pressed; a single point is a dot."""
    pressed = sum(point[2] for point in stroke) / len(stroke)
    placed = [(LEFT + x * PHOTO_WIDTH, top - y * PHOTO_WIDTH) for x, y, _ in stroke]
    placed = placed if len(placed) > 1 else [placed[0], (placed[0][0] + 0.01, placed[0][1])]
    drawn = " ".join(f"{x:.2f} {y:.2f} {'l' if number else 'm'}" for number, (x, y) in enumerate(placed))
    return f"q 1 J 1 j {_PEN * (0.5 + pressed):.2f} w {drawn} S Q"
