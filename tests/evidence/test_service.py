"""Photos in use: looked at with an audit entry, described, reviewed, masked, given out, wiped."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from krogkoll.documents import Photo as PhotoOnPaper
from krogkoll.evidence import (
    Box,
    CustodyAct,
    CustodyService,
    Decoder,
    EvidenceService,
    Persons,
    PhotoDraft,
    RenditionKind,
    taken_at,
)
from krogkoll.evidence.rows import RenditionRow
from krogkoll.kernel.errors import EvidenceTrouble, Invalid, NotAllowed
from krogkoll.security import Role

from .desk_acts import READ, VISIT, Make, printed, rows, take_in


def test_copies_are_made_once_and_sealed_like_originals(desk: Any, make_picture: Make) -> None:
    photo = take_in(desk, make_picture("JPEG", size=(2000, 1500), noise=True))
    assert desk.evidence.make_copies().made == 1
    assert desk.evidence.make_copies().made == 0
    assert rows(desk, RenditionRow) == 3
    assert len(desk.files()) == 4
    for path in desk.files():
        assert not path.read_bytes().startswith((b"\xff\xd8", b"RIFF"))
    pictures = desk.evidence.pictures([photo.id], RenditionKind.LARGE)
    assert (pictures[photo.id].width, pictures[photo.id].height) == (1630, 1222)
    assert Image.open(BytesIO(pictures[photo.id].content)).size == (1630, 1222)


def test_listeners_hear_when_copies_are_ready(desk: Any, make_picture: Make) -> None:
    take_in(desk, make_picture("JPEG"))
    heard: list[frozenset[str]] = []
    desk.store.listen(heard.append)
    desk.evidence.make_copies()
    assert heard == [frozenset({"photo_copy"})]


def test_a_copy_that_is_missing_lost_or_damaged_is_made_when_it_is_asked_for(desk: Any, make_picture: Make) -> None:
    photo = take_in(desk, make_picture("JPEG", size=(900, 700)))
    first = desk.evidence.pictures([photo.id], RenditionKind.THUMBNAIL)[photo.id]
    original = desk.vault.name_of(photo.sha256)
    for harm in (lambda path: path.write_bytes(b"x" * 50), lambda path: path.unlink()):
        for path in desk.files():
            if path.name != original:
                harm(path)
        assert desk.evidence.pictures([photo.id], RenditionKind.THUMBNAIL)[photo.id] == first


def test_a_photo_whose_data_is_partly_damaged_is_told_and_still_shown(desk: Any, make_picture: Make) -> None:
    content = make_picture("JPEG", size=(900, 700), noise=True, quality=90)
    middle = len(content) // 2
    photo = take_in(desk, content[:middle] + bytes(4000) + content[middle + 4000 :], "skadad.jpg")
    developed = desk.evidence.make_copies()
    assert (developed.made, developed.flawed) == (1, ("skadad.jpg",))
    assert desk.evidence.pictures([photo.id], RenditionKind.PRINT)


def test_a_photo_that_gives_no_picture_is_told_and_kept(desk: Any, make_picture: Make, tmp_path: Path) -> None:
    content = make_picture("TIFF", size=(400, 300))
    photo = take_in(desk, content[: len(content) // 2], "halv.tif")
    developed = desk.evidence.make_copies()
    assert [(refusal.name, refusal.reason) for refusal in developed.failed] == [("halv.tif", "corrupt")]
    assert desk.evidence.pictures([photo.id], RenditionKind.PRINT) == {}
    assert desk.evidence.make_copies().failed == (), "not tried for ever"
    desk.evidence.export_original(photo.id, tmp_path / "ut.tif", recipient="", reason="")
    with pytest.raises(EvidenceTrouble, match="corrupt"):
        desk.evidence.review(photo, Persons.NONE)


def test_a_decoder_that_timed_out_is_no_verdict(desk: Any, make_picture: Make) -> None:
    import sys

    mute = "import sys, threading; from krogkoll.evidence.protocol import *; send(sys.stdout.buffer, Reply());"
    slow = Decoder([sys.executable, "-c", mute + "threading.Event().wait()"], patience=1.5)
    take_in(desk, make_picture("JPEG"))
    sleepy = EvidenceService(desk.store, desk.vault, slow)
    assert sleepy.make_copies().failed[0].reason == "timeout"
    sleepy.close()
    assert desk.evidence.make_copies().made == 1


def test_every_look_is_logged_before_it_is_given(desk: Any, make_picture: Make) -> None:
    photo = take_in(desk, make_picture("JPEG"))
    desk.evidence.photos(VISIT, purpose="förbereda beslut")
    desk.evidence.photo(photo.id)
    desk.evidence.pictures([photo.id], RenditionKind.THUMBNAIL)
    looks = [entry for entry in desk.audit() if entry["act"] == "read"]
    assert [entry["ids"] for entry in looks] == [[photo.id]] * 3
    assert looks[0]["purpose"] == "förbereda beslut"


def test_photos_come_in_the_order_they_were_taken(desk: Any, photos: Path) -> None:
    files = [photos / name for name in ("DSCN0025.jpg", "phone_12mp.jpg", "DSCN0010.jpg", "IMG_5195.HEIC")]
    desk.evidence.import_files(files, subject=VISIT)
    names = [photo.name for photo in desk.evidence.photos(VISIT)]
    assert names == ["DSCN0010.jpg", "DSCN0025.jpg", "IMG_5195.HEIC", "phone_12mp.jpg"]


def test_the_moment_follows_the_cameras_offset_and_the_noted_clock(desk: Any, photos: Path) -> None:
    imported = desk.evidence.import_files([photos / "phone_12mp.jpg", photos / "DSCN0010.jpg"], subject=VISIT)
    phone, camera = imported.photos
    assert taken_at(phone) == datetime(2022, 8, 14, 11, 12, 31, tzinfo=UTC)
    assert taken_at(camera) == datetime(2008, 10, 22, 14, 28, 39, tzinfo=UTC), "read as Swedish summer time"
    draft = PhotoDraft(photographer=camera.photographer, clock_ahead_s=-3600, clock_note="foto av radioklockan")
    corrected = desk.evidence.edit_photo(camera, draft)
    assert taken_at(corrected) == datetime(2008, 10, 22, 15, 28, 39, tzinfo=UTC)
    assert corrected.taken_local == camera.taken_local, "the claim itself stays"


def test_captions_are_written_with_their_history(desk: Any, make_picture: Make) -> None:
    photo = take_in(desk, make_picture("JPEG"))
    draft = PhotoDraft(caption=" Utrymningsva\u0308gen ", alt="En dörr bakom backar", photographer="Anna Lindqvist")
    edited = desk.evidence.edit_photo(photo, draft, why="komplettering")
    assert (edited.caption, edited.alt) == ("Utrymningsv\u00e4gen", "En dörr bakom backar")
    with desk.store.reading(READ) as reader:
        assert [entry.why for entry in reader.history(photo.id)] == ["", "komplettering"]
    with pytest.raises(Invalid):
        desk.evidence.edit_photo(edited, PhotoDraft(caption="x" * 501))


def test_a_photo_comes_on_paper_only_when_a_human_has_cleared_it(desk: Any, make_picture: Make) -> None:
    photo = take_in(desk, make_picture("JPEG", size=(2000, 1500)))
    with pytest.raises(EvidenceTrouble, match="persons-visible"):
        printed(desk, photo.id)
    seen = desk.evidence.review(photo, Persons.SHOWN)
    with pytest.raises(EvidenceTrouble, match="persons-visible"):
        printed(desk, photo.id)
    cleared = desk.evidence.review(seen, Persons.NONE)
    assert (cleared.reviewed_by, cleared.cleared) == (desk.store.actor.user_id, True)
    picture = printed(desk, photo.id)
    assert (picture.width, picture.height) == (780, 585)
    assert picture.content.startswith(b"\xff\xd8")
    assert b"Exif" not in picture.content
    assert "printed" in desk.acts("photo")


def test_a_print_picture_fits_the_paper_kit(desk: Any, photos: Path) -> None:
    from krogkoll.documents import photos as paper

    (photo,) = desk.evidence.import_files([photos / "portrait_6.jpg"], subject=VISIT).photos
    desk.evidence.review(photo, Persons.NONE)
    picture = printed(desk, photo.id)
    frame = paper.jpeg_frame(picture.content)
    assert (frame.width, frame.height) == (picture.width, picture.height) == (450, 600)
    PhotoOnPaper(jpeg=picture.content, width=450, height=600, number=1, caption="Entrén", alt="En dörr")


def test_a_mask_makes_a_new_photo_and_leaves_the_original(desk: Any, make_picture: Make, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "HEMLIG"
    content = make_picture("JPEG", size=(1200, 800), noise=True, exif=exif)
    photo = take_in(desk, content)
    described = desk.evidence.edit_photo(photo, PhotoDraft(caption="Baren", photographer="Anna Lindqvist"))
    masked = desk.evidence.mask(described, [Box(0.0, 0.0, 0.5, 0.5)])
    assert (masked.parent_id, masked.boxes, masked.caption) == (photo.id, [[0.0, 0.0, 0.5, 0.5]], "Baren")
    assert masked.sha256 != photo.sha256
    assert masked.cleared
    large = Image.open(BytesIO(desk.evidence.pictures([masked.id], RenditionKind.LARGE)[masked.id].content))
    assert max(high for _, high in large.crop((8, 8, 580, 380)).getextrema()) < 16  # type: ignore[misc]
    assert printed(desk, masked.id).width == 780
    for picture in (photo, masked):
        desk.evidence.export_original(picture.id, tmp_path / picture.id, recipient="", reason="")
    assert (tmp_path / photo.id).read_bytes() == content
    assert b"HEMLIG" not in (tmp_path / masked.id).read_bytes()
    assert hashlib.sha256((tmp_path / masked.id).read_bytes()).hexdigest() == masked.sha256


@pytest.mark.parametrize("boxes", [[], [Box(0.5, 0, 0.5, 1)], [Box(-0.1, 0, 0.5, 1)], [Box(0, 0, 1, float("nan"))]])
def test_a_mask_without_sound_boxes_is_refused(desk: Any, make_picture: Make, boxes: list[Box]) -> None:
    photo = take_in(desk, make_picture("JPEG"))
    with pytest.raises(Invalid):
        desk.evidence.mask(photo, boxes)


def test_an_export_is_logged_and_stands_in_the_chain_of_custody(desk: Any, make_picture: Make, tmp_path: Path) -> None:
    photo = take_in(desk, make_picture("JPEG"))
    target = tmp_path / "ut.jpg"
    desk.evidence.export_original(photo.id, target, recipient="Åklagarkammaren", reason="begärt underlag")
    (event,) = CustodyService(desk.store, desk.vault).chain("photo", photo.id)
    assert (event.act, event.to_who, event.from_who) == (CustodyAct.COPIED_OUT, "Åklagarkammaren", "Anna Lindqvist")
    assert "exported" in desk.acts("photo")
    with pytest.raises(EvidenceTrouble, match="exists"):
        desk.evidence.export_original(photo.id, target, recipient="", reason="")


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        (Role.DECISION_MAKER, {"import", "edit", "review", "mask", "export", "custody"}),
        (Role.FIRE_INSPECTOR, {"purge"}),
        (Role.LICENSING_OFFICER, set()),
        (Role.UNIT_ADMIN, {"import", "photos", "pictures", "edit", "review", "mask", "export", "purge", "copies"}),
        (Role.AUDITOR, {"import", "photos", "pictures", "edit", "review", "mask", "export", "purge", "copies"}),
    ],
)
def test_every_role_gets_just_what_it_may(
    desk: Any, as_role: Callable[[Role], Any], make_picture: Make, tmp_path: Path, role: Role, refused: set[str]
) -> None:
    from krogkoll.evidence import CustodyDraft

    photo = take_in(desk, make_picture("JPEG"))
    evidence = as_role(role).evidence
    event = CustodyDraft(item_kind="photo", item_id=photo.id, act=CustodyAct.STORED, at=photo.created_at)
    acts: dict[str, Callable[[], object]] = {
        "import": lambda: evidence.import_files([]),
        "photos": lambda: evidence.photos(VISIT),
        "pictures": lambda: evidence.pictures([photo.id], RenditionKind.PRINT),
        "copies": evidence.make_copies,
        "edit": lambda: evidence.edit_photo(photo, PhotoDraft()),
        "mask": lambda: evidence.mask(photo, [Box(0, 0, 1, 1)]),
        "review": lambda: evidence.review(photo, Persons.SHOWN),
        "export": lambda: evidence.export_original(photo.id, tmp_path / "ut", recipient="", reason=""),
        "custody": lambda: CustodyService(desk.store, desk.vault).record(event),
        "purge": lambda: evidence.purge(photo.id, "grund"),
    }
    told = set()
    for name, act in acts.items():
        try:
            act()
        except NotAllowed:
            told.add(name)
    assert told >= refused
    assert told <= refused | {"custody", "purge"}
    assert desk.acts("attach_evidence").count("permission-refused") == len(
        told & {"import", "edit", "mask", "review", "custody"}
    )
