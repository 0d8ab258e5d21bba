"""Makes guessing a password slow: Argon2id (RFC 9106) with a cost that fits the computer and stays within bounds."""

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.kernel.platform import wipe

_MIB = 1024
_LOWEST_MIB, _HIGHEST_MIB = 64, 1024
_LONGEST_PASSWORD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Argon2Cost:
    """What one guess costs. Bounds on reading keep a changed file from making guesses cheap or the computer hang."""

    memory_kib: int
    passes: int
    lanes: int

    def within_bounds(self) -> bool:
        """64 MiB to 1 GiB, three to ten passes, one to eight lanes."""
        return (
            _LOWEST_MIB * _MIB <= self.memory_kib <= _HIGHEST_MIB * _MIB
            and 3 <= self.passes <= 10
            and 1 <= self.lanes <= 8
        )


DEFAULT_COST = Argon2Cost(memory_kib=256 * _MIB, passes=3, lanes=2)
FLOOR_COST = Argon2Cost(memory_kib=_LOWEST_MIB * _MIB, passes=3, lanes=2)  # for PINs, practice and tests


def stretch(password: str, salt: bytes, cost: Argon2Cost) -> bytearray:
    """32 bytes from a password; the caller wipes them.

    The same password gives the same bytes however the keyboard composed its letters: NFC, every kind of blank as
    a space (RFC 8265 OpaqueString). Raises AccessTrouble "kdf-out-of-bounds", or "too-little-memory".
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    if not cost.within_bounds():
        raise AccessTrouble("kdf-out-of-bounds", memory_kib=cost.memory_kib, passes=cost.passes, lanes=cost.lanes)
    spaced = "".join(" " if unicodedata.category(character) == "Zs" else character for character in password)
    typed = bytearray(unicodedata.normalize("NFC", spaced).encode("utf-8", "surrogatepass"))
    stretched = bytearray(32)
    try:
        if len(typed) > _LONGEST_PASSWORD:
            raise AccessTrouble("password-too-long")
        argon = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
        # The library takes any buffer; its type stub says bytes only.
        argon.derive_into(cast("bytes", typed), stretched)
    except MemoryError as error:
        raise AccessTrouble("too-little-memory", memory_kib=cost.memory_kib) from error
    finally:
        wipe(typed)
    return stretched


def seconds_for(cost: Argon2Cost) -> float:
    """How long one guess takes on this computer now."""
    start = time.perf_counter()
    wipe(stretch("calibration", b"calibration-salt", cost))
    return time.perf_counter() - start


def calibrated(
    seconds: Callable[[Argon2Cost], float] = seconds_for, *, low: float = 0.5, high: float = 1.0
) -> Argon2Cost:
    """A cost at which this computer needs `low` to `high` seconds; never under the floor, never over the bounds.

    Tries the default first and then scales memory, which is what costs an attacker most. A slow answer is asked for
    again, so that a computer that happens to be busy does not get a cheap cost for good.
    """
    cost = DEFAULT_COST
    try:
        took = seconds(cost)
        for _ in range(2):
            if took > high:
                took = min(took, seconds(cost))
    except AccessTrouble as problem:
        if problem.reason != "too-little-memory":
            raise
        return FLOOR_COST
    if low <= took <= high:
        return cost
    wanted = cost.memory_kib / _MIB * (low + high) / 2 / max(took, 0.001)
    # In steps of 32 MiB, rounded down, so that the answer does not wobble with the load of the moment.
    memory_mib = min(_HIGHEST_MIB, max(_LOWEST_MIB, int(wanted) // 32 * 32))
    cost = Argon2Cost(memory_kib=memory_mib * _MIB, passes=3, lanes=2)
    if memory_mib < _HIGHEST_MIB:
        return cost
    took = max(seconds(cost), 0.001)  # a very fast computer: more passes instead of more memory
    return Argon2Cost(memory_kib=cost.memory_kib, passes=min(10, max(3, int(3 * low / took))), lanes=2)
