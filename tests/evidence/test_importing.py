"""Taking photos in: every file ends somewhere by name, the original is untouched, nothing half, nothing twice."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from krogkoll.evidence import Decoder, EvidenceService, RenditionKind, Subject, photo_files
from krogkoll.evidence import importing as importing_module
from krogkoll.evidence.rows import PhotoRow
from krogkoll.kernel.errors import EvidenceTrouble, Locked, NotAllowed, StoreTrouble
from krogkoll.kernel.progress import Cancelled, Progress
from krogkoll.security import Role

Make = Callable[..., bytes]
VISIT = Subject("inspection", "9d1c6c0e-0000-4000-8000-000000000001")
OTHER_VISIT = Subject("inspection", "9d1c6c0e-0000-4000-8000-000000000002")


def test_a_photo_is_taken_in_with_what_it_says_of_itself(desk: Any, photos: Path) -> None:
    source = photos / "phone_12mp.jpg"
    content = source.read_bytes()
    (photo,) = desk.evidence.import_files([source], subject=VISIT).photos
    assert (photo.name, photo.size, photo.mime) == ("phone_12mp.jpg", len(content), "image/jpeg")
    assert (photo.width, photo.height, photo.camera) == (4608, 1976, "HMD Global Nokia 8.3 5G")
    assert (photo.taken_local, photo.taken_offset, photo.latitude) == ("2022-08-14T14:12:31", "+03:00", 60.1467056)
    assert (photo.photographer, photo.subject_id) == ("Anna Lindqvist", VISIT.id)
    modified = datetime.fromtimestamp(source.stat().st_mtime, UTC)
    assert photo.file_modified_at is not None
    assert abs((photo.file_modified_at - modified).total_seconds()) < 0.001
    assert source.read_bytes() == content


def test_of_the_real_files_the_broken_one_is_refused_by_name_and_the_rest_comes_in(desk: Any, photos: Path) -> None:
    files = photo_files(photos)
    imported = desk.evidence.import_files(files, subject=VISIT)
    assert [(refusal.name, refusal.reason) for refusal in imported.refused] == [("corrupted.jpg", "corrupt")]
    assert {photo.name for photo in imported.photos} == {path.name for path in files} - {"corrupted.jpg"}
    assert imported.duplicates == ()
    assert len(desk.files()) == len(files) - 1


def test_the_original_comes_out_byte_for_byte(desk: Any, photos: Path, tmp_path: Path) -> None:
    for name in ("IMG_5195.HEIC", "invalid_exif_1.jpg", "landscape_6.jpg"):
        (photo,) = desk.evidence.import_files([photos / name]).photos
        target = tmp_path / f"ut-{name}"
        desk.evidence.export_original(photo.id, target, recipient="Åklagaren", reason="begäran")
        assert target.read_bytes() == (photos / name).read_bytes()


def test_the_same_file_again_is_told_as_a_duplicate(desk: Any, make_picture: Make) -> None:
    first = desk.put_on_card("a.jpg", make_picture("JPEG"))
    again = desk.put_on_card("b.jpg", first.read_bytes())
    imported = desk.evidence.import_files([first, again], subject=VISIT)
    (photo,) = imported.photos
    assert [(twin.name, twin.photo_id) for twin in imported.duplicates] == [("b.jpg", photo.id)]
    (sealed,) = desk.files()
    before = sealed.read_bytes()
    repeated = desk.evidence.import_files([first], subject=VISIT)
    assert repeated.photos == ()
    assert repeated.duplicates[0].photo_id == photo.id
    assert desk.files() == [sealed]
    assert sealed.read_bytes() == before


def test_the_same_file_for_another_visit_is_another_photo_of_the_same_object(desk: Any, make_picture: Make) -> None:
    path = desk.put_on_card("a.jpg", make_picture("JPEG"))
    (one,) = desk.evidence.import_files([path], subject=VISIT).photos
    (other,) = desk.evidence.import_files([path], subject=OTHER_VISIT).photos
    assert one.id != other.id
    assert one.sha256 == other.sha256
    assert len(desk.files()) == 1


def test_a_lost_or_damaged_original_is_healed_by_the_same_file(desk: Any, make_picture: Make, tmp_path: Path) -> None:
    path = desk.put_on_card("a.jpg", make_picture("JPEG"))
    (photo,) = desk.evidence.import_files([path], subject=VISIT).photos
    harms = (lambda file: file.unlink(), lambda file: file.write_bytes(file.read_bytes()[:-1]))
    for number, harm in enumerate(harms):
        harm(desk.files()[0])
        assert desk.evidence.import_files([path], subject=VISIT).duplicates[0].photo_id == photo.id
        target = tmp_path / f"ut-{number}.jpg"
        desk.evidence.export_original(photo.id, target, recipient="", reason="")
        assert target.read_bytes() == path.read_bytes()


def test_whatever_cannot_be_taken_in_is_named_with_its_reason(desk: Any, make_picture: Make) -> None:
    good = make_picture("PNG")
    (desk.card / "enhet.jpg").symlink_to("/dev/null")
    paths = [
        desk.put_on_card("bra.png", good),
        desk.put_on_card("tom.jpg", b""),
        desk.put_on_card("brev.jpg", b"Hej"),
        desk.put_on_card("halv.png", good[: len(good) // 2]),
        desk.card / "finns-inte.jpg",
        desk.card / "enhet.jpg",
        desk.card,
    ]
    imported = desk.evidence.import_files(paths)
    assert [photo.name for photo in imported.photos] == ["bra.png"]
    assert [(refusal.name, refusal.reason) for refusal in imported.refused] == [
        ("tom.jpg", "empty"),
        ("brev.jpg", "not-a-photo"),
        ("halv.png", "corrupt"),
        ("finns-inte.jpg", "vanished"),
        ("enhet.jpg", "unreadable"),
        ("DCIM", "unreadable"),
    ]
    assert len(desk.files()) == 1


def test_a_file_above_the_limit_is_refused_unread(
    desk: Any, make_picture: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.put_on_card("stor.jpg", make_picture("JPEG"))
    monkeypatch.setattr(importing_module, "MAX_FILE", 100)
    assert desk.evidence.import_files([path]).refused[0].reason == "too-large"


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is written down by itself, as when they come slowly."""
    monkeypatch.setattr(importing_module, "_GROUP_SECONDS", 0)


