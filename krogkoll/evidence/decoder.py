"""The child process in which all foreign pictures are decoded, so that a hostile file can at worst end the child.

Run as `python -m krogkoll.evidence.decoder`; speaks `protocol` on standard input and output, one file per request,
until its input is closed. Writes no file, knows no key, keeps nothing between requests.
"""

import os
import sys
from collections.abc import Callable
from typing import IO

from PIL import Image

from krogkoll.evidence import imaging
from krogkoll.evidence.exif import claims_of
from krogkoll.evidence.protocol import (
    Claims,
    Garbled,
    Part,
    Probe,
    RenditionKind,
    Reply,
    Request,
    receive,
    send,
)
from krogkoll.evidence.structure import Format, Refused, check, jpeg_data_flawed, sniff
from krogkoll.kernel.platform import allow_processor_time, confine_this_process, give_memory_back

MEMORY = 2 * 1024**3
"""Address space, in bytes: 108 megapixels with transparency take 0.8 GB while they are made smaller."""


def answer(request: Request, content: bytes) -> tuple[Reply, bytes]:
    """Do one request. Whatever the file provokes becomes a reason."""
    try:
        kind = sniff(content)
        check(content, kind)
        return _ACTS[request.act](request, content, kind)
    except Refused as refusal:
        return Reply(refused=refusal.reason), b""
    except (MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Reply(refused="too-many-pixels"), b""
    except Exception:  # noqa: BLE001  (the boundary: hostile bytes raise almost anything)
        return Reply(refused="corrupt"), b""


def _probe(_: Request, content: bytes, kind: Format) -> tuple[Reply, bytes]:
    image = imaging.open_photo(content, kind)
    width, height = imaging.shown_size(image, kind)
    try:
        claims = claims_of(image.getexif())
    except Exception:  # noqa: BLE001  (the same boundary; nonsense in Exif does not make a photo unusable)
        claims = Claims()
    return Reply(probe=Probe(format=kind, width=width, height=height, claims=claims)), b""


def _render(request: Request, content: bytes, kind: Format) -> tuple[Reply, bytes]:
    flawed = kind == "JPEG" and jpeg_data_flawed(content)
    copies = imaging.render(content, kind, request.kinds or tuple(RenditionKind))
    return _finished([(rendition, image, imaging.encode(image, rendition)) for rendition, image in copies], flawed)


def _mask(request: Request, content: bytes, kind: Format) -> tuple[Reply, bytes]:
    image = imaging.cover(content, kind, request.boxes)
    return _finished([("masked", image, imaging.encode(image, None))], False)


def _finished(pictures: list[tuple[str, Image.Image, bytes]], flawed: bool) -> tuple[Reply, bytes]:
    parts = tuple(Part(kind=str(k), width=i.width, height=i.height, length=len(b)) for k, i, b in pictures)
    return Reply(parts=parts, flawed=flawed), b"".join(encoded for _, _, encoded in pictures)


_ACTS: dict[str, Callable[[Request, bytes, Format], tuple[Reply, bytes]]] = {
    "probe": _probe,
    "render": _render,
    "mask": _mask,
}


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """Say that we are ready, then answer until the input ends."""
    send(replies, Reply())
    while (message := receive(requests, Request)) is not None:
        request, content = message
        allow_processor_time(request.seconds + 5)  # should the parent be gone and the file endless
        send(replies, *answer(request, content))


def main() -> int:
    """Confine this process, take over the pipes, serve."""
    give_memory_back()
    confine_this_process(MEMORY)
    imaging.set_limits()
    # What libraries print must not get between our messages.
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    try:
        serve(sys.stdin.buffer, replies)
    except (Garbled, OSError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
