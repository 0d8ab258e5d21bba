"""The one door into a workspace: every try is throttled, counted and answered by the open master key or a reason."""

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from krogkoll.kernel.clock import Clock
from krogkoll.kernel.errors import AccessTrouble, StoreTrouble
from krogkoll.kernel.platform import wipe
from krogkoll.security.keys import MasterKey
from krogkoll.security.keystore import KeyStore, device_secret
from krogkoll.security.quick_unlock import PinState, QuickUnlock
from krogkoll.security.slot_table import SlotKind
from krogkoll.security.slots import SlotFile
from krogkoll.security.throttle import Throttle


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What the unlock page needs to know before anybody types."""

    wait: float  # seconds until a password may be tried, 0.0 for now
    free_left: int  # tries before the next pause
    pin: PinState
    recovery: bool
    escrow: bool


class Entrance:
    """Opens one workspace folder. The caller owns the key it gets, and wipes it."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        key_store: KeyStore,
        uptime: Callable[[], float] = time.monotonic,
    ) -> None:
        """Reads the slot file. Raises AccessTrouble "slots-missing", "slots-damaged", "slots-newer"."""
        self._key_store = key_store
        self.slots = SlotFile(folder)
        workspace_id = self.slots.workspace_id
        self.throttle = Throttle(folder, workspace_id, key_store, uptime)
        self.pin = QuickUnlock(folder, workspace_id, key_store, clock, uptime)

    def ways(self) -> Ways:
        """What is open now."""
        kinds = {slot.kind for slot in self.slots.summaries()}
        return Ways(
            wait=self.throttle.remaining(),
            free_left=self.throttle.free_left,
            pin=self.pin.state(),
            recovery=SlotKind.RECOVERY in kinds,
            escrow=SlotKind.ESCROW in kinds,
        )

    def with_password(self, password: str) -> MasterKey:
        """Open by the whole password.

        Raises AccessTrouble "throttled" (with `wait`), "wrong-password" (with `free_left` and `wait`), and what
        `SlotFile.unlock_with_password` raises; StoreTrouble where the count of tries cannot be written.
        """
        self.throttle.start_try()
        device = bytearray()
        try:
            device = self._device_secret()
            key = self.slots.unlock_with_password(password, device_secret=device)
        except AccessTrouble as problem:
            if problem.reason != "wrong-password":
                self.throttle.undo_try()
                raise
            raise AccessTrouble(
                "wrong-password", free_left=self.throttle.free_left, wait=self.throttle.remaining()
            ) from None
        finally:
            wipe(device)
        return self._welcome(key)

    def with_pin(self, pin: str) -> MasterKey:
        """Open by PIN. Raises as `QuickUnlock.unlock`."""
        return self.pin.unlock(pin)

    def with_recovery(self, text: str) -> MasterKey:
        """Open by the recovery key: too long to guess, so not throttled. `set_password` should come next.

        Raises as `SlotFile.unlock_with_recovery`. The count of wrong passwords starts over.
        """
        return self._welcome(self.slots.unlock_with_recovery(text))

    def with_escrow(self, private_pem: bytes, passphrase: str | None = None) -> MasterKey:
        """Open by the authority's escrow key. Raises as `SlotFile.unlock_with_escrow`."""
        return self._welcome(self.slots.unlock_with_escrow(private_pem, passphrase))

    def change_password(self, old: str, new: str, *, only_here: bool | None = None) -> None:
        """Replace the password, after the old one; the PIN goes. `only_here` as in `set_password`; None keeps.

        Raises as `with_password`.
        """
        bound = any(slot.device for slot in self.slots.summaries()) if only_here is None else only_here
        with self.with_password(old) as key:
            self.set_password(key, new, only_here=bound)

    def set_password(self, key: MasterKey, new: str, *, only_here: bool = False) -> None:
        """Give the opened workspace a new password; the PIN goes.

        With `only_here` the password works on this computer alone (see `SlotFile`); elsewhere the recovery key does.
        Raises AccessTrouble "no-key-store", "key-store", StoreTrouble.
        """
        device = bytearray()
        if only_here:
            device = device_secret(self._key_store, key.workspace_id, make=True) or device
        try:
            self.slots.set_password(key, new, device_secret=device or None)
        finally:
            wipe(device)
        if self._key_store.usable:
            self.pin.remove()

    def _device_secret(self) -> bytearray:
        """Empty where no slot asks for it, or where the key store refuses: then "device-secret-missing" is raised."""
        if not any(slot.device for slot in self.slots.summaries()):
            return bytearray()
        with contextlib.suppress(AccessTrouble):
            return device_secret(self._key_store, self.slots.workspace_id) or bytearray()
        return bytearray()

    def _welcome(self, key: MasterKey) -> MasterKey:
        # On a full or read-only disk the count stays where it was; that must not keep the owner out.
        with contextlib.suppress(StoreTrouble):
            self.throttle.succeeded()
        return key
