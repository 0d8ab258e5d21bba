"""The measures, sizes and colours of the page, in one place (points, 1/72 inch, unless named mm)."""

from dataclasses import dataclass

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT = 38 * MM
MEASURE = 138 * MM
RIGHT_EDGE = LEFT + MEASURE
HEAD_TOP = PAGE_HEIGHT - 19 * MM
FIRST_TOP = PAGE_HEIGHT - 32 * MM
RUNNING_TOP = PAGE_HEIGHT - 36 * MM
BODY_BOTTOM = 32 * MM
FOOT_RULE = 28 * MM
GRID = 7.75
GUTTER = 6 * MM
PHOTO_WIDTH, PHOTO_HEIGHT = 66 * MM, 49.5 * MM

INK = (0x1A, 0x1A, 0x1A)
HEADING_INK = (0x12, 0x35, 0x5B)
GREY = (0x4D, 0x4D, 0x4D)
HAIRLINE = (0xB8, 0xBE, 0xC6)

REGULAR, ITALIC = "SourceSans3-Regular", "SourceSans3-Italic"
SEMIBOLD, SEMIBOLD_ITALIC = "SourceSans3-SemiBold", "SourceSans3-SemiBoldItalic"
FACES = (REGULAR, ITALIC, SEMIBOLD, SEMIBOLD_ITALIC)


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of text is set: size and leading in points, ink as RGB, even or greedy line lengths."""

    size: float
    leading: float
    ink: tuple[int, int, int] = INK
    heavy: bool = False
    balanced: bool = False

    def face(self, strong: bool, emphasis: bool) -> str:
        """The font for a span of this style."""
        if strong or self.heavy:
            return SEMIBOLD_ITALIC if emphasis else SEMIBOLD
        return ITALIC if emphasis else REGULAR

    @property
    def baseline(self) -> float:
        """How far under the top of a line its baseline lies: capitals stand in the middle of the leading."""
        return self.leading / 2 + 0.33 * self.size


TITLE = Style(21, 25, HEADING_INK, heavy=True, balanced=True)
LEAD = Style(12.5, 18)
HEADING2 = Style(14, 18, HEADING_INK, heavy=True, balanced=True)
HEADING3 = Style(11.5, 15.5, INK, heavy=True, balanced=True)
BODY = Style(11, 15.5)
CELL = Style(9.5, 12.5)
CELL_HEAD = Style(9.5, 12.5, heavy=True)
CAPTION = Style(9, 11.5)
META_LABEL = Style(8.5, 11.5, GREY)
META = Style(9.5, 12.5)
NOTE = Style(9, 12.5, GREY)
AUTHORITY = Style(12.5, 15.5, HEADING_INK, heavy=True)
KIND = Style(11, 15.5, heavy=True)
RUNNING = Style(9, 11.5, GREY)
STAMP = Style(9, 11.5, HEADING_INK, heavy=True)
FOOT_LABEL = Style(8, 10.5, GREY, heavy=True)
FOOT = Style(8, 10.5, GREY)
