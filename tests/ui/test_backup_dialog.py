"""The safety copy in the window: told of from the first change, made with one click, believed when it is read back."""

import shutil

import pytest
from PySide6.QtWidgets import QApplication

from krogkoll.inspections import InspectionDraft
from krogkoll.kernel.errors import StoreTrouble
from krogkoll.security import Role
from krogkoll.venues import VenueDraft
from tests.factories import NOW
from ui.backup.dialog import BackupDialog
from ui.backup.signs import BackupPill


@pytest.fixture
def usb(tmp_path):
    folder = tmp_path / "USB"
    folder.mkdir()
    return folder


def pill(window):
    return window.shell.status.findChild(BackupPill)


def dialog_of(qtbot, window):
    window.commands["backup"].trigger()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), BackupDialog))
    return QApplication.activeModalWidget()


def write_place(workspace, name="Källaren Bakfickan"):
    return workspace.venues.register(VenueDraft(name=name, street="Sillkajsgatan 14", city="Landskrona"))


def test_the_pill_comes_with_the_first_change_and_goes_with_the_proved_copy(qtbot, window_of, usb):
    window = window_of()
    workspace = window.session.workspace
    assert not pill(window).isVisible()
    write_place(workspace)
    qtbot.waitUntil(pill(window).isVisible)
    assert pill(window).said == "Inte säkerhetskopierad sedan i dag 23:30"
    dialog = dialog_of(qtbot, window)
    assert not dialog.act.isEnabled(), "nowhere to copy to yet"
    dialog.use_folder(usb)
    dialog.act.click()
    qtbot.waitUntil(dialog.banner.isVisible)
    assert dialog.banner.text == "Kopian är öppnad och loggen stämmer."
    qtbot.waitUntil(lambda: not pill(window).isVisible())
    dialog.reject()
    assert workspace.backups.state().place == usb / "Krogkoll"


def test_the_remembered_place_is_offered_first_next_time(qtbot, window_of, usb):
    window = window_of(1)
    workspace = window.session.workspace
    workspace.backups.make(usb, remember=True)
    dialog = dialog_of(qtbot, window)
    qtbot.waitUntil(lambda: dialog.places.count() >= 1)
    assert dialog.places.currentData() == usb / "Krogkoll"
    assert dialog.act.isEnabled()
    dialog.reject()


def test_a_drive_that_is_pulled_out_is_told_of_and_another_try_is_offered(qtbot, window_of, usb):
    window = window_of(1)
    dialog = dialog_of(qtbot, window)
    dialog.use_folder(usb)
    shutil.rmtree(usb)
    dialog.act.click()
    qtbot.waitUntil(dialog.banner.isVisible)
    assert dialog.banner.text.startswith("Disken eller minnet för säkerhetskopian är inte anslutet.")
    usb.mkdir()
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.banner.text.startswith("Kopian är öppnad"))
    dialog.reject()


def test_closing_the_dialog_stops_the_copy_and_says_so(qtbot, window_of, usb, monkeypatch):
    window = window_of(1)
    backups, stopped = window.session.workspace.backups, []

    def slow(place, report, *, remember):
        from krogkoll.kernel.progress import Cancelled, Progress

        try:
            while True:
                report(Progress(1, 2, "evidence"))
        except Cancelled:
            stopped.append(True)
            raise

    monkeypatch.setattr(backups, "make", slow)
    dialog = dialog_of(qtbot, window)
    dialog.use_folder(usb)
    dialog.start()
    qtbot.waitUntil(lambda: dialog.said.text() == "Kopierar foton och handlingar: 1 av 2")
    assert dialog.out.text() == "Stoppa"
    dialog.out.click()
    qtbot.waitUntil(lambda: stopped == [True])
    assert window.shell.speaker._toast.text.startswith("Säkerhetskopieringen är stoppad.")


@pytest.mark.parametrize("reason", ["backup-disk-full", "backup-read-only", "backup-drive-trouble", "backup-unsound"])
def test_each_trouble_says_that_the_copy_before_is_kept(qtbot, window_of, usb, monkeypatch, reason):
    window = window_of(1)

    def fails(place, report, *, remember):
        raise StoreTrouble(reason)

    monkeypatch.setattr(window.session.workspace.backups, "make", fails)
    dialog = dialog_of(qtbot, window)
    dialog.use_folder(usb)
    dialog.start()
    qtbot.waitUntil(dialog.banner.isVisible)
    assert dialog.banner.text.endswith("Den förra säkerhetskopian är kvar.")
    assert dialog.act.isEnabled()
    dialog.reject()


def test_a_copy_is_offered_after_a_visit_is_closed(qtbot, window_of):
    window = window_of()
    workspace = window.session.workspace
    venue = write_place(workspace)
    draft = InspectionDraft(venue_id=venue.id, premises="källarlokalen", started_at=NOW, ended_at=NOW)
    visit = workspace.inspections.start(draft)
    qtbot.waitUntil(pill(window).isVisible)
    assert not window.shell.banner.isVisible()
    workspace.inspections.close(visit)
    qtbot.waitUntil(window.shell.banner.isVisible)
    assert window.shell.banner.text == "Besöket är avslutat och finns bara på den här datorn."
    window.shell.banner._button.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), BackupDialog))
    QApplication.activeModalWidget().reject()


def test_a_role_that_may_not_copy_has_neither_pill_nor_command(window_of):
    window = window_of(role=Role.AUDITOR)
    assert pill(window) is None
    assert not window.commands["backup"].isEnabled()


def test_the_lock_takes_the_dialog_away(qtbot, window_of):
    window = window_of(1)
    dialog_of(qtbot, window)
    window.session.lock()
    assert not any(isinstance(one, BackupDialog) and one.isVisible() for one in QApplication.topLevelWidgets())
