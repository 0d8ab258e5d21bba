"""Looks for secrets in another process's memory, from outside, as an attacker with the same rights would (Linux)."""

from collections.abc import Sequence
from pathlib import Path

_CHUNK = 8 * 1024 * 1024
_SKIPPED = ("[vvar]", "[vsyscall]", "[vvar_vclock]")


def scan(pid: int, needles: Sequence[bytes]) -> list[int]:
    """How often each needle lies in the writable memory of process `pid`, overlapping chunks counted once.

    The process must be a child of this one (or this one root). Needles should be 12 bytes or longer.
    """
    counts = [0] * len(needles)
    longest = max(len(needle) for needle in needles)
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in _regions(pid):
            position, tail = start, b""
            while position < end:
                try:
                    memory.seek(position)
                    chunk = memory.read(min(_CHUNK, end - position))
                except OSError:
                    break  # a guard page, or memory given back meanwhile
                if not chunk:
                    break
                window = tail + chunk
                for index, needle in enumerate(needles):
                    counts[index] += window.count(needle) - tail.count(needle)
                tail = window[-(longest - 1) :]
                position += len(chunk)
    return counts


def forms(secret: bytes) -> list[bytes]:
    """Either half of a secret as it lies in memory, then its text forms: hex in both cases, in UTF-16 (Qt) and UTF-32.

    Halves, because freed memory loses its first bytes to the allocator, and ciphers leave single blocks behind.
    """
    half = len(secret) // 2
    text = secret[half:].hex()
    texts = [text.encode(), text.upper().encode(), text.encode("utf-16-le"), text.encode("utf-32-le")]
    return [secret[:half], secret[half:], *texts]


def _regions(pid: int) -> list[tuple[int, int]]:
    found = []
    for line in Path(f"/proc/{pid}/maps").read_text(errors="replace").splitlines():
        fields = line.split(maxsplit=5)
        if fields[1].startswith("rw") and (len(fields) < 6 or fields[5] not in _SKIPPED):
            start, end = fields[0].split("-")
            found.append((int(start, 16), int(end, 16)))
    return found
