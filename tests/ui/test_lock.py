"""The lock: hides at once, keeps keys while work runs, leaves nothing behind."""

import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.access.gate import Opened, Way
from ui.keys_dialog import KeysDialog

from .conftest import unlock, venues_page


def said(window):
    return window.access.banner.text if window.access.banner.isVisible() else ""


def wait_for_word(qtbot, window):
    qtbot.waitUntil(lambda: window.access.button.isEnabled() and said(window) != "", timeout=15000)


def test_a_lock_hides_at_once_and_keeps_the_keys_until_the_write_is_done(qtbot, window_of):
    window = window_of(1)
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
    text = widget.text() if callable(widget.text) else widget.text
    # A part that keeps its label under that name: the label is among all widgets itself.
    return isinstance(text, str) and name in text


def test_an_idle_window_locks_itself(qtbot, window_of, monkeypatch):
    window = window_of(1)
    lock = window.session.lock_rules
    monkeypatch.setattr(lock._elapsed, "since", lambda mark: lock._times.idle)
    window.session.tick()
    assert window.shell is None
    assert "Ingen rörde datorn" in window.access.side.told


@pytest.mark.parametrize("reason", ["asked", "idle", "session-over", "system-locked"])
def test_every_reason_for_a_lock_has_its_word(show, make_workspace, reason):
    window = show(make_workspace())
    window.access.show_locked(reason)
    assert "sparat" in window.access.side.told


def test_a_key_in_the_window_or_a_dialog_puts_the_idle_lock_off(qtbot, window_of, monkeypatch):
    window = window_of(1)
    touched = []
    monkeypatch.setattr(window.session.lock_rules, "touched", lambda: touched.append(True))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down)
    assert touched
    window.show_keys()
    dialog = window.findChild(KeysDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    touched.clear()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Tab)
    assert touched
    dialog.close()


def test_after_eight_hours_the_pin_no_longer_lets_anybody_in(qtbot, window_of, monkeypatch):
    window = window_of(1)
    session = window.session
    session.lock()
    qtbot.waitUntil(lambda: session.workspace is None)
    monkeypatch.setattr(session.lock_rules, "_session_over", lambda: True)
    closed = []
    session.let_in(Opened(SimpleNamespace(close=lambda: closed.append(True)), Way.PIN))
    assert closed == [True]
    assert window.shell is None
    assert window.access.banner.isVisible()
    assert window.access.ways[0] is Way.PASSPHRASE
