"""What a Prometheus server may know of a hub: how much and how fast, never of whom."""

from __future__ import annotations

import threading
from collections import defaultdict

from krogkoll.hub.database import Database


class Counters:
    """Counts since the process started."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: dict[str, int] = defaultdict(int)
        self._requests: dict[tuple[str, str, int], int] = defaultdict(int)
        self._seconds: dict[tuple[str, str], float] = defaultdict(float)

    def add(self, name: str, count: int) -> None:
        """Count something that came in."""
        with self._lock:
            self._counts[name] += count

    def request(self, method: str, path: str, status: int, seconds: float) -> None:
        """Count one answered request by the pattern of its path."""
        with self._lock:
            self._requests[method, path, status] += 1
            self._seconds[method, path] += seconds

    def text(self, database: Database) -> str:
        """Everything in Prometheus's text format 0.0.4."""
        with database.reading() as hands:
            devices = hands.one("select count(*) from device where revoked_at = ''")
            changes = hands.one("select coalesce(max(pos), 0) from change")
            held = hands.one("select count(*) from change where why <> ''")
        lines = [*_gauge("krogkoll_hub_devices", "Devices that may sync", devices)]
        lines += _gauge("krogkoll_hub_log_changes", "Changes in the log", changes)
        lines += _gauge("krogkoll_hub_log_held", "Changes that are held", held)
        with self._lock:
            for name, count in sorted(self._counts.items()):
                lines += [f"# TYPE krogkoll_hub_{name}_total counter", f"krogkoll_hub_{name}_total {count}"]
            lines.append("# TYPE krogkoll_hub_requests_total counter")
            for (method, path, status), count in sorted(self._requests.items()):
                labels = f'method="{method}",path="{path}",status="{status}"'
                lines.append(f"krogkoll_hub_requests_total{{{labels}}} {count}")
            lines.append("# TYPE krogkoll_hub_request_seconds_total counter")
            for (method, path), seconds in sorted(self._seconds.items()):
                labels = f'method="{method}",path="{path}"'
                lines.append(f"krogkoll_hub_request_seconds_total{{{labels}}} {seconds:.6f}")
        return "\n".join(lines) + "\n"


def _gauge(name: str, told: str, row: tuple[int, ...] | None) -> list[str]:
    return [f"# HELP {name} {told}", f"# TYPE {name} gauge", f"{name} {row[0] if row else 0}"]
