"""The registry of figures the house keeps: each benchmark module says what it measures, in what unit, against what."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

Measure = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table. Exactly one of `at_most` and `at_least` is the target, in `unit`."""

    name: str
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    measure: Measure
    runs: int = 3

    def __post_init__(self) -> None:
        if (self.at_most is None) == (self.at_least is None):
            raise ValueError(f"{self.name}: give at_most or at_least, and not both")

    @property
    def target(self) -> str:
        """The target as the table prints it."""
        bound, value = ("≤", self.at_most) if self.at_most is not None else ("≥", self.at_least)
        return f"{bound} {number(value or 0.0)} {self.unit}"

    def holds(self, value: float) -> bool:
        """Whether `value` meets the target."""
        return value <= self.at_most if self.at_most is not None else value >= (self.at_least or 0.0)


FIGURES: list[Figure] = []


def figure(
    name: str, *, unit: str, at_most: float | None = None, at_least: float | None = None, runs: int = 3
) -> Callable[[Measure], Measure]:
    """Register the decorated function, which takes nothing and returns the figure in `unit`.

    It runs alone in a fresh process, may take seconds, and cleans up after itself. The runner measures it `runs` times
    and keeps the median; one run is enough where the function itself looks at many samples.
    """
    if any(known.name == name for known in FIGURES):
        raise ValueError(f"{name} is measured twice")

    def register(measure: Measure) -> Measure:
        FIGURES.append(Figure(name=name, unit=unit, at_most=at_most, at_least=at_least, measure=measure, runs=runs))
        return measure

    return register


def number(value: float) -> str:
    """Three significant digits, with thousands set apart."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def shared(name: str, make: Callable[[Path], None]) -> Path:
    """A folder that is costly to make, made once for all figures of one run and thrown away with it."""
    kept = os.environ.get("KROGKOLL_BENCH_FOLDER") or tempfile.mkdtemp(prefix="krogkoll-bench-")
    folder = Path(kept) / name / "made"
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        make(folder)
    return folder


def memory() -> float:
    """What this process holds now, in MB."""
    import psutil

    return psutil.Process().memory_info().rss / 1e6


def peak_memory() -> float:
    """The most memory this process has held, in MB; what it holds now where the system does not tell the most."""
    import psutil

    held = psutil.Process().memory_info()
    if hasattr(held, "peak_wset"):
        return held.peak_wset / 1e6
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return held.rss / 1e6
    return float(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) * 1024 / 1e6
