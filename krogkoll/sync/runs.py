"""The last meetings with the hub, kept on this computer so that a person can see what happened when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from krogkoll.kernel.clock import from_iso, to_iso
from krogkoll.store import Reader, Tx

_SETTING = "sync/runs"
_KEPT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One meeting that moved something or failed. outcome: the reason it failed for, or nothing."""

    at: datetime
    outcome: str
    pushed: int = 0
    pulled: int = 0
    conflicts: int = 0


def runs(reader: Reader) -> list[Run]:
    """The last ones, newest first."""
    kept: list[dict[str, Any]] = reader.setting(_SETTING, [])
    return [Run(**one | {"at": from_iso(one["at"])}) for one in kept]


def keep_run(tx: Tx, run: Run) -> None:
    """Remember one; of several failures for the same reason in a row only the latest."""
    kept: list[dict[str, Any]] = tx.setting(_SETTING, [])
    if kept and run.outcome and kept[0]["outcome"] == run.outcome:
        kept = kept[1:]
    said = {
        "at": to_iso(run.at),
        "outcome": run.outcome,
        "pushed": run.pushed,
        "pulled": run.pulled,
        "conflicts": run.conflicts,
    }
    tx.set_setting(_SETTING, [said, *kept][:_KEPT])
