"""Opens a workspace, works, and locks, stopping while somebody looks at its memory from outside.

Called as `python memory_worker.py FOLDER PASSWORD PHOTO TARGET careful|careless`.
"""

import gc
import sys
from pathlib import Path

from krogkoll.venues import VenueDraft
from krogkoll.workspace import open_with_password


def stop() -> None:
    """Let the other side look."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()


def main() -> None:
    folder, password, photo, target, manner = sys.argv[1:6]
    workspace = open_with_password(Path(folder), password)
    made = workspace.venues.register(VenueDraft(name="Källaren", street="Sillkajsgatan 14", city="Landskrona"))
    workspace.evidence.import_files([Path(photo)])
    workspace.evidence.make_copies()
    workspace.drafts.save("venue:new", {"raw": made.id})
    workspace.back_up(Path(target))
    kept = bytes(workspace._key.revealed()) if manner == "careless" else b""
    stop()
    workspace.close()
    del workspace
    gc.collect()
    stop()
    del kept


if __name__ == "__main__":
    main()
