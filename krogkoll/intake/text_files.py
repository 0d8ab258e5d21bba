"""Reads lists saved as text: finds out which letters and which separator somebody's program used."""

import codecs
import csv
import io
import re

from krogkoll.intake.model import MAX_COLUMNS, MAX_ROWS
from krogkoll.kernel.errors import IntakeTrouble

_SEPARATORS = ";\t|,"
_LOOK = 30
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# å, ä and ö of the old DOS letters (cp850), read as Windows letters, stand between ordinary letters like this.
_DOS = re.compile("[a-zA-Z][†„”][a-zA-Z]")


def read_text(content: bytes) -> tuple[list[tuple[int, list[str]]], str]:
    """Every row with the number of its first line, and a word on how the file was read.

    Raises IntakeTrouble "not-a-list", "too-many-rows", "too-many-columns" or "cell-too-large".
    """
    text, letters = decode(content)
    if "\0" in text:
        raise IntakeTrouble("not-a-list")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    skipped = 0
    if found := re.match(r"sep=(.)\n", text):
        separator, text, skipped = found[1], text[found.end() :], 1
    else:
        separator = find_separator(text)
    rows = _rows(text, separator, skipped)
    if sum(len(cells) > 1 for _, cells in rows[:_LOOK]) == 0 and len(rows) > 1 and _looks_binary(text):
        raise IntakeTrouble("not-a-list")
    return rows, f"{letters} {'tab' if separator == chr(9) else separator}"


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its letters. Raises IntakeTrouble("not-a-list") where nothing fits."""
    for mark, letters in _BOMS:
        if content.startswith(mark):
            return _decoded(content, letters), letters
    if letters := _wide(content):
        return _decoded(content, letters), letters
    for letters in ("utf-8", "cp1252"):
        try:
            text = content.decode(letters)
        except UnicodeDecodeError:
            continue
        if letters == "cp1252" and _DOS.search(text):
            return content.decode("cp850"), "cp850"
        return text, letters
    from charset_normalizer import from_bytes

    best = from_bytes(content[:65_536]).best()
    if best is None:
        raise IntakeTrouble("not-a-list")
    return _decoded(content, best.encoding), best.encoding


def _decoded(content: bytes, letters: str) -> str:
    try:
        return content.decode(letters)
    except (UnicodeDecodeError, LookupError) as error:
        raise IntakeTrouble("not-a-list") from error


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: in Swedish text nearly every other byte is zero."""
    head = content[:2000]
    if len(head) < 8:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else ""


def find_separator(text: str) -> str:
    """The separator that cuts the first lines into equally many cells, as many as it can."""
    lines = text[:200_000].split("\n")[:_LOOK]
    best, most = ";", (0, 0)
    for separator in _SEPARATORS:
        try:
            counts = [len(cells) for cells in csv.reader(lines, delimiter=separator) if cells]
        except csv.Error:
            continue
        if not counts:
            continue
        usual = max(set(counts), key=lambda count: (counts.count(count), count))
        score = (counts.count(usual) if usual > 1 else 0, usual)
        if score > most:
            best, most = separator, score
    return best


def _rows(text: str, separator: str, skipped: int) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if len(cells) > MAX_COLUMNS:
                raise IntakeTrouble("too-many-columns")
            rows.append((line + skipped, cells))
            if len(rows) > MAX_ROWS + 20:
                raise IntakeTrouble("too-many-rows")
            line = reader.line_num + 1
    except csv.Error as error:
        raise IntakeTrouble("cell-too-large") from error
    return rows


def _looks_binary(text: str) -> bool:
    head = text[:4000]
    odd = sum(not (letter.isprintable() or letter in "\n\t") for letter in head)
    return odd > len(head) // 20
