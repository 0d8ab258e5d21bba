"""Files made to hurt, brought in as photos and as papers: each ends somewhere by name, soon, and nothing outside."""

import os
import random
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from krogkoll.evidence import DocumentDraft, DocumentService, Subject

Make = Callable[..., bytes]
LONG = bool(os.environ.get("KROGKOLL_SOAK"))
MUTATED = 2000 if LONG else 60
VISIT = Subject("inspection", "9d1c6c0e-0000-4000-8000-000000000001")
SECONDS_EACH = 2.0


def zipped(name: str = "a.txt", content: bytes = b"x") -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def mutated(content: bytes, seed: int) -> bytes:
    """The content with some bytes changed, cut, doubled or taken away."""
    chance = random.Random(seed)
    made = bytearray(content)
    for _ in range(chance.choice((1, 3, 10, 50))):
        at = chance.randrange(max(1, len(made)))
        match chance.randrange(4):
            case 0:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                made[at : at + chance.randrange(1, 400)] = b""
            case 2:
                made[at:at] = made[at : at + chance.randrange(1, 400)]
            case _:
                made[at:] = b"" if chance.random() < 0.2 else made[at:]
    return bytes(made)


def corpus(make: Make) -> list[tuple[str, bytes]]:
    jpeg, png, heic = make("JPEG"), make("PNG"), make("HEIF", noise=True)
    files = [(f"kapad-{part}.heic", heic[: int(len(heic) * part / 100)]) for part in (1, 5, 20, 50, 80, 99)]
    return [
        *files,
        ("jpeg-och-html.jpg", jpeg + b"<html><script>alert(1)</script></html>"),
        ("html-i-kommentar.jpg", jpeg[:2] + b"\xff\xfe\x00\x12<script>x</script" + jpeg[2:]),
        ("jpeg-och-zip.jpg", jpeg + zipped()),
        ("pdf-och-zip.pdf", b"%PDF-1.7\n%%EOF\n" + zipped()),
        ("pdf-i-jpeg.jpg", jpeg + b"\n%PDF-1.7\n"),
        ("png-med-rest.png", png + b"MZ\x90\0" * 1000),
        ("bomb.zip", zipped("nollor", bytes(50_000_000))),
        ("ut.zip", zipped("../../ut.txt")),
        ("falskt-namn.jpg", b"MZ\x90\0" + bytes(1000)),
        ("namn\u202egpj.exe", b"MZ"),
        ("program.sh", b"#!/bin/sh\nrm -rf /\n"),
        ("stort-huvud.heic", b"\0\0\0\x18ftypheic" + b"\xff" * 100_000),
        ("rutor.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0\0\0\x01meta\xff\xff\xff\xff\xff\xff\xff\xff" * 500),
    ]


def everything_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_photos_made_to_hurt_each_end_somewhere_by_name(desk: Any, make_picture: Make, tmp_path: Path) -> None:
    paths = [desk.put_on_card(name, content) for name, content in corpus(make_picture)]
    before = everything_in(tmp_path)
    started = time.monotonic()
    imported = desk.evidence.import_files(paths, subject=VISIT)
    assert time.monotonic() - started < SECONDS_EACH * len(paths)
    ended = (*imported.photos, *imported.duplicates, *imported.refused)
    assert sorted(one.name for one in ended) == sorted(path.name.replace("\u202e", "") for path in paths)
    assert {one.name for one in imported.refused} >= {"pdf-och-zip.pdf", "falskt-namn.jpg", "kapad-50.heic", "bomb.zip"}
    new = everything_in(tmp_path) - before
    assert all(path.is_relative_to(desk.folder) for path in new), "something was written outside"
    for path in paths:
        assert path.exists()


def test_papers_made_to_hurt_are_kept_as_they_are_and_never_unpacked(
    desk: Any, make_picture: Make, tmp_path: Path
) -> None:
    files = corpus(make_picture)
    paths = [desk.put_on_card(name, content) for name, content in files]
    before = everything_in(tmp_path)
    service = DocumentService(desk.store, desk.vault)
    received = service.receive(paths, subject=VISIT, draft=DocumentDraft())
    assert (received.duplicates, received.refused) == ((), ())
    new = everything_in(tmp_path) - before
    assert all(path.is_relative_to(desk.folder) for path in new), "something was written outside"
    mixed = {one.name for one in received.documents if one.mixed}
    assert mixed == {"jpeg-och-html.jpg", "html-i-kommentar.jpg", "jpeg-och-zip.jpg", "pdf-och-zip.pdf"}
    for document, (name, content) in zip(received.documents, files, strict=True):
        target = tmp_path / "ut.bin"
        service.save_copy(document.id, target, recipient="prov", reason="prov")
        assert target.read_bytes() == content, name
        target.unlink()


@pytest.mark.parametrize("kind", ["JPEG", "HEIF", "PNG", "WEBP", "TIFF"])
def test_mutated_photos_never_stop_the_ones_beside_them(desk: Any, make_picture: Make, kind: str) -> None:
    honest = make_picture(kind, noise=True)
    paths = [desk.put_on_card(f"{seed:05}.jpg", mutated(honest, seed)) for seed in range(MUTATED // 5)]
    paths.append(desk.put_on_card("sist.jpg", make_picture("JPEG", size=(64, 48))))
    started = time.monotonic()
    imported = desk.evidence.import_files(paths, subject=VISIT, thorough=True)
    assert time.monotonic() - started < SECONDS_EACH * len(paths)
    assert len(imported.photos) + len(imported.duplicates) + len(imported.refused) == len(paths)
    assert "sist.jpg" in {photo.name for photo in imported.photos}
    assert not list((desk.folder / "vault" / "incoming").glob("*"))
