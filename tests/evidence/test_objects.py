"""Rows and files together: papers, checks, purging, tidying; nothing without its file, no file without its row."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from krogkoll.evidence import (
    Subject,
    check_objects,
    put_document,
    read_document,
)
from krogkoll.evidence.rows import DocumentRow, ObjectRow, RenditionRow
from krogkoll.kernel.errors import EvidenceTrouble, NotFound
from krogkoll.security import Permission, Role

from .desk_acts import READ, Make, rows, take_in


def test_a_damaged_original_is_never_given_out(desk: Any, make_picture: Make, tmp_path: Path) -> None:
    photo = take_in(desk, make_picture("JPEG"))
    (path,) = desk.files()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(EvidenceTrouble, match="damaged"):
        desk.evidence.export_original(photo.id, tmp_path / "ut.jpg", recipient="", reason="")
    assert not list(tmp_path.glob("*ut.jpg*"))
    assert check_objects(desk.store, desk.vault) == ((photo.sha256, "damaged"),)
    path.unlink()
    assert check_objects(desk.store, desk.vault) == ((photo.sha256, "missing"),)


def test_a_photo_or_paper_whose_file_no_row_knows_is_told_as_missing(desk: Any, make_picture: Make) -> None:
    from krogkoll.evidence import seal_document, sealed_papers

    photo = take_in(desk, make_picture("JPEG"))
    with desk.store.transaction(READ) as tx:
        paper = put_document(tx, desk.vault, b"%PDF-1.7 beslut")
        seal_document(tx, paper)
    assert dict(sealed_papers(desk.store, desk.vault)) == {paper.sha256: b"%PDF-1.7 beslut"}
    with desk.store.transaction(READ) as tx:
        for sha256 in (photo.sha256, paper.sha256):
            tx.drop(tx.local(ObjectRow, sha256))
    assert dict(check_objects(desk.store, desk.vault)) == {photo.sha256: "missing", paper.sha256: "missing"}
    assert dict(sealed_papers(desk.store, desk.vault)) == {}


def test_sound_objects_pass_the_check(desk: Any, make_picture: Make) -> None:
    take_in(desk, make_picture("JPEG"))
    with desk.store.transaction(READ) as tx:
        put_document(tx, desk.vault, b"%PDF-1.7 beslut")
    told: list[tuple[int, int]] = []
    assert check_objects(desk.store, desk.vault, lambda progress: told.append(progress[:2])) == ()
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_a_paper_is_kept_byte_for_byte_and_reading_it_is_logged(desk: Any) -> None:
    content = b"%PDF-1.7 " + bytes(range(256)) * 3000
    with desk.store.transaction(Permission.DRAFT_DECISIONS) as tx:
        document = put_document(tx, desk.vault, content, name="beslut.pdf", title="Nyttjandeförbud")
    assert (document.size, document.mime) == (len(content), "application/pdf")
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    with desk.store.transaction(READ) as tx:
        assert read_document(tx, desk.vault, document.id) == content
    assert desk.acts("document") == ["collected", "read"]
    assert desk.evidence.make_copies().made == 0, "a paper is no photo"


def test_a_paper_whose_transaction_fails_leaves_no_record(desk: Any) -> None:
    def decide() -> None:
        with desk.store.transaction(READ) as tx:
            put_document(tx, desk.vault, b"%PDF")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        decide()
    assert rows(desk, DocumentRow) == rows(desk, ObjectRow) == 0


def test_purging_takes_the_key_and_the_files(as_role: Callable[[Role], Any], make_picture: Make) -> None:
    desk = as_role(Role.LICENSING_OFFICER)
    photo = take_in(desk, make_picture("JPEG"))
    desk.evidence.make_copies()
    assert len(desk.files()) == 4
    certificate = desk.evidence.purge(photo.id, "gallringsbeslut 2026-3")
    assert certificate.record_id == photo.id
    assert desk.files() == []
    assert rows(desk, ObjectRow) == rows(desk, RenditionRow) == 0
    with pytest.raises(NotFound):
        desk.evidence.photo(photo.id)


def test_purging_one_of_two_photos_of_a_file_keeps_the_file(
    as_role: Callable[[Role], Any], make_picture: Make, tmp_path: Path
) -> None:
    desk = as_role(Role.LICENSING_OFFICER)
    content = make_picture("JPEG")
    one = take_in(desk, content)
    other = take_in(desk, content, subject=Subject("case", "2"))
    desk.evidence.purge(one.id, "gallringsbeslut")
    desk.evidence.export_original(other.id, tmp_path / "ut.jpg", recipient="", reason="")
    assert (tmp_path / "ut.jpg").read_bytes() == content


def test_tidying_knows_originals_copies_and_papers(desk: Any, make_picture: Make) -> None:
    import os

    take_in(desk, make_picture("JPEG"))
    desk.evidence.make_copies()
    with desk.store.transaction(READ) as tx:
        put_document(tx, desk.vault, b"%PDF")
    orphan = desk.vault.add(b"utan rad")
    long_ago = (datetime.now(UTC) - timedelta(days=400)).timestamp()
    for path in desk.files():
        os.utime(path, (long_ago, long_ago))
    assert desk.evidence.tidy().quarantined == (orphan.name,)
    assert check_objects(desk.store, desk.vault) == ()
