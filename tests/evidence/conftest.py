"""Pictures made on the spot, and one decoder for all tests."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from krogkoll.evidence.renditions import Decoder

MakePicture = Callable[..., bytes]


@pytest.fixture(scope="session")
def decoder() -> Iterator[Decoder]:
    child = Decoder()
    yield child
    child.close()


def quarters(size: tuple[int, int] = (320, 200), mode: str = "RGB") -> Image.Image:
    """Red top left, green top right, blue bottom left, white bottom right: tells how a picture lies."""
    image = Image.new("RGB", size, (255, 255, 255))
    half = (size[0] // 2, size[1] // 2)
    for colour, corner in (((220, 0, 0), (0, 0)), ((0, 200, 0), (half[0], 0)), ((0, 0, 220), (0, half[1]))):
        image.paste(colour, (*corner, corner[0] + half[0], corner[1] + half[1]))
    return image.convert(mode)


def laid_down(image: Image.Image, orientation: int) -> Image.Image:
    """The picture as a camera held that way stores it."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    return image if orientation == 1 else image.transpose(Image.Transpose(back[orientation]))


@pytest.fixture(scope="session")
def make_picture() -> MakePicture:
    """Makes an encoded picture; further options go to Pillow's `save`."""

    def make(
        kind: str,
        size: tuple[int, int] = (320, 200),
        mode: str = "RGB",
        orientation: int = 0,
        noise: bool = False,
        **options: Any,
    ) -> bytes:
        if kind == "HEIF":
            import pillow_heif

            pillow_heif.register_heif_opener()
        image = quarters(size, "RGB" if orientation else mode)
        if noise:
            image = Image.blend(image, Image.effect_noise(size, 90).convert(mode), 0.5)
        if orientation:
            image = laid_down(image, orientation)
            exif = Image.Exif()
            exif[0x0112] = orientation
            options["exif"] = exif.tobytes()  # bytes: only then pillow-heif turns the picture as iPhones do
        target = BytesIO()
        image.save(target, kind, **options)
        return target.getvalue()

    return make


def corners(encoded: bytes) -> str:
    """The colours of the four quarters, reading order: "rgbw" for a picture that lies right."""
    image = Image.open(BytesIO(encoded)).convert("RGB")
    width, height = image.size
    told = ""
    for x, y in ((1, 1), (3, 1), (1, 3), (3, 3)):
        red, green, blue = image.getpixel((x * width // 4, y * height // 4))  # type: ignore[misc]
        told += "w" if min(red, green, blue) > 120 else "rgb"[(red, green, blue).index(max(red, green, blue))]
    return told


@pytest.fixture(scope="session")
def corners_of() -> Callable[[bytes], str]:
    return corners
