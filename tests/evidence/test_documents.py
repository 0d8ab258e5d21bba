"""Papers and files of any kind: kept byte for byte, told by content, given out with a trace, never opened."""

import os
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.evidence import DocumentDraft, DocumentService, Subject, documents_model
from krogkoll.evidence.documents_kinds import formats, is_program, swedish_format
from krogkoll.evidence.documents_mail import mail_claims
from krogkoll.kernel.errors import EvidenceTrouble, Invalid, NotAllowed
from krogkoll.security import Role
from tests.factories import NOW, actor

PLACE = Subject("venue", "9d1c6c0e-0000-4000-8000-000000000001")
CASE = Subject("case", "9d1c6c0e-0000-4000-8000-000000000002")
TIP = Subject("tip", "9d1c6c0e-0000-4000-8000-000000000003")
MAIL = (
    b"Return-Path: <eva@example.se>\r\nFrom: =?utf-8?q?Eva_=C3=85kesson?= <eva@example.se>\r\n"
    b"To: alkohol@example.se\r\nSubject: =?iso-8859-1?Q?Tips_om_k=E4llaren?=\r\n"
    b"Date: Fri, 20 Nov 2026 23:14:00 +0100\r\nMIME-Version: 1.0\r\n\r\nHej, Subject: inte det\r\n"
)


@pytest.fixture
def service(desk: Any) -> DocumentService:
    return DocumentService(desk.store, desk.vault)


def receive(
    desk: Any, service: DocumentService, *files: tuple[str, bytes], subject: Subject = PLACE, **draft: Any
) -> Any:
    paths = [desk.put_on_card(name, content) for name, content in files]
    return service.receive(paths, subject=subject, draft=DocumentDraft(**draft))


