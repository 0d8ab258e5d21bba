"""Files made to hurt: each is refused with its reason in bounded time, and the program lives on."""

import os
import random
import struct
import sys
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import psutil
import pytest
from PIL import Image, UnidentifiedImageError

from krogkoll.evidence import imaging
from krogkoll.evidence.protocol import MAX_FILE, Box, RenditionKind
from krogkoll.evidence.renditions import Decoder
from krogkoll.kernel.errors import EvidenceTrouble, Locked

Make = Callable[..., bytes]
LONG = bool(os.environ.get("KROGKOLL_SOAK"))
ROOT = Path(__file__).resolve().parents[2]
REASONS = {"empty", "not-a-photo", "corrupt", "too-many-pixels"}


def refusal(act: Callable[[], object]) -> str:
    """The reason that an act is refused with; "" when it is not."""
    try:
        act()
    except EvidenceTrouble as trouble:
        return trouble.reason
    return ""


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 0) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


def test_a_small_file_of_huge_pictures_is_refused_before_it_takes_memory(decoder: Decoder) -> None:
    bomb = png(40_000, 40_000, chunk(b"IDAT", zlib.compress(bytes(40_000 * 400), 9)))
    assert len(bomb) < 20_000
    for act in (decoder.probe, decoder.render):
        started = time.monotonic()
        assert refusal(lambda act=act: act(bomb)) == "too-many-pixels"  # type: ignore[misc]
        assert time.monotonic() - started < 2


def test_just_above_the_limit_is_refused_and_just_below_it_works(decoder: Decoder) -> None:
    row = bytes(1 + 12_000)
    assert refusal(lambda: decoder.probe(png(12_000, 9_001, chunk(b"IDAT", zlib.compress(row))))) == "too-many-pixels"
    whole = png(12_000, 9_000, chunk(b"IDAT", zlib.compress(row * 9_000)))
    assert decoder.render(whole).pictures[RenditionKind.PRINT].width == 780


def test_a_head_that_lies_about_the_size_is_refused(decoder: Decoder, make_picture: Make) -> None:
    honest = make_picture("JPEG")
    at = honest.index(b"\xff\xc0") + 5
    for height, width in ((65_000, 65_000), (60_000, 320), (1, 65_535)):
        lie = honest[:at] + struct.pack(">HH", height, width) + honest[at + 4 :]
        outcome = refusal(lambda lie=lie: decoder.render(lie))  # type: ignore[misc]
        assert outcome in REASONS or decoder.render(lie).flawed


def test_compressed_text_that_explodes_is_refused(decoder: Decoder) -> None:
    explosive = zlib.compress(bytes(200_000_000), 9)
    pixel = chunk(b"IDAT", zlib.compress(b"\0\0"))
    for hidden in (chunk(b"zTXt", b"a\0\0" + explosive), chunk(b"iCCP", b"a\0\0" + explosive)):
        started = time.monotonic()
        assert refusal(lambda hidden=hidden: decoder.render(png(1, 1, hidden, pixel))) in REASONS | {""}  # type: ignore[misc]
        assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"Hej, detta \xc3\xa4r ingen bild.", "not-a-photo"),
        (b"%PDF-1.7\n", "not-a-photo"),
        (b"GIF89a" + bytes(100), "not-a-photo"),
        (b"\xff\xd8\xff", "corrupt"),
        (b"\xff\xd8\xff\xd9", "corrupt"),
        (b"\x89PNG\r\n\x1a\n", "corrupt"),
        (b"II*\0" + bytes(40), "corrupt"),
        (b"RIFF\x10\0\0\0WEBP" + bytes(8), "corrupt"),
        (b"\0\0\0\x18ftypheic" + bytes(12), "corrupt"),
        (b"\0\0\0\x20ftypavif" + bytes(20), "not-a-photo"),
    ],
)
def test_what_is_no_photo_is_told_from_what_is_a_broken_one(decoder: Decoder, content: bytes, reason: str) -> None:
    assert refusal(lambda: decoder.probe(content)) == reason


def test_other_formats_under_a_photos_name_are_not_tried(decoder: Decoder) -> None:
    target = BytesIO()
    Image.new("RGB", (8, 8)).save(target, "BMP")
    assert refusal(lambda: decoder.render(target.getvalue())) == "not-a-photo"


