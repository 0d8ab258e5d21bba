"""The Windows gate reads the lock as Windows would, and tells a missing wheel from a missing network."""

import subprocess
import sys
from pathlib import Path

import pytest

import wheels

ROOT = Path(__file__).resolve().parents[2]
LOCK = """\
alpha==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
beta==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:cc
gamma==3.0 ; sys_platform == 'linux' \\
    --hash=sha256:dd
delta[extra]==4.0 ; python_full_version < '3.12' \\
    --hash=sha256:ee
"""


def test_only_what_applies_on_windows_is_asked_for():
    assert wheels.for_windows(LOCK, Path(sys.executable)) == [
        "alpha==1.0 --hash=sha256:aa --hash=sha256:bb",
        "beta==2.0 --hash=sha256:cc",
    ]


def test_every_package_of_our_locks_is_pinned_and_hashed():
    for name in ("app", "test"):
        blocks = wheels.parse((ROOT / "requirements" / f"{name}.lock").read_text("utf-8"))
        assert len(blocks) > 40
        assert all("==" in line and hashes for line, hashes in blocks.items())


def test_the_test_lock_holds_all_of_the_app_lock():
    app, test = (wheels.parse((ROOT / "requirements" / f"{name}.lock").read_text("utf-8")) for name in ("app", "test"))
    assert app.items() <= test.items()


@pytest.fixture
def answers(monkeypatch):
    """Stands in for the registry: a list of exit codes, first for the wheels and then for the probe."""
    codes: list[int] = []
    monkeypatch.setattr(wheels, "_run", lambda command: subprocess.CompletedProcess(command, codes.pop(0), "", "why"))
    monkeypatch.delenv("CI", raising=False)
    return codes


@pytest.fixture
def lock(tmp_path):
    path = tmp_path / "app.lock"
    path.write_text(LOCK, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("codes", "ci", "holds", "words"),
    [
        ([0], "", True, "2 packages"),
        ([1, 0], "", False, "no wheel for Windows"),
        ([1, 1], "", True, "SKIPPED"),
        ([1, 1], "true", False, "cannot be reached"),
    ],
)
def test_the_verdict(answers, lock, monkeypatch, codes, ci, holds, words):
    monkeypatch.setattr(wheels, "uv", lambda: "uv")
    answers.extend(codes)
    if ci:
        monkeypatch.setenv("CI", ci)
    verdict = wheels.resolve(lock, Path(sys.executable))
    assert verdict.holds is holds
    assert words in verdict.text
