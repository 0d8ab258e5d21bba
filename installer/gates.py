"""The checks that need no running program: one list, so that CI, a developer and Windows judge alike."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import platform_rule
import wheels
from environment import PYTHON, ROOT, SCRIPTS, clean_environment


class Gate(NamedTuple):
    """A named check; `judge` returns True when it holds and has printed why when it does not."""

    name: str
    judge: Callable[[], bool]


def run_all() -> list[str]:
    """Run every gate, print one line for each that holds and its output for each that does not; names of the failed."""
    failed = []
    for gate in GATES:
        started = time.monotonic()
        heading(gate.name)
        held = gate.judge()
        print(f"   {'ok' if held else 'FAILED'} ({time.monotonic() - started:.1f} s)", flush=True)
        if not held:
            failed.append(gate.name)
    return failed


def heading(text: str) -> None:
    """Mark where one check begins in a long log."""
    print(f"== {text}", flush=True)


def summarise(failed: list[str]) -> None:
    """Say in one line how the gates went."""
    print(f"== gates FAILED: {', '.join(failed)}" if failed else "== all gates hold", flush=True)


def sources() -> list[str]:
    """What is checked for types: the product and its installer, as far as they exist."""
    wanted = [ROOT / "krogkoll", ROOT / "ui", ROOT / "main.py", ROOT / "installer"]
    return [str(path.relative_to(ROOT)) for path in wanted if _has_python(path)]


def _has_python(path: Path) -> bool:
    return path.is_file() or any(path.rglob("*.py"))


def _tool(name: str, *arguments: str) -> Callable[[], bool]:
    def judge() -> bool:
        command = [str(SCRIPTS / name), *(arguments or sources())]
        environment = clean_environment() | {"PYTHONPATH": str(ROOT / "installer"), "NO_COLOR": "1"}
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
        if done.returncode:
            print((done.stdout + done.stderr).strip(), flush=True)
        return done.returncode == 0

    return judge


def _platform_rule_holds() -> bool:
    broken = platform_rule.violations(ROOT)
    for line in broken:
        print(line)
    return not broken


def _windows_wheels_exist() -> bool:
    verdict = wheels.resolve(ROOT / "requirements" / "app.lock", PYTHON)
    print(f"   {verdict.text}", file=sys.stdout if verdict.holds else sys.stderr)
    return verdict.holds


GATES = (
    Gate("ruff check", _tool("ruff", "check", "--quiet", "--output-format=concise", ".")),
    Gate("ruff format", _tool("ruff", "format", "--check", "--output-format=concise", ".")),
    Gate("mypy strict", _tool("mypy")),
    Gate("import-linter", _tool("lint-imports", "--no-cache", "--no-logo")),
    Gate("platform rule", _platform_rule_holds),
    Gate("Windows wheels", _windows_wheels_exist),
)
