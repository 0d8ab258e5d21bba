"""What the window may not do itself: SQL, files, clocks, threads; what may not be loaded before it is shown."""

import ast
import subprocess
import sys

import pytest

from .conftest import ROOT

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


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_window_file_has_no_sql_no_clock_no_thread_no_file_of_its_own(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = set(imports(tree))
    assert not [name for name in used if name.endswith(".*")], "star import"
    assert not [name for name in used if name.split(".")[0] in {"sqlalchemy", "sqlite3", "sqlcipher3", "asyncio"}]
    assert not [name for name in used if name.startswith("krogkoll.store") or "rows" in name.split(".")]
    if path.name != "jobs.py":
        assert not {"threading", "concurrent.futures", "queue"} & used
        assert not [name for name in used if name.rsplit(".", 1)[-1] in {"QThread", "QThreadPool", "QRunnable"}]
    made = set(calls(tree))
    assert not [
        name for name in made if name.endswith((".now", ".today", ".utcnow")) and name.startswith(("date", "QDate"))
    ]
    assert not {"open", "time.sleep"} & made
    assert not [name for name in made if name.endswith("QSortFilterProxyModel")]


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
