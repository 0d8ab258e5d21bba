"""How the computer fares in the field: how much battery and disk are left, and when that is worth a word."""

from dataclasses import dataclass
from pathlib import Path

from krogkoll.kernel.platform import free_space, windows_battery

LOW_BATTERY = 20
VERY_LOW_BATTERY = 10
LITTLE_DISK = 2 * 1024**3
_SUPPLIES = Path("/sys/class/power_supply")
"""Where the Linux kernel tells; there is no such folder elsewhere."""


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
    left = windows_battery() or kernel_battery(_SUPPLIES)
    percent, charging = left if left is not None else (None, False)
    return DeviceState(percent, charging, free_space(folder))


def kernel_battery(supplies: Path) -> tuple[int, bool] | None:
    """Percent and whether it charges, from the power supplies of the kernel (sysfs-class-power); None without one.

    Batteries of mice and pens do not count. Several are taken together.
    """
    percents, charging = [], False
    for supply in sorted(supplies.glob("*")) if supplies.is_dir() else ():
        try:
            scope = supply / "scope"
            worn = scope.is_file() and scope.read_text().strip() == "Device"
            if (supply / "type").read_text().strip() == "Battery" and not worn:
                percents.append(min(100, max(0, int((supply / "capacity").read_text()))))
                charging |= (supply / "status").read_text().strip() in {"Charging", "Full", "Not charging"}
        except (OSError, ValueError):
            # A battery that is taken out while we ask, or a driver that gives no figure.
            continue
    return (sum(percents) // len(percents), charging) if percents else None