def zipped(*names: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


def test_a_file_is_kept_listed_and_comes_out_byte_for_byte(desk: Any, service: DocumentService, tmp_path: Path) -> None:
    content = b"%PDF-1.7\n" + os.urandom(700_000)
    (document,) = receive(desk, service, ("avtal.pdf", content), title=" Hyresavtal ", sender="Kajhuset AB").documents
    assert (document.title, document.mime, document.size) == ("Hyresavtal", "application/pdf", len(content))
    assert service.documents([PLACE, PLACE]) == (document,)
    service.save_copy(document.id, tmp_path / "ut.pdf", recipient="Åklagaren", reason="begäran")
    assert (tmp_path / "ut.pdf").read_bytes() == content
    assert desk.acts("document") == ["collected", "read", "exported"]
    assert "collected" in desk.acts("custody")
    with pytest.raises(EvidenceTrouble, match="exists"):
        service.save_copy(document.id, tmp_path / "ut.pdf", recipient="x", reason="y")


def test_the_same_file_is_a_duplicate_for_its_own_matter_only(desk: Any, service: DocumentService) -> None:
    (first,) = receive(desk, service, ("a.txt", b"Hej")).documents
    again = receive(desk, service, ("b.txt", b"Hej"))
    assert [(one.name, one.document_id) for one in again.duplicates] == [("b.txt", first.id)]
    assert len(receive(desk, service, ("c.txt", b"Hej"), subject=CASE).documents) == 1
    assert len(desk.files()) == 1


def test_each_file_ends_somewhere_by_name(
    desk: Any, service: DocumentService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents_model, "MAX_DOCUMENT", 100)
    monkeypatch.setattr("krogkoll.evidence.documents.MAX_DOCUMENT", 100)
    pipe = tmp_path / "ror"
    os.mkfifo(pipe)
    good = desk.put_on_card("god.txt", b"god")
    paths = [
        good,
        desk.put_on_card("tom.txt", b""),
        desk.put_on_card("stor.bin", bytes(101)),
        pipe,
        tmp_path / "borta",
        tmp_path,
    ]
    received = service.receive(paths, subject=PLACE, draft=DocumentDraft())
    assert [one.name for one in received.documents] == ["god.txt"]
    assert [(one.name, one.reason) for one in received.refused] == [
        ("tom.txt", "empty"),
        ("stor.bin", "too-large"),
        ("ror", "unreadable"),
        ("borta", "vanished"),
        (tmp_path.name, "unreadable"),
    ]
    assert not list((desk.folder / "vault" / "incoming").glob("*"))


def test_an_e_mail_tells_its_claims_and_is_not_opened(desk: Any, service: DocumentService) -> None:
    (mail,) = receive(desk, service, ("brev.txt", MAIL)).documents
    assert (mail.mime, mail.claimed_subject) == ("message/rfc822", "Tips om källaren")
    assert mail.claimed_sender == "Eva Åkesson <eva@example.se>"
    assert mail.claimed_at is not None
    assert mail.claimed_at.isoformat() == "2026-11-20T22:14:00+00:00"
    assert mail.sender == ""


@pytest.mark.parametrize(
    "head",
    [
        b"Subject: " + b"=?utf-8?b?" * 2000 + b"\nFrom: x\n\n",
        b"Subject: =?no-such-letters?q?=E4?=\nDate: Fri, 99 Foo 99999 99:99:99 +9999\n\n",
        b"From: " + b"a" * 5_000_000 + b"\nTo: y\n\n",
        b"Date: " + b"1 " * 100_000 + b"\nFrom: x\n",
        b"Subject: =?utf-8?b?====?=\nFrom:\n",
        b"\0\xff\n\n",
    ],
)
def test_a_hostile_head_gives_short_claims_or_none(head: bytes) -> None:
    claims = mail_claims(head)
    assert len(claims.subject) <= 300
    assert len(claims.sender) <= 300


@given(st.binary(max_size=400))
def test_any_bytes_have_a_format_and_claims(content: bytes) -> None:
    assert swedish_format(formats(content, content)[0])
    mail_claims(b"Subject: " + content)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\xff\xd8\xff\xe0", "Bild"),
        (b"\0\0\0\x18ftypheic", "Bild"),
        (b"\0\0\0\x18ftypisom", "Film"),
        (b"RIFF\0\0\0\0WAVE", "Ljud"),
        (zipped("[Content_Types].xml", "word/document.xml"), "Word-dokument"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "Excel-arbetsbok"),
        (zipped("a.txt"), "Arkivfil"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "__substg1.0_0037001F".encode("utf-16-le"),
            "Outlook-meddelande",
        ),
        (b"MZ\x90", "Program"),
        (b"#!/bin/sh\n", "Program"),
        (b"<!DOCTYPE html><p>", "Webbsida"),
        ("Hej på dig".encode(), "Textfil"),
        (b"\1\2\3", "Okänt format"),
        (MAIL, "E-post"),
    ],
)
def test_the_content_says_what_a_file_is(content: bytes, word: str) -> None:
    (mime,) = formats(content, content)
    assert swedish_format(mime) == word
    assert is_program(mime) is (word == "Program")


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n%%EOF\n" + zipped("a.txt"), b"\xff\xd8\xff<script>x</script>", b"GIF89a/*%PDF-1.4", b"MZ\n%PDF-1.4\n"],
)
def test_a_file_that_is_two_things_is_marked(desk: Any, service: DocumentService, content: bytes) -> None:
    (document,) = receive(desk, service, ("a.pdf", content)).documents
    assert document.mixed


def test_what_a_person_wrote_can_be_changed_and_the_bytes_cannot(desk: Any, service: DocumentService) -> None:
    (document,) = receive(desk, service, ("a.txt", b"Hej")).documents
    changed = service.edit(document, DocumentDraft(title="Brev", sender="Eva", received_at=NOW))
    assert (changed.title, changed.sender, changed.received_at, changed.sha256) == ("Brev", "Eva", NOW, document.sha256)
    with pytest.raises(Invalid):
        service.edit(changed, DocumentDraft(title="x" * 301))
    with pytest.raises(Invalid):
        service.edit(changed, DocumentDraft(received_at=NOW + timedelta(days=9)))


def test_a_purge_takes_record_key_and_file(desk: Any, service: DocumentService) -> None:
    (document,) = receive(desk, service, ("a.txt", b"Hej")).documents
    desk.store.act_as(actor(Role.LICENSING_OFFICER))
    service.purge(document.id, "gallring")
    assert desk.files() == []
    assert service.documents([PLACE]) == ()


def test_what_lies_with_a_tip_is_read_like_the_tip(desk: Any, service: DocumentService) -> None:
    receive(desk, service, ("a.txt", b"Hej"), subject=TIP)
    desk.store.act_as(actor(Role.DECISION_MAKER))
    assert service.documents([PLACE]) == ()
    with pytest.raises(NotAllowed):
        service.documents([PLACE, TIP])


def test_a_name_that_points_elsewhere_stays_a_name(desk: Any, service: DocumentService) -> None:
    (document,) = receive(desk, service, ("..\\..\\ont\u202efdp.exe", b"MZ")).documents
    assert document.name == "..\\..\\ontfdp.exe"
    assert all(path.is_relative_to(desk.folder / "vault") for path in desk.files())
