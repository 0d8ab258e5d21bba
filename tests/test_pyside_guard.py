"""Guards against bindings that lose references to None or True: Python 3.11 aborts of it, after all tests are green."""

import gc
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, Signal

ROOT = Path(__file__).resolve().parents[1]
CALLS = 2000
MAY_FALL = 500


class Bell(QObject):
    rung = Signal(bool)


def lost_references(value: object, work) -> int:
    """How many references to `value` are gone after `work` has run CALLS times."""
    work()
    gc.collect()
    before = sys.getrefcount(value)
    for _ in range(CALLS):
        work()
    gc.collect()
    return before - sys.getrefcount(value)


def void_call(_app) -> None:
    timer = QTimer()
    timer.setInterval(10)
    timer.setObjectName("x")


def emit(_app) -> None:
    bell = Bell()
    bell.rung.connect(lambda _on: None)
    bell.rung.emit(True)


def disconnect(_app) -> None:
    bell = Bell()
    link = bell.rung.connect(print)
    bell.rung.disconnect(link)


@pytest.mark.parametrize("value", [None, True], ids=["None", "True"])
@pytest.mark.parametrize("work", [void_call, emit, disconnect])
def test_the_bindings_keep_their_references(qapp, work, value):
    assert lost_references(value, lambda: work(qapp)) < MAY_FALL


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12")
def test_a_lost_reference_would_be_noticed():
    held = [None] * (CALLS + 1)
    assert lost_references(None, held.pop) >= MAY_FALL


def test_the_tried_version_is_locked_and_installed():
    assert version("PySide6-Essentials") == "6.11.3"
    for lock in ("app", "test"):
        assert "\npyside6-essentials==6.11.3 " in (ROOT / "requirements" / f"{lock}.lock").read_text("utf-8").lower()
