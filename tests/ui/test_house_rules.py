"""What the window may not do itself: SQL, files, clocks, threads; what may not be loaded before it is shown."""

import ast
import subprocess
import sys

import pytest

from .conftest import ROOT

THREADS = {"threading", "concurrent.futures", "queue", "QThread", "QThreadPool", "QRunnable"}
FILES = sorted((ROOT / "ui").rglob("*.py"))


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def faults(path):
    """What a file of the window does that is not its to do."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used, made = set(imports(tree)), set(calls(tree))
    for name in used:
        first, last = name.split(".")[0], name.rsplit(".", 1)[-1]
        if last == "*":
            yield f"star import {name}"
        if first in {"sqlalchemy", "sqlite3", "sqlcipher3", "asyncio"}:
            yield name
        if name.startswith("krogkoll.store") or "rows" in name.split("."):
            yield name
        if (name in THREADS or last in THREADS) and path.name != "jobs.py":
            yield name
    for name in made:
        if name.endswith((".now", ".today", ".utcnow")) and name.startswith(("date", "QDate")):
            yield name
        if name in {"open", "time.sleep"} or name.endswith("QSortFilterProxyModel"):
            yield name


def test_a_window_file_has_no_sql_no_clock_no_thread_no_file_of_its_own():
    assert len(FILES) > 200
    found = {path.relative_to(ROOT).as_posix(): sorted(faults(path)) for path in FILES}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    "line",
    [
        "from PySide6.QtCore import *",
        "import sqlite3",
        "from krogkoll.store import Store",
        "from krogkoll.venues.rows import VenueRow",
        "import threading",
        "from PySide6.QtCore import QThread",
        "datetime.now()",
        "QDate.currentDate.today()",
        "open('a')",
        "time.sleep(1)",
        "QSortFilterProxyModel()",
    ],
)
def test_each_rule_sees_what_breaks_it(tmp_path, line):
    path = tmp_path / "page.py"
    path.write_text(line, encoding="utf-8")
    assert list(faults(path))


def test_the_window_is_shown_before_the_database_libraries_are_loaded(tmp_path):
    script = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from ui.app import make_application, make_theme
from ui.access.folder_gate import FolderGate
from ui.window import Window
app = make_application()
settings = QSettings({str(tmp_path / "s.ini")!r}, QSettings.Format.IniFormat)
window = Window(make_theme(app, settings), FolderGate(Path({str(tmp_path / "none")!r}), practice=False), settings)
window.show()
app.processEvents()
heavy = ("sqlalchemy", "sqlcipher3", "reportlab", "pikepdf", "pyhanko", "PIL", "keyring", "numpy", "PySide6.QtNetwork")
print(",".join(name for name in heavy if name in sys.modules))
window.close()
"""
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == ""


def test_starting_with_a_question_for_help_answers_in_swedish():
    ran = subprocess.run(
        [sys.executable, "main.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.returncode == 0
    assert "övningen" in ran.stdout
    assert len((ROOT / "main.py").read_text(encoding="utf-8").splitlines()) < 60
