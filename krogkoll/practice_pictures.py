"""Draws invented pictures of a cellar for drills and practice workspaces, with a camera's time in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from krogkoll.kernel.resources import resource

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SIZE = (1600, 1200)
_WALL, _FLOOR, _LINE = "#5b5148", "#3a342f", "#1d1a17"
_TAKEN, _OFFSET, _MAKE, _EXIF = 0x9003, 0x9011, 0x010F, 0x8769


def draw_pictures(folder: Path, night: datetime | None = None, *, bar: bool = False) -> list[Path]:
    """Six JPEG files in `folder`, each with its own motif, the word ÖVNING and a time of the night.

    bar: five more, of what an alcohol officer sees.
    """
    from PIL import Image, ImageDraw, ImageFont

    folder.mkdir(parents=True, exist_ok=True)
    big = ImageFont.truetype(resource("fonts", "Inter-Bold.ttf"), 44)
    small = ImageFont.truetype(resource("fonts", "Inter-Regular.ttf"), 34)
    paths = []
    for number, (name, title, motif) in enumerate(_MOTIFS + _BAR_MOTIFS if bar else _MOTIFS):
        image = Image.new("RGB", SIZE, _WALL)
        pen = ImageDraw.Draw(image)
        pen.rectangle((0, 820, *SIZE), fill=_FLOOR)
        motif(pen)
        pen.rectangle((0, 1110, *SIZE), fill="#10262f")
        pen.text((40, 1130), "ÖVNING", font=big, fill="#ffffff")
        pen.text((280, 1138), title, font=small, fill="#b3c6ce")
        exif = Image.Exif()
        exif[_MAKE] = "Krogkoll övning"
        minute = 21 + 3 * number
        day = night or datetime(2026, 11, 14)  # noqa: DTZ001  a camera's own clock has no zone
        exif.get_ifd(_EXIF)[_TAKEN] = f"{day:%Y:%m:%d} 23:{minute:02d}:00"
        exif.get_ifd(_EXIF)[_OFFSET] = "+01:00"
        path = folder / f"{number + 1:02d}-{name}.jpg"
        image.save(path, "JPEG", quality=88, exif=exif)
        paths.append(path)
    return paths


def _padlock(pen: ImageDraw) -> None:
    pen.rectangle((500, 120, 1100, 1000), fill="#6d3b2a", outline=_LINE, width=8)
    pen.arc((700, 420, 900, 700), 180, 360, fill="#c9ced2", width=34)
    pen.rounded_rectangle((670, 560, 930, 780), 24, fill="#d3a321", outline=_LINE, width=6)
    pen.ellipse((780, 630, 820, 670), fill=_LINE)
    pen.polygon([(790, 660), (810, 660), (825, 730), (775, 730)], fill=_LINE)


def _crates(pen: ImageDraw) -> None:
    pen.rectangle((620, 60, 1180, 1000), fill="#44403b", outline=_LINE, width=8)
    for column in range(3):
        for row in range(3):
            left, top = 380 + column * 300, 900 - row * 210
            pen.rectangle((left, top, left + 280, top + 195), fill="#8a6a3a", outline=_LINE, width=6)
            for slot in range(4):
                pen.ellipse((left + 20 + slot * 62, top + 20, left + 66 + slot * 62, top + 66), fill="#2f5b33")


def _stairs(pen: ImageDraw) -> None:
    for step in range(8):
        pen.rectangle((640, 900 - step * 100, 960, 1000 - step * 100), fill="#7c746b", outline=_LINE, width=5)
    pen.line((640, 1040, 960, 1040), fill="#ffffff", width=6)
    for end in (640, 960):
        pen.line((end, 1015, end, 1065), fill="#ffffff", width=6)


def _sign(pen: ImageDraw) -> None:
    pen.rounded_rectangle((480, 220, 1120, 520), 20, fill="#1f8a4c", outline="#0f5a30", width=8)
    pen.polygon([(980, 370), (860, 280), (860, 335), (640, 335), (640, 405), (860, 405), (860, 460)], fill="#f4fff8")
    pen.rectangle((640, 600, 960, 1000), fill="#2d2a27", outline=_LINE, width=8)


def _alarm(pen: ImageDraw) -> None:
    pen.ellipse((520, 180, 1080, 740), fill="#e6e1d8", outline=_LINE, width=8)
    pen.ellipse((700, 360, 900, 560), fill="#c9c2b6", outline=_LINE, width=5)
    for shift in (0, 150):
        pen.polygon([(430, 380 + shift), (1150, 300 + shift), (1165, 390 + shift), (445, 470 + shift)], fill="#8f8a82")


def _extinguisher(pen: ImageDraw) -> None:
    pen.rounded_rectangle((680, 320, 900, 980), 90, fill="#b3261e", outline=_LINE, width=8)
    pen.rectangle((750, 230, 830, 330), fill=_LINE)
    pen.line((830, 260, 980, 420, 960, 640), fill=_LINE, width=22)
    pen.rectangle((715, 520, 865, 680), fill="#f2efe9")
    pen.rectangle((150, 700, 660, 1000), fill="#4c3a28", outline=_LINE, width=8)


def _counter(pen: ImageDraw) -> None:
    pen.rectangle((120, 640, 1480, 1060), fill="#4c3a28", outline=_LINE, width=8)
    pen.rectangle((80, 590, 1520, 660), fill="#7a5a36", outline=_LINE, width=8)
    for left in (620, 820):
        pen.polygon(
            [(left, 330), (left + 140, 330), (left + 120, 590), (left + 20, 590)], fill="#c98f22", outline=_LINE
        )
        pen.rectangle((left, 290, left + 140, 345), fill="#efe7d2")


def _board(pen: ImageDraw) -> None:
    pen.rectangle((360, 140, 1240, 900), fill="#22302a", outline="#7a5a36", width=28)
    for row in range(4):
        top = 270 + row * 150
        pen.line((450, top, 820, top), fill="#d9e2dc", width=16)
        pen.line((1020, top, 1140, top), fill="#d9e2dc", width=16)


def _shelf(pen: ImageDraw) -> None:
    for shelf in range(3):
        top = 420 + shelf * 260
        pen.rectangle((180, top, 1420, top + 28), fill="#7a5a36", outline=_LINE, width=4)
        for bottle in range(9):
            left = 215 + bottle * 134
            shade = ("#2f5b33", "#6b3a2a", "#cfd6d2")[(shelf + bottle) % 3]
            pen.rounded_rectangle((left, top - 150, left + 66, top), 14, fill=shade, outline=_LINE, width=4)
            pen.rectangle((left + 22, top - 205, left + 44, top - 145), fill=shade, outline=_LINE, width=4)


def _fridge(pen: ImageDraw) -> None:
    pen.rectangle((430, 80, 1170, 1060), fill="#d7dde0", outline=_LINE, width=10)
    for shelf in range(2):
        top = 520 + shelf * 400
        pen.rectangle((480, top, 1120, top + 16), fill="#8f9a9f")
        for bottle in range(4):
            left = 520 + bottle * 150
            pen.rounded_rectangle((left, top - 240, left + 84, top), 18, fill="#234a2b", outline=_LINE, width=4)
            pen.rectangle((left + 28, top - 330, left + 56, top - 232), fill="#234a2b", outline=_LINE, width=4)


def _tables(pen: ImageDraw) -> None:
    for left, top in ((120, 640), (620, 560), (1080, 660)):
        pen.ellipse((left, top, left + 420, top + 150), fill="#7a5a36", outline=_LINE, width=8)
        for glass in range(3):
            x = left + 70 + glass * 100
            pen.polygon([(x, top - 60), (x + 62, top - 60), (x + 52, top + 60), (x + 10, top + 60)], fill="#c98f22")


_MOTIFS: tuple[tuple[str, str, Callable[[ImageDraw], None]], ...] = (
    ("hanglas", "Hänglås på gårdsutgången", _padlock),
    ("backar", "Utgången spärrad av backar", _crates),
    ("trappa", "Trappan mot gatan", _stairs),
    ("skylt", "Skylten över gårdsutgången", _sign),
    ("brandvarnare", "Övertejpad brandvarnare", _alarm),
    ("slackare", "Släckare bakom bardisken", _extinguisher),
)
_BAR_MOTIFS: tuple[tuple[str, str, Callable[[ImageDraw], None]], ...] = (
    ("bardisk", "Två glas på bardisken", _counter),
    ("prislista", "Prislista bakom baren", _board),
    ("hyllor", "Flaskor bakom baren", _shelf),
    ("kylskap", "Flaskor i kylskåp", _fridge),
    ("bord", "Bord med glas", _tables),
)
