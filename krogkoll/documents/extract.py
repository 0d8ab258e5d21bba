"""The words that a finished file says to a screen reader: its characters, in the order of the structure tree."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Object, Pdf

_INLINE = {"/Link", "/Span"}
_SHOWING = {"Tj", "TJ", "'", '"'}
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")

_PAINTING = {*_SHOWING, "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE"}
_WATCHED = " ".join(["BDC", "BMC", "EMC", "Tf", *sorted(_PAINTING)])

Marked = dict[tuple[int, int], str]


class Reading(NamedTuple):
    """What a file says, one line for each block element, and whether anything is drawn outside every mark."""

    text: str
    unmarked: bool


def read_out(pdf: Pdf) -> Reading:
    """All text that hangs in the structure tree; decoration is left out.

    Nothing is guessed from positions: a space is there only if the file has one.
    """
    marked: Marked = {}
    unmarked = False
    for number, page in enumerate(pdf.pages):
        for mcid, said in _page_text(page):
            if mcid is None:
                unmarked = True
            else:
                marked[number, mcid] = marked.get((number, mcid), "") + said
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    tree = pdf.Root.get("/StructTreeRoot")
    text = "" if tree is None or "/K" not in tree else _said(tree.K, -1, pages, marked)
    return Reading(text, unmarked)


def _said(node: Any, home: int, pages: dict[tuple[int, int], int], marked: Marked) -> str:
    if isinstance(node, int):
        return marked.get((home, node), "")
    if isinstance(node, pikepdf.Array):
        return "".join(_said(kid, home, pages, marked) for kid in node)
    if "/Pg" in node:
        home = pages.get(node.Pg.objgen, -1)
    if node.get("/Type") == pikepdf.Name.MCR:
        return marked.get((home, int(node.MCID)), "")
    if node.get("/Type") == pikepdf.Name.OBJR or "/K" not in node:
        return ""
    said = _said(node.K, home, pages, marked)
    return said if str(node.get("/S")) in _INLINE else f"\n{said}\n"


def _page_text(page: pikepdf.Page) -> Iterator[tuple[int | None, str]]:
    """(marked-content number, text) for all text inside a numbered mark; (None, "") for anything outside all marks."""
    fonts = {name: _characters(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    font: dict[int, str] = {}
    open_marks: list[int] = []
    for instruction in pikepdf.parse_content_stream(page, _WATCHED):
        operands: Any = instruction.operands
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            properties: Any = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
            open_marks.append(int(properties.get("/MCID", -1)))
        elif operator == "EMC":
            open_marks.pop()
        elif operator == "Tf":
            font = fonts.get(str(operands[0]), {})
        elif not open_marks:
            yield None, ""
        elif operator in _SHOWING and open_marks[-1] >= 0:
            shown = operands[-1]
            parts = shown if isinstance(shown, pikepdf.Array) else [shown]
            encoded = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            yield open_marks[-1], "".join(font.get(code, "\ufffd") for code in encoded)


def _characters(font: Object) -> dict[int, str]:
    """What each code of a simple font means, by its /ToUnicode; empty without one."""
    return _parsed(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}


@lru_cache(maxsize=64)
def _parsed(cmap: bytes) -> dict[int, str]:
    meaning: dict[int, str] = {}
    for kind, body in _SECTION.findall(cmap):
        if kind == b"bfchar":
            codes = _HEX.findall(body)
            meaning.update({int(code, 16): _text(to) for code, to in zip(codes[::2], codes[1::2], strict=True)})
            continue
        for line in re.findall(rb"<\w+>\s*<\w+>\s*(?:\[.*?\]|<\w+>)", body, re.DOTALL):
            first, last, *to = _HEX.findall(line)
            codes_in_range = range(int(first, 16), int(last, 16) + 1)
            if len(to) == 1:
                start = int(to[0], 16)
                meaning.update({code: chr(start + step) for step, code in enumerate(codes_in_range)})
            else:
                meaning.update({code: _text(each) for code, each in zip(codes_in_range, to, strict=False)})
    return meaning


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")
