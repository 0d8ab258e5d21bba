"""Starts programs that keep a journal on standard output, kills them at a chosen moment, and reads what they told."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
LONG = bool(os.environ.get("KROGKOLL_SOAK"))


@dataclass
class End:
    """What a child told until its end, and whether it was killed or came through."""

    told: list[dict] = field(default_factory=list)
    killed: bool = True
    code: int | None = None
    stderr: str = ""
    seconds: float = 0.0

    def last(self, key, default=None):
        """The last thing told under a key."""
        return next((line[key] for line in reversed(self.told) if key in line), default)


def home(folder: Path) -> dict[str, str]:
    """An environment with a home, temporary files and settings of its own beneath `folder`."""
    places = {"HOME": "hem", "TMPDIR": "tmp", "XDG_RUNTIME_DIR": "kor"}
    for name in places.values():
        (folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    own = {key: str(folder / name) for key, name in places.items()}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    return kept | own | {"QT_QPA_PLATFORM": "offscreen"}


def python(name: str, *words) -> list[str]:
    """The command line of a script beside this file."""
    return [sys.executable, str(HERE / name), *map(str, words)]


def run_until(command, seconds, *, environment=None, after="ready") -> End:
    """Run a command and kill it `seconds` after it told `after` (from its start where that is empty).

    seconds None: let it come to its own end.
    """
    child = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=(environment or os.environ) | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )
    end, begun = End(), threading.Event()
    listeners = [
        threading.Thread(target=_listen, args=(child, end, after, begun)),
        threading.Thread(target=_listen_to_errors, args=(child, end)),
    ]
    for listener in listeners:
        listener.start()
    started = time.monotonic()
    try:
        if after:
            assert begun.wait(120) or child.poll() is not None, "the child never began"
            started = time.monotonic()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(seconds)
            end.killed = False
    finally:
        child.kill()
        end.code = child.wait()
        end.seconds = time.monotonic() - started
        for listener in listeners:
            listener.join()
        child.stdout.close()
        child.stderr.close()
    assert "Traceback" not in end.stderr, end.stderr
    return end


def _listen(child, end, after, begun) -> None:
    for line in child.stdout:
        if line.startswith("{") and line.endswith("\n"):
            end.told.append(json.loads(line))
            if after in end.told[-1]:
                begun.set()


def _listen_to_errors(child, end) -> None:
    end.stderr = child.stderr.read()
