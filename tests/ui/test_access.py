"""The way in: first run, unlocking by three ways, waiting, damaged files, the lock."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLineEdit

from krogkoll.kernel.errors import AccessTrouble, StoreTrouble
from krogkoll.security import Role
from ui.access.gate import NewPerson, Way, Ways
from ui.access.paper import draw_paper
from ui.access.pin_dialog import PinDialog
from ui.access.recovery_dialog import RecoveryDialog

from .conftest import PASSPHRASE, type_into, unlock, venues_page


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


def test_a_lock_hides_at_once_and_keeps_the_keys_until_the_write_is_done(qtbot, page_of):
    window, _ = page_of(1)
    workspace, going, done = window.session.workspace, threading.Event(), []
    window.session.jobs.write(window, lambda _: (going.wait(10), workspace.venues.counts()), done.append)
    window.commands["lock"].trigger()
    assert window.shell is None
    assert window.session.workspace is workspace
    with qtbot.waitSignal(window.session.dropped):
        going.set()
    assert window.session.workspace is None
    assert len(done) == 1


def test_coming_back_while_the_write_runs_shows_the_same_workspace_again(qtbot, open_window, make_workspace):
    window = open_window(make_workspace(places=1))
    workspace, going = window.session.workspace, threading.Event()
    window.session.jobs.aside(window, lambda _: going.wait(20), lambda _: None)
    started = threading.Event()
    window.session.jobs.write(window, lambda _: started.set(), lambda _: None)
    window.commands["lock"].trigger()
    assert window.session.workspace is workspace
    window.access.edit.setText("fel")
    window.access.try_now()
    going.set()
    wait_for_word(qtbot, window)
    unlock(qtbot, window)
    assert venues_page(qtbot, window, rows=1)


def test_nothing_of_a_place_is_left_in_widgets_after_the_lock(qtbot, page_of, qapp):
    window, page = page_of(7)
    page.list.view.setCurrentIndex(page.list.model.index(0))
    qtbot.waitUntil(lambda: page.detail.name != "")
    name = page.detail.name
    window.commands["lock"].trigger()
    qtbot.waitUntil(lambda: not [one for one in qapp.allWidgets() if getattr(one, "text", None) and shows(one, name)])


def shows(widget, name):
    text = widget.text
    return name in (text() if callable(text) else text)


def test_an_idle_window_locks_itself(qtbot, page_of, monkeypatch):
    window, _ = page_of(1)
    lock = window.session.lock_rules
    monkeypatch.setattr(lock._elapsed, "since", lambda mark: lock._times.idle)
    window.session.tick()
    assert window.shell is None
    assert "Ingen rörde datorn" in window.access.side.told


def test_a_first_run_says_what_is_missing_instead_of_a_dead_button(qtbot, show, gate):
    window = show(gate)
    step = window.access.person
    qtbot.mouseClick(step.button, Qt.MouseButton.LeftButton)
    assert step.problems() == ("Skriv ditt namn.", "Välj eller skriv din myndighet.")
    assert step.name.hasFocus()


def test_an_authority_of_the_list_is_stored_by_its_id_and_a_typed_one_as_typed(qtbot, show, gate):
    window = show(gate)
    step, seen = window.access.person, []
    step.done.connect(seen.append)
    step.name.setText("  Anna   Lindqvist ")
    step.authority.setCurrentText("Landskrona stad, alkoholnämnden (exempel)")
    step.button.click()
    step.authority.setCurrentText("Nämnden för ordning")
    step.button.click()
    assert [(one.name, one.authority) for one in seen] == [
        ("Anna Lindqvist", "k1282.alkohol"),
        ("Anna Lindqvist", "Nämnden för ordning"),
    ]


def test_a_weak_passphrase_does_not_get_further_and_the_reason_stands_beside_the_button(show, gate):
    step = show(gate).access.passphrase
    step.first.setText("landskrona2026")
    step.second.setText("landskrona2026")
    assert not step.button.isEnabled()
    assert step.reason == "Lösenfrasen är för lätt att gissa"
    assert step.button.accessibleDescription() == step.reason
    step.first.setText(PASSPHRASE)
    assert step.reason == "Skriv den en gång till"
    step.second.setText(PASSPHRASE)
    assert step.button.isEnabled()


def test_the_suggestion_fills_both_fields_and_is_shown_once(show, gate):
    step = show(gate).access.passphrase
    step.suggestion.use()
    assert step.first.text() == step.second.text()
    assert step.first.echoMode() is QLineEdit.EchoMode.Normal
    assert step.button.isEnabled()
    before = step.first.text()
    step.suggestion.renew()
    step.suggestion.use()
    assert step.first.text() != before


def test_a_full_disk_at_the_first_run_keeps_what_was_typed(qtbot, show, gate, monkeypatch):
    def full(*_):
        raise StoreTrouble("disk-full")

    window = show(gate)
    monkeypatch.setattr(gate, "create", full)
    screen = window.access
    screen.person.name.setText("Anna")
    screen.person.authority.setCurrentText("Nämnden")
    screen.person.button.click()
    screen.passphrase.first.setText(PASSPHRASE)
    screen.passphrase.second.setText(PASSPHRASE)
    screen.passphrase.button.click()
    qtbot.waitUntil(screen.banner.isVisible)
    assert "Disken är full" in screen.banner.text
    assert screen.passphrase.first.text() == PASSPHRASE
    assert screen.passphrase.button.isEnabled()


def test_only_the_two_groups_from_the_paper_open_the_last_step(show, gate):
    step = show(gate).access.recovery
    step.show_key("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-0123")
    first, second = step.asked
    step.edits[0].setText("ZZZZ")
    assert not step.button.isEnabled()
    step.edits[0].setText(step.groups[first].lower())
    step.edits[1].setText(step.groups[second].replace("0", "o"))
    assert step.button.isEnabled()
    step.forget()
    assert step.groups == ()


def test_the_paper_shows_every_group(qapp, theme):
    page = QImage(800, 1130, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    blank = page.copy()
    painter = QPainter(page)
    draw_paper(painter, theme, page.rect().toRectF(), ["AAAA"] * 7)
    painter.end()
    assert page != blank


@pytest.mark.parametrize("reason", ["asked", "idle", "session-over", "system-locked"])
def test_every_reason_for_a_lock_has_its_word(show, make_workspace, reason):
    window = show(make_workspace())
    window.access.show_locked(reason)
    assert "sparat" in window.access.side.told
