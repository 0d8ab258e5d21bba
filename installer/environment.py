"""Makes and keeps `.venv`, so that the app and its tests always run on exactly the locked packages."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCKS = ROOT / "requirements"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")

# Relative to site-packages, so that the tree may be moved and its path may hold å, ä and ö.
_TO_TREE = "..\\..\\..\n" if WINDOWS else "../../../..\n"
_POSIX_COMMAND = """#!/bin/sh
# Written by installer/bootstrap.py. -P: nothing in the current folder is ever imported.
here=$(dirname "$(readlink -f "$0")")
exec "$here/python" -P -m krogkoll "$@"
"""
_WINDOWS_COMMAND = """@echo off\r
rem Written by installer\\bootstrap.py. -P: nothing in the current folder is ever imported.\r
"%~dp0python.exe" -P -m krogkoll %*\r
"""


class SetupTrouble(Exception):
    """The environment cannot be made; the text says why and what to do."""


def uv() -> str | None:
    """The path of uv, which is several times faster than pip but never needed."""
    return shutil.which("uv")


def prepare(lock: str) -> None:
    """Bring `.venv` to `requirements/<lock>.lock` ("app" or "test"); returns at once when it already is there.

    Raises SetupTrouble when packages cannot be installed.
    """
    if _is_current(lock):
        return
    print(f"Installerar paketen i requirements/{lock}.lock i .venv ...", flush=True)
    stale = [stamp for stamp in VENV.glob("krogkoll-*.stamp") if not _is_stamp_of_a_current_lock(stamp)]
    if not _runs():
        _create(clear=VENV.exists())
    elif stale and not uv():
        _create(clear=True)  # pip does not take away what an older lock brought in
    for stamp in VENV.glob("krogkoll-*.stamp"):
        stamp.unlink()
    _install(lock)
    _write_command()
    _stamp(lock).write_text("", encoding="ascii")


def _is_current(lock: str) -> bool:
    """The test lock holds all of the app lock, so its stamp serves both."""
    wanted = {lock, "test"}
    return PYTHON.exists() and any(_stamp(name).exists() for name in wanted)


def _stamp(lock: str) -> Path:
    digest = hashlib.sha256()
    for part in (LOCKS / f"{lock}.lock", Path(__file__)):
        digest.update(part.read_bytes().replace(b"\r\n", b"\n"))
    return VENV / f"krogkoll-{lock}-{digest.hexdigest()[:16]}.stamp"


def _is_stamp_of_a_current_lock(stamp: Path) -> bool:
    return stamp in (_stamp("app"), _stamp("test"))


def _runs() -> bool:
    """Whether `.venv` has a working interpreter of a version that we support."""
    if not PYTHON.exists():
        return False
    probe = "import sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0


def _create(*, clear: bool) -> None:
    try:
        venv.create(VENV, with_pip=uv() is None, symlinks=not WINDOWS, clear=clear)
    except (OSError, subprocess.CalledProcessError) as error:
        hint = "" if WINDOWS else " På Debian och Ubuntu behövs paketet python3-venv."
        raise SetupTrouble(f"Miljön .venv kunde inte skapas: {error}.{hint}") from error


def _install(lock: str) -> None:
    wanted = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS / f"{lock}.lock")]
    tool = uv()
    if tool is not None:
        command = [tool, "pip", "install", "--quiet", "--exact", "--python", str(PYTHON), *wanted]
        if subprocess.run(command, cwd=ROOT, env=clean_environment(), check=False).returncode == 0:
            return
        print("uv kunde inte installera; försöker med pip.", file=sys.stderr, flush=True)
    if subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        _create(clear=False)
        subprocess.run([PYTHON, "-m", "ensurepip"], capture_output=True, check=False)
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    command = [str(PYTHON), "-m", "pip", "install", *quiet, *wanted]
    if subprocess.run(command, cwd=ROOT, env=clean_environment(), check=False).returncode:
        raise SetupTrouble("Paketen kunde inte installeras. Kontrollera nätet och kör sedan samma kommando igen.")


def clean_environment() -> dict[str, str]:
    """The process environment without what would point an installer or interpreter at another environment."""
    unwanted = (
        "VIRTUAL_ENV",
        "PYTHONHOME",
        "PYTHONPATH",
        "PIP_TARGET",
        "PIP_USER",
        "PIP_PREFIX",
        "__PYVENV_LAUNCHER__",
    )
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def _write_command() -> None:
    """Put the tree on the environment's path and the `krogkoll` command beside its interpreter."""
    [packages] = VENV.glob("Lib/site-packages" if WINDOWS else "lib/python3*/site-packages")
    (packages / "krogkoll-tree.pth").write_text(_TO_TREE, encoding="ascii")
    if WINDOWS:
        (SCRIPTS / "krogkoll.cmd").write_bytes(_WINDOWS_COMMAND.encode("ascii"))
        return
    command = SCRIPTS / "krogkoll"
    command.write_text(_POSIX_COMMAND, encoding="ascii")
    command.chmod(0o755)
