"""The table of figures: each in a process of its own, a missed target shown, a failed measurement an error."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "tests" / "benchmarks"

MODULE = """
import os
from figures import figure

@figure("quick thing", unit="ms", at_most=50)
def quick():
    return 12.345

@figure("slow thing", unit="MB/s", at_least=4000)
def slow():
    return 1234.5

@figure("process", unit="pid", at_least=0)
def process():
    return os.getpid()
"""


@pytest.fixture
def folder(tmp_path):
    for name in ("figures.py", "run.py"):
        (tmp_path / name).write_bytes((BENCHMARKS / name).read_bytes())
    (tmp_path / "bench_some.py").write_text(MODULE, encoding="utf-8")
    return tmp_path


def bench(folder, *arguments):
    command = [sys.executable, folder / "run.py", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_the_table_shows_figure_target_and_verdict(folder):
    done = bench(folder, "thing", "--markdown")
    assert done.returncode == 0
    assert "| quick thing | 12.3 ms | ≤ 50 ms | kept |" in done.stdout
    assert "| slow thing | 1,234 MB/s | ≥ 4,000 MB/s | MISSED |" in done.stdout
    assert "Measured on: " in done.stdout


def test_words_choose_figures_and_columns_line_up(folder):
    done = bench(folder, "QUICK")
    assert done.stdout.splitlines()[:2] == ["Figure       Measured   Target", "quick thing   12.3 ms  ≤ 50 ms  kept"]
    assert "slow" not in done.stdout


def test_a_measurement_that_fails_is_an_error_and_named(folder):
    (folder / "bench_bad.py").write_text(
        "from figures import figure\n@figure('bad', unit='s', at_most=1)\ndef bad():\n    raise OSError('no disk')\n",
        encoding="utf-8",
    )
    done = bench(folder, "bad", "--markdown")
    assert done.returncode == 1
    assert "| bad | OSError: no disk | ≤ 1 s | FAILED |" in done.stdout


def test_without_benchmarks_it_says_so(folder):
    (folder / "bench_some.py").unlink()
    assert bench(folder).stdout == "No benchmark exists yet.\n"


def test_a_figure_has_one_target():
    spec = importlib.util.spec_from_file_location("figures", BENCHMARKS / "figures.py")
    figures = importlib.util.module_from_spec(spec)
    sys.modules["figures"] = figures
    spec.loader.exec_module(figures)
    with pytest.raises(ValueError, match="at_most or at_least"):
        figures.Figure(name="x", unit="s", measure=float)


def test_every_benchmark_module_of_ours_loads_and_names_its_figures_once():
    done = bench(BENCHMARKS, "no figure has this name")
    assert done.returncode == 0, done.stderr
