"""Which photo format a file is, and whether its bytes hang together, before and besides decoding them.

Decoders for the screen are forgiving: they paint grey where data is missing and say nothing. Evidence needs to
know. Runs in the decoder process only.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Literal

Format = Literal["JPEG", "PNG", "HEIF", "TIFF", "WEBP"]

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_JPEG_MARKER = re.compile(rb"\xff+([^\x00\xff])")
_MARKER_IN_SCAN = re.compile(rb"\xff([^\x00\xff])")
"""The same behind its fill bytes. It begins with one fixed byte, which `re` finds thirty times as fast."""
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_EOI, _SOS, _DRI = 0xD9, 0xDA, 0xDD
_AFTER_A_SCAN = frozenset({_EOI, _SOS, _DRI, 0xC4, 0xCC, 0xDB, 0xDC, 0xFE, *range(0xE0, 0xF0)})


class Refused(Exception):
    """The file is not taken in; `reason` is "empty", "not-a-photo" or "corrupt"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def sniff(content: bytes) -> Format:
    """The format by its first bytes; names and extensions are not asked. Raises Refused."""
    if not content:
        raise Refused("empty")
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith((b"II*\0", b"MM\0*")):
        return "TIFF"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        return "HEIF"
    raise Refused("not-a-photo")


def check(content: bytes, kind: Format) -> None:
    """Raises Refused("corrupt") when the file is cut or its outer structure is broken. Milliseconds, no decoding."""
    checks: dict[Format, Callable[[bytes], bool]] = {
        "JPEG": _jpeg_whole,
        "PNG": _png_whole,
        "HEIF": _heif_whole,
        "WEBP": lambda riff: int.from_bytes(riff[4:8], "little") + 8 <= len(riff),
        "TIFF": lambda _: True,  # offsets may point anywhere; decoding tells
    }
    if not checks[kind](content):
        raise Refused("corrupt")


def jpeg_data_flawed(content: bytes) -> bool:
    """Whether the entropy-coded data of a JPEG is damaged: decodes every pixel strictly, some 8 ms per megapixel.

    Pillow silences libjpeg's warnings; qpdf's JPEG filter stops at the first.
    """
    import pikepdf

    owner = pikepdf.new()  # must live as long as the stream
    stream = pikepdf.Stream(owner, content)
    stream.Filter = pikepdf.Name.DCTDecode
    try:
        stream.get_stream_buffer(pikepdf.StreamDecodeLevel.all)
    except (pikepdf.PdfError, RuntimeError):
        return True
    return False


def _jpeg_whole(content: bytes) -> bool:
    """Walks the markers (ITU-T T.81 annex B): segments in order, restart markers in turn, an end."""
    position, scans, restart = 2, 0, 0
    while True:
        marker = _JPEG_MARKER.match(content, position)
        if marker is None:
            return False
        code = marker[1][0]
        position = marker.end()
        if code == _EOI:
            return scans > 0
        if code in _WITHOUT_LENGTH:
            continue
        length = int.from_bytes(content[position : position + 2], "big")
        if length < 2 or position + length > len(content):
            return False
        if code == _DRI and length == 4:
            restart = int.from_bytes(content[position + 2 : position + 4], "big")
        position += length
        if code == _SOS:
            scans += 1
            end = _scan_end(content, position, restart)
            if end is None:
                return False
            position = end


def _scan_end(content: bytes, start: int, restart: int) -> int | None:
    """Where the entropy-coded data ends: at the next marker that may stand there. None when one may not."""
    expected = 0
    for marker in _MARKER_IN_SCAN.finditer(content, start):
        code = marker[1][0]
        if 0xD0 <= code <= 0xD7:
            if not restart or code != 0xD0 + expected:
                return None
            expected = (expected + 1) % 8
        elif code in _AFTER_A_SCAN:
            return marker.start()
        else:
            return None
    return None


def _png_whole(content: bytes) -> bool:
    position = 8
    while position + 12 <= len(content):
        length, name = struct.unpack_from(">I4s", content, position)
        end = position + 12 + length
        if end > len(content):
            return False
        (stored,) = struct.unpack_from(">I", content, end - 4)
        if zlib.crc32(memoryview(content)[position + 4 : end - 4]) != stored:
            return False
        if name == b"IEND":
            return True
        position = end
    return False


def _heif_whole(content: bytes) -> bool:
    """The boxes of the file (ISO/IEC 14496-12, 4.2) fill it exactly, and there is a description of the picture."""
    names = set(_boxes(content))
    return {b"ftyp", b"meta"} <= names and b"" not in names


def _boxes(content: bytes) -> Iterator[bytes]:
    """The names of the outermost boxes; an empty name for one that does not fit."""
    position = 0
    while position < len(content):
        size, name, large = struct.unpack(">I4sQ", content[position : position + 16].ljust(16, b"\0"))
        size = large if size == 1 else len(content) - position if size == 0 else size
        if size < 8 or position + size > len(content):
            yield b""
            return
        yield name
        position += size
