"""How the computer fares in the field: how much battery and disk are left, and when that is worth a word."""

from dataclasses import dataclass
from pathlib import Path

from krogkoll.kernel.platform import battery, free_space

LOW_BATTERY = 20
VERY_LOW_BATTERY = 10
LITTLE_DISK = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class DeviceState:
    """battery: percent, None where there is none or it cannot be asked. free: bytes on the workspace's volume."""

    battery: int | None
    charging: bool
    free: int

    @property
    def low_battery(self) -> int:
        """20 or 10 when less than so many percent are left and nothing charges it; else 0."""
        if self.battery is None or self.charging or self.battery >= LOW_BATTERY:
            return 0
        return VERY_LOW_BATTERY if self.battery < VERY_LOW_BATTERY else LOW_BATTERY

    @property
    def little_disk(self) -> bool:
        """Whether photos of one more night may not fit."""
        return self.free < LITTLE_DISK


def device_state(folder: Path) -> DeviceState:
    """How the computer fares now. Raises OSError where the folder is gone."""
    left = battery()
    percent, charging = left if left is not None else (None, False)
    return DeviceState(percent, charging, free_space(folder))