def six(desk: Any, make_picture: Make) -> list[Path]:
    return [desk.put_on_card(f"{number}.jpg", make_picture("JPEG", size=(200 + number, 100))) for number in range(6)]


@pytest.mark.usefixtures("one_by_one")
def test_a_card_pulled_out_in_the_middle_loses_nothing_that_was_in(desk: Any, make_picture: Make) -> None:
    pictures = [make_picture("JPEG", size=(200 + number, 100)) for number in range(12)]
    paths = [desk.put_on_card(f"{number:02}.jpg", picture) for number, picture in enumerate(pictures)]

    def pull_out(progress: Progress) -> None:
        if progress.done == 2 and desk.card.exists():
            desk.card.rename(desk.card.with_name("utdragen"))

    imported = desk.evidence.import_files(paths, subject=VISIT, report=pull_out)
    assert 2 <= len(imported.photos) < 12, "seven may be begun by then"
    assert {refusal.reason for refusal in imported.refused} == {"vanished"}
    names = [photo.name for photo in imported.photos] + [refusal.name for refusal in imported.refused]
    assert names == [path.name for path in paths]
    desk.card.with_name("utdragen").rename(desk.card)
    again = desk.evidence.import_files(paths, subject=VISIT)
    assert len(again.duplicates) == len(imported.photos)
    assert len(again.photos) == len(imported.refused)
    assert len(desk.files()) == 12


@pytest.mark.usefixtures("one_by_one")
def test_cancelling_keeps_what_is_in_and_leaves_nothing_half(desk: Any, make_picture: Make) -> None:
    def stop(progress: Progress) -> None:
        if progress.done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.evidence.import_files(six(desk, make_picture), subject=VISIT, report=stop)
    assert len(desk.evidence.photos(VISIT)) == 2
    assert len(desk.files()) == 2


