"""An authority's mark is a foreign picture like any other: it is decoded in the child process and made small."""

from krogkoll.evidence.protocol import RenditionKind
from krogkoll.evidence.renditions import Decoder
from krogkoll.kernel.errors import EvidenceTrouble

FILE_LIMIT = 20 * 1024 * 1024


class MarkReader:
    """Makes a picture fit for a letterhead."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder

    def read(self, content: bytes) -> tuple[bytes, int, int]:
        """The picture as a small JPEG without metadata, and its width and height in pixels; transparent is white.

        Raises EvidenceTrouble: "empty", "too-large", "not-a-photo", "corrupt", "too-many-pixels", "timeout" ...
        """
        if not content:
            raise EvidenceTrouble("empty")
        if len(content) > FILE_LIMIT:
            raise EvidenceTrouble("too-large")
        picture = self._decoder.render(content, (RenditionKind.PRINT,)).pictures[RenditionKind.PRINT]
        return picture.content, picture.width, picture.height
