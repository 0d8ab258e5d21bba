"""Whole walks through the window on a real workspace on disk."""

from PySide6.QtCore import Qt

from .conftest import PASSPHRASE, type_into, unlock, venues_page


def first_run(qtbot, window):
    """Walk the three steps as a person would; gives the recovery key."""
    screen = window.access
    type_into(screen.person.name, "Anna Lindqvist")
    screen.person.authority.setCurrentText("Landskrona stad, alkoholnämnden (exempel)")
    qtbot.mouseClick(screen.person.button, Qt.MouseButton.LeftButton)
    type_into(screen.passphrase.first, PASSPHRASE)
    type_into(screen.passphrase.second, PASSPHRASE)
    qtbot.mouseClick(screen.passphrase.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(screen.recovery.groups), timeout=15000)
    groups = screen.recovery.groups
    for edit, asked in zip(screen.recovery.edits, screen.recovery.asked, strict=True):
        type_into(edit, groups[asked].lower())
    qtbot.mouseClick(screen.recovery.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.shell is not None)
    return "-".join(groups)


def write_place(qtbot, window, name, street):
    page = venues_page(qtbot, window)
    window.commands["new"].trigger()
    type_into(page.form.inputs["name"].editor, name)
    type_into(page.form.inputs["street"].editor, street)
    with qtbot.waitSignal(page.form.saved):
        qtbot.mouseClick(page.form.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.detail.name == name)
    return page


def test_from_first_run_over_a_new_place_and_a_lock_back_to_the_same_place(qtbot, show, gate):
    window = show(gate)
    first_run(qtbot, window)
    page = write_place(qtbot, window, "Ångpannan", "Sillkajsgatan 14")
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    window.commands["lock"].trigger()
    assert window.shell is None
    assert window.session.workspace is None
    unlock(qtbot, window)
    page = venues_page(qtbot, window, rows=1)
    qtbot.waitUntil(lambda: page.detail.name == "Ångpannan")
    assert page.list.model.line(0).address == "Sillkajsgatan 14"


def test_a_workspace_made_at_first_run_opens_in_a_new_window(qtbot, show, gate):
    window = show(gate)
    first_run(qtbot, window)
    write_place(qtbot, window, "Studio 44", "Kölhalargränd 22")
    window.close()
    again = show(gate)
    unlock(qtbot, again)
    page = venues_page(qtbot, again, rows=1)
    assert page.list.model.line(0).name == "Studio 44"


def test_the_recovery_key_opens_and_a_new_passphrase_must_be_chosen_first(qtbot, show, gate):
    window = show(gate)
    key = first_run(qtbot, window)
    window.commands["lock"].trigger()
    window.access.choose(window.access.ways[-1])
    window.access.edit.setText(key.lower().replace("-", " "))
    window.access.try_now()
    qtbot.waitUntil(lambda: window.renewal is not None)
    assert window.shell is None
    step = window.renewal.step
    for edit in (step.first, step.second):
        edit.setText("måsar-över-en-tom-kaj-i-regn")
    qtbot.mouseClick(step.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.shell is not None)
    window.commands["lock"].trigger()
    unlock(qtbot, window, "måsar-över-en-tom-kaj-i-regn")


def test_what_was_being_typed_when_the_window_locked_is_back_in_the_form(qtbot, open_window, make_workspace):
    window = open_window(make_workspace())
    page = venues_page(qtbot, window)
    window.commands["new"].trigger()
    type_into(page.form.inputs["name"].editor, "Halvskriven")
    window.commands["lock"].trigger()
    # The keys go when the draft is written down, not before.
    qtbot.waitUntil(lambda: window.session.workspace is None)
    unlock(qtbot, window)
    page = venues_page(qtbot, window)
    qtbot.waitUntil(lambda: page.form.inputs["name"].raw == "Halvskriven")
    assert page.form.isVisible()


def test_a_draft_survives_a_window_that_was_closed_without_saving(qtbot, open_window, make_workspace):
    gate = make_workspace(places=1)
    window = open_window(gate)
    page = venues_page(qtbot, window, rows=1)
    page.list.view.setCurrentIndex(page.list.model.index(0))
    qtbot.waitUntil(lambda: page.detail.name == "Ångpannan")
    window.commands["edit"].trigger()
    page.form.inputs["operator_name"].raw = "Föreningen Ljuspunkten"
    page.form.keep_draft()
    window.close()
    again = open_window(gate)
    page = venues_page(qtbot, again, rows=1)
    page.list.view.setCurrentIndex(page.list.model.index(0))
    qtbot.waitUntil(lambda: page.detail.name == "Ångpannan")
    again.commands["edit"].trigger()
    qtbot.waitUntil(lambda: page.form.inputs["operator_name"].raw == "Föreningen Ljuspunkten")
