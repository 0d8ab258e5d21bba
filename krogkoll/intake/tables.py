"""Opens a file as a table, whatever program made it, and finds the row that names its columns."""

import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

from krogkoll.intake.model import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Table
from krogkoll.intake.text_files import read_text
from krogkoll.intake.workbooks import read_workbook
from krogkoll.kernel.errors import IntakeTrouble
from krogkoll.kernel.swedish import nfc

_HEADER_WITHIN = 15
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NEVER = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_ZERO = date(1899, 12, 30)


def read_table(path: Path, known: Callable[[str], bool]) -> Table:
    """The file as rows of texts. known: whether a header is one that we understand, to find the header's row by.

    What a file is, its content says, never its name. Raises IntakeTrouble.
    """
    content = _content(path)
    if content.startswith(_OLD_OFFICE):
        raise IntakeTrouble("old-workbook")
    if content.startswith(_NEVER):
        raise IntakeTrouble("not-a-list")
    zero = _ZERO
    if content.startswith(b"PK"):
        rows, form, zero = read_workbook(content)
    else:
        rows, form = read_text(content)
    tidy = [(number, [clean(cell) for cell in cells]) for number, cells in rows]
    tidy = [(number, cells) for number, cells in tidy if any(cells)]
    if len(tidy) < 2:
        raise IntakeTrouble("empty")
    return _table(tidy, form, zero, known)


def clean(cell: str) -> str:
    """A cell as it is kept: composed, no control characters but line breaks, no blanks at its ends."""
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    text = nfc(cell).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return "".join(letter for letter in text if letter == "\n" or letter.isprintable()).strip()


def _content(path: Path) -> bytes:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise IntakeTrouble("vanished")
        if state.st_size > MAX_BYTES:
            raise IntakeTrouble("too-large", size=state.st_size)
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise IntakeTrouble("vanished", errno=error.errno) from error
    if len(content) > MAX_BYTES:
        raise IntakeTrouble("too-large", size=len(content))
    if not content.strip():
        raise IntakeTrouble("empty")
    return content


def _table(rows: list[tuple[int, list[str]]], form: str, zero: date, known: Callable[[str], bool]) -> Table:
    at = _header_at([cells for _, cells in rows[:_HEADER_WITHIN]], known)
    below = rows[at + 1 :]
    if not below:
        raise IntakeTrouble("empty")
    if len(below) > MAX_ROWS:
        raise IntakeTrouble("too-many-rows")
    width = max(len(cells) for _, cells in rows[at:])
    if width > MAX_COLUMNS:
        raise IntakeTrouble("too-many-columns")
    header = _named(rows[at][1], rows[at - 1][1] if at else [], width)
    return Table(
        header=header,
        rows=tuple(tuple(cells + [""] * (width - len(cells))) for _, cells in below),
        numbers=tuple(number for number, _ in below),
        form=form,
        serial_zero=zero,
    )


def _header_at(rows: list[list[str]], known: Callable[[str], bool]) -> int:
    """The first row with the most headers that we know; the first of all where we know none."""
    scores = [sum(known(cell) for cell in cells if cell) for cells in rows]
    best = max(scores)
    if best == 0:
        return next((at for at, cells in enumerate(rows) if sum(map(bool, cells)) > 1), 0)
    at = scores.index(best)
    below = at + 1
    if below < len(rows) and scores[below] and _fills(rows[at], rows[below]):
        return below
    return at


def _fills(upper: list[str], lower: list[str]) -> bool:
    """Whether the lower row names columns over which a heading of the upper one was merged."""
    gaps = [column for column in range(1, len(lower)) if column >= len(upper) or not upper[column]]
    return any(lower[column] for column in gaps)


def _named(own: list[str], above: list[str], width: int) -> tuple[str, ...]:
    """Names of the columns. A heading that was merged over several stands in front of the names below it."""
    groups = [""] * width
    if sum(map(bool, above)) > 1:
        last = ""
        for column in range(width):
            last = above[column] if column < len(above) and above[column] else last
            groups[column] = last
    names = []
    for column in range(width):
        name = own[column].replace("\n", " ") if column < len(own) else ""
        grouped = f"{groups[column]} {name}".strip()
        names.append(grouped or f"Kolumn {letter(column)}")
    return tuple(names)


def letter(column: int) -> str:
    """The column's letters as a spreadsheet shows them: A, B ... Z, AA."""
    text = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
