"""Trouble as the window tells it: the sentence with its way out on the screen, and the words still in the form."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from krogkoll.founding import create_workspace
from krogkoll.kernel.errors import StoreTrouble
from krogkoll.messages import message_for
from krogkoll.security import FLOOR_COST
from krogkoll.venues import VenueQuery
from krogkoll.workspace import DATABASE, open_with_password

from .one_act import PASSWORD
from .test_kills import ANNA

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def says(window, sentence):
    """Whether the window shows this sentence anywhere."""
    return any(sentence in label.text() for label in window.findChildren(QLabel) if label.isVisible())


def try_the_door(qtbot, window):
    qtbot.waitUntil(window.access.edit.isEnabled)
    window.access.edit.setText(PASSWORD)
    window.access.try_now()
    qtbot.waitUntil(window.access.edit.isEnabled, timeout=15000)


def test_saving_on_a_full_disk_is_told_keeps_the_words_and_works_when_there_is_room(qtbot, open_window, disk, capfd):
    card = disk("dator", 12)
    folder = card.folder / "arbetsyta"
    workspace = create_workspace(folder, ANNA, PASSWORD, cost=FLOOR_COST)[0]
    window = open_window(folder, workspace)
    form = window.shell.pages["venues"].form
    form.inputs["name"].editor.setText("Ångpannan")
    form.inputs["notes"].raw = "Öl och vin. " * 30_000
    card.fill()
    qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(window, "Disken är full."))
    assert says(window, "Frigör plats på disken")
    assert form.inputs["name"].raw == "Ångpannan"
    assert form.save_button.isEnabled()
    card.empty()
    form.inputs["notes"].raw = "Öl och vin."
    with qtbot.waitSignal(form.saved):
        qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert len(workspace.venues.find(VenueQuery())) == 1
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("reason", ["in-use", "damaged", "newer", "read-only"])
def test_what_keeps_a_workspace_shut_is_told_at_the_door(qtbot, open_window, disk, tmp_path, capfd, reason):
    folder = tmp_path / "arbetsyta"
    other = create_workspace(folder, ANNA, PASSWORD, cost=FLOOR_COST)[0]
    if reason == "newer":
        with other.store._writer.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    if reason != "in-use":
        other.close()
    if reason == "damaged":
        (folder / DATABASE).write_bytes(bytes(100_000))
    if reason == "read-only":
        card = disk("kort", 12)
        folder = shutil.copytree(folder, card.folder / "arbetsyta")
        card.write_protect()
    window = open_window(folder)
    try_the_door(qtbot, window)
    message = message_for(StoreTrouble(reason))
    assert says(window, message.text)
    assert says(window, message.way_out)
    assert window.shell is None
    other.close()
    if reason == "in-use":
        open_with_password(folder, PASSWORD).close()
    assert capfd.readouterr().err == ""
