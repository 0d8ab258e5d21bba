"""Makes the smaller copies of photos in the background, keeps them sealed, and finds them again."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from krogkoll.evidence.model import Developed, Refusal
from krogkoll.evidence.objects import as_stored, of
from krogkoll.evidence.protocol import Probe, RenditionKind
from krogkoll.evidence.renditions import Decoder, Picture, Rendered
from krogkoll.evidence.rows import ObjectRow, PhotoRow, RenditionRow
from krogkoll.evidence.vault import StoredObject, Vault
from krogkoll.kernel.errors import EvidenceTrouble
from krogkoll.kernel.progress import Progress, Report
from krogkoll.security import Permission
from krogkoll.store import Reader, Store, Tx

GOOD, FLAWED = "good", "flawed"
COPIES = "photo_copy"
"""The kind that a commit names when copies were made: pictures are painted again, and nothing is read again."""
_TRY_AGAIN = ("", "timeout", "crashed")  # a computer that went to sleep in the middle of a photo is no verdict on it
_MIME = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "HEIF": "image/heif",
    "TIFF": "image/tiff",
    "WEBP": "image/webp",
}


def make_missing(store: Store, vault: Vault, decoder: Decoder, report: Report) -> Developed:
    """Make the copies that are not there yet, oldest photo first. Raises EvidenceTrouble("decoder-missing")."""
    with store.reading(Permission.READ_EVIDENCE) as reader:
        chosen = select(ObjectRow.sha256, PhotoRow.name).join(PhotoRow, PhotoRow.sha256 == ObjectRow.sha256)
        waiting = dict(
            tuple(row) for row in reader.rows(chosen.where(ObjectRow.look.in_(_TRY_AGAIN)).order_by(PhotoRow.row_no))
        )
    made, flawed, failed = 0, [], []
    for done, (sha256, name) in enumerate(waiting.items()):
        report(Progress(done, len(waiting), "making-copies"))
        look = develop(store, vault, decoder, sha256)
        made += look in (GOOD, FLAWED)
        if look == FLAWED:
            flawed.append(name)
        elif look != GOOD:
            failed.append(Refusal(name=name, reason=look))
    report(Progress(len(waiting), len(waiting), "making-copies"))
    return Developed(made=made, flawed=tuple(flawed), failed=tuple(failed))


def develop(store: Store, vault: Vault, decoder: Decoder, sha256: str) -> str:
    """Make the copies of one file. Returns "good", "flawed", or the reason why there are none.

    Raises EvidenceTrouble("decoder-missing"), StoreTrouble.
    """
    with store.reading(Permission.READ_EVIDENCE) as reader:
        try:
            stored = of(reader, sha256)
        except EvidenceTrouble as trouble:
            return trouble.reason
        unexamined = select(PhotoRow.id).where(PhotoRow.sha256 == sha256, PhotoRow.width == 0)
        examine = bool(reader.rows(unexamined))
    try:
        content = vault.read(stored)
    except EvidenceTrouble as trouble:
        return trouble.reason  # not written down: a restored file is as good as new
    probe, rendered, look = None, None, ""
    try:
        probe = decoder.probe(content) if examine else None
        rendered = decoder.render(content)
        look = FLAWED if rendered.flawed else GOOD
    except EvidenceTrouble as trouble:
        if trouble.reason == "decoder-missing":
            raise
        look = trouble.reason
    with store.transaction(Permission.READ_EVIDENCE) as tx:
        if probe is not None:
            _write_claims(tx, sha256, probe)
        write_copies(tx, vault, sha256, rendered, look)
    return look


def write_copies(tx: Tx, vault: Vault, sha256: str, rendered: Rendered | None, look: str) -> None:
    """Seal finished copies and say how the photo looks; listeners hear of COPIES, since no record has changed."""
    row = tx.local(ObjectRow, sha256)
    if row is None:  # purged meanwhile
        return
    row.look = look
    for kind, picture in (rendered.pictures if rendered else {}).items():
        stored = vault.add(picture.content, copy=True)
        tx.put(
            RenditionRow(
                sha256=sha256,
                kind=kind.value,
                object_id=stored.object_id,
                name=stored.name,
                content_sha256=stored.sha256,
                size=stored.size,
                key=stored.key,
                width=picture.width,
                height=picture.height,
            )
        )
    tx.changed.add(COPIES)


def claims_fields(probe: Probe) -> dict[str, Any]:
    """What a probe found, as the fields of a photo."""
    claims = probe.claims
    return {
        "mime": _MIME[probe.format],
        "width": probe.width,
        "height": probe.height,
        "taken_local": claims.taken_local,
        "taken_offset": claims.taken_offset,
        "taken_source": claims.taken_source,
        "gps_time": claims.gps_time,
        "latitude": claims.latitude,
        "longitude": claims.longitude,
        "accuracy_m": claims.accuracy,
        "camera": claims.camera,
    }


Found = tuple[StoredObject, int, int]
"""A sealed copy and its width and height."""


def find(reader: Reader, hashes: Iterable[str], kind: RenditionKind) -> dict[str, Found]:
    """The copies of one size that are there, by the original's SHA-256."""
    chosen = select(RenditionRow).where(RenditionRow.sha256.in_(sorted(set(hashes))), RenditionRow.kind == kind.value)
    return {row.sha256: (as_stored(row), row.width, row.height) for row in reader.all(chosen)}


def open_copy(vault: Vault, found: Found) -> Picture:
    """The copy's bytes. Raises EvidenceTrouble "missing" or "damaged"."""
    stored, width, height = found
    return Picture(vault.read(stored), width, height)


def _write_claims(tx: Tx, sha256: str, probe: Probe) -> None:
    for row in tx.all(select(PhotoRow).where(PhotoRow.sha256 == sha256, PhotoRow.width == 0)):
        tx.change(PhotoRow, row.id, seen=tx.copy(row).seen, **claims_fields(probe))
