"""A real window on a real display for each story. These run under Xvfb, started by `test_stories.py` one folder up."""

import os

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import (  # noqa: F401  fixtures
    clean_end,
    clock,
    make_workspace,
    one_theme,
    page_of,
    settings,
    show,
    strays,
    templates,
    theme,
    window_of,
)

from .hands import Finger, Keyboard

if os.environ.get("QT_QPA_PLATFORM") != "xcb":
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture
def at_the_keyboard(page_of, strays):  # noqa: F811
    """A window on a fresh workspace and a pair of hands on its keyboard: `at_the_keyboard(places=7, fill=...)`."""

    def sit(qtbot, **wanted):
        assert QApplication.platformName() == "xcb", "a story needs a real display"
        window, _ = page_of(**wanted)
        return window, Keyboard(qtbot, window)

    return sit


@pytest.fixture
def at_the_decisions(beslut, strays):  # noqa: F811
    """The page Beslut of a fire authority and a pair of hands on the keyboard: `at_the_decisions(qtbot, fill=...)`."""

    def sit(qtbot, **wanted):
        assert QApplication.platformName() == "xcb", "a story needs a real display"
        window, page, made = beslut(**wanted)
        return window, page, made, Keyboard(qtbot, window)

    return sit


@pytest.fixture
def at_the_screen(page_of, theme, strays):  # noqa: F811
    """The same with a finger, in field density."""

    def sit(qtbot, **wanted):
        theme.use("dark", "field")
        window, _ = page_of(**wanted)
        return window, Finger(qtbot, window)

    return sit
