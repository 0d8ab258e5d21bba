"""What a person has chosen for this computer alone: kept in the workspace, sent to nobody."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Reader, Store

SHORTEST_IDLE, LONGEST_IDLE, USUAL_IDLE = 1, 10, 5
"""Minutes without a key or a click before the screen hides."""
RECENT = 10
_SETTING, _RECENT = "device/{0}", "device/recent"
_MODULE = re.compile(r".+\.(so(\.\d+)*|dll|dylib)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSettings:
    """card_module: the path of the library (PKCS#11) that speaks to smart cards here, or nothing."""

    idle_minutes: int = USUAL_IDLE
    card_module: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceFacts:
    """folder: where the workspace lies. replica: the name that this computer's entries in the log carry."""

    folder: Path
    replica: str


Place = tuple[str, str]
"""A page of the window and where on it."""


class DeviceService:
    """The settings of one workspace on one computer."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def settings(self) -> DeviceSettings:
        """What is chosen; what was never chosen, or makes no sense any more, is as usual."""
        with self._store.reading(Permission.UNLOCK) as reader:
            return device_settings(reader)

    def choose(self, settings: DeviceSettings) -> DeviceSettings:
        """Keep what is chosen, with an audit entry: how long the screen stays open is a matter of security.

        Raises Invalid ("out-of-range", "not-a-module", "no-such-file").
        """
        kept = DeviceSettings(idle_minutes=settings.idle_minutes, card_module=settings.card_module.strip())
        if found := device_problems(kept):
            raise Invalid(found)
        with self._store.transaction(Permission.UNLOCK) as tx:
            for name in DeviceSettings.__dataclass_fields__:
                tx.set_setting(_SETTING.format(name), getattr(kept, name))
            tx.audit(AuditAction.CHANGED, "device", detail={"idle": str(kept.idle_minutes)})
        return kept

    def facts(self) -> DeviceFacts:
        """Where the workspace lies, and by which name this computer writes."""
        return DeviceFacts(folder=self._store.path.parent, replica=self._store.replica_id)

    def recent(self) -> tuple[Place, ...]:
        """The last ten places in the window that somebody was at, the latest first."""
        with self._store.reading(Permission.UNLOCK) as reader:
            kept: Any = reader.setting(_RECENT, [])
        pairs = kept if isinstance(kept, list) else []
        return tuple((str(one[0]), str(one[1])) for one in pairs if isinstance(one, list) and len(one) == 2)[:RECENT]

    def note_recent(self, place: Place) -> None:
        """Remember a place as the latest."""
        known = self.recent()
        if known[:1] == (place,):
            return
        with self._store.transaction(Permission.UNLOCK) as tx:
            tx.set_setting(_RECENT, [list(one) for one in (place, *(one for one in known if one != place))][:RECENT])


def device_problems(settings: DeviceSettings) -> tuple[Problem, ...]:
    """What is wrong with what is chosen, in the order of the form; looks whether the module is there."""
    found = []
    if not SHORTEST_IDLE <= settings.idle_minutes <= LONGEST_IDLE:
        found.append(Problem("idle_minutes", "out-of-range"))
    if settings.card_module:
        path = Path(settings.card_module)
        if not path.is_absolute() or _MODULE.fullmatch(path.name) is None:
            found.append(Problem("card_module", "not-a-module"))
        elif not _is_file(path):
            found.append(Problem("card_module", "no-such-file"))
    return tuple(found)


def device_settings(reader: Reader) -> DeviceSettings:
    """What is chosen for this computer, for a larger use case."""
    minutes: Any = reader.setting(_SETTING.format("idle_minutes"), USUAL_IDLE)
    module: Any = reader.setting(_SETTING.format("card_module"), "")
    sound = isinstance(minutes, int) and SHORTEST_IDLE <= minutes <= LONGEST_IDLE
    return DeviceSettings(
        idle_minutes=minutes if sound else USUAL_IDLE, card_module=module if isinstance(module, str) else ""
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
