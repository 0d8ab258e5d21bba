"""Pictures of our own papers for the screen: the exact bytes that will be signed, page by page."""

from threading import Lock
from typing import NamedTuple

_ONE_AT_A_TIME = Lock()  # PDFium is not safe for threads


class PagePicture(NamedTuple):
    """One page: rows of pixels in the byte order blue, green, red, unused."""

    pixels: bytes
    width: int
    height: int
    stride: int


def page_pictures(pdf: bytes, width: int, report: object = None) -> tuple[PagePicture, ...]:
    """Every page of a paper that we built ourselves, `width` pixels wide. Blocks; meant for a thread of its own."""
    import pypdfium2

    pictures = []
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            document.init_forms()
            for page in document:
                bitmap = page.render(scale=width / page.get_width(), rev_byteorder=False, prefer_bgrx=True)
                pictures.append(PagePicture(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride))
                bitmap.close()
                page.close()
        finally:
            document.close()
    return tuple(pictures)
