"""Every state of the photos fits both sizes and densities and can be heard; and the camera's clock on screen."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from krogkoll.evidence import CustodyAct, CustodyDraft, Subject
from krogkoll.inspections import FindingDraft
from ui.evidence.clearing import ClearDialog
from ui.evidence.clock_dialog import ClockDialog
from ui.evidence.event_dialog import EventDialog
from ui.evidence.giving_out import GiveOutDialog
from ui.evidence.intake import Step, Taken
from ui.evidence.outcome import say_taken
from ui.evidence.sheet import CardSheet
from ui.evidence.viewer import PhotoViewer
from ui.evidence.watching import WatchDialog
from ui.theme import DENSITIES

from .conftest import NIGHT
from .photo_room import dialog_of, open_panel, picture
from .test_every_screen import check

LONG = "Nödutgången mot gården är låst med hänglås och spärrad av backar som står på varandra i tre lager."


def states(qtbot, window, panel, visit, card):
    """(name, widget) of each state, in the order in which a person meets them."""
    yield "grid", window
    panel.strip.show_step(Step(12, 48, 310e6))
    panel.watching.words.setText("Bevakar en mapp med ett mycket långt namn och säger till om nya foton")
    panel.watching.show()
    yield "coming-in", window
    panel.strip.hide()
    panel.watching.hide()
    say_taken(panel.banner, Taken(photo_ids=["a"] * 40, verified=40, done_files=[None]), lambda: None)
    yield "taken", window
    panel.banner.hide()
    panel.ways.bring([card])
    sheet = dialog_of(qtbot, CardSheet)
    qtbot.waitUntil(lambda: sheet.list.files.rowCount() == 1)
    yield "sheet", sheet
    files = sheet.list.files.chosen
    sheet.close()
    for name, dialog in (
        ("clear", ClearDialog(panel._context, window, Subject("inspection", visit.id), files)),
        ("watch", WatchDialog(panel._context, window)),
        ("clock", ClockDialog(panel._context, window, panel.grid.photos.photos, "", lambda _: None)),
    ):
        yield from opened(name, dialog)
    yield from viewer_states(qtbot, panel)


def opened(name, dialog):
    dialog.open()
    yield name, dialog
    dialog.close()


def viewer_states(qtbot, panel):
    panel.grid.opened.emit(0)
    viewer = dialog_of(qtbot, PhotoViewer)
    qtbot.waitUntil(lambda: viewer.sight is not None and not viewer.canvas.image.isNull(), timeout=8000)
    yield "viewer", viewer
    qtbot.keyClick(viewer.canvas, Qt.Key.Key_M)
    qtbot.keyClick(viewer.canvas, Qt.Key.Key_N)
    yield "mask", viewer
    viewer.damage.say("Originalet är skadat och kan inte lämnas ut.", "confirmed")
    viewer.side.caption.edit.setPlainText("x" * 501)
    yield "trouble", viewer
    yield from opened("give", GiveOutDialog(panel._context, viewer, viewer.photo, lambda: None))
    event = EventDialog(panel._context, viewer, ("photo", "x"), lambda: None)
    event.open()
    event.save()
    yield "event", event
    event.close()
    viewer.side.caption.edit.setPlainText("")
    viewer.close()


@pytest.mark.usefixtures("strays")
@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)], ids=["1366x768", "1024x640"])
@pytest.mark.parametrize("density", DENSITIES)
def test_every_state_of_the_photos_fits_and_can_be_heard(qtbot, page_of, theme, density, size, tmp_path):
    theme.use("light", density)
    first = picture(tmp_path / "a.jpg", taken="2008:05:30 15:56:01")
    window, panel, visit = open_panel(qtbot, page_of, [first, picture(tmp_path / "b.jpg", "navy")])
    window.resize(*size)
    workspace = window.session.workspace
    workspace.inspections.observe(FindingDraft(inspection_id=visit.id, text=LONG))
    photo = panel.grid.photos.photos[0]
    for number, (giver, getter) in enumerate((("Johan Ek", "Anna"), ("Per", "Förrådet"))):
        at = NIGHT - timedelta(hours=2 - number)
        draft = CustodyDraft(
            item_kind="photo", item_id=photo.id, act=CustodyAct.HANDED_OVER, at=at, from_who=giver, to_who=getter
        )
        workspace.custody.record(draft)
    picture(tmp_path / "kort" / "c.jpg", "olive")
    for name, root in states(qtbot, window, panel, visit, tmp_path / "kort"):
        assert isinstance(root, QWidget)
        root.grab()
        check(name, root, density)
        assert (window.width(), window.height()) == size, name
        assert root.height() <= max(size[1], 640), name


def test_a_photo_of_a_right_clock_puts_the_camera_right_and_the_doubt_goes(qtbot, page_of, tmp_path):
    files = [picture(tmp_path / "a.jpg", taken="2026:11:22 23:03:20")]
    files.append(picture(tmp_path / "b.jpg", "navy", taken="2026:11:22 19:10:00"))
    window, panel, visit = open_panel(qtbot, page_of, files)
    qtbot.waitUntil(panel.doubts.isVisible)
    assert panel.doubts.text() == "1 att se efter"
    panel.put_clock_right()
    dialog = dialog_of(qtbot, ClockDialog)
    dialog.photo.setCurrentIndex(1)
    dialog.right.setText("kvart över")
    assert not dialog.act.isEnabled()
    dialog.right.setText("2026-11-22 23:00:00")
    assert dialog.outcome.text().startswith("Kameran gick 3\u00a0min 20\u00a0s före.")
    assert dialog.act.text() == "Rätta 2 foton"
    dialog.note.clear()
    dialog.save()
    assert dialog.note_field.problem
    dialog.note.setText("Foto av telefonens klocka")
    dialog.save()
    evidence = window.session.workspace.evidence
    subject = Subject("inspection", visit.id)
    qtbot.waitUntil(lambda: {photo.clock_ahead_s for photo in evidence.photos(subject)} == {200})
    qtbot.waitUntil(lambda: "2 foton" in panel.banner.text)
    qtbot.waitUntil(lambda: {photo.clock_ahead_s for photo in panel.grid.photos.photos} == {200})
    panel.put_clock_right()
    again = dialog_of(qtbot, ClockDialog)
    assert again.back_button.accessibleName() == "Ta tillbaka rättningen av 2 foton"
    again.back_button.click()
    qtbot.waitUntil(lambda: {photo.clock_ahead_s for photo in evidence.photos(subject)} == {None})
    qtbot.waitUntil(lambda: {photo.clock_ahead_s for photo in panel.grid.photos.photos} == {None})
    panel.put_clock_right()
    third = dialog_of(qtbot, ClockDialog)
    assert not third.back_button.isVisible()
    third.reject()
