"""Prints the table of figures beside their targets: `bootstrap.py bench [--markdown] [--readme] [WORD...]`.

Every `bench_*.py` beside this file is loaded. Each figure is measured in a process of its own (memory is then its own
too), as a rule three times, and the median counts. A missed target is shown; only a measurement that fails is an error.
"""

import argparse
import importlib
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT)]

from figures import FIGURES, Figure, number  # noqa: E402

README = ROOT / "README.md"
BETWEEN = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)


def load() -> None:
    """Import every benchmark module, which registers its figures."""
    for path in sorted(HERE.glob("bench_*.py")):
        importlib.import_module(path.stem)


def measured(figure: Figure, folder: str) -> float | str:
    """The median of the figure's runs, or the last line of what went wrong."""
    values = []
    for _ in range(figure.runs):
        command = [sys.executable, __file__, "--one", figure.name, "--room", figure.measure.__module__]
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "KROGKOLL_BENCH_FOLDER": folder}
        done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
        if done.returncode:
            return (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        values.append(float(done.stdout.split()[-1]))
    return statistics.median(values)


def machine() -> str:
    """What the figures were measured on, in words that fit any machine of its kind."""
    memory = ""
    if hasattr(os, "sysconf"):
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    return (
        f"{processor()}, {os.cpu_count()} cores{memory}, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}"
    )


def processor() -> str:
    """The processor's name where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown processor"
    )


def table(results: list[tuple[Figure, float | str]]) -> str:
    """The figures as a Markdown table, with the machine under it."""
    rows = ["| Figure | Measured | Target | |", "|---|---:|---:|---|"]
    for figure, value in results:
        shown = value if isinstance(value, str) else f"{number(value)} {figure.unit}"
        verdict = "FAILED" if isinstance(value, str) else "kept" if figure.holds(value) else "MISSED"
        rows.append(f"| {figure.name} | {shown} | {figure.target} | {verdict} |")
    return "\n".join([*rows, "", f"Measured on: {machine()}; median of three runs, each in a process of its own.", ""])


def aligned(markdown: str) -> str:
    """The same table with columns of equal width, for a terminal."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in markdown.splitlines() if "|" in line]
    rows = [row for row in rows if not row[0].startswith("---")]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [f"{a:<{widths[0]}}  {b:>{widths[1]}}  {c:>{widths[2]}}  {d}".rstrip() for a, b, c, d in rows]
    return "\n".join([*lines, "", next(line for line in markdown.splitlines() if line.startswith("Measured on"))])


def main() -> int:
    """Measure, print, and with --readme put the table into the README; 1 when a measurement failed."""
    sys.stdout.reconfigure(encoding="utf-8")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", metavar="WORD", help="only figures whose name holds one of these words")
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    parser.add_argument("--readme", action="store_true", help="also replace the table in README.md")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--room", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        # Its own module alone: what the others import would count as this figure's memory.
        importlib.import_module(options.room)
        print(next(figure for figure in FIGURES if figure.name == options.one).measure())
        return 0
    load()
    chosen = [f for f in FIGURES if not options.words or any(word.lower() in f.name.lower() for word in options.words)]
    if not chosen:
        print("No figure matches." if FIGURES else "No benchmark exists yet.")
        return 0
    results = []
    with tempfile.TemporaryDirectory(prefix="krogkoll-bench-") as folder:
        for figure in chosen:
            print(f"measuring: {figure.name}", file=sys.stderr, flush=True)
            results.append((figure, measured(figure, folder)))
    markdown = table(results)
    print(markdown if options.markdown else aligned(markdown))
    if options.readme:
        text = README.read_text(encoding="utf-8")
        README.write_text(BETWEEN.sub(lambda found: found[1] + markdown + found[2], text), encoding="utf-8")
    return 1 if any(isinstance(value, str) for _, value in results) else 0


if __name__ == "__main__":
    sys.exit(main())
