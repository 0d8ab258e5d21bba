"""The slot file of a workspace: the ways in, each a wrapping of the one master key; losing it means losing the data."""

import hmac
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from krogkoll.kernel.errors import AccessTrouble, StoreTrouble
from krogkoll.kernel.platform import wipe
from krogkoll.security import escrow, wrapping
from krogkoll.security.files import replace_file, trouble
from krogkoll.security.keys import MasterKey
from krogkoll.security.recovery import RecoveryKey
from krogkoll.security.slot_table import WORKSPACE_ID_BYTES, Slot, SlotKind, SlotTable
from krogkoll.security.stretch import DEFAULT_COST, Argon2Cost

FILE_NAME = "slots.json"
SPARE_NAME = "slots.json.bak"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotSummary:
    """What the settings page may show of a slot."""

    id: str
    kind: SlotKind
    user: str
    device: bool


class SlotFile:
    """`slots.json` in a workspace folder, with a spare copy of the same content beside it.

    A password slot may be bound to this computer: pass a `device_secret` (kept in the system's key store) when the
    password is set, and the same one when it is used. Then a stolen disk cannot even be guessed at; but a backup
    restored on another computer opens by recovery key only. Therefore it is a choice, not the default. Recovery and
    escrow never depend on it.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._spare = folder / SPARE_NAME

    @property
    def exists(self) -> bool:
        """Whether the folder has a slot file, or at least its spare."""
        return self._path.exists() or self._spare.exists()

    @property
    def workspace_id(self) -> bytes:
        """The 16 bytes that name the workspace. Raises AccessTrouble like `summaries`."""
        return self._tables()[0].workspace_id

    def summaries(self) -> tuple[SlotSummary, ...]:
        """The slots there are. Raises AccessTrouble "slots-missing", "slots-damaged", "slots-newer"."""
        return tuple(
            SlotSummary(id=slot.id, kind=slot.kind, user=slot.user, device=slot.device)
            for slot in self._tables()[0].slots
        )

    def create(
        self,
        *,
        password: str,
        user: str = "",
        cost: Argon2Cost = DEFAULT_COST,
        escrow_public_key: bytes | None = None,
        device_secret: bytearray | None = None,
    ) -> tuple[MasterKey, RecoveryKey]:
        """Make a new workspace's key, its password slot and its recovery slot, and one for an escrow key given as PEM.

        Raises AccessTrouble "slots-exist", "bad-escrow-key"; StoreTrouble when the disk refuses.
        """
        if self.exists:
            raise AccessTrouble("slots-exist")
        recipient = None if escrow_public_key is None else escrow.public_bytes(escrow_public_key)
        key, recovery = MasterKey.random(os.urandom(WORKSPACE_ID_BYTES)), RecoveryKey.random()
        try:
            slots = [
                wrapping.for_password(key, password, user=user, generation=1, cost=cost, device_secret=device_secret),
                wrapping.for_recovery(key, recovery, generation=1),
            ]
            if recipient is not None:
                slots.append(wrapping.for_escrow(key, recipient, generation=1))
            table = SlotTable(workspace_id=key.workspace_id, generation=1, edition=1, slots=tuple(slots))
            self._write(key, table)
        except BaseException:
            key.wipe()
            recovery.wipe()
            raise
        return key, recovery

    def unlock_with_password(
        self, password: str, *, user: str | None = None, device_secret: bytearray | None = None
    ) -> MasterKey:
        """Open by password. Not throttled: see `Entrance`.

        Raises AccessTrouble "wrong-password", "device-secret-missing", "no-such-slot", "slots-missing",
        "slots-damaged", "slots-tampered", "slots-newer", "kdf-out-of-bounds".
        """
        return self._unlock(
            SlotKind.PASSWORD,
            "wrong-password",
            lambda slot, name: wrapping.with_password(slot, name, password, device_secret),
            lambda slot: user is None or slot.user == user,
        )

    def unlock_with_recovery(self, text: str) -> MasterKey:
        """Open by the printed recovery key. Raises AccessTrouble "wrong-recovery-key", and as `RecoveryKey.parse`."""
        recovery = RecoveryKey.parse(text)
        try:
            return self._unlock(
                SlotKind.RECOVERY,
                "wrong-recovery-key",
                lambda slot, name: wrapping.with_recovery(slot, name, recovery),
            )
        finally:
            recovery.wipe()

    def unlock_with_escrow(self, private_pem: bytes, passphrase: str | None = None) -> MasterKey:
        """Open by the authority's offline private key. Raises AccessTrouble "wrong-escrow-key" and kin."""
        private = escrow.load_private(private_pem, passphrase)
        recipient = private.public_key().public_bytes_raw()
        return self._unlock(
            SlotKind.ESCROW,
            "wrong-escrow-key",
            lambda slot, name: wrapping.with_escrow(slot, name, private),
            lambda slot: slot.recipient == recipient,
        )

    def change_password(
        self,
        old: str,
        new: str,
        *,
        user: str | None = None,
        cost: Argon2Cost | None = None,
        device_secret: bytearray | None = None,
    ) -> None:
        """Replace the password; nothing else is encrypted anew. Raises as `unlock_with_password`."""
        with self.unlock_with_password(old, user=user, device_secret=device_secret) as key:
            self.set_password(key, new, user=user, cost=cost, device_secret=device_secret)

    def set_password(
        self,
        key: MasterKey,
        new: str,
        *,
        user: str | None = None,
        cost: Argon2Cost | None = None,
        device_secret: bytearray | None = None,
    ) -> None:
        """Give an opened workspace a new password, as after recovery. Cost and user stay unless given.

        The slot is bound to this computer when, and only when, `device_secret` is given.
        """

        def changed(table: SlotTable) -> Sequence[Slot]:
            mine = [
                slot for slot in table.slots if slot.kind is SlotKind.PASSWORD and (user is None or slot.user == user)
            ]
            if len(mine) != 1 or mine[0].cost is None:
                raise AccessTrouble("no-such-slot")
            fresh = wrapping.for_password(
                key,
                new,
                user=mine[0].user,
                generation=table.generation,
                cost=cost or mine[0].cost,
                device_secret=device_secret,
            )
            return [fresh if slot is mine[0] else slot for slot in table.slots]

        self._change(key, changed)

    def new_recovery_key(self, key: MasterKey) -> RecoveryKey:
        """Replace the recovery key, as when the paper is lost; the old one opens nothing from now on."""
        recovery = RecoveryKey.random()

        def changed(table: SlotTable) -> Sequence[Slot]:
            kept = [slot for slot in table.slots if slot.kind is not SlotKind.RECOVERY]
            return [*kept, wrapping.for_recovery(key, recovery, generation=table.generation)]

        self._change(key, changed)
        return recovery

    def add_escrow(self, key: MasterKey, public_pem: bytes) -> str:
        """Let the authority's escrow key open this workspace; gives the slot's id. Raises "bad-escrow-key"."""
        recipient = escrow.public_bytes(public_pem)
        fresh = wrapping.for_escrow(key, recipient, generation=self._tables()[0].generation)
        self._change(key, lambda table: [*(s for s in table.slots if s.recipient != recipient), fresh])
        return fresh.id

    def remove_slot(self, key: MasterKey, slot_id: str) -> None:
        """Drop a slot; old copies of the file, as in backups, still open. Raises "no-such-slot", "last-slot"."""

        def changed(table: SlotTable) -> Sequence[Slot]:
            kept = [slot for slot in table.slots if slot.id != slot_id]
            if len(kept) == len(table.slots):
                raise AccessTrouble("no-such-slot")
            if not any(slot.kind is SlotKind.PASSWORD for slot in kept):
                raise AccessTrouble("last-slot")
            return kept

        self._change(key, changed)

    # -- reading and writing ---------------------------------------------------------------------------------------

    def _tables(self) -> list[SlotTable]:
        """The readable tables, the main file's first. Raises the main file's AccessTrouble when there is none."""
        tables: list[SlotTable] = []
        first: AccessTrouble | None = None
        for path in (self._path, self._spare):
            try:
                table = SlotTable.from_bytes(path.read_bytes())
            except FileNotFoundError:
                continue
            except OSError as error:
                raise trouble(error, path) from error
            except AccessTrouble as problem:
                first = first or problem
                continue
            if table not in tables:
                tables.append(table)
        if not tables:
            raise first or AccessTrouble("slots-missing")
        return tables

    def _unlock(
        self,
        kind: SlotKind,
        wrong: str,
        open_slot: Callable[[Slot, bytes], MasterKey],
        fits: Callable[[Slot], bool] = lambda slot: True,
    ) -> MasterKey:
        tables = self._tables()
        # The spare is asked only where the main file was unreadable: it may be older, from a change cut short.
        table = tables[0]
        candidates = [slot for slot in table.slots if slot.kind is kind and fits(slot)]
        if not candidates:
            raise AccessTrouble("no-such-slot")
        for slot in candidates:
            try:
                key = open_slot(slot, table.workspace_id)
            except AccessTrouble as problem:
                if problem.reason != wrong:
                    raise
                continue
            try:
                self._settle(key, table, tables)
            except BaseException:
                key.wipe()
                raise
            return key
        raise AccessTrouble(wrong)

    def _settle(self, key: MasterKey, table: SlotTable, tables: Sequence[SlotTable]) -> None:
        """Check the seal of what was opened; make main file and spare the same again, where the disk lets us."""
        sealed = [found for found in tables if hmac.compare_digest(found.seal, _seal(key, found))]
        if not sealed:
            raise AccessTrouble("slots-tampered")
        good = table if table in sealed else sealed[0]
        content = good.to_bytes()
        for path in (self._path, self._spare):
            try:
                if not path.exists() or path.read_bytes() != content:
                    replace_file(path, content)
            except (OSError, StoreTrouble):
                continue  # a full or read-only disk must not keep anybody out

    def _change(self, key: MasterKey, changed: Callable[[SlotTable], Sequence[Slot]]) -> None:
        table = next((found for found in self._tables() if hmac.compare_digest(found.seal, _seal(key, found))), None)
        if table is None:
            raise AccessTrouble("slots-tampered")
        self._write(key, replace(table, edition=table.edition + 1, slots=tuple(changed(table))))

    def _write(self, key: MasterKey, table: SlotTable) -> None:
        content = replace(table, seal=_seal(key, table)).to_bytes()
        # Both get the new content: a spare with the old password would be a second door.
        replace_file(self._path, content)
        replace_file(self._spare, content)


def _seal(key: MasterKey, table: SlotTable) -> bytes:
    mac_key = key.derive("slots")
    try:
        return hmac.digest(mac_key, table.sealed_content(), "sha256")
    finally:
        wipe(mac_key)