def test_only_the_sniffed_format_is_ever_tried(make_picture: Make) -> None:
    with pytest.raises(UnidentifiedImageError):
        imaging.open_photo(make_picture("PNG"), "JPEG")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF", "WEBP"])
def test_a_file_cut_anywhere_is_refused_at_once(decoder: Decoder, make_picture: Make, kind: str) -> None:
    content = make_picture(kind, size=(400, 300), noise=True)
    for part in (0.02, 0.1, 0.5, 0.9, 0.999):
        cut = content[: int(len(content) * part)]
        assert refusal(lambda cut=cut: decoder.probe(cut)) in REASONS, part  # type: ignore[misc]


def test_real_photos_cut_in_half_are_refused(decoder: Decoder, photos: Path) -> None:
    for name in ("IMG_5195.HEIC", "phone_hdr.heif", "phone_12mp.jpg", "landscape_6.jpg"):
        content = (photos / name).read_bytes()
        assert refusal(lambda content=content: decoder.probe(content[: len(content) // 2])) == "corrupt", name  # type: ignore[misc]


def test_a_cut_tiff_is_refused_when_it_is_decoded(decoder: Decoder, make_picture: Make) -> None:
    content = make_picture("TIFF", size=(400, 300))
    assert refusal(lambda: decoder.render(content[: len(content) // 2])) == "corrupt"


def test_a_file_larger_than_the_limit_is_refused_unread(decoder: Decoder) -> None:
    class Endless(bytes):
        def __len__(self) -> int:
            return MAX_FILE + 1

    assert refusal(lambda: decoder.probe(Endless(b"x"))) == "too-large"


def mutated(content: bytes, luck: random.Random) -> bytes:
    """A file with some bytes changed, cut out, doubled or filled."""
    changed = bytearray(content)
    for _ in range(luck.randint(1, 8)):
        at = luck.randrange(len(changed))
        length = luck.choice((1, 1, 1, 4, 32, 400))
        match luck.randrange(4):
            case 0:
                changed[at : at + length] = luck.randbytes(min(length, len(changed) - at))
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = changed[at : at + length]
            case _:
                changed[at : at + length] = bytes([luck.choice((0, 255))]) * min(length, len(changed) - at)
        if not changed:
            changed = bytearray(b"\0")
    return bytes(changed)


def test_mutated_files_neither_stop_the_program_nor_take_long(decoder: Decoder, make_picture: Make) -> None:
    luck = random.Random(20261122)
    seeds = [
        make_picture(kind, size=(160, 120), noise=True, orientation=orientation)
        for kind, orientation in (("JPEG", 6), ("PNG", 3), ("HEIF", 8), ("TIFF", 5), ("WEBP", 2))
    ]
    seeds.append(make_picture("JPEG", size=(160, 120), progressive=True, quality=60))
    seeds.append(make_picture("TIFF", size=(160, 120), compression="tiff_lzw"))
    outcomes = {"crashed": 0, "refused": 0, "taken": 0}
    slowest = 0.0
    for number in range(2000 if LONG else 140):
        content = mutated(seeds[number % len(seeds)], luck)
        started = time.monotonic()
        reason = refusal(lambda content=content: (decoder.probe(content), decoder.render(content)))  # type: ignore[misc]
        slowest = max(slowest, time.monotonic() - started)
        assert reason in REASONS | {"", "crashed"}, f"mutation {number}"
        outcomes["taken" if not reason else "crashed" if reason == "crashed" else "refused"] += 1
    assert slowest < 10
    assert outcomes["refused"] > 20
    assert outcomes["taken"] > 5
    assert decoder.render(seeds[0]).pictures


def test_a_child_that_dies_is_one_refused_file_and_then_a_new_child(tmp_path: Path, make_picture: Make) -> None:
    mortal = tmp_path / "mortal.py"
    mortal.write_text(
        "import os, sys\n"
        "from krogkoll.evidence import decoder\n"
        "real = decoder.answer\n"
        "decoder.answer = lambda request, content: os.abort() if b'DEADLY' in content else real(request, content)\n"
        "sys.exit(decoder.main())\n"
    )
    child = Decoder([sys.executable, "-c", f"exec(open({str(mortal)!r}).read())"])
    try:
        good = make_picture("JPEG")
        assert child.probe(good).format == "JPEG"
        assert refusal(lambda: child.probe(b"DEADLY")) == "crashed"
        assert child.probe(good).format == "JPEG"
    finally:
        child.close()


def test_a_child_that_hangs_is_ended_in_time_and_started_anew(tmp_path: Path, make_picture: Make) -> None:
    lazy = tmp_path / "lazy.py"
    lazy.write_text(
        "import sys, threading\n"
        "from krogkoll.evidence import decoder\n"
        "real = decoder.answer\n"
        "def answer(request, content):\n"
        "    if b'SLOW' in content: threading.Event().wait()\n"
        "    return real(request, content)\n"
        "decoder.answer = answer\n"
        "sys.exit(decoder.main())\n"
    )
    child = Decoder([sys.executable, "-c", f"exec(open({str(lazy)!r}).read())"], patience=3)
    try:
        good = make_picture("JPEG")
        assert child.probe(good).format == "JPEG"
        started = time.monotonic()
        assert refusal(lambda: child.probe(b"SLOW")) == "timeout"
        assert time.monotonic() - started < 6
        assert child.probe(good).format == "JPEG"
    finally:
        child.close()


@pytest.mark.parametrize(
    "speech",
    [
        "b'hello world' * 10",
        "b'KKD1' + bytes(4) + b'\\xff' * 8",
        "b'KKD1\\0\\0\\0\\x02' + bytes(8) + b'[]'",
        "b'KKD1\\0\\0\\0\\x0d' + bytes(8) + b'{\"refused\":1}'",
        "b''",
    ],
)
def test_a_child_that_speaks_nonsense_is_not_believed(speech: str) -> None:
    ready = "b'KKD1\\0\\0\\0\\x02' + bytes(8) + b'{}'"
    script = f"import sys; sys.stdout.buffer.write({ready} + {speech}); sys.stdout.flush(); sys.stdin.buffer.read(1)"
    child = Decoder([sys.executable, "-c", script], patience=10)
    assert refusal(lambda: child.probe(b"foto")) == "crashed"
    child.close()


def test_copies_that_do_not_add_up_are_not_believed() -> None:
    script = (
        "import sys\n"
        "from krogkoll.evidence.protocol import *\n"
        "out = sys.stdout.buffer\n"
        "send(out, Reply())\n"
        "part = Part(kind='masked', width=1, height=1, length=-5)\n"
        "receive(sys.stdin.buffer, Request)\n"
        "send(out, Reply(parts=(part,)), b'abc')\n"
        "sys.stdin.buffer.read(1)\n"
    )
    child = Decoder([sys.executable, "-c", script], patience=10)
    assert refusal(lambda: child.mask(b"foto", [Box(0, 0, 1, 1)])) == "crashed"
    child.close()


def test_a_decoder_that_cannot_start_is_told_from_a_bad_photo() -> None:
    for command in (["/nonexistent/python"], [sys.executable, "-c", "raise SystemExit(1)"]):
        child = Decoder(command)
        assert refusal(lambda child=child: child.probe(b"foto")) == "decoder-missing"  # type: ignore[misc]
        child.close()


def test_closing_ends_the_child_and_the_next_request_starts_another(make_picture: Make) -> None:
    child = Decoder()
    before = set(psutil.Process().children())
    child.probe(make_picture("JPEG"))
    (process,) = set(psutil.Process().children()) - before
    child.close()
    assert not process.is_running()
    child.probe(make_picture("JPEG"))
    child.close()


def test_a_child_that_was_ended_for_good_is_never_started_again(make_picture: Make) -> None:
    child = Decoder()
    child.probe(make_picture("JPEG"))
    child.end()
    with pytest.raises(Locked):
        child.probe(make_picture("JPEG"))


def test_the_child_gets_neither_our_secrets_nor_a_place_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KROGKOLL_PASSWORD", "hemligt")
    child = Decoder()
    before = set(psutil.Process().children())
    refusal(lambda: child.probe(b"foto"))
    (process,) = set(psutil.Process().children()) - before
    assert "KROGKOLL_PASSWORD" not in process.environ()
    assert process.rlimit(psutil.RLIMIT_FSIZE) == (0, 0)
    assert process.rlimit(psutil.RLIMIT_AS)[1] == 2 * 1024**3
    child.close()
