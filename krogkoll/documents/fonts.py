"""The document's own typeface: which characters it has, how wide words are with kerning, and reportlab's use of it."""

from functools import cache, lru_cache
from threading import Lock
from typing import Any, NamedTuple

from krogkoll.documents.styles import FACES, REGULAR
from krogkoll.kernel.resources import resource
from krogkoll.kernel.swedish import NBSP

_REGISTERING = Lock()
_REMEMBERED = 40  # letters; longer words are measured anew each time
# Ligatures and alternates are off: they would be glyphs without a character of their own, and the text layer
# would lose letters ("skriligen"). Only distances may change.
_FEATURES = {"kern": True} | dict.fromkeys(("liga", "clig", "dlig", "rlig", "calt", "ccmp", "locl", "hlig"), False)


class Measured(NamedTuple):
    """A word's width and the correction after each character, in thousandths of the size; () means none."""

    width: int
    kerns: tuple[int, ...]


@cache
def register() -> bool:
    """Make the four faces known to reportlab, once per process."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    with _REGISTERING:
        rl_config.useA85 = 0
        for face in FACES:
            if face not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(face, str(resource("fonts", f"{face}.ttf"))))
    return True


@cache
def typeface(face: str) -> Any:
    """Reportlab's font object for a face."""
    from reportlab.pdfbase import pdfmetrics

    register()
    return pdfmetrics.getFont(face)


@cache
def _widths(face: str) -> dict[int, int]:
    widths = dict(typeface(face).face.charWidths)
    widths[ord(NBSP)] = widths[32]
    return widths


@cache
def _shaper(face: str) -> Any:
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(resource("fonts", f"{face}.ttf")))))


def measure(face: str, word: str) -> Measured:
    """Width and kerning of a word; characters without a glyph count as nothing."""
    return _measured(face, word) if len(word) <= _REMEMBERED else _measured.__wrapped__(face, word)


@lru_cache(maxsize=20_000)
def _measured(face: str, word: str) -> Measured:
    import uharfbuzz

    if not word:
        return Measured(0, ())
    table = _widths(face)
    plain = [table.get(ord(character), 0) for character in word]
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.flags = uharfbuzz.BufferFlags.PRESERVE_DEFAULT_IGNORABLES
    buffer.guess_segment_properties()
    uharfbuzz.shape(_shaper(face), buffer, _FEATURES)
    if [glyph.cluster for glyph in buffer.glyph_infos] != list(range(len(word))):
        return Measured(sum(plain), ())
    kerns = tuple(place.x_advance - width for place, width in zip(buffer.glyph_positions, plain, strict=True))
    return Measured(sum(plain) + sum(kerns), kerns if any(kerns) else ())


def width(face: str, size: float, text: str) -> float:
    """The width of a text on one line, in points."""
    table = _widths(face)
    words = text.split(" ")
    return (sum(measure(face, word).width for word in words if word) + table[32] * (len(words) - 1)) * size / 1000


def missing(text: str) -> str:
    """The characters of a text that the typeface cannot print, each once, in the order they come."""
    table = _widths(REGULAR)
    return "".join(dict.fromkeys(character for character in text if character != "\n" and ord(character) not in table))
