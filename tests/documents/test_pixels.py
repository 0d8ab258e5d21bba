"""What the pages look like: every page of the sample against a kept picture, coarse enough for any renderer version.

After a wanted change of the design, look at the pages, then keep them: python -m tests.documents.test_pixels
"""

from dataclasses import replace
from pathlib import Path

import pytest

from krogkoll.documents import Appeal, Letterhead, Mark, Signatures, build
from tests.documents.sample import decision

KEPT = Path(__file__).resolve().parent / "pages"
LAYOUTS = Path(__file__).resolve().parent / "layouts"
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


def mark():
    """An invented mark: a ring on white."""
    from io import BytesIO

    from PIL import Image, ImageDraw

    picture, stream = Image.new("L", (240, 120), 255), BytesIO()
    ImageDraw.Draw(picture).ellipse((70, 10, 170, 110), outline=40, width=16)
    picture.save(stream, "JPEG", quality=90)
    return Mark(jpeg=stream.getvalue(), width=240, height=120, alt="Myndighetens märke, en ring")


def layouts():
    """Each way a paper can be laid out that the whole decision does not show, by name."""
    whole = decision(0)
    one_signer = tuple(
        replace(block, fields=block.fields[:1], heading="Underskrift") if isinstance(block, Signatures) else block
        for block in whole.blocks
        if not isinstance(block, Appeal)
    )
    headed = replace(whole.letterhead, unit="Avdelningen för tillsyn", mark=mark())
    return {
        "draft": replace(whole, draft=True),
        "draft-of-no-practice": replace(whole, draft=True, practice=False),
        "letter": replace(whole, kind="skrivelse", blocks=one_signer),
        "proposal": replace(whole, kind="tjänsteskrivelse", blocks=one_signer),
        "with-mark-and-unit": replace(whole, letterhead=headed),
        "marked-as-secret": replace(whole, secrecy_note="Sekretessmarkering 2026-11-15: 30 kap. 20 § OSL, nämnden"),
        "nothing-but-a-name": replace(whole, letterhead=Letterhead(authority="Nämnden (exempel)"), practice=False),
    }


def ends(pdf):
    """The first and the last page."""
    pictures = rendered(pdf)
    return pictures[0], pictures[-1]


@pytest.mark.parametrize("name", sorted(layouts()))
def test_each_layout_looks_as_it_did_at_both_ends(name):
    from PIL import Image

    for end, page in zip(("first", "last"), ends(build(layouts()[name]).pdf), strict=True):
        with Image.open(LAYOUTS / f"{name}-{end}.png") as before:
            assert difference(before.convert("L"), page) <= SHARE, f"{name}: the {end} page looks different"


def test_the_layouts_differ_from_each_other_where_they_should():
    first = {name: ends(build(document).pdf)[0] for name, document in layouts().items()}
    plain = rendered(build(decision(0)).pdf)[0]
    assert [name for name, page in first.items() if difference(page, plain) == 0] == []


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
    from krogkoll.documents import pieces

    monkeypatch.setattr(pieces, size, replace(getattr(pieces, size), size=getattr(pieces, size).size + 1))
    changed = rendered(build(decision(6)).pdf)
    assert difference(changed[0], pages[0]) > SHARE


if __name__ == "__main__":
    LAYOUTS.mkdir(exist_ok=True)
    for title, paper in layouts().items():
        for which, shown in zip(("first", "last"), ends(build(paper).pdf), strict=True):
            shown.quantize(32).save(LAYOUTS / f"{title}-{which}.png", optimize=True)
    for number, picture in enumerate(rendered(build(decision(6)).pdf), start=1):
        picture.quantize(32).save(KEPT / f"page-{number}.png", optimize=True)
