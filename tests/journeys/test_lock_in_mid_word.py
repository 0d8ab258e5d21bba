"""The lock screen says that what was being written is saved: then it is, however busy the store was."""

import threading

import pytest

from krogkoll.founding import create_workspace
from krogkoll.security import FLOOR_COST
from krogkoll.workspace import open_with_password

from .one_act import PASSWORD
from .test_kills import ANNA

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize("how", ["lock", "close"])
def test_what_was_typed_when_it_locked_is_saved_even_if_the_store_was_busy(qtbot, open_window, tmp_path, how):
    folder = tmp_path / "arbetsyta"
    window = open_window(folder, create_workspace(folder, ANNA, PASSWORD, cost=FLOOR_COST)[0])
    jobs, busy = window.session.jobs, threading.Event()
    page = window.shell.pages["venues"]
    jobs.read(window, lambda report: busy.wait(30), lambda result: None)
    page.form.inputs["name"].editor.setText("Halvskriven")
    if how == "lock":
        window.commands["lock"].trigger()
        assert window.shell is None, "hidden at once"
        busy.set()
        qtbot.waitUntil(lambda: window.session.workspace is None)
    else:
        threading.Timer(0.3, busy.set).start()
        window.close()
    workspace = open_with_password(folder, PASSWORD)
    assert workspace.drafts.load("venue:new")["raw"]["name"] == "Halvskriven"
    workspace.close()
