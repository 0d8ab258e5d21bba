"""What a drill tells: each step with its time, what was checked, and what became of every file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from krogkoll import __version__
from krogkoll.kernel.errors import KrogkollError


class Failed(KrogkollError):
    """A check of the drill does not hold."""


@dataclass(slots=True)
class Step:
    """One step: what was done, how long it took, what was checked, and what went wrong if anything did."""

    name: str
    seconds: float = 0.0
    checks: list[str] = field(default_factory=list)
    problem: str = ""

    def check(self, holds: object, words: str) -> None:
        """Note a check that holds. Raises Failed for one that does not."""
        if not holds:
            raise Failed("check", words=words)
        self.checks.append(words)


@dataclass(slots=True)
class DrillReport:
    """What drill.json says."""

    steps: list[Step] = field(default_factory=list)
    imported: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether every step held."""
        return bool(self.steps) and not any(step.problem for step in self.steps)

    def as_json(self) -> dict[str, Any]:
        """For drill.json."""
        return {
            "program": f"Krogkoll {__version__}",
            "practice": True,
            "passed": self.passed,
            "seconds": round(sum(step.seconds for step in self.steps), 3),
            "steps": [
                {"name": step.name, "seconds": round(step.seconds, 3), "checked": step.checks}
                | ({"problem": step.problem} if step.problem else {})
                for step in self.steps
            ],
            "photos": {"imported": self.imported, "duplicates": self.duplicates, "refused": self.refused},
            "files": self.files,
        }
