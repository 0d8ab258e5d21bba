"""Reads lists saved as Excel workbooks, after making sure that nothing in the file is built to do harm."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from krogkoll.intake.model import MAX_COLUMNS, MAX_ROWS
from krogkoll.kernel.errors import IntakeTrouble

MAX_ENTRIES = 1000
MAX_UNPACKED = 48 * 1024 * 1024
"""Largest sum of what an archive says it holds, in bytes; 50,000 ordinary rows are a third of it."""
MAX_RATIO = 150
"""An honest sheet packs to a tenth; a thousandth is a bomb."""
_RATIO_FROM = 1024 * 1024
_PIECE = 1024 * 1024
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,  # what both XML parsers raise for bad XML
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
)
"""What openpyxl lets through when it meets a workbook that is not as the standard says."""


def read_workbook(content: bytes) -> tuple[list[tuple[int, list[str]]], str, date]:
    """The rows of the first sheet that shows anything: number and cells; how it was read; the day of number 0.

    Formulas count as the value that was last computed. Raises IntakeTrouble "unsafe-archive", "broken-workbook",
    "not-a-list", "too-many-rows" or "too-many-columns".
    """
    inspect(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of decorations that it leaves out
            return _read(content)
    except _BROKEN as error:
        raise IntakeTrouble("broken-workbook") from error


def _read(content: bytes) -> tuple[list[tuple[int, list[str]]], str, date]:
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        old_mac = book.epoch == CALENDAR_MAC_1904
        zero = date(1904, 1, 1) if old_mac else date(1899, 12, 30)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
        rows: list[tuple[int, list[str]]] = []
        for sheet in sheets[:20]:
            rows = _rows(sheet)
            if rows:
                break
        return rows, "xlsx 1904" if old_mac else "xlsx", zero
    finally:
        book.close()


def _rows(sheet: Any) -> list[tuple[int, list[str]]]:
    """What the sheet says of its own size is not believed: both bounds are given."""
    found = []
    seen = 0
    given = sheet.iter_rows(min_row=1, max_row=MAX_ROWS * 2, max_col=MAX_COLUMNS + 1, values_only=True)
    for number, cells in enumerate(given, start=1):
        if cells.count(None) == len(cells):
            continue
        texts = [shown(value) for value in cells]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        if len(texts) > MAX_COLUMNS:
            raise IntakeTrouble("too-many-columns")
        seen += 1
        if seen > MAX_ROWS + 20:
            raise IntakeTrouble("too-many-rows")
        found.append((number, texts))
    return found


def shown(value: object) -> str:
    """A cell's value as text: days in ISO form, whole numbers without decimals, yes and no in Swedish."""
    match value:
        case None:
            text = ""
        case bool():
            text = "ja" if value else "nej"
        case datetime():
            plain = value.replace(microsecond=0)
            text = plain.date().isoformat() if plain.time() == time() else plain.isoformat(" ", "minutes")
        case time():
            text = f"{value:%H:%M}"
        case timedelta():
            minutes = int(value.total_seconds() // 60)
            text = f"{minutes // 60:02d}:{minutes % 60:02d}"
        case float() if value.is_integer() and abs(value) < 1e15:
            text = str(int(value))
        case _:
            text = str(value)
    return text


def inspect(content: bytes) -> None:
    """Refuse a bomb, an archive that points outside, and XML that defines entities, before anything is opened.

    Raises IntakeTrouble "unsafe-archive", "broken-workbook" or "not-a-list".
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _inspect_sizes(entries)
            if "[Content_Types].xml" not in archive.namelist() or not _has_workbook(archive):
                raise IntakeTrouble("not-a-list")
            for entry in entries:
                if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _inspect_xml(archive, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise IntakeTrouble("broken-workbook") from error


def _has_workbook(archive: zipfile.ZipFile) -> bool:
    return any(name.startswith("xl/") and name.endswith(".xml") for name in archive.namelist())


def _inspect_sizes(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    total = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > _RATIO_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size) for entry in entries
    )
    locked = any(entry.flag_bits & 1 for entry in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED or swollen or locked or len(set(names)) != len(names):
        raise IntakeTrouble("unsafe-archive")
    if any(_points_outside(name) for name in names):
        raise IntakeTrouble("unsafe-archive")


def _points_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "\\" in name or ":" in name or "\0" in name or ".." in parts or name.startswith("/")


def _inspect_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    held = b""
    for first, piece in _pieces(archive, entry):
        if first and (b"\0" in piece[:4] or piece[:2] in (b"\xff\xfe", b"\xfe\xff") or _other_letters(piece)):
            raise IntakeTrouble("unsafe-archive")  # letters in which a definition could hide
        if any(word in held + piece for word in _FORBIDDEN):
            raise IntakeTrouble("unsafe-archive")
        held = piece[-16:]


def _other_letters(piece: bytes) -> bool:
    head = piece[:200].lower()
    if b"<?xml" not in head or b"encoding" not in head:
        return False
    said = head.split(b"encoding", 1)[1].lstrip(b" =\t\r\n")[1:].split(b'"')[0].split(b"'")[0]
    return said not in (b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[bool, bytes]]:
    with archive.open(entry) as stream:
        first = True
        while piece := stream.read(_PIECE):
            yield first, piece
            first = False
