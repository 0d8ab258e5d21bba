"""The bytes of a JPEG hang together or not, whatever a forgiving decoder would paint."""

from collections.abc import Callable
from pathlib import Path

import pytest

from krogkoll.evidence.structure import Refused, check, jpeg_data_flawed, sniff

Make = Callable[..., bytes]


def whole(content: bytes) -> bool:
    try:
        check(content, sniff(content))
    except Refused:
        return False
    return True


def with_restarts(make_picture: Make) -> bytes:
    return make_picture("JPEG", size=(640, 480), noise=True, restart_marker_blocks=8)


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_blocks": 4}, {"optimize": True}])
def test_every_kind_of_sound_jpeg_passes(make_picture: Make, options: dict[str, object]) -> None:
    content = make_picture("JPEG", size=(640, 480), noise=True, **options)
    assert whole(content)
    assert whole(content + b"trailing film")
    assert not jpeg_data_flawed(content)


def test_restart_markers_out_of_turn_are_damage(make_picture: Make) -> None:
    content = with_restarts(make_picture)
    first, second = content.index(b"\xff\xd0"), content.index(b"\xff\xd1")
    assert not whole(content[:first] + content[second:]), "a piece is missing"
    assert not whole(content[:second] + content[first:]), "a piece is there twice"


def test_a_marker_that_may_not_stand_there_is_damage(make_picture: Make) -> None:
    content = make_picture("JPEG", size=(640, 480), noise=True)
    middle = len(content) // 2
    for marker in (b"\xff\x1f", b"\xff\x9f", b"\xff\xd8", b"\xff\xd3", b"\xff\xc0"):
        assert not whole(content[:middle] + marker + content[middle + 2 :])


def test_a_jpeg_without_end_or_picture_is_damage(make_picture: Make) -> None:
    content = make_picture("JPEG")
    assert not whole(content[:-2])
    assert not whole(content[: content.index(b"\xff\xda")] + b"\xff\xd9")


def test_missing_data_before_an_early_end_is_found_by_strict_decoding(make_picture: Make) -> None:
    content = make_picture("JPEG", size=(640, 480), noise=True)
    early = content[: len(content) // 2].rstrip(b"\xff") + b"\xff\xd9"
    assert whole(early)
    assert jpeg_data_flawed(early)


def test_a_bit_in_a_png_is_found_by_its_checksums(make_picture: Make) -> None:
    content = make_picture("PNG")
    for position in (20, 33, len(content) // 2, len(content) - 14):
        changed = bytearray(content)
        changed[position] ^= 4
        assert not whole(bytes(changed))


def test_real_photos_pass_and_the_broken_one_does_not(photos: Path) -> None:
    verdicts = {path.name: whole(path.read_bytes()) for path in photos.iterdir()}
    assert [name for name, sound in verdicts.items() if not sound] == ["corrupted.jpg"]
