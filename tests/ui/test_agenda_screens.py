"""Inbox, overview and safety copy with something of everything: room for every word, names for everybody's ears."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.agenda.filling import fill
from ui.backup.dialog import BackupDialog
from ui.pages import PAGES
from ui.theme import DENSITIES

from .test_every_screen import check


@pytest.mark.usefixtures("strays")
@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)], ids=["1366x768", "1024x640"])
@pytest.mark.parametrize("density", DENSITIES)
def test_every_state_with_something_of_everything_fits(qtbot, window_of, theme, density, size, tmp_path):
    theme.use("light", density)
    window = window_of(fill=fill, practice=True)
    window.resize(*size)

    def settle(until=lambda: True):
        qtbot.waitUntil(until, timeout=15_000)

    for spec in PAGES:
        if spec.key in {"overview", "inbox"}:
            window.shell.go(spec.key, "")
            for name, root in spec.tour(window.shell.pages[spec.key], settle):
                root.grab()
                check(f"{spec.key}-{name}", root, density)
    for name, root in _copying(settle, window, tmp_path):
        check(name, root, density)
    assert (window.width(), window.height()) == size


def _copying(settle, window, tmp_path):
    window.commands["backup"].trigger()
    settle(lambda: isinstance(QApplication.activeModalWidget(), BackupDialog))
    dialog = QApplication.activeModalWidget()
    yield "copy-ask", dialog
    dialog.use_folder(tmp_path)
    yield "copy-chosen", dialog
    dialog.start()
    settle(dialog.banner.isVisible)
    yield "copy-made", dialog
    dialog.reject()
