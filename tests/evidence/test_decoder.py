"""The decoder process: what photos say, how their copies lie and look, and that nothing of the file rides along."""

import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from krogkoll.evidence.protocol import Box, RenditionKind
from krogkoll.evidence.renditions import Decoder
from krogkoll.kernel.errors import EvidenceTrouble

Make = Callable[..., bytes]
Corners = Callable[[bytes], str]
FORMATS = ("JPEG", "PNG", "HEIF", "TIFF", "WEBP")
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_gives_three_copies(decoder: Decoder, make_picture: Make, corners_of: Corners, kind: str) -> None:
    content = make_picture(kind, size=(2400, 1500))
    probe = decoder.probe(content)
    assert (probe.format, probe.width, probe.height) == (kind, 2400, 1500)
    rendered = decoder.render(content)
    sizes = {kind: (picture.width, picture.height) for kind, picture in rendered.pictures.items()}
    assert sizes == {
        RenditionKind.THUMBNAIL: (512, 320),
        RenditionKind.PRINT: (780, 488),
        RenditionKind.LARGE: (1630, 1019),
    }
    assert not rendered.flawed
    for name, picture in rendered.pictures.items():
        image = Image.open(BytesIO(picture.content))
        assert image.format == ("WEBP" if name is RenditionKind.THUMBNAIL else "JPEG")
        assert image.size == (picture.width, picture.height)
        assert corners_of(picture.content) == "rgbw"


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", FORMATS)
def test_orientation_is_applied_once(
    decoder: Decoder, make_picture: Make, corners_of: Corners, kind: str, orientation: int
) -> None:
    content = make_picture(kind, size=(320, 200), orientation=orientation)
    probe = decoder.probe(content)
    assert (probe.width, probe.height) == (320, 200)
    for picture in decoder.render(content).pictures.values():
        assert (picture.width, picture.height) == (320, 200)
        assert corners_of(picture.content) == "rgbw"
    assert corners_of(decoder.mask(content, [Box(0.48, 0.48, 0.52, 0.52)]).content) == "rgbw"


def test_a_small_picture_is_never_enlarged(decoder: Decoder, make_picture: Make) -> None:
    rendered = decoder.render(make_picture("JPEG", size=(61, 58)))
    assert {(picture.width, picture.height) for picture in rendered.pictures.values()} == {(61, 58)}


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (4000, 1), (783, 781)])
def test_odd_shapes_keep_at_least_a_pixel(decoder: Decoder, make_picture: Make, size: tuple[int, int]) -> None:
    picture = decoder.render(make_picture("PNG", size=size)).pictures[RenditionKind.PRINT]
    assert max(picture.width, picture.height) <= 780
    assert min(picture.width, picture.height) >= 1


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("JPEG", mode) for mode in ("L", "CMYK")),
        *(("PNG", mode) for mode in ("1", "L", "LA", "P", "RGBA", "I;16")),
        *(("TIFF", mode) for mode in ("I;16", "F", "CMYK")),
        ("WEBP", "RGBA"),
        ("HEIF", "L"),
    ],
)
def test_every_depth_and_colour_mode_ends_as_grey_or_rgb(
    decoder: Decoder, make_picture: Make, kind: str, mode: str
) -> None:
    content = make_picture(kind, size=(900, 600), mode="L" if mode in {"I;16", "F"} else mode)
    if mode in {"I;16", "F"}:
        grey = Image.open(BytesIO(content))
        deep = grey.convert("F") if mode == "F" else grey.convert("I").point(lambda value: value * 257).convert("I;16")
        target = BytesIO()
        deep.save(target, kind)
        content = target.getvalue()
    picture = decoder.render(content).pictures[RenditionKind.PRINT]
    image = Image.open(BytesIO(picture.content))
    assert image.mode in {"L", "RGB"}
    bright, dark = image.convert("L").getpixel((700, 450)), image.convert("L").getpixel((60, 400))
    assert bright > 240  # type: ignore[operator]
    assert dark < 80  # type: ignore[operator]


