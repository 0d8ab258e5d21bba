"""What the pages look like: every page of the sample against a kept picture, coarse enough for any renderer version.

After a wanted change of the design, look at the pages, then keep them: python -m tests.documents.test_pixels
"""

from pathlib import Path

import pytest

from krogkoll.documents import build
from tests.documents.sample import decision

KEPT = Path(__file__).resolve().parent / "pages"
PIXELS_PER_INCH = 60
GREY_STEPS = 40
SHARE = 0.004


def rendered(pdf):
    """Each page as a small grey picture."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pictures = []
        for page in document:
            bitmap = page.render(scale=PIXELS_PER_INCH / 72)
            pictures.append(bitmap.to_pil().convert("L"))
            bitmap.close()
            page.close()
        return pictures
    finally:
        document.close()


def difference(one, other):
    """The share of pixels that are clearly lighter or darker."""
    from PIL import ImageChops

    assert one.size == other.size
    apart = ImageChops.difference(one, other).point(lambda value: 255 if value > GREY_STEPS else 0)
    return apart.histogram()[255] / (one.width * one.height)


@pytest.fixture(scope="module")
def pages():
    return rendered(build(decision(6)).pdf)


def test_each_page_looks_as_it_did(pages):
    from PIL import Image

    kept = sorted(KEPT.glob("*.png"))
    assert len(kept) == len(pages)
    for path, page in zip(kept, pages, strict=True):
        with Image.open(path) as before:
            assert difference(before.convert("L"), page) <= SHARE, f"{path.name} looks different"


@pytest.mark.parametrize("size", ["TITLE", "BODY"])
def test_a_change_of_type_size_is_seen(pages, monkeypatch, size):
    from dataclasses import replace

    from krogkoll.documents import pieces

    monkeypatch.setattr(pieces, size, replace(getattr(pieces, size), size=getattr(pieces, size).size + 1))
    changed = rendered(build(decision(6)).pdf)
    assert difference(changed[0], pages[0]) > SHARE


if __name__ == "__main__":
    for number, picture in enumerate(rendered(build(decision(6)).pdf), start=1):
        picture.quantize(32).save(KEPT / f"page-{number}.png", optimize=True)
