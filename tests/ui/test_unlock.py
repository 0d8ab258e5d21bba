"""Unlocking: three ways in, waiting, damaged files, a PIN, a new recovery key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.security import Role
from ui.access.gate import NewPerson, Way, Ways
from ui.access.pin_dialog import PinDialog
from ui.access.recovery_dialog import RecoveryDialog

from .conftest import PASSPHRASE, type_into, unlock


def said(window):
    return window.access.banner.text if window.access.banner.isVisible() else ""


def wait_for_word(qtbot, window):
    qtbot.waitUntil(lambda: window.access.button.isEnabled() and said(window) != "", timeout=15000)


def test_a_wrong_passphrase_is_told_calmly_and_the_field_is_empty_again(qtbot, show, make_workspace):
    window = show(make_workspace())
    window.access.edit.setText("fel lösenfras")
    qtbot.keyClick(window.access.edit, Qt.Key.Key_Return)
    wait_for_word(qtbot, window)
    assert said(window).startswith("Fel lösenfras.")
    assert window.access.edit.text() == ""
    assert window.access.edit.hasFocus()
    unlock(qtbot, window)


def test_a_wait_counts_down_in_words_and_then_opens_the_field(qtbot, show, make_workspace):
    window = show(make_workspace())
    screen = window.access
    screen.show_trouble(AccessTrouble("throttled", wait=2.0))
    assert "2 s" in said(window)
    assert not screen.edit.isEnabled()
    screen.count_down()
    assert "1 s" in said(window)
    screen.count_down()
    assert said(window) == "Nu går det att försöka igen."
    assert screen.edit.isEnabled()


def test_a_wait_from_before_the_start_is_told_before_anybody_types(qtbot, show, make_workspace, monkeypatch):
    gate = make_workspace()
    monkeypatch.setattr(gate, "ways", lambda: Ways(wait=90.0))
    window = show(gate)
    qtbot.waitUntil(lambda: "1 min 30 s" in said(window))


def test_the_recovery_key_may_be_used_while_the_passphrase_waits(qtbot, show, make_workspace):
    window = show(make_workspace())
    window.access.show_trouble(AccessTrouble("throttled", wait=60.0))
    window.access.choose(Way.RECOVERY)
    assert window.access.edit.isEnabled()
    assert window.access.edit.echoMode() is QLineEdit.EchoMode.Normal


def test_a_damaged_slot_file_says_so_at_once(show, make_workspace):
    gate = make_workspace()
    for name in ("slots.json", "slots.json.bak"):
        (gate.folder / name).write_bytes(b"{")
    window = show(type(gate)(gate.folder, practice=False))
    assert "Nyckelfilen är skadad" in said(window)


def test_a_workspace_open_elsewhere_says_so(qtbot, show, open_window, make_workspace):
    gate = make_workspace()
    open_window(gate)
    second = show(type(gate)(gate.folder, practice=False, key_store=gate.key_store))
    second.access.edit.setText(PASSPHRASE)
    second.access.try_now()
    wait_for_word(qtbot, second)
    assert "redan öppen" in said(second)


def test_a_damaged_database_is_refused_with_the_way_out(qtbot, show, make_workspace):
    gate = make_workspace()
    database = gate.folder / "workspace.db"
    content = bytearray(database.read_bytes())
    content[100:400] = bytes(300)
    database.write_bytes(content)
    window = show(gate)
    window.access.edit.setText(PASSPHRASE)
    window.access.try_now()
    wait_for_word(qtbot, window)
    assert "säkerhetskopia" in said(window)
    assert window.shell is None


def test_a_pin_opens_and_a_wrong_one_counts_down(qtbot, open_window, make_workspace):
    window = open_window(make_workspace())
    window.commands["pin"].trigger()
    dialog = window.findChild(PinDialog)
    type_into(dialog.first, "123456")
    type_into(dialog.second, "123456")
    qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    assert "för lätt att gissa" in dialog.problems()[0]
    for edit in (dialog.first, dialog.second):
        edit.clear()
        type_into(edit, "590217")
    with qtbot.waitSignal(dialog.made, timeout=15000):
        qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    window.commands["lock"].trigger()
    qtbot.waitUntil(lambda: window.access.ways[0] is Way.PIN)
    window.access.edit.setText("111222")
    window.access.try_now()
    wait_for_word(qtbot, window)
    assert said(window).startswith("Fel pinkod.")
    unlock(qtbot, window, "590217")


def test_a_new_recovery_key_replaces_the_old_paper(qtbot, open_window, make_workspace):
    window = open_window(make_workspace())
    window.commands["recovery"].trigger()
    dialog = window.findChild(RecoveryDialog)
    qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialog.step.groups) == 7)
    key = "-".join(dialog.step.groups)
    with qtbot.waitSignal(dialog.made):
        for edit, asked in zip(dialog.step.edits, dialog.step.asked, strict=True):
            edit.setText(dialog.step.groups[asked])
        qtbot.mouseClick(dialog.step.button, Qt.MouseButton.LeftButton)
    window.commands["lock"].trigger()
    window.access.choose(Way.RECOVERY)
    window.access.edit.setText(key)
    window.access.try_now()
    qtbot.waitUntil(lambda: window.renewal is not None, timeout=15000)


def test_giving_up_after_the_recovery_key_closes_the_workspace_again(qtbot, show, gate):
    opened = gate.create(
        NewPerson(name="Anna", role=Role.MUNICIPAL_INSPECTOR, authority="x", authority_name="x"), PASSPHRASE
    )
    opened.workspace.close()
    window = show(gate)
    window.access.choose(Way.RECOVERY)
    window.access.edit.setText(opened.recovery_key)
    window.access.try_now()
    qtbot.waitUntil(lambda: window.renewal is not None, timeout=15000)
    window.renewal.step.back.emit()
    assert window.renewal is None
    unlock(qtbot, window)


def test_caps_lock_is_told_in_words(qtbot, show, make_workspace):
    window = show(make_workspace())
    type_into(window.access.edit, "H")
    assert window.access.caps.text() == "Caps Lock är på"
    type_into(window.access.edit, "e")
    assert window.access.caps.text().strip() == ""
