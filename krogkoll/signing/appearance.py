"""The visible mark of a signature: a small page in the document's own type, drawn so that PDF/A still holds."""

from collections.abc import Sequence
from io import BytesIO

from krogkoll.kernel.resources import resource

_REGULAR = "KrogkollSignature"
_BOLD = "KrogkollSignatureBold"
_LARGEST, _SMALLEST, _LEADING = 9.0, 5.0, 1.28
_INK, _RULE = (0x1A / 255,) * 3, (0x12 / 255, 0x35 / 255, 0x5B / 255)
_INSET = 7.0


def _register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in ((_REGULAR, "SourceSans3-Regular.ttf"), (_BOLD, "SourceSans3-SemiBold.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))


def _size_that_fits(lines: Sequence[str], width: float, height: float) -> float:
    """The largest type size, in half points, at which every line fits the box."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    size = _LARGEST
    while size > _SMALLEST:
        widest = max(stringWidth(line, _BOLD if row == 0 else _REGULAR, size) for row, line in enumerate(lines))
        if widest <= width - _INSET and len(lines) * size * _LEADING <= height:
            break
        size -= 0.5
    return size


def draw_appearance(lines: Sequence[str], width: float, height: float) -> bytes:
    """A one-page PDF of the given size in points: a rule at the left, the first line semibold, the rest regular.

    Every glyph is embedded, there is no transparency, and the same lines give the same bytes.
    """
    from reportlab.pdfgen.canvas import Canvas

    _register_fonts()
    shown = [line for line in lines if line.strip()] or [" "]
    size = _size_that_fits(shown, width, height)
    target = BytesIO()
    canvas = Canvas(target, pagesize=(width, height), invariant=1, pageCompression=1, initialFontName=_REGULAR)
    canvas.setFillColorRGB(*_RULE)
    canvas.rect(0, 0, 1.5, height, stroke=0, fill=1)
    canvas.setFillColorRGB(*_INK)
    first = (height + len(shown) * size * _LEADING) / 2 - size
    for row, line in enumerate(shown):
        canvas.setFont(_BOLD if row == 0 else _REGULAR, size)
        canvas.drawString(_INSET, first - row * size * _LEADING, line)
    canvas.showPage()
    canvas.save()
    return target.getvalue()
