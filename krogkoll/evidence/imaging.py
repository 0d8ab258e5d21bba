"""Pictures out of foreign files: size, smaller copies, copies with covered parts. Runs in the decoder process only.

Every copy is grey or sRGB, upright, and carries no metadata at all.
"""

import math
import warnings
from io import BytesIO

from PIL import (
    Image,
    ImageCms,
    ImageDraw,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from krogkoll.evidence.exif import orientation_of
from krogkoll.evidence.protocol import MAX_PIXELS, Box, RenditionKind
from krogkoll.evidence.structure import Format

_PLUGINS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
SIDES = {RenditionKind.LARGE: 1630, RenditionKind.PRINT: 780, RenditionKind.THUMBNAIL: 512}

_TRANSPOSE = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# These decoders turn the picture themselves; turning it again would lay it on its side.
_TURNS_ITSELF: frozenset[Format] = frozenset({"HEIF", "TIFF"})


def set_limits() -> None:
    """Once per process: a picture of too many pixels is an error before it takes memory."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def open_photo(content: bytes, kind: Format) -> Image.Image:
    """The picture, its head read and its pixels not yet; only this one format is tried."""
    if kind == "HEIF":
        from pillow_heif import register_heif_opener

        # An embedded thumbnail may show something else than the photo: never let it stand in.
        register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=2)
    return Image.open(BytesIO(content), formats=[kind])


def shown_size(image: Image.Image, kind: Format) -> tuple[int, int]:
    """Width and height as the picture is shown, after orientation."""
    width, height = image.size
    return (height, width) if _turn_of(image, kind) >= 5 else (width, height)


def fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    """The size of the same shape whose longer side is `side`; never larger than it is."""
    scale = min(1.0, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def render(content: bytes, kind: Format, wanted: tuple[RenditionKind, ...]) -> list[tuple[RenditionKind, Image.Image]]:
    """The wanted copies, largest first, each made from the one before."""
    image = open_photo(content, kind)
    turn = _turn_of(image, kind)
    order = [rendition for rendition in SIDES if rendition in wanted]
    if kind == "JPEG":
        # libjpeg scales while decoding; a box of the picture's own shape lets it choose the smallest scale that does.
        image.draft(image.mode, fitted(image.size, SIDES[order[0]]))
    current = _plain(image, SIDES[order[0]], turn)
    copies = []
    for rendition in order:
        size = fitted(current.size, SIDES[rendition])
        current = current if size == current.size else current.resize(size, Image.Resampling.LANCZOS)
        copies.append((rendition, current))
    return copies


def cover(content: bytes, kind: Format, boxes: tuple[Box, ...]) -> Image.Image:
    """A full-size copy with the boxes painted solid black; rounded outwards, so that no edge shows through."""
    image = open_photo(content, kind)
    copy = _plain(image, None, _turn_of(image, kind))
    draw = ImageDraw.Draw(copy)
    black = 0 if copy.mode == "L" else (0, 0, 0)
    for box in boxes:
        left, top = math.floor(box.left * copy.width), math.floor(box.top * copy.height)
        right, bottom = math.ceil(box.right * copy.width), math.ceil(box.bottom * copy.height)
        draw.rectangle((left, top, right, bottom), fill=black)
    return copy


def encode(image: Image.Image, rendition: RenditionKind | None) -> bytes:
    """Finished bytes: WebP for the thumbnail, JPEG for the rest, better quality for a full-size copy (None)."""
    image.info = {}  # comments, profiles and the like are otherwise written along
    target = BytesIO()
    if rendition is RenditionKind.THUMBNAIL:
        image.save(target, "WEBP", quality=75, method=2)
    else:
        image.save(target, "JPEG", quality=80 if rendition else 92)
    return target.getvalue()


def _turn_of(image: Image.Image, kind: Format) -> int:
    return 1 if kind in _TURNS_ITSELF else orientation_of(image.getexif())


def _plain(image: Image.Image, side: int | None, turn: int) -> Image.Image:
    """Upright, grey or sRGB, without transparency, at most `side` long."""
    image.load()
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I") or image.mode == "F":  # scientific depths; phones do not write them
        image = _eight_bits(image)
    if image.mode in {"P", "PA", "1"}:  # cannot be resized as they are
        image = image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")
    if side is not None and (size := fitted(image.size, side)) != image.size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if image.mode in {"RGBA", "LA", "RGBa", "La"}:
        flat = Image.new("RGB", image.size, (255, 255, 255))
        flat.paste(image, mask=image.getchannel("A"))
        image = flat
    image = _to_srgb(image, profile)
    return image.transpose(_TRANSPOSE[turn]) if turn in _TRANSPOSE else image


def _eight_bits(image: Image.Image) -> Image.Image:
    low, high = (0, 65535) if image.mode.startswith("I;16") else image.getextrema()
    spread = float(high - low) or 1.0  # type: ignore[operator]
    return image.convert("F").point(lambda value: value * (255.0 / spread) - low * (255.0 / spread)).convert("L")  # type: ignore[operator]


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """By the embedded profile where it is one that says something; by the mode alone where it is not."""
    if profile and image.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(source):
                target = ImageCms.createProfile("sRGB")
                converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
                return converted if converted is not None else image.convert("RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile does not make the pixels worse
    return image.copy() if image.mode in {"L", "RGB"} else image.convert("RGB")
