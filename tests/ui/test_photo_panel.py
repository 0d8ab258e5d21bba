"""The ways in for photos: dropped, pasted, chosen on a card, watched; and the offer to clear the card."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage

from krogkoll.evidence import Standing
from krogkoll.kernel.errors import StoreTrouble
from krogkoll.security import Role
from ui.evidence.clearing import ClearDialog
from ui.evidence.drops import _as_png
from ui.evidence.intake import Taken
from ui.evidence.outcome import sentence
from ui.evidence.sheet import CardSheet
from ui.evidence.thumbs import Thumbnails
from ui.evidence.watching import WatchDialog

from .photo_room import dialog_of, open_panel, picture


def drop(panel, *paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    panel._area.dropEvent(QDropEvent(QPointF(9, 9), *keys))


def until_shown(qtbot, panel, count):
    qtbot.waitUntil(lambda: not panel.ways.busy and panel.grid.photos.rowCount() == count, timeout=8000)


def test_dropped_files_come_in_are_verified_and_told_with_those_refused(qtbot, page_of, tmp_path):
    _, panel, _ = open_panel(qtbot, page_of)
    assert panel.empty.isVisible()
    broken = tmp_path / "trasig.jpg"
    broken.write_bytes(b"\xff\xd8 trasig")
    drop(panel, picture(tmp_path / "a.jpg"), picture(tmp_path / "b.jpg", "navy"), broken)
    until_shown(qtbot, panel, 2)
    assert panel.banner.text.startswith("2 foton är inlästa och verifierade.")
    assert "trasig.jpg" in panel.banner.text
    drop(panel, tmp_path / "a.jpg")
    qtbot.waitUntil(lambda: "fanns redan här" in panel.banner.text, timeout=8000)
    assert panel.grid.photos.rowCount() == 2


def test_a_picture_on_the_clipboard_is_pasted_without_a_file(qtbot, page_of):
    _, panel, _ = open_panel(qtbot, page_of)
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    panel.ways.paste()
    until_shown(qtbot, panel, 1)
    assert panel.grid.photos.photos[0].name == "Urklipp.png"
    QGuiApplication.clipboard().setText("ingen bild")
    panel.ways.paste()
    assert "urklipp" in panel.banner.text


def test_a_dropped_folder_is_a_sheet_with_the_new_ones_ticked(qtbot, page_of, tmp_path):
    card = tmp_path / "DCIM"
    first = picture(card / "1.jpg")
    _, panel, visit = open_panel(qtbot, page_of, [first])
    picture(card / "2.jpg", "navy")
    picture(card / "3.png", "maroon", kind="PNG")
    drop(panel, card)
    sheet = dialog_of(qtbot, CardSheet)
    files = sheet.list.files
    qtbot.waitUntil(lambda: files.rowCount() == 3, timeout=10000)
    assert [one.name for one in files.chosen] == ["2.jpg", "3.png"]
    assert sheet.take_button.text() == "Läs in 2 foton"
    files.turn(0)
    assert files.files[0].standing is Standing.HERE
    assert not files.ticked(0)
    sheet.list.setCurrentIndex(files.index(2))
    qtbot.keyClick(sheet.list, Qt.Key.Key_Space)
    sheet.take_button.click()
    until_shown(qtbot, panel, 2)
    assert {photo.name for photo in panel.grid.photos.photos} == {"1.jpg", "2.jpg"}
    assert all(photo.subject_id == visit.id for photo in panel.grid.photos.photos)


def test_the_card_is_cleared_only_when_asked_and_only_of_what_is_verified(qtbot, page_of, tmp_path):
    _, panel, _ = open_panel(qtbot, page_of)
    good, changed = picture(tmp_path / "a.jpg"), picture(tmp_path / "b.jpg", "navy")
    drop(panel, good, changed)
    until_shown(qtbot, panel, 2)
    panel.banner._button.click()
    dialog = dialog_of(qtbot, ClearDialog)
    assert dialog.names.toPlainText().splitlines() == [str(good), str(changed)]
    assert dialog.focusWidget() is dialog.keep_button
    assert good.exists()
    picture(changed, "olive")
    dialog.clear()
    qtbot.waitUntil(lambda: "finns kvar" in dialog.words.text(), timeout=10000)
    assert not good.exists()
    assert changed.exists()
    assert dialog.names.toPlainText().startswith("b.jpg: ")
    dialog.close()


def test_nothing_is_offered_for_removal_when_the_vault_cannot_be_read_back(qtbot, page_of, tmp_path):
    window, panel, _ = open_panel(qtbot, page_of)
    custody = window.session.workspace.custody
    custody.confirm = lambda ids, report: dict.fromkeys(ids, "damaged")
    drop(panel, picture(tmp_path / "a.jpg"))
    until_shown(qtbot, panel, 1)
    assert "inte verifierade" in panel.banner.text
    assert not panel.banner._button.isVisible()


def test_a_full_disk_in_the_middle_is_told_and_what_came_before_is_verified(qtbot, page_of, tmp_path):
    window, panel, _ = open_panel(qtbot, page_of)
    evidence = window.session.workspace.evidence
    original, calls = evidence.import_files, []

    def full(paths, **rest):
        calls.append(len(paths))
        if len(calls) > 1:
            raise StoreTrouble("disk-full")
        return original(paths, **rest)

    evidence.import_files = full
    drop(panel, *(picture(tmp_path / f"{number}.jpg", (number * 8, 90, 90)) for number in range(26)))
    until_shown(qtbot, panel, 24)
    assert calls == [24, 2]
    assert panel.banner.text.startswith("Inläsningen avbröts. 24 foton hann läsas in och är verifierade.")
    assert not panel.banner._button.isVisible()
    assert "Disken är full" in window.shell.banner.text


def test_stopping_keeps_what_is_safe_and_says_how_many(qtbot, page_of, tmp_path):
    _, panel, _ = open_panel(qtbot, page_of)
    panel.strip.show_step = lambda step: panel.ways.cancel() if step.done else None
    drop(panel, *(picture(tmp_path / f"{number}.jpg", (number * 8, 90, 90)) for number in range(30)))
    until_shown(qtbot, panel, 24)
    assert panel.banner.text.startswith("Inläsningen avbröts. 24 foton")


def test_a_watched_folder_offers_what_comes_and_takes_it_in_at_once_only_when_told_so(qtbot, page_of, tmp_path):
    _, panel, _ = open_panel(qtbot, page_of)
    folder = tmp_path / "kamera"
    picture(folder / "gammal.jpg")
    panel.ways.watch()
    dialog = dialog_of(qtbot, WatchDialog)
    assert not dialog.begin_button.isEnabled()
    dialog.choose(folder)
    dialog.begin_button.click()
    strip = panel.watching
    qtbot.waitUntil(strip.isVisible)
    picture(folder / "ny.jpg", "navy")
    poll_until(qtbot, strip, lambda: "1 nytt foto" in panel.banner.text)
    panel.banner._button.click()
    sheet = dialog_of(qtbot, CardSheet)
    qtbot.waitUntil(lambda: [one.name for one in sheet.list.files.chosen] == ["ny.jpg"])
    sheet.reject()
    assert panel.grid.photos.rowCount() == 0
    strip.begin(panel.ways.subject, folder, True)
    qtbot.waitUntil(lambda: strip.isVisible() and strip.direct)
    picture(folder / "direkt.jpg", "maroon")
    poll_until(qtbot, strip, lambda: panel.grid.photos.rowCount() == 1)
    assert panel.grid.photos.photos[0].name == "direkt.jpg"
    strip.end_button.click()
    assert not strip.isVisible()


def poll_until(qtbot, strip, holds):
    def tried():
        strip.poll()
        return holds()

    qtbot.waitUntil(tried, timeout=8000)


def test_who_may_only_read_sees_the_photos_and_no_way_in(qtbot, page_of, tmp_path):
    _, panel, _ = open_panel(qtbot, page_of, [picture(tmp_path / "a.jpg")], role=Role.DECISION_MAKER)
    assert not panel.fetch_button.isVisible()
    assert not panel._area.acceptDrops()


def test_the_memory_of_small_pictures_is_bounded_and_the_newest_wish_comes_first(qtbot, page_of):
    window, _, _ = open_panel(qtbot, page_of)
    asked = []
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    content = _as_png(image).content

    def fetch(keys):
        asked.extend(keys)
        return dict.fromkeys(keys, content)

    thumbs = Thumbnails(window.shell._context, window, fetch, room=100_000)
    for number in range(20):
        assert thumbs.get(str(number)) is None
    qtbot.waitUntil(lambda: len(asked) == 20)
    assert asked[:3] == ["19", "18", "17"]
    qtbot.waitUntil(lambda: thumbs.get("0") is not None)
    assert thumbs.bytes_held <= 100_000


def test_the_outcome_never_calls_verified_what_is_not():
    assert "inte verifierade" in sentence(Taken(photo_ids=["a", "b"], verified=1, failed=True))
    assert sentence(Taken(photo_ids=["a"], verified=1)) == "1 foto är inläst och verifierat."
    assert sentence(Taken(photo_ids=["a"], verified=1, duplicates=1)) == "1 fanns redan här."
    assert sentence(Taken()) == "Inget nytt att läsa in."