def test_transparent_parts_become_white(decoder: Decoder) -> None:
    target = BytesIO()
    Image.new("RGBA", (200, 100), (255, 0, 0, 0)).save(target, "PNG")
    picture = decoder.render(target.getvalue()).pictures[RenditionKind.PRINT]
    assert Image.open(BytesIO(picture.content)).getpixel((50, 50)) == (255, 255, 255)


def test_an_embedded_colour_profile_is_applied_and_dropped(decoder: Decoder, make_picture: Make) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    broken = b"not a profile at all"
    plain = decoder.render(make_picture("PNG")).pictures[RenditionKind.PRINT].content
    for profile in (lab, broken):
        content = make_picture("PNG", icc_profile=profile)
        assert decoder.render(content).pictures[RenditionKind.PRINT].content == plain  # useless: ignored
    assert b"ICC_PROFILE" not in plain


def test_a_wide_gamut_photo_is_converted_to_srgb(decoder: Decoder, photos: Path) -> None:
    import pillow_heif

    display_p3 = pillow_heif.open_heif(photos / "IMG_5195.HEIC").info["icc_profile"]
    target = BytesIO()
    Image.new("RGB", (90, 60), (200, 60, 60)).save(target, "PNG", icc_profile=display_p3)
    picture = decoder.render(target.getvalue()).pictures[RenditionKind.PRINT]
    image = Image.open(BytesIO(picture.content))
    assert "icc_profile" not in image.info
    red, green, blue = image.getpixel((40, 30))  # type: ignore[misc]
    assert red > 208, "the same red needs a higher value in the narrower space"
    assert green < 52
    assert blue < 58


def test_no_copy_carries_metadata_of_the_original(decoder: Decoder, make_picture: Make) -> None:
    exif = Image.Exif()
    exif[0x010F] = "HEMLIG-TILLVERKARE"
    exif.get_ifd(0x8825)[1] = "N"
    options = {"exif": exif, "comment": b"HEMLIG-KOMMENTAR", "xmp": b"<x:xmpmeta>HEMLIG-XMP</x:xmpmeta>"}
    content = make_picture("JPEG", size=(900, 700), dpi=(301, 301), **options)
    assert content.count(b"HEMLIG") == 3
    pictures = [*decoder.render(content).pictures.values(), decoder.mask(content, [Box(0, 0, 0.1, 0.1)])]
    for picture in pictures:
        image = Image.open(BytesIO(picture.content))
        assert b"HEMLIG" not in picture.content
        assert b"Exif" not in picture.content
        assert not image.getexif()
        assert not {"comment", "xmp", "icc_profile", "exif", "dpi"} & set(image.info)


def test_real_photos_say_when_and_where(decoder: Decoder, photos: Path) -> None:
    phone = decoder.probe((photos / "phone_12mp.jpg").read_bytes())
    assert (phone.width, phone.height) == (4608, 1976)
    claims = phone.claims
    assert (claims.taken_local, claims.taken_offset) == ("2022-08-14T14:12:31", "+03:00")
    assert (claims.gps_time, claims.camera) == ("2022-08-14T11:12:32", "HMD Global Nokia 8.3 5G")
    assert (claims.latitude, claims.longitude) == (60.1467056, 24.9067722)
    heic = decoder.probe((photos / "IMG_5195.HEIC").read_bytes())
    assert (heic.format, heic.width, heic.height) == ("HEIF", 2566, 3313)
    assert (heic.claims.taken_offset, heic.claims.longitude) == ("-05:00", -94.2887722)


