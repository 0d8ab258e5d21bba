"""Runs the stories in `stories/` in a real window on a display of their own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
STORIES = sorted(path.name for path in (HERE / "stories").glob("test_*.py"))


def on_a_display(command, seconds=280, **environment):
    """Run a command under Xvfb with a window manager and a session bus; gives its exit code and output."""
    wrapped = ["dbus-run-session", "--", "sh", "-c", 'openbox & exec "$@"', "sh", *command]
    done = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24", *wrapped],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=seconds,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("story", STORIES)
def test_the_story_can_be_lived_in_a_real_window(story):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"tests/journeys/stories/{story}"]
    code, said = on_a_display(command)
    assert code == 0, said[-6000:]
    assert re.search(r"\b[1-9]\d* passed", said), said[-2000:]
