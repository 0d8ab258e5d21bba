"""A PIN instead of the whole password for eight hours of work, where the system has a key store.

The master key is wrapped by a random key from the key store together with the PIN (Argon2id). Neither the folder nor
the key store opens anything alone, but a program that runs as the same user and knows both can try all PINs: this is
a comfort for a screen that locks every five minutes, not a second password. It ends after eight hours from the last
whole password, when a clock goes backwards, when the computer is restarted, and after five wrong PINs.
"""

import itertools
import json
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Self

from krogkoll.kernel.clock import Clock, from_iso, to_iso
from krogkoll.kernel.errors import AccessTrouble
from krogkoll.kernel.platform import fill_random, wipe
from krogkoll.security.elapsed import Elapsed, Mark
from krogkoll.security.files import remove_file, replace_file
from krogkoll.security.keys import KEY_BYTES, TAG_BYTES, MasterKey, derived_key, unwrap_key, wrap_key
from krogkoll.security.keystore import KeyStore
from krogkoll.security.stretch import FLOOR_COST, stretch

FILE_NAME = "pin.bin"
LIFETIME = timedelta(hours=8)
MOST_WRONG = 5
_PIN = re.compile(r"[0-9]{6,12}")
_NONCE, _SALT = 12, 16


class PinState(StrEnum):
    """Whether a PIN may be asked for, and if not, why."""

    READY = "ready"
    NOT_SET = "not-set"
    EXPIRED = "expired"
    NO_KEY_STORE = "no-key-store"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What the key store keeps."""

    key: str  # 32 bytes in hex
    wrong: int
    mark: Mark

    def to_text(self) -> str:
        made = {"key": self.key, "wrong": self.wrong, "at": to_iso(self.mark.at), "running": self.mark.running}
        return json.dumps(made)

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        try:
            found = json.loads(text)
            mark = Mark(at=from_iso(found["at"]), running=float(found["running"]))
            entry = cls(key=found["key"], wrong=int(found["wrong"]), mark=mark)
            return entry if len(bytes.fromhex(entry.key)) == KEY_BYTES and entry.wrong >= 0 else None
        except (ValueError, KeyError, TypeError, RecursionError):
            return None


def pin_problem(pin: str) -> str | None:
    """What is wrong with a PIN someone wants: "pin-form" (six to twelve digits), "pin-simple"; None when it will do."""
    if not _PIN.fullmatch(pin):
        return "pin-form"
    steps = {(int(after) - int(before)) % 10 for before, after in itertools.pairwise(pin)}
    halves = len(pin) % 2 == 0 and pin[: len(pin) // 2] == pin[len(pin) // 2 :]
    pairs = len(pin) % 2 == 0 and len({pin[place : place + 2] for place in range(0, len(pin), 2)}) == 1
    return "pin-simple" if (len(steps) == 1 and steps <= {0, 1, 9}) or halves or pairs else None


class QuickUnlock:
    """The PIN of one workspace on this computer."""

    def __init__(
        self,
        folder: Path,
        workspace_id: bytes,
        key_store: KeyStore,
        clock: Clock,
        uptime: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = folder / FILE_NAME
        self._workspace = workspace_id
        self._name = f"pin:{workspace_id.hex()}"
        self._key_store = key_store
        self._elapsed = Elapsed(clock, uptime)

    def state(self) -> PinState:
        """Whether a PIN may be asked for. An entry past its time is removed on the way."""
        if not self._key_store.usable:
            return PinState.NO_KEY_STORE
        try:
            text = self._key_store.read(self._name)
        except AccessTrouble:
            return PinState.NO_KEY_STORE
        entry = _Entry.from_text(text) if text else None
        if entry is None or not self._path.exists():
            return PinState.NOT_SET
        if self._expired(entry):
            self.remove()
            return PinState.EXPIRED
        return PinState.READY

    def enable(self, pin: str, key: MasterKey) -> None:
        """Let this PIN open the workspace for eight hours; call it right after the whole password was given.

        Raises AccessTrouble "no-key-store", "key-store", "pin-form", "pin-simple"; StoreTrouble.
        """
        if not self._key_store.usable:
            raise AccessTrouble("no-key-store")
        problem = pin_problem(pin)
        if problem:
            raise AccessTrouble(problem)
        outer = bytearray(KEY_BYTES)
        fill_random(outer)
        salt = os.urandom(_SALT)
        try:
            content = salt + self._wrap(key, pin, salt, outer)
            replace_file(self._path, content)
            entry = _Entry(key=outer.hex(), wrong=0, mark=self._elapsed.mark())
            self._key_store.write(self._name, entry.to_text())
        finally:
            wipe(outer)

    def unlock(self, pin: str) -> MasterKey:
        """Open by PIN. A wrong one is counted before it is examined; after five the PIN is gone.

        Raises AccessTrouble "wrong-pin" (with `left`), "pin-expired", "pin-gone", "no-key-store", "key-store".
        """
        state = self.state()
        if state is PinState.NO_KEY_STORE:
            raise AccessTrouble("no-key-store")
        if state is PinState.EXPIRED:
            raise AccessTrouble("pin-expired")
        entry = _Entry.from_text(self._key_store.read(self._name) or "") if state is PinState.READY else None
        if entry is None or entry.wrong >= MOST_WRONG:
            self.remove()
            raise AccessTrouble("pin-gone")
        self._key_store.write(self._name, replace(entry, wrong=entry.wrong + 1).to_text())
        outer = bytearray.fromhex(entry.key)
        try:
            key = self._unwrap(pin, outer)
        except AccessTrouble:
            left = MOST_WRONG - entry.wrong - 1
            if left == 0:
                self.remove()
                raise AccessTrouble("pin-gone") from None
            raise AccessTrouble("wrong-pin", left=left) from None
        finally:
            wipe(outer)
        self._key_store.write(self._name, replace(entry, wrong=0).to_text())
        return key

    def remove(self) -> None:
        """Forget the PIN here and in the key store; harmless when there is none."""
        try:
            self._key_store.remove(self._name)
        finally:
            remove_file(self._path)

    def _expired(self, entry: _Entry) -> bool:
        return self._elapsed.went_backwards(entry.mark) or self._elapsed.since(entry.mark) >= LIFETIME

    def _wrap(self, key: MasterKey, pin: str, salt: bytes, outer: bytearray) -> bytes:
        wrapping, nonce = self._wrapping_key(pin, salt, outer), os.urandom(_NONCE)
        try:
            with key.revealed() as inside:
                return nonce + wrap_key(wrapping, nonce, inside, self._binding(salt))
        finally:
            wipe(wrapping)

    def _unwrap(self, pin: str, outer: bytearray) -> MasterKey:
        try:
            content = self._path.read_bytes()
        except OSError as error:
            raise AccessTrouble("pin-gone") from error
        if len(content) != _SALT + _NONCE + KEY_BYTES + TAG_BYTES:
            raise AccessTrouble("wrong-pin")
        salt, nonce, wrapped = content[:_SALT], content[_SALT : _SALT + _NONCE], content[_SALT + _NONCE :]
        wrapping = self._wrapping_key(pin, salt, outer)
        try:
            opened = unwrap_key(wrapping, nonce, wrapped, self._binding(salt))
        finally:
            wipe(wrapping)
        if opened is None:
            raise AccessTrouble("wrong-pin")
        return MasterKey(opened, self._workspace)

    def _binding(self, salt: bytes) -> bytes:
        return b"krogkoll/v1/pin/" + self._workspace + salt

    def _wrapping_key(self, pin: str, salt: bytes, outer: bytearray) -> bytearray:
        stretched = stretch(pin, salt, FLOOR_COST)
        material = stretched + outer
        try:
            return derived_key(material, salt, b"krogkoll/v1/pin")
        finally:
            wipe(stretched)
            wipe(material)
