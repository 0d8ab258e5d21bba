"""What each bootstrap command does, in the order a person meets them."""

import os
import subprocess
import sys
from collections.abc import Callable

import gates
from environment import LOCKS, PYTHON, ROOT, SetupTrouble, clean_environment, prepare, uv

PRACTICE_FOLDER = ROOT / "build" / "beredskapskontroll"


def setup(arguments: list[str]) -> int:
    """Make the environment for the app; `setup test` also takes what the tests need."""
    lock = arguments[0] if arguments else "app"
    if lock not in ("app", "test"):
        print("setup takes 'app' or 'test'", file=sys.stderr)
        return 2
    if not _prepared(lock):
        return 1
    print(f"Klart. Starta med: {PYTHON} {ROOT / 'main.py'}")
    return 0


def run(arguments: list[str]) -> int:
    """Open the app; without a display say so, run the drill and tell where its PDFs are."""
    if not _prepared("app"):
        return 1
    if has_display():
        return _python([str(ROOT / "main.py"), *(arguments or ["--practice"])])
    print("Ingen bildskärm hittades (varken DISPLAY eller WAYLAND_DISPLAY är satt), så fönstret kan inte öppnas.")
    print("Beredskapskontrollen körs i stället: en hel natt från tips till undertecknat beslut.", flush=True)
    PRACTICE_FOLDER.mkdir(parents=True, exist_ok=True)
    for old in PRACTICE_FOLDER.iterdir():
        old.unlink()  # what is named below is from this run
    code = _python(["-P", "-m", "krogkoll", "drill", "--out", str(PRACTICE_FOLDER)])
    made = sorted(PRACTICE_FOLDER.glob("*.pdf"))
    if made:
        print("Handlingarna ligger här:")
        for path in made:
            print(f"  {path}")
    if code:
        protocol = PRACTICE_FOLDER / "drill.json"
        print("Beredskapskontrollen misslyckades.", f"Se {protocol}." if protocol.exists() else "", file=sys.stderr)
    return code


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, else where a display is named."""
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def check(_arguments: list[str]) -> int:
    """Everything that can be judged without running the program."""
    if not _prepared("test"):
        return 1
    failed = gates.run_all()
    gates.summarise(failed)
    return 1 if failed else 0


def test(arguments: list[str]) -> int:
    """All gates, then every test. Nothing is printed after pytest's closing line; trust the exit code."""
    if not _prepared("test"):
        return 1
    failed = gates.run_all()
    gates.summarise(failed)
    gates.heading("pytest")
    code = _python(
        ["-m", "pytest", "-q", "--durations=12", "--durations-min=2", *arguments], extra={"PYTHONFAULTHANDLER": "1"}
    )
    return code or (1 if failed else 0)


def bench(arguments: list[str]) -> int:
    """Print the table of figures beside their targets; a missed target is shown, never an error."""
    if not _prepared("test"):
        return 1
    return _python([str(ROOT / "tests" / "benchmarks" / "run.py"), *arguments])


def soak(arguments: list[str]) -> int:
    """The long forms: every test file that knows KROGKOLL_SOAK, with that variable set and no time limit."""
    if not _prepared("test"):
        return 1
    files = [path for path in sorted((ROOT / "tests").rglob("test_*.py")) if _has_long_form(path.read_text("utf-8"))]
    if not files:
        print("No test has a long form yet.")
        return 0
    command = ["-m", "pytest", "-m", "", "--timeout=0", "-v", *map(str, files), *arguments]
    return _python(command, extra={"KROGKOLL_SOAK": "1", "PYTHONFAULTHANDLER": "1"})


def _has_long_form(source: str) -> bool:
    return "KROGKOLL_SOAK" in source or "mark.soak" in source


def lock(arguments: list[str]) -> int:
    """Remake both locks with uv, for every platform and Python from 3.11; ARGS such as --upgrade go to uv."""
    tool = uv()
    if tool is None:
        print("uv is needed to remake the locks: python -m pip install uv", file=sys.stderr)
        return 2
    options = [
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--quiet",
    ]
    for name in ("app", "test"):
        source, target = LOCKS / f"{name}.in", LOCKS / f"{name}.lock"
        command = [tool, "pip", "compile", *options, *arguments, str(source), "-o", str(target)]
        code = subprocess.run(command, cwd=ROOT, env=clean_environment(), check=False).returncode
        if code:
            return code
    print("Locks remade. Now run: python installer/bootstrap.py setup test, then installer/notices.py")
    return 0


def _prepared(lock_name: str) -> bool:
    try:
        prepare(lock_name)
    except SetupTrouble as trouble:
        print(trouble, file=sys.stderr)
        return False
    return True


def _python(arguments: list[str], extra: dict[str, str] | None = None) -> int:
    environment = clean_environment() | (extra or {})
    sys.stdout.flush()
    code = subprocess.run([str(PYTHON), *arguments], cwd=ROOT, env=environment, check=False).returncode
    return code if code >= 0 else 128 - code  # killed by a signal: the shell's number for it


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "setup": setup,
    "run": run,
    "check": check,
    "test": test,
    "bench": bench,
    "soak": soak,
    "lock": lock,
}
