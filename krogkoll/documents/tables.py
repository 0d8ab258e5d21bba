"""Tables and rows of facts: rules but no boxes, rows that may break, headers that come again on each page."""

from collections.abc import Sequence

from krogkoll.documents.columns import share_out
from krogkoll.documents.lines import Line, natural_width, set_lines
from krogkoll.documents.model import Facts, Span, Table, Text
from krogkoll.documents.pieces import Draw, Piece, glue_all, glue_lines
from krogkoll.documents.styles import CELL, CELL_HEAD, GRID, HAIRLINE, HEADING_INK, LEFT, MEASURE
from krogkoll.documents.tagging import Elem, TaggedCanvas

_GAP = 10.0
_PAD = 4.0
_WHOLE_ROW = 6


def table_pieces(block: Table, root: Elem) -> list[Piece]:
    """A table, its widths by shares or by content."""
    if not block.rows:
        return []
    table = root.add("Table")
    columns = [[row[place] for row in block.rows] for place in range(len(block.headers))]
    widths = _shares(block.widths) if block.widths else _by_content(block.headers, columns)
    lefts = [LEFT + sum(widths[:place]) + _GAP * place for place in range(len(widths))]
    head = [set_lines(text, CELL_HEAD, width) for text, width in zip(block.headers, widths, strict=True)]
    head_row = table.add("THead").add("TR")
    cells = [head_row.add("TH", owner="Table", Scope="Column") for _ in head]
    pieces = _row(head, cells, lefts, HEADING_INK, 0.9)
    glue_all(pieces, last=True)
    again = _header_again(head, lefts, sum(piece.height for piece in pieces))
    body = table.add("TBody")
    for row in block.rows:
        lines = [set_lines(text, CELL, width) for text, width in zip(row, widths, strict=True)]
        tr = body.add("TR")
        strips = _row(lines, [tr.add("TD") for _ in row], lefts, HAIRLINE, 0.35)
        for strip in strips:
            strip.over = again
        pieces += strips
    pieces[0].before, pieces[-1].after = 0.5 * GRID, 1.5 * GRID
    return pieces


def fact_pieces(block: Facts, root: Elem) -> list[Piece]:
    """Facts as a table whose first column heads the rows."""
    rows = [(label, value) for label, value in block.rows if label.strip()]
    if not rows:
        return []
    table = root.add("Table")
    body = table.add("TBody")
    labels: list[Text] = [(Span(text=label, strong=True),) for label, _ in rows]
    width = min(max(natural_width(label, CELL)[1] for label in labels), 0.4 * MEASURE)
    widths = [width, MEASURE - width - _GAP]
    pieces: list[Piece] = []
    for label, (_, value) in zip(labels, rows, strict=True):
        tr = body.add("TR")
        cells = [tr.add("TH", owner="Table", Scope="Row"), tr.add("TD")]
        lines = [set_lines(text, CELL, space) for text, space in zip((label, value), widths, strict=True)]
        pieces += _row(lines, cells, [LEFT, LEFT + width + _GAP], HAIRLINE, 0.35)
    pieces[0].before, pieces[-1].after = 0.5 * GRID, 1.5 * GRID
    return pieces


def _shares(shares: Sequence[float]) -> list[float]:
    room = MEASURE - _GAP * (len(shares) - 1)
    return [room * share / sum(shares) for share in shares]


def _by_content(headers: Sequence[str], columns: Sequence[Sequence[Text]]) -> list[float]:
    """Each column at least as wide as its longest word, the rest shared by how much text there is."""
    room = MEASURE - _GAP * (len(headers) - 1)
    least, most = [], []
    for header, column in zip(headers, columns, strict=True):
        sizes = [natural_width(header, CELL_HEAD), *(natural_width(text, CELL) for text in column)]
        least.append(min(max(size[0] for size in sizes) + 0.5, room / len(headers) * 1.5))
        most.append(max(size[1] for size in sizes) + 0.5)
    return share_out(least, most, room)


def _row(
    cells: list[list[Line]], elems: list[Elem], lefts: list[float], rule_ink: tuple[int, int, int], weight: float
) -> list[Piece]:
    """One row with the rule under it: in one piece if it has a few lines, else in one piece for each line."""
    count = max(1, *(len(lines) for lines in cells))
    step = count if count <= _WHOLE_ROW else 1
    pieces: list[Piece] = []
    for first in range(0, count, step):
        above = _PAD if first == 0 else 0
        below = _PAD if first + step == count else 0
        strip = [(lines[first : first + step], elem, x) for lines, elem, x in zip(cells, elems, lefts, strict=True)]
        height = above + step * CELL.leading + below
        pieces.append(Piece(height, _strip(strip, above, height if below else 0, rule_ink, weight)))
    glue_lines(pieces)
    return pieces


def _strip(
    strip: list[tuple[list[Line], Elem, float]], above: float, rule_at: float, ink: tuple[int, int, int], weight: float
) -> Draw:
    def draw(canvas: TaggedCanvas, top: float) -> None:
        for lines, elem, x in strip:
            for number, line in enumerate(lines):
                line.draw(canvas, elem, x, top - above - number * CELL.leading)
        if rule_at:
            with canvas.artifact():
                canvas.rule(LEFT, top - rule_at, MEASURE, weight, ink)

    return draw


def _header_again(head: list[list[Line]], lefts: list[float], height: float) -> Piece:
    """The header row where the table goes on: decoration, since a reader has heard it once."""

    def draw(canvas: TaggedCanvas, top: float) -> None:
        with canvas.artifact("Header"):
            for lines, left in zip(head, lefts, strict=True):
                for number, line in enumerate(lines):
                    line.draw_untagged(canvas, left, top - _PAD - number * CELL_HEAD.leading)
            canvas.rule(LEFT, top - height, MEASURE, 0.9, HEADING_INK)

    return Piece(height, draw)
