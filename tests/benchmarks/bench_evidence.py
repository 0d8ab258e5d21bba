"""What photos cost: taking them in, and making the smaller copies of them."""

import io
import secrets
import tempfile
import time
from pathlib import Path

from figures import figure

FILES, SIZE = 60, 4_600_000
RENDERED = 10


@figure("photo import: hash, seal, flush to disk", unit="MB/s", at_least=400)
def photo_import() -> float:
    from krogkoll.evidence.vault import Vault

    contents = [secrets.token_bytes(SIZE) for _ in range(FILES)]
    with tempfile.TemporaryDirectory() as folder:
        vault = Vault(Path(folder), bytearray(secrets.token_bytes(32)))
        vault.add(contents[0][:1000])
        started = time.perf_counter()
        for content in contents:
            vault.add(io.BytesIO(content))
        return FILES * SIZE / 1e6 / (time.perf_counter() - started)


def photo_of_twelve_megapixels() -> bytes:
    """A JPEG of 4000 x 3000 pixels with the detail of a camera's, some 3 MB."""
    from PIL import Image

    noise = Image.effect_noise((4000, 3000), 18)
    soft = Image.effect_noise((250, 188), 120).resize((4000, 3000), Image.Resampling.BICUBIC)
    picture = Image.merge("RGB", (Image.blend(noise, soft, 0.6), soft, Image.blend(noise, soft, 0.8)))
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=90)
    return stream.getvalue()


@figure("print copy of a 12 MP photo, processor time", unit="ms", at_most=70)
def print_copy() -> float:
    import psutil

    from krogkoll.evidence.protocol import RenditionKind
    from krogkoll.evidence.renditions import Decoder

    content = photo_of_twelve_megapixels()
    decoder = Decoder()
    decoder.render(content, [RenditionKind.PRINT])
    [child] = psutil.Process().children()
    before = child.cpu_times()
    for _ in range(RENDERED):
        decoder.render(content, [RenditionKind.PRINT])
    after = child.cpu_times()
    decoder.close()
    return (after.user + after.system - before.user - before.system) / RENDERED * 1000
