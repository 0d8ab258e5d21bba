"""The quick note over any page: one key, no questions, nothing lost by a lock or by leaving."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from krogkoll.security import MasterKey, Role
from krogkoll.workspace import open_workspace
from ui.inbox.note_sheet import NAME, NoteSheet

from .conftest import type_into


def modal(qtbot, kind):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def test_one_key_opens_a_note_over_any_page_and_ctrl_enter_saves_it(qtbot, page_of):
    window, page = page_of(3)
    window.commands["note"].trigger()
    sheet = modal(qtbot, NoteSheet)
    assert window.shell.pages["venues"] is page
    qtbot.waitUntil(sheet.edit.hasFocus)
    type_into(sheet.edit, "Ny skylt: Bar Ö")
    qtbot.waitUntil(lambda: window.session.workspace.drafts.load(NAME) == {"text": "Ny skylt: Bar Ö"})
    qtbot.keyClick(sheet.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    workspace = window.session.workspace
    assert [note.text for note in workspace.notes.unfiled()] == ["Ny skylt: Bar Ö"]
    assert workspace.drafts.load(NAME) is None
    assert page.isVisible(), "the page below stays where it was"


def test_a_note_that_is_left_is_there_next_time_and_an_emptied_one_is_forgotten(qtbot, window_of):
    window = window_of()
    window.commands["note"].trigger()
    sheet = modal(qtbot, NoteSheet)
    sheet.edit.setPlainText("Halvskrivet")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    workspace = window.session.workspace
    qtbot.waitUntil(lambda: workspace.drafts.load(NAME) == {"text": "Halvskrivet"})
    window.commands["note"].trigger()
    sheet = modal(qtbot, NoteSheet)
    qtbot.waitUntil(lambda: sheet.edit.toPlainText() == "Halvskrivet")
    sheet.edit.clear()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: workspace.drafts.load(NAME) is None)


def test_who_types_without_a_pause_is_saved_as_well(qtbot, window_of):
    window = window_of()
    window.commands["note"].trigger()
    sheet = modal(qtbot, NoteSheet)
    sheet.edit.setPlainText("a")
    left = sheet._rest.remainingTime()
    sheet.edit.insertPlainText("b")
    assert sheet._rest.remainingTime() <= left, "the wait does not begin anew"
    assert sheet._rest.interval() <= 2000


def test_the_lock_hides_a_note_in_mid_word_and_keeps_it(qtbot, window_of, templates, clock):
    window = window_of()
    workspace = window.session.workspace
    window.commands["note"].trigger()
    sheet = modal(qtbot, NoteSheet)
    sheet.edit.setPlainText("Mitt i ett or")
    window.session.lock()
    assert not any(isinstance(one, NoteSheet) and one.isVisible() for one in QApplication.topLevelWidgets())
    qtbot.waitUntil(lambda: window.session.workspace is None)
    secret, salt = templates(0, Role.MUNICIPAL_INSPECTOR, False)[1]
    again = open_workspace(workspace.folder, lambda: MasterKey(bytearray(secret), salt), clock=clock)
    assert again.drafts.load(NAME) == {"text": "Mitt i ett or"}
    again.close()


def test_an_empty_note_is_not_saved(qtbot, window_of):
    window = window_of()
    window.commands["note"].trigger()
    sheet = modal(qtbot, NoteSheet)
    sheet.edit.setPlainText("   ")
    sheet.save()
    assert sheet.field.problem == "Skriv något först."
    assert window.session.workspace.notes.unfiled() == ()