def test_real_photos_lie_right(decoder: Decoder, photos: Path) -> None:
    upright = decoder.render((photos / "landscape_1.jpg").read_bytes(), [RenditionKind.THUMBNAIL])
    first = Image.open(BytesIO(upright.pictures[RenditionKind.THUMBNAIL].content)).convert("L").resize((24, 18))
    for name in ("landscape_3.jpg", "landscape_6.jpg", "landscape_8.jpg"):
        other = decoder.render((photos / name).read_bytes(), [RenditionKind.THUMBNAIL])
        same = Image.open(BytesIO(other.pictures[RenditionKind.THUMBNAIL].content)).convert("L").resize((24, 18))
        differences = [abs(a - b) for a, b in zip(first.tobytes(), same.tobytes(), strict=True)]
        assert sum(differences) / len(differences) < 8, name


def test_of_the_real_files_just_the_broken_one_is_refused(decoder: Decoder, photos: Path) -> None:
    refused = {}
    for path in sorted(photos.iterdir()):
        try:
            decoder.probe(path.read_bytes())
            assert not decoder.render(path.read_bytes(), [RenditionKind.THUMBNAIL]).flawed, path.name
        except EvidenceTrouble as trouble:
            refused[path.name] = trouble.reason
    assert refused == {"corrupted.jpg": "corrupt"}


def test_broken_exif_takes_away_the_claims_not_the_photo(decoder: Decoder, photos: Path) -> None:
    for name in ("invalid_exif_1.jpg", "invalid_exif_2.jpg"):
        claims = decoder.probe((photos / name).read_bytes()).claims
        assert (claims.taken_local, claims.latitude, claims.camera) == ("", None, "")


def test_covered_parts_are_black_for_good_and_the_rest_is_as_it_was(decoder: Decoder, make_picture: Make) -> None:
    content = make_picture("JPEG", size=(1200, 800), noise=True, quality=95)
    original = Image.open(BytesIO(content)).convert("RGB")
    picture = decoder.mask(content, [Box(0.25, 0.25, 0.5, 0.5), Box(0.9, 0.9, 1.0, 1.0)])
    masked = Image.open(BytesIO(picture.content))
    assert (picture.width, picture.height) == masked.size == (1200, 800)
    for left, top, right, bottom in ((304, 204, 596, 396), (1084, 724, 1200, 800)):
        assert max(high for _, high in masked.crop((left, top, right, bottom)).getextrema()) < 12  # type: ignore[misc]
    outside = (700, 100, 1000, 300)
    pairs = zip(original.crop(outside).tobytes(), masked.crop(outside).tobytes(), strict=True)
    differences = [abs(a - b) for a, b in pairs]
    assert sum(differences) / len(differences) < 6


def test_the_same_photo_gives_the_same_bytes(decoder: Decoder, make_picture: Make) -> None:
    content = make_picture("JPEG", size=(1000, 700), noise=True)
    assert decoder.render(content) == decoder.render(content)


def test_a_multi_picture_photo_and_one_with_a_film_behind_it_are_taken_as_photos(
    decoder: Decoder, make_picture: Make
) -> None:
    second = Image.new("RGB", (320, 200))
    for content in (
        make_picture("MPO", save_all=True, append_images=[second]),
        make_picture("JPEG") + b"\0\0\0\x18ftypmp42" + os.urandom(4000),
    ):
        assert decoder.probe(content).format == "JPEG"
        assert not decoder.render(content).flawed


def test_damage_that_only_decoding_finds_is_told_with_the_copies(decoder: Decoder, make_picture: Make) -> None:
    content = make_picture("JPEG", size=(900, 700), noise=True, quality=90)
    middle = len(content) // 2
    damaged = content[:middle] + bytes(4000) + content[middle + 4000 :]
    assert not decoder.render(content).flawed
    decoder.probe(damaged)
    rendered = decoder.render(damaged)
    assert rendered.flawed
    assert rendered.pictures[RenditionKind.PRINT].width == 780


def test_the_decoder_does_not_load_the_store(photos: Path) -> None:
    script = "import sys, krogkoll.evidence.decoder; print([name for name in sys.modules if 'sqlalchemy' in name])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
