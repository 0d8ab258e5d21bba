"""Slows down whoever guesses passwords at the keyboard: five free tries, then 2, 4, 8 ... seconds, 15 minutes at most.

Counts tries, and measures waiting by the computer's running time, never by the wall clock: setting the clock forward
or back changes nothing, and restarting the computer starts the wait over. A try is counted before the password is
examined, so that ending the program in the middle does not undo it.

The count lies in a file with a MAC. Where a key store exists the MAC's key and a second copy of the count lie there;
deleting or restoring the file does not help then. Without one, deleting the file clears the count: what holds then
is the cost of each guess (Argon2id) alone. Nothing is ever wiped after wrong tries: it is evidence.
"""

import contextlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.security.files import replace_file, trouble
from krogkoll.security.keystore import KeyStore

FILE_NAME = "tries.json"
FREE_TRIES = 5
LONGEST_WAIT = 900.0


def wait_after(failures: int) -> float:
    """Seconds to wait after so many wrong tries in a row."""
    if failures < FREE_TRIES:
        return 0.0
    return min(LONGEST_WAIT, 2.0 ** min(failures - FREE_TRIES + 1, 20))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    failures: int
    since: float  # the computer's running time at the latest try, seconds


class Throttle:
    """The count of wrong tries of one workspace."""

    def __init__(
        self,
        folder: Path,
        workspace_id: bytes,
        key_store: KeyStore,
        uptime: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = folder / FILE_NAME
        self._name = workspace_id.hex()
        self._key_store = key_store
        self._uptime = uptime
        self._started = uptime()

    @property
    def failures(self) -> int:
        """Wrong tries in a row so far."""
        return self._count().failures

    @property
    def free_left(self) -> int:
        """Tries left before the next pause."""
        return max(0, FREE_TRIES - self._count().failures)

    def remaining(self) -> float:
        """Seconds until the next try is allowed; 0.0 when it is allowed now."""
        return self._remaining(self._count())

    def start_try(self) -> None:
        """Count a try before it is made. Raises AccessTrouble "throttled" (with `wait`), StoreTrouble."""
        count = self._count()
        wait = self._remaining(count)
        if wait > 0:
            raise AccessTrouble("throttled", wait=wait)
        self._keep(_Count(failures=count.failures + 1, since=self._uptime()))

    def succeeded(self) -> None:
        """The try was right: start over from five free ones."""
        self._keep(_Count(failures=0, since=self._uptime()))

    def undo_try(self) -> None:
        """The try never got as far as the password (a damaged file, no memory): it does not count."""
        count = self._count()
        self._keep(_Count(failures=max(0, count.failures - 1), since=count.since))

    def _remaining(self, count: _Count) -> float:
        now = self._uptime()
        # Running time below the mark: the computer has been restarted; all we know is how long it has been up.
        passed = now - count.since if now >= count.since else now
        return max(0.0, wait_after(count.failures) - max(0.0, passed))

    def _count(self) -> _Count:
        file = self._from_file()
        mirror = self._from_store()
        return max(file, mirror, key=lambda count: (count.failures, count.since)) if mirror else file

    def _keep(self, count: _Count) -> None:
        text = json.dumps({"failures": count.failures, "since": round(count.since, 3)})
        mac = hmac.digest(self._mac_key(), text.encode(), "sha256").hex()
        if self._key_store.usable:
            # A store that is locked for the moment must not keep its owner out; the file still counts.
            with contextlib.suppress(AccessTrouble):
                self._key_store.write(f"tries:{self._name}", text)
        replace_file(self._path, f"{text}\n{mac}\n".encode())

    def _from_file(self) -> _Count:
        try:
            lines = self._path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return _Count(failures=0, since=self._uptime())
        except OSError as error:
            raise trouble(error, self._path) from error
        count = _parsed(lines[0]) if len(lines) == 3 and self._believes(lines[0], lines[1]) else None
        # Changed by somebody: the free tries are used up, no more and no less.
        return count or _Count(failures=FREE_TRIES, since=self._started)

    def _believes(self, text: bytes, mac: bytes) -> bool:
        """Whether the file's MAC holds; a file from before this key store knew the workspace is taken at its word.

        So a workspace that was moved, or used without a key store before, costs nobody a pause. Whoever can make a
        key store forget could delete the count in it as well.
        """
        key = self._known_key()
        return key is None or hmac.compare_digest(mac, hmac.digest(key, text, "sha256").hex().encode())

    def _from_store(self) -> _Count | None:
        if not self._key_store.usable:
            return None
        try:
            text = self._key_store.read(f"tries:{self._name}")
        except AccessTrouble:
            return None
        return _parsed(text.encode()) if text else None

    def _known_key(self) -> bytes | None:
        """The MAC's key; None where the key store does not know this workspace yet.

        Without a key store it is a key that anybody can compute: a check sum only.
        """
        if self._key_store.usable:
            with contextlib.suppress(AccessTrouble):
                known = self._key_store.read(f"mac:{self._name}")
                return known.encode() if known else None
        return b"krogkoll/v1/tries/" + self._name.encode()

    def _mac_key(self) -> bytes:
        """The MAC's key, made in the key store at first use."""
        known = self._known_key()
        if known is None:
            fresh = secrets.token_hex(32)
            self._key_store.write(f"mac:{self._name}", fresh)
            known = fresh.encode()
        return known


def _parsed(text: bytes) -> _Count | None:
    try:
        found = json.loads(text)
        failures, since = found["failures"], found["since"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if type(failures) is not int or failures < 0 or not isinstance(since, (int, float)):
        return None
    return _Count(failures=failures, since=float(since))
