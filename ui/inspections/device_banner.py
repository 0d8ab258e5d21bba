"""A calm word in the field when the battery or the disk is running out, in time to do something about it."""

from typing import cast

from PySide6.QtCore import QTimer

from krogkoll.kernel.device import DeviceState, device_state
from ui.context import Context
from ui.i18n import tr
from ui.widgets.blocks import Banner

_EVERY_MS = 60_000


class DeviceBanner(Banner):
    """Asks once a minute; closed by hand it stays away until things are worse."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme)
        self._context = context
        self._told: tuple[int, bool] = (0, False)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.ask)
        self._timer.start()
        QTimer.singleShot(0, self, self.ask)

    def ask(self) -> None:
        """Look how the computer fares."""
        folder = self._context.workspace.folder
        self._context.jobs.aside(self, lambda _: device_state(folder), self._heard, lambda _: None)

    def _heard(self, result: object) -> None:
        self.tell(cast(DeviceState, result))

    def tell(self, state: DeviceState) -> None:
        """Say what is worth a word, once for each step downwards."""
        now = (state.low_battery, state.little_disk)
        if now == self._told:
            return
        self._told = now
        words = []
        if state.low_battery and state.battery is not None:
            words.append(tr("Batteriet räcker inte länge till, {0} procent är kvar.").format(state.battery))
            words.append(tr("Allt du svarar sparas direkt."))
        if state.little_disk:
            words.append(tr("Det är ont om plats på disken. Nya foton får kanske inte plats."))
        if words:
            self.say(" ".join(words), "confirmed" if state.low_battery == 10 else "suspected")
        else:
            self.hide()
