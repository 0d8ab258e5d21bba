"""Puts the program together: application, theme, the folder's gate, the window."""

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, Qt, QTranslator
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from krogkoll.kernel.platform import give_memory_back, private_by_default
from ui.access.folder_gate import FolderGate
from ui.crash import CrashWatch
from ui.system_lock import SystemLock
from ui.theme import DENSITIES, SCHEMES, SYSTEM, Theme
from ui.window import Window

_PRACTICE_MARK = "ovning"


def run(folder: Path | None, *, practice: bool) -> int:
    """Show the window for a workspace folder, or for the computer's usual one; the exit code."""
    private_by_default()
    app = make_application()
    settings = QSettings("Krogkoll", "Krogkoll")
    place = folder or default_folder(practice=practice)
    gate = FolderGate(place, practice=practice or (place / _PRACTICE_MARK).exists())
    window = Window(make_theme(app, settings), gate, settings)
    CrashWatch(window)
    SystemLock(window, window.session.lock_with_system)
    window.show()
    code = app.exec()
    window.deleteLater()
    return code


def make_application() -> QApplication:
    """The one application object, with Qt's own words in Swedish."""
    give_memory_back()
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # A worker that reckons in Python lets the window's thread in five times sooner than by default.
    sys.setswitchinterval(0.001)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Krogkoll")
    app.setDesktopFileName("krogkoll")
    QLocale.setDefault(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))
    words = QTranslator(app)
    if words.load("qtbase_sv", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
    return app


def make_theme(app: QApplication, settings: QSettings) -> Theme:
    """The look chosen last, or the system's own."""
    scheme = str(settings.value("look/scheme", SYSTEM))
    density = str(settings.value("look/density", "desk"))
    theme = Theme(
        app,
        scheme if scheme in SCHEMES else SYSTEM,
        density if density in DENSITIES else DENSITIES[0],
    )
    app.setWindowIcon(QIcon(theme.pixmap("shield-check", "accent", 64)))
    return theme


def default_folder(*, practice: bool) -> Path:
    """Where this computer keeps a person's workspace; the practice one lies beside it."""
    from platformdirs import user_data_path

    return user_data_path("Krogkoll", appauthor=False, roaming=False) / ("ovning" if practice else "arbetsyta")
