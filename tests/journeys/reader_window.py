"""The window on a practice workspace for a screen reader to read: opens each page and has the tree read.

Called as `python reader_window.py FOLDER`; prints one JSON object per page: {"page": ..., "nodes": [...]}.
"""

import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings
from PySide6.QtWidgets import QApplication

from krogkoll.security import FLOOR_COST, MemoryKeyStore
from ui.access.folder_gate import FolderGate
from ui.app import make_application, make_theme
from ui.pages import PAGES
from ui.window import Window

folder = Path(sys.argv[1])
app = make_application()
settings = QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)
gate = FolderGate(folder / "ovning", practice=True, key_store=MemoryKeyStore(), cost=FLOOR_COST)
window = Window(make_theme(app, settings), gate, settings)
window.show()


def until(holds):
    """Let the window live until something holds."""
    while not holds():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


until(lambda: window.shell is not None)
for page in PAGES:
    window.shell.go(page.key, "")
    until(lambda: window.session.jobs.idle)
    QApplication.processEvents()
    reader = subprocess.Popen(
        ["/usr/bin/python3", str(Path(__file__).with_name("read_tree.py"))], stdout=subprocess.PIPE, encoding="utf-8"
    )
    # The reader asks and the window answers, so it must go on living while it is read.
    while reader.poll() is None:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    nodes = [json.loads(line) for line in reader.stdout]
    told = {"page": page.key, "code": reader.returncode, "nodes": nodes}
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
window.close()
