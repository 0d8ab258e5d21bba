"""Memory cards for tests: as many whole JPEG photos as are wanted, no two of one content, quick to make."""

import random
from io import BytesIO
from pathlib import Path

from PIL import Image


def twelve_megapixels(quality: int = 91) -> bytes:
    """4000 x 3000, some 5 MB, as phones write them."""
    coarse = Image.effect_noise((500, 375), 120).resize((4000, 3000), Image.Resampling.BICUBIC)
    fine = Image.effect_noise((4000, 3000), 26)
    grey = Image.blend(coarse, fine, 0.35)
    target = BytesIO()
    Image.merge("RGB", (grey, coarse, fine.point(lambda value: 255 - value))).save(target, "JPEG", quality=quality)
    return target.getvalue()


def with_words(photo: bytes, words: bytes) -> bytes:
    """The same picture with a comment behind its first segment: another file, whole, with other bytes."""
    after = 4 + int.from_bytes(photo[4:6], "big")
    return photo[:after] + b"\xff\xfe" + (2 + len(words)).to_bytes(2, "big") + words + photo[after:]


def fill_card(folder: Path, count: int, seed: int = 1) -> int:
    """So many photos in a camera's folder under `folder`; gives their bytes together."""
    photo, luck, size = twelve_megapixels(), random.Random(seed), 0
    (folder / "DCIM" / "100KROG").mkdir(parents=True)
    for number in range(count):
        content = with_words(photo, luck.randbytes(60_000))
        (folder / "DCIM" / "100KROG" / f"IMG_{number:04}.JPG").write_bytes(content)
        size += len(content)
    return size
