"""Pictures made on the spot, and one decoder for all tests."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from krogkoll.evidence import Decoder, EvidenceService, Vault
from krogkoll.security import Actor, Role
from krogkoll.store import Store
from tests.factories import actor, clock

MakePicture = Callable[..., bytes]


@pytest.fixture(scope="session")
def decoder() -> Iterator[Decoder]:
    child = Decoder()
    yield child
    child.close()


def quarters(size: tuple[int, int] = (320, 200), mode: str = "RGB") -> Image.Image:
    """Red top left, green top right, blue bottom left, white bottom right: tells how a picture lies."""
    image = Image.new("RGB", size, (255, 255, 255))
    half = (size[0] // 2, size[1] // 2)
    for colour, corner in (((220, 0, 0), (0, 0)), ((0, 200, 0), (half[0], 0)), ((0, 0, 220), (0, half[1]))):
        image.paste(colour, (*corner, corner[0] + half[0], corner[1] + half[1]))
    return image.convert(mode)


def laid_down(image: Image.Image, orientation: int) -> Image.Image:
    """The picture as a camera held that way stores it."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    return image if orientation == 1 else image.transpose(Image.Transpose(back[orientation]))


@pytest.fixture(scope="session")
def make_picture() -> MakePicture:
    """Makes an encoded picture; further options go to Pillow's `save`."""

    def make(
        kind: str,
        size: tuple[int, int] = (320, 200),
        mode: str = "RGB",
        orientation: int = 0,
        noise: bool = False,
        **options: Any,
    ) -> bytes:
        if kind == "HEIF":
            import pillow_heif

            pillow_heif.register_heif_opener()
        image = quarters(size, "RGB" if orientation else mode)
        if noise:
            image = Image.blend(image, Image.effect_noise(size, 90).convert(mode), 0.5)
        if orientation:
            image = laid_down(image, orientation)
            exif = Image.Exif()
            exif[0x0112] = orientation
            options["exif"] = exif.tobytes()  # bytes: only then pillow-heif turns the picture as iPhones do
        target = BytesIO()
        image.save(target, kind, **options)
        return target.getvalue()

    return make


def corners(encoded: bytes) -> str:
    """The colours of the four quarters, reading order: "rgbw" for a picture that lies right."""
    image = Image.open(BytesIO(encoded)).convert("RGB")
    width, height = image.size
    told = ""
    for x, y in ((1, 1), (3, 1), (1, 3), (3, 3)):
        red, green, blue = image.getpixel((x * width // 4, y * height // 4))  # type: ignore[misc]
        told += "w" if min(red, green, blue) > 120 else "rgb"[(red, green, blue).index(max(red, green, blue))]
    return told


@pytest.fixture(scope="session")
def corners_of() -> Callable[[bytes], str]:
    return corners


@dataclass
class Desk:
    """A workspace with its vault, and a folder of photos beside it."""

    folder: Path
    card: Path
    store: Store
    vault: Vault
    evidence: EvidenceService

    def put_on_card(self, name: str, content: bytes) -> Path:
        path = self.card / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def files(self) -> list[Path]:
        return sorted(path for path in (self.folder / "vault").rglob("*") if path.is_file())

    def audit(self) -> list[dict[str, Any]]:
        """What the audit log says, oldest first."""
        import msgspec
        from sqlalchemy import text

        with self.store.raw() as connection:
            said = connection.execute(text("SELECT said FROM audit_log ORDER BY seq")).scalars()
            return [msgspec.json.decode(entry) for entry in said]

    def acts(self, kind: str) -> list[str]:
        return [entry["act"] for entry in self.audit() if entry["kind"] == kind]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def open_desk(tmp_path: Path, decoder: Decoder) -> Iterator[Callable[..., Desk]]:
    """Opens the workspace, again too, as whoever is named."""
    folder = tmp_path / "arbetsyta"
    folder.mkdir()
    stores = []

    def open_as(who: Actor | None = None) -> Desk:
        path = folder / "workspace.db"
        make = Store.open if path.exists() else Store.create
        store = make(path, bytearray(range(32)), clock())
        store.act_as(who or actor())
        stores.append(store)
        vault = Vault(folder / "vault", bytearray(b"v" * 32))
        card = tmp_path / "DCIM"
        card.mkdir(exist_ok=True)
        return Desk(folder, card, store, vault, EvidenceService(store, vault, decoder))

    yield open_as
    for store in stores:
        store.close()


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk()


@pytest.fixture
def as_role(open_desk: Callable[..., Desk], desk: Desk) -> Callable[[Role], Desk]:
    """The same workspace with another person at it."""

    def switch(role: Role) -> Desk:
        desk.store.act_as(actor(role))
        return desk

    return switch