@pytest.mark.parametrize("seconds", [0, 60])
def test_progress_counts_what_is_safe(
    desk: Any, make_picture: Make, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    monkeypatch.setattr(importing_module, "_GROUP_SECONDS", seconds)
    told = []

    def listen(progress: Progress) -> None:
        with desk.store.reading("read_evidence") as reader:
            told.append((progress.done, len(reader.all(select(PhotoRow)))))

    desk.evidence.import_files(six(desk, make_picture), report=listen)
    one_by_one, together = [(number, number) for number in range(7)], [(0, 0)] * 6 + [(6, 6)]
    assert told == (together if seconds else one_by_one)


def test_files_that_come_fast_are_written_down_together(
    desk: Any, make_picture: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing_module, "_GROUP_SECONDS", 60)
    paths = six(desk, make_picture)
    twin = desk.put_on_card("tvilling.jpg", paths[0].read_bytes())
    imported = desk.evidence.import_files([*paths, twin], subject=VISIT)
    assert len(imported.photos) == 6
    assert [duplicate.name for duplicate in imported.duplicates] == ["tvilling.jpg"]
    assert len(desk.files()) == 6
    assert desk.acts("photo") == ["collected"]


def test_a_disk_that_cannot_take_it_all_is_told_before_anything_is_read(
    desk: Any, make_picture: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.put_on_card("a.jpg", make_picture("JPEG"))
    monkeypatch.setattr(importing_module, "_size_of", lambda path: 10**18)
    with pytest.raises(StoreTrouble, match="disk-full"):
        desk.evidence.import_files([path])
    assert desk.files() == []


def test_a_row_that_cannot_be_written_leaves_a_file_for_the_sweep_and_no_photo(
    desk: Any, make_picture: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.put_on_card("a.jpg", make_picture("JPEG"))

    def fail(*args: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(importing_module, "keep", fail)
    with pytest.raises(StoreTrouble, match="disk-full"):
        desk.evidence.import_files([path], subject=VISIT)
    monkeypatch.undo()
    assert desk.evidence.photos(VISIT) == ()
    assert [file for file in desk.files() if file.suffix == ".part"] == []


def test_names_are_kept_composed_and_printable(desk: Any, make_picture: Make) -> None:
    path = desk.put_on_card("ba\u0308ck\u202e\u0007 en.jpg", make_picture("JPEG"))
    assert desk.evidence.import_files([path]).photos[0].name == "b\u00e4ck en.jpg"


def test_whoever_may_not_attach_is_told_before_anything_is_read(as_role: Callable[[Role], Any]) -> None:
    desk = as_role(Role.AUDITOR)
    with pytest.raises(NotAllowed):
        desk.evidence.import_files([desk.card / "finns-inte.jpg"])
    assert desk.files() == []


def test_collecting_is_in_the_audit_log(desk: Any, make_picture: Make) -> None:
    desk.evidence.import_files([desk.put_on_card("a.jpg", make_picture("JPEG"))])
    assert desk.acts("photo") == ["collected"]


def test_without_a_decoder_originals_are_taken_in_all_the_same_and_examined_later(
    desk: Any, photos: Path, decoder: Decoder
) -> None:
    broken = EvidenceService(desk.store, desk.vault, Decoder(["/nonexistent/python"]))
    (photo,) = broken.import_files([photos / "landscape_6.jpg"], subject=VISIT).photos
    assert (photo.width, photo.mime) == (0, "")
    with pytest.raises(EvidenceTrouble, match="decoder-missing"):
        broken.make_copies()
    assert desk.evidence.make_copies().made == 1
    examined = desk.evidence.photo(photo.id)
    assert (examined.width, examined.height, examined.mime) == (600, 450, "image/jpeg")


def test_a_thorough_import_refuses_damage_that_only_decoding_finds(desk: Any, make_picture: Make) -> None:
    content = make_picture("JPEG", size=(900, 700), noise=True, quality=90)
    middle = len(content) // 2
    sound = desk.put_on_card("hel.jpg", content)
    damaged = desk.put_on_card("skadad.jpg", content[:middle] + bytes(4000) + content[middle + 4000 :])
    imported = desk.evidence.import_files([sound, damaged], subject=VISIT, thorough=True)
    assert [photo.name for photo in imported.photos] == ["hel.jpg"]
    assert [(refusal.name, refusal.reason) for refusal in imported.refused] == [("skadad.jpg", "corrupt")]
    assert desk.evidence.make_copies().made == 0, "the copies are there already"
    assert desk.evidence.pictures([imported.photos[0].id], RenditionKind.PRINT)


def test_files_of_a_folder_are_found_in_order_and_hidden_ones_left_out(tmp_path: Path) -> None:
    for name in ("b.jpg", "a/2.jpg", "a/1.jpg", ".DS_Store", ".Trashes/x.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in photo_files(tmp_path)]
    assert found == ["a/1.jpg", "a/2.jpg", "b.jpg"]
    shutil.rmtree(tmp_path)
    with pytest.raises(EvidenceTrouble, match="vanished"):
        photo_files(tmp_path)


def test_no_child_is_started_again_by_a_picture_that_is_asked_for_after_the_end(desk: Any, make_picture: Make) -> None:
    own = EvidenceService(desk.store, desk.vault, Decoder())  # the desk's is shared with the other tests
    (photo,) = own.import_files([desk.put_on_card("1.jpg", make_picture("JPEG"))]).photos
    own.close()
    with pytest.raises(Locked):
        own.pictures([photo.id], RenditionKind.THUMBNAIL)
    assert own._decoder._child is None
