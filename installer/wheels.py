"""Proves that every locked package has a wheel for the users' platform: Windows x64 with the Python we ship there."""

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from environment import clean_environment, uv

PYTHON_THERE = "3.13"
# A tiny package of the lock: can it not be fetched either, then it is the network and not the lock.
PROBE = "six"
_MARKERS = {
    "implementation_name": "cpython",
    "implementation_version": f"{PYTHON_THERE}.0",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_release": "11",
    "platform_system": "Windows",
    "platform_version": "10.0.26100",
    "python_full_version": f"{PYTHON_THERE}.0",
    "python_version": PYTHON_THERE,
    "sys_platform": "win32",
}
# Evaluated by the environment's own `packaging`, since the interpreter that runs this file may have none.
_FILTER = """
import json, sys
from packaging.requirements import Requirement
where = json.loads(sys.argv[1])
for line in json.load(sys.stdin):
    wanted = Requirement(line)
    if wanted.marker is None or wanted.marker.evaluate(where):
        print(f"{wanted.name}{wanted.specifier}")
"""


class Verdict(NamedTuple):
    """Whether the gate holds, and the sentence to print."""

    holds: bool
    text: str


def resolve(lock: Path, python: Path) -> Verdict:
    """Ask the registry for a win_amd64 wheel with a locked hash for each package of `lock`.

    A registry that cannot be reached is an error in CI and a loud skip elsewhere.
    """
    wanted = for_windows(lock.read_text(encoding="utf-8"), python)
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder, "windows.txt")
        requirements.write_text("\n".join(wanted) + "\n", encoding="utf-8")
        done = _run(_command(python, requirements, Path(folder, "target")))
        if done.returncode == 0:
            return Verdict(True, f"{len(wanted)} packages resolve to wheels for win_amd64, Python {PYTHON_THERE}")
        reached = _run(_probe(python, lock, Path(folder)))
    if reached.returncode == 0:
        return Verdict(False, f"no wheel for Windows:\n{done.stdout}{done.stderr}")
    if os.environ.get("CI"):
        return Verdict(False, f"the package registry cannot be reached:\n{reached.stderr}")
    return Verdict(True, "SKIPPED, NOT CHECKED: the package registry cannot be reached, so Windows wheels are unproved")


def for_windows(lock: str, python: Path) -> list[str]:
    """The pinned requirements of a universal lock that apply on Windows, with their hashes and without markers."""
    blocks = parse(lock)
    command = [str(python), "-c", _FILTER, json.dumps(_MARKERS)]
    done = subprocess.run(
        command,
        input=json.dumps(list(blocks)),
        capture_output=True,
        encoding="utf-8",
        env=clean_environment(),
        check=True,
    )
    kept = done.stdout.split()
    by_pin = {line.partition(";")[0].strip(): hashes for line, hashes in blocks.items()}
    return [f"{pin} {' '.join(hashes)}" for pin, hashes in by_pin.items() if _plain(pin) in map(_plain, kept)]


def parse(lock: str) -> dict[str, list[str]]:
    """Requirement line (with its marker) -> its `--hash=` options."""
    blocks: dict[str, list[str]] = {}
    for block in lock.replace("\\\n", " ").splitlines():
        requirement, *hashes = block.split(" --hash=")
        if requirement.strip() and not requirement.lstrip().startswith("#"):
            blocks[requirement.strip()] = [f"--hash={digest.strip()}" for digest in hashes]
    return blocks


def _plain(pin: str) -> str:
    name, _, version = pin.partition("==")
    return f"{name.partition('[')[0]}=={version}".lower()


def _command(python: Path, requirements: Path, target: Path) -> list[str]:
    common = [
        "--no-deps",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--target",
        str(target),
        "-r",
        str(requirements),
    ]
    tool = uv()
    if tool is None:
        _run([str(python), "-m", "ensurepip"])
    else:
        where = ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", PYTHON_THERE]
        return [tool, "pip", "install", "--dry-run", "--quiet", "--python", str(python), *where, *common]
    where = ["--platform", "win_amd64", "--python-version", PYTHON_THERE, "--implementation", "cp"]
    return [str(python), "-m", "pip", "install", "--dry-run", "--quiet", "--no-input", *where, *common]


def _probe(python: Path, lock: Path, folder: Path) -> list[str]:
    pin = next((line for line in parse(lock.read_text(encoding="utf-8")) if line.startswith(PROBE)), PROBE)
    tool = uv()
    if tool is not None:
        target = ["--target", str(folder / "probe"), "--no-cache", "--python", str(python)]
        return [tool, "pip", "install", "--quiet", "--no-deps", *target, pin]
    return [str(python), "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "-d", str(folder), pin]


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", env=clean_environment(), check=False
    )
