"""One photo large: keys, zoom, caption, people, findings, mask, chain, and giving the original out."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from krogkoll.evidence import CustodyAct, CustodyDraft, Persons, Subject
from krogkoll.inspections import FindingDraft
from ui.evidence.boxes import EDGES
from ui.evidence.event_dialog import EventDialog
from ui.evidence.giving_out import GiveOutDialog
from ui.evidence.viewer import PhotoViewer

from .conftest import NIGHT, type_into
from .photo_room import dialog_of, open_panel, picture

KEY = Qt.Key


@pytest.fixture
def seen(qtbot, page_of, tmp_path):
    """A viewer on the first of three photos of a visit with two findings."""
    files = [picture(tmp_path / f"{name}.jpg", name, size=(1200, 800)) for name in ("teal", "navy", "maroon")]
    window, panel, visit = open_panel(qtbot, page_of, files)
    workspace = window.session.workspace
    for text in ("Nödutgången är låst.", "Sprit serveras."):
        workspace.inspections.observe(FindingDraft(inspection_id=visit.id, text=text))
    panel.grid.setCurrentIndex(panel.grid.photos.index(0))
    qtbot.keyClick(panel.grid, KEY.Key_Space)
    viewer = dialog_of(qtbot, PhotoViewer)
    ready(qtbot, viewer)
    return window, viewer, visit


def ready(qtbot, viewer):
    qtbot.waitUntil(lambda: viewer.sight is not None and viewer.canvas.image.width() >= 800, timeout=8000)


def key(qtbot, viewer, *keys):
    for one in keys:
        qtbot.keyClick(viewer.canvas, one)


def test_arrows_walk_the_photos_and_stop_at_the_ends(qtbot, seen):
    _, viewer, _ = seen
    names = [photo.name for photo in viewer._photos]
    key(qtbot, viewer, KEY.Key_Left)
    assert viewer.photo.name == names[0]
    key(qtbot, viewer, KEY.Key_Right, KEY.Key_Right, KEY.Key_Right)
    assert viewer.photo.name == names[2]
    assert viewer.tools.title.text() == "Foto 3 av 3"
    key(qtbot, viewer, KEY.Key_Escape)
    assert not viewer.isVisible()


def test_zoom_and_turn_change_the_view_only(qtbot, seen):
    window, viewer, _ = seen
    whole = viewer.canvas.view.scale
    key(qtbot, viewer, KEY.Key_Plus)
    assert viewer.canvas.view.scale > whole
    key(qtbot, viewer, KEY.Key_Z)
    assert viewer.canvas.view.scale == pytest.approx(1.0)
    key(qtbot, viewer, KEY.Key_0, KEY.Key_R)
    assert viewer.canvas.view.quarters == 1
    assert viewer.canvas.view.to_share(viewer.canvas.view.from_share(0.25, 0.75)) == pytest.approx((0.25, 0.75))
    key(qtbot, viewer, KEY.Key_Right)
    assert viewer.canvas.view.quarters == 0
    assert window.session.workspace.evidence.photo(viewer.photo.id).boxes == []


def test_the_caption_is_a_draft_while_typed_and_written_when_one_goes_on(qtbot, seen):
    window, viewer, _ = seen
    workspace, first = window.session.workspace, viewer.photo
    editor = viewer.side.caption
    editor.edit.setFocus()
    type_into(editor.edit, "Låst dörr, 3 backar")
    assert viewer.photo.id == first.id
    assert editor._timer.isActive()
    editor._timer.timeout.emit()
    qtbot.waitUntil(lambda: (workspace.drafts.load(f"photo:{first.id}") or {}).get("caption") == "Låst dörr, 3 backar")
    viewer.go(1)
    qtbot.waitUntil(lambda: workspace.evidence.photo(first.id).caption == "Låst dörr, 3 backar")
    qtbot.waitUntil(lambda: workspace.drafts.load(f"photo:{first.id}") is None)
    assert editor.edit.toPlainText() == ""
    viewer.go(0)
    qtbot.waitUntil(lambda: editor.edit.toPlainText() == "Låst dörr, 3 backar")


def test_a_draft_from_before_a_lock_comes_back_and_a_caption_that_is_too_long_stays_a_draft(qtbot, seen):
    window, viewer, _ = seen
    workspace, second = window.session.workspace, viewer._photos[1]
    workspace.drafts.save(f"photo:{second.id}", {"caption": "halvskriv"})
    viewer.go(1)
    editor = viewer.side.caption
    qtbot.waitUntil(lambda: editor.edit.toPlainText() == "halvskriv")
    editor.edit.setPlainText("x" * 501)
    assert editor.field.problem
    viewer.go(2)
    qtbot.waitUntil(lambda: len((workspace.drafts.load(f"photo:{second.id}") or {}).get("caption", "")) == 501)
    assert workspace.evidence.photo(second.id).caption == ""


def test_closing_writes_the_caption(qtbot, seen):
    window, viewer, _ = seen
    first = viewer.photo
    viewer.side.caption.edit.setPlainText("Vid stängning")
    viewer.close()
    qtbot.waitUntil(lambda: window.session.workspace.evidence.photo(first.id).caption == "Vid stängning")


def test_a_digit_puts_the_photo_on_a_finding_and_takes_it_off(qtbot, seen):
    window, viewer, visit = seen

    def attached():
        return [bool(one.photo_ids) for one in window.session.workspace.inspections.visit(visit.id).findings]

    key(qtbot, viewer, KEY.Key_2)
    qtbot.waitUntil(lambda: attached() == [False, True])
    qtbot.waitUntil(lambda: bool(viewer.sight.around.findings[1].photo_ids))
    key(qtbot, viewer, KEY.Key_2)
    qtbot.waitUntil(lambda: attached() == [False, False])
    key(qtbot, viewer, KEY.Key_9)
    assert attached() == [False, False]


def test_what_is_said_of_people_is_written_and_shown(qtbot, seen):
    _, viewer, _ = seen
    viewer.side.chips[Persons.CHILDREN].click()
    qtbot.waitUntil(lambda: viewer.photo.persons is Persons.CHILDREN)
    assert "maskerad kopia" in viewer.side.persons_note.text()
    viewer.side.chips[Persons.NONE].click()
    qtbot.waitUntil(lambda: viewer.photo.persons is Persons.NONE)
    viewer.side.chips[Persons.NONE].click()
    assert viewer.side.chips[Persons.NONE].isChecked()


def test_a_mask_is_drawn_by_hand_pulled_undone_and_burnt_into_a_copy(qtbot, seen):
    window, viewer, visit = seen
    canvas, original = viewer.canvas, viewer.photo
    key(qtbot, viewer, KEY.Key_M)
    assert not viewer.band.save.isEnabled()
    drag(qtbot, canvas, (0.2, 0.2), (0.4, 0.5))
    assert corners(canvas.drawn.box) == pytest.approx((0.2, 0.2, 0.4, 0.5), abs=0.01)
    drag(qtbot, canvas, (0.4, 0.5), (0.6, 0.6))
    assert corners(canvas.drawn.box) == pytest.approx((0.2, 0.2, 0.6, 0.6), abs=0.01)
    drag(qtbot, canvas, (0.3, 0.3), (0.4, 0.4))
    assert corners(canvas.drawn.box) == pytest.approx((0.3, 0.3, 0.7, 0.7), abs=0.01)
    qtbot.keyClick(canvas, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert corners(canvas.drawn.box) == pytest.approx((0.2, 0.2, 0.6, 0.6), abs=0.01)
    drag(qtbot, canvas, (0.9, 0.9), (0.9, 0.9))
    assert len(canvas.drawn.boxes) == 1
    viewer.band.save.click()
    qtbot.waitUntil(lambda: viewer.photo.masked, timeout=8000)
    ready(qtbot, viewer)
    assert viewer.photo.parent_id == original.id
    assert not canvas.masking
    image = canvas.image
    assert image.pixelColor(image.width() * 2 // 5, image.height() * 2 // 5).lightness() < 12
    assert image.pixelColor(image.width() * 9 // 10, image.height() * 9 // 10) != QColor("black")
    photos = window.session.workspace.evidence.photos(Subject("inspection", visit.id))
    assert next(photo for photo in photos if photo.id == original.id).sha256 == original.sha256


def drag(qtbot, canvas, start, end):
    first, last = (canvas.view.from_share(*point).toPoint() for point in (start, end))
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseMove(canvas, (first + last) / 2)
    qtbot.mouseMove(canvas, last)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=last)


def corners(box):
    return (box.left, box.top, box.right, box.bottom)


def test_a_mask_can_be_drawn_with_the_keyboard_alone_and_escape_drops_it(qtbot, seen):
    _, viewer, _ = seen
    canvas = viewer.canvas
    key(qtbot, viewer, KEY.Key_M, KEY.Key_N)
    before = canvas.drawn.box
    key(qtbot, viewer, KEY.Key_Right, KEY.Key_Down)
    assert canvas.drawn.box.left > before.left
    qtbot.keyClick(canvas, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.drawn.box.bottom - canvas.drawn.box.top > before.bottom - before.top
    key(qtbot, viewer, KEY.Key_N, KEY.Key_Space, KEY.Key_Delete)
    assert len(canvas.drawn.boxes) == 1
    key(qtbot, viewer, KEY.Key_Escape)
    assert viewer.isVisible()
    assert not canvas.masking
    assert canvas.drawn.boxes == ()


def test_a_handle_is_hit_within_sixteen_pixels(qtbot, seen):
    _, viewer, _ = seen
    canvas = viewer.canvas
    key(qtbot, viewer, KEY.Key_M, KEY.Key_N)
    corner = canvas.view.from_share(canvas.drawn.box.right, canvas.drawn.box.bottom).toPoint()
    assert canvas._handle_at((corner + QPoint(15, 15)).toPointF()) == EDGES.index(("right", "bottom"))
    assert canvas._handle_at((corner + QPoint(18, 18)).toPointF()) == -1


def test_comparing_shows_the_next_photo_beside(qtbot, seen):
    _, viewer, _ = seen
    key(qtbot, viewer, KEY.Key_J)
    qtbot.waitUntil(lambda: viewer.other.isVisible() and not viewer.other.image.isNull())
    viewer.go(2)
    assert not viewer.other.isVisible()


def test_a_damaged_original_shows_a_red_band_and_cannot_be_given_out(qtbot, seen):
    window, viewer, _ = seen
    vault = window.session.workspace._vault
    name = vault.name_of(viewer._photos[1].sha256)
    path = window.session.workspace.folder / "vault" / name[:2] / name[2:4] / name
    sealed = bytearray(path.read_bytes())
    sealed[60] ^= 1
    path.write_bytes(sealed)
    assert viewer.tools.give.isEnabled()
    viewer.go(1)
    qtbot.waitUntil(viewer.damage.isVisible, timeout=8000)
    assert not viewer.tools.give.isEnabled()
    assert "säkerhetskopia" in viewer.tools.give.accessibleDescription()
    viewer.go(2)
    assert not viewer.damage.isVisible()


def test_an_original_is_given_out_with_recipient_and_reason_and_stands_in_the_chain(qtbot, seen, tmp_path):
    _, viewer, _ = seen
    qtbot.waitUntil(viewer.tools.give.isEnabled)
    viewer.tools.give.click()
    dialog = dialog_of(qtbot, GiveOutDialog)
    dialog.act.click()
    assert dialog.recipient_field.problem
    dialog.recipient.setText("Förvaltningsrätten")
    dialog.reason.setText("Föreläggande 14 november")
    taken = tmp_path / "redan.jpg"
    taken.write_bytes(b"x")
    dialog.write(taken)
    qtbot.waitUntil(dialog.banner.isVisible)
    assert taken.read_bytes() == b"x"
    target = tmp_path / dialog.file_name
    dialog.write(target)
    qtbot.waitUntil(lambda: len(viewer.sight.chain) == 1, timeout=8000)
    assert target.stat().st_size == viewer.photo.size
    assert viewer.sight.chain[0].to_who == "Förvaltningsrätten"


def test_a_gap_in_the_chain_is_told_and_an_event_is_checked_before_it_is_written(qtbot, seen):
    window, viewer, _ = seen
    custody, item = window.session.workspace.custody, viewer.photo.id
    for number, (giver, getter) in enumerate((("Johan Ek", "Anna Lindqvist"), ("Per Sand", "Förrådet"))):
        at = NIGHT - timedelta(hours=2 - number)
        act = CustodyAct.HANDED_OVER
        custody.record(CustodyDraft(item_kind="photo", item_id=item, act=act, at=at, from_who=giver, to_who=getter))
    viewer._read_sight()
    qtbot.waitUntil(lambda: viewer.side.chain.title.text() == "Beviskedja med glapp")
    viewer.side.event_button.click()
    dialog = dialog_of(qtbot, EventDialog)
    dialog.edits["at"].setText("i morgon")
    dialog.save()
    assert dialog.fields["at"].problem
    assert dialog.fields["to_who"].problem
    dialog.edits["at"].setText("2031-01-01 10:00")
    dialog.edits["to_who"].setText("Arkivet")
    dialog.save()
    assert dialog.fields["at"].problem == "Tiden har inte varit än"
    dialog.edits["at"].setText("2026-11-22 23:00")
    dialog.save()
    qtbot.waitUntil(lambda: len(viewer.sight.chain) == 3, timeout=8000)
