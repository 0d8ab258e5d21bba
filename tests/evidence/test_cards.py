"""Cards and folders: what is new is told by content, and nothing outside is removed that is not safe inside."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from krogkoll.evidence import CardService, CustodyService, Outside, Pasted, Standing, Subject
from krogkoll.kernel import drives
from krogkoll.kernel.errors import NotAllowed
from krogkoll.kernel.progress import Cancelled
from krogkoll.security import Role

VISIT = Subject("inspection", "ett besök")
OTHER = Subject("inspection", "ett annat besök")
Make = Callable[..., bytes]


@pytest.fixture
def cards(desk: Any, decoder: Any) -> CardService:
    return CardService(desk.store, desk.vault, decoder)


def standings(looked: Any) -> dict[str, Standing]:
    return {one.name: one.standing for one in looked.files}


def test_what_is_here_already_is_known_by_its_content_under_any_name(desk: Any, cards: Any, make_picture: Make) -> None:
    first = desk.put_on_card("IMG_0001.JPG", make_picture("JPEG"))
    desk.evidence.import_files([first], subject=VISIT)
    desk.put_on_card("omdöpt.jpg", first.read_bytes())
    same_size = bytearray(first.read_bytes())
    same_size[-3] ^= 1
    desk.put_on_card("lika_stor.jpg", bytes(same_size))
    desk.put_on_card("ny.heic", make_picture("HEIF"))
    desk.put_on_card("film.mov", b"film")
    looked = cards.look_through([desk.card], VISIT)
    assert standings(looked) == {
        "IMG_0001.JPG": Standing.HERE,
        "omdöpt.jpg": Standing.HERE,
        "lika_stor.jpg": Standing.NEW,
        "ny.heic": Standing.NEW,
    }
    assert (looked.others, looked.folders) == (1, True)
    assert standings(cards.look_through([first], OTHER)) == {"IMG_0001.JPG": Standing.ELSEWHERE}


def test_a_named_file_that_cannot_be_read_is_told_and_a_gone_folder_too(desk: Any, cards: Any) -> None:
    looked = cards.look_through([desk.card / "borta.jpg", desk.card / "tom"], VISIT)
    assert [(one.name, one.reason) for one in looked.refused] == [("borta.jpg", "vanished"), ("tom", "vanished")]
    assert looked.files == ()


def test_a_preview_takes_nothing_in_and_a_broken_file_gives_none(desk: Any, cards: Any, make_picture: Make) -> None:
    good = desk.put_on_card("bra.jpg", make_picture("JPEG", size=(1200, 900)))
    picture = cards.preview(good)
    assert max(picture.width, picture.height) == 512
    assert cards.preview(desk.put_on_card("trasig.jpg", good.read_bytes()[:900])) is None
    assert cards.preview(desk.card / "borta.jpg") is None
    assert desk.evidence.photos(VISIT) == ()


def test_only_what_is_whole_in_the_vault_is_removed_outside(desk: Any, cards: Any, make_picture: Make) -> None:
    taken = desk.put_on_card("tagen.jpg", make_picture("JPEG"))
    refused = desk.put_on_card("trasig.jpg", b"\xff\xd8 trasig")
    other = desk.put_on_card("annan.png", make_picture("PNG"))
    desk.evidence.import_files([taken, refused], subject=VISIT)
    desk.evidence.import_files([other], subject=OTHER)
    files = cards.look_through([desk.card], VISIT).files
    removed = cards.remove_outside(files, VISIT)
    assert removed.names == ("tagen.jpg",)
    assert {(one.name, one.reason) for one in removed.kept} == {
        ("trasig.jpg", "not-taken-in"),
        ("annan.png", "not-taken-in"),
    }
    assert not taken.exists()
    assert refused.exists()
    assert other.exists()
    assert desk.audit()[-1]["act"] == "deleted"


def test_a_file_is_kept_when_the_vault_s_copy_is_damaged_or_gone(desk: Any, cards: Any, make_picture: Make) -> None:
    paths = [desk.put_on_card(f"{number}.png", make_picture("PNG", size=(40 + number, 30))) for number in range(2)]
    photos = desk.evidence.import_files(paths, subject=VISIT).photos
    files = cards.look_through(paths, VISIT).files
    where = [desk.folder / "vault" / name[:2] / name[2:4] / name for name in map(desk.vault.name_of, hashes(photos))]
    sealed = bytearray(where[0].read_bytes())
    sealed[40] ^= 1
    where[0].write_bytes(sealed)
    where[1].unlink()
    removed = cards.remove_outside(files, VISIT)
    assert removed.names == ()
    assert [one.reason for one in removed.kept] == ["damaged", "missing"]
    assert all(path.exists() for path in paths)
    verdicts = CustodyService(desk.store, desk.vault).confirm([photo.id for photo in photos])
    assert list(verdicts.values()) == ["damaged", "missing"]


def hashes(photos: Any) -> list[str]:
    return [photo.sha256 for photo in photos]


def test_a_file_that_was_exchanged_or_is_a_link_stays(desk: Any, cards: Any, make_picture: Make) -> None:
    path = desk.put_on_card("a.jpg", make_picture("JPEG"))
    desk.evidence.import_files([path], subject=VISIT)
    files = cards.look_through([path], VISIT).files
    real = desk.folder / "annorstädes.jpg"
    path.rename(real)
    path.symlink_to(real)
    assert [one.reason for one in cards.remove_outside(files, VISIT).kept] == ["not-a-plain-file"]
    path.unlink()
    path.write_bytes(make_picture("JPEG", size=(50, 40)))
    assert [one.reason for one in cards.remove_outside(files, VISIT).kept] == ["not-taken-in"]
    path.unlink()
    assert [one.reason for one in cards.remove_outside(files, VISIT).kept] == ["vanished"]
    assert real.exists()


def test_stopping_the_removal_keeps_the_rest_and_leaves_a_trace(desk: Any, cards: Any, make_picture: Make) -> None:
    paths = [desk.put_on_card(f"{number}.png", make_picture("PNG", size=(40 + number, 30))) for number in range(3)]
    desk.evidence.import_files(paths, subject=VISIT)

    def stop(progress: Any) -> None:
        if progress.done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        cards.remove_outside(cards.look_through(paths, VISIT).files, VISIT, stop)
    assert [path.exists() for path in paths] == [False, True, True]
    assert desk.audit()[-1]["act"] == "deleted"


def test_who_may_not_attach_evidence_may_not_touch_a_card(as_role: Any, cards: Any) -> None:
    as_role(Role.DECISION_MAKER)
    one = Outside(path=Path("x"), name="x", size=1, modified_at=None)  # type: ignore[arg-type]
    for act in (
        cards.cameras,
        lambda: cards.look_through([], VISIT),
        lambda: cards.preview(Path("x")),
        lambda: cards.watch(Path("x")),
        lambda: cards.remove_outside([one], VISIT),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_watched_folder_tells_once_of_each_file_that_has_stopped_growing(desk: Any, cards: Any) -> None:
    desk.put_on_card("gammal.jpg", b"x")
    watch = cards.watch(desk.card)
    assert watch.poll() == ()
    path = desk.put_on_card("ny.jpg", b"half")
    assert watch.poll() == ()
    path.write_bytes(b"half and more")
    assert watch.poll() == ()
    desk.put_on_card("tom.jpg", b"")
    desk.put_on_card("inte.txt", b"x")
    assert watch.poll() == (path,)
    assert watch.poll() == ()
    path.unlink()
    desk.card.rename(desk.card.with_name("uttaget"))
    assert watch.poll() == ()


def test_what_is_pasted_never_lies_in_plain_text_and_is_a_duplicate_the_second_time(
    desk: Any, make_picture: Make
) -> None:
    pasted = Pasted(name="Urklipp.png", content=make_picture("PNG"))
    first = desk.evidence.import_files([pasted], subject=VISIT)
    assert [(photo.name, photo.file_modified_at) for photo in first.photos] == [("Urklipp.png", None)]
    assert len(desk.evidence.import_files([pasted], subject=VISIT).duplicates) == 1
    nothing = desk.evidence.import_files([Pasted(name="Urklipp.png", content=b"")], subject=VISIT)
    assert [one.reason for one in nothing.refused] == ["empty"]


def test_camera_folders_are_found_on_a_card_and_on_each_storage_of_a_phone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, phone, stick = tmp_path / "KORT", tmp_path / "mtp:host=telefon", tmp_path / "STICKA"
    for folder in (card / "DCIM", phone / "Intern lagring" / "DCIM", stick / "papper"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(drives, "removable_roots", lambda: [card, phone, stick, tmp_path / "borta"])
    assert drives.camera_folders() == (card / "DCIM", phone / "Intern lagring" / "DCIM")


def test_reading_back_tells_of_each_photo_and_is_logged(desk: Any, make_picture: Make) -> None:
    photos = desk.evidence.import_files([desk.put_on_card("a.png", make_picture("PNG"))], subject=VISIT).photos
    custody = CustodyService(desk.store, desk.vault)
    assert custody.confirm([photos[0].id, "saknas"]) == {photos[0].id: "verified"}
    assert desk.acts("photo")[-1] == "read"
