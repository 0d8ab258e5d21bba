"""Figures of the evidence store: how fast photos come in and out, and what their copies cost."""

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from figures import figure

from tests.factories import actor, clock

PHOTOS = 60
SIZE = 4_590_000


@contextmanager
def _workplace():
    from krogkoll.evidence import Decoder, EvidenceService, Vault
    from krogkoll.store import Store

    with tempfile.TemporaryDirectory(dir=os.environ.get("KROGKOLL_BENCH_FOLDER")) as place:
        folder = Path(place)
        (folder / "card").mkdir()
        store = Store.create(folder / "workspace.db", bytearray(range(32)), clock())
        store.act_as(actor())
        vault = Vault(folder / "vault", bytearray(32))
        decoder = Decoder()
        try:
            yield folder, EvidenceService(store, vault, decoder), vault
        finally:
            decoder.close()
            store.close()


def _twelve_megapixels() -> bytes:
    from tests.journeys.cards import twelve_megapixels

    return twelve_megapixels(88)


def _card(folder: Path) -> list[Path]:
    """As many photos as an evening gives, each of its own content: one small picture with a long film behind it."""
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (4000, 3000), (90, 80, 70)).save(picture, "JPEG")
    filling = os.urandom(SIZE - len(picture.getvalue()))
    paths = []
    for number in range(PHOTOS):
        path = folder / "card" / f"{number:03}.jpg"
        path.write_bytes(picture.getvalue() + number.to_bytes(8, "big") + filling)
        paths.append(path)
    os.sync()
    return paths


def _plain_copy(source: Path, target: Path) -> None:
    """What any program does at least: copy, wait for the disk, rename, wait for the folder."""
    from krogkoll.kernel.platform import sync_file, sync_folder

    partial = target.with_suffix(".part")
    with source.open("rb", buffering=0) as reading, partial.open("wb", buffering=0) as writing:
        while block := reading.read(1 << 18):
            writing.write(block)
        sync_file(writing)
    partial.replace(target)
    sync_folder(target.parent)


def _speed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return PHOTOS * SIZE / 1e6 / (time.perf_counter() - started)


@figure("photo import, hashed, sealed, examined and on disk", unit="MB/s", at_least=400)
def import_speed() -> float:
    with _workplace() as (folder, evidence, _):
        paths = _card(folder)
        evidence.import_files(paths[:1])  # the decoder is running by then
        return _speed(lambda: evidence.import_files(paths[1:])) * (PHOTOS - 1) / PHOTOS


@figure("photo import against plain copying with fsync", unit="x", at_least=0.5)
def import_ratio() -> float:
    with _workplace() as (folder, evidence, _):
        paths = _card(folder)
        evidence.import_files(paths[:1])
        (folder / "copies").mkdir()
        plain = _speed(lambda: [_plain_copy(path, folder / "copies" / path.name) for path in paths])
        return _speed(lambda: evidence.import_files(paths[1:])) * (PHOTOS - 1) / PHOTOS / plain


def _through_the_window() -> dict[str, Any]:
    """A card of 12 MP photos through the photo panel of an open visit, while a robot answers ten times a second."""
    import json
    import subprocess
    import sys

    from figures import ROOT

    from krogkoll.founding import NewWorkspace, create_workspace
    from krogkoll.inspections import InspectionDraft
    from krogkoll.security import FLOOR_COST, Role
    from tests.factories import venue_draft
    from tests.journeys.cards import fill_card

    password = "fyra korrekta hästar stampar"
    with tempfile.TemporaryDirectory(dir=os.environ.get("KROGKOLL_BENCH_FOLDER")) as place:
        folder = Path(place)
        size = fill_card(folder / "card", PHOTOS)
        new = NewWorkspace(name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR, authority="k1282.alkohol")
        workspace, _ = create_workspace(folder / "w", new, password, cost=FLOOR_COST)
        venue = workspace.venues.register(venue_draft())
        workspace.inspections.start(InspectionDraft(venue_id=venue.id, premises="källaren"))
        workspace.close()
        robot = ROOT / "tests" / "journeys" / "photo_robot.py"
        command = [sys.executable, str(robot), str(folder / "w"), password, "1", str(folder / "card"), "6"]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "HOME": place, "XDG_RUNTIME_DIR": place}
        done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, cwd=ROOT, check=True)
        told: dict[str, Any] = {}
        for line in done.stdout.splitlines():
            told |= json.loads(line) if line.startswith("{") else {}
        return told | {"rate": size / 1e6 / told["seconds"]}


@figure("60 photos into an open visit while somebody answers, verified", unit="MB/s", at_least=100, runs=1)
def window_import() -> float:
    return _through_the_window()["rate"]


@figure("60 photos into an open visit: longest stop of the window", unit="ms", at_most=100, runs=1)
def window_stop() -> float:
    return _through_the_window()["gaps"]["longest"]


@figure("60 photos into an open visit: slowest answer to be stored", unit="ms", at_most=1000, runs=1)
def window_answer() -> float:
    return _through_the_window()["slowest"]


@figure("60 photos into an open visit: memory of the whole program", unit="MB", at_most=300, runs=1)
def window_memory() -> float:
    return _through_the_window()["memory"]


@figure("reading an original out of the vault", unit="MB/s", at_least=2000)
def read_speed() -> float:
    with _workplace() as (_, _, vault):
        stored = [vault.add(os.urandom(SIZE)) for _ in range(20)]
        started = time.perf_counter()
        for one in stored:
            vault.read(one)
        return 20 * SIZE / 1e6 / (time.perf_counter() - started)


def _processor_ms(work: Callable[[], object], times: int = 10) -> float:
    work()
    started = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - started) * 1000 / times


@figure("12 MP photo to its 780 px print copy, processor", unit="ms", at_most=70)
def print_copy() -> float:
    from krogkoll.evidence import imaging
    from krogkoll.evidence.protocol import RenditionKind

    content = _twelve_megapixels()

    def make() -> None:
        for rendition, image in imaging.render(content, "JPEG", (RenditionKind.PRINT,)):
            imaging.encode(image, rendition)

    return _processor_ms(make)


@figure("12 MP photo to all three copies, every pixel checked, processor", unit="ms", at_most=300)
def all_copies() -> float:
    from krogkoll.evidence.decoder import answer
    from krogkoll.evidence.protocol import Request

    content = _twelve_megapixels()
    return _processor_ms(lambda: answer(Request(act="render"), content))
