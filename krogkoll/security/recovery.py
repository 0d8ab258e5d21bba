"""The recovery key: 128 random bits that a person can print, keep in a safe and type back without error."""

import re
from typing import Self

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.kernel.platform import fill_random, wipe

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_READ = {character: value for value, character in enumerate(_ALPHABET)} | {"I": 1, "L": 1, "O": 0}
_KEY_BYTES = 16
_CHECK_BITS = 12
# The largest prime below 2**12. It divides no power of 32, no number below 32 and not 31, so that one wrong
# character and two swapped neighbours always change the remainder.
_PRIME = 4093
GROUPS, GROUP_LENGTH = 7, 4
_LENGTH = GROUPS * GROUP_LENGTH


class RecoveryKey:
    """Opens the workspace when the password is lost. Shown once, then known only on paper."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytearray) -> None:
        """Takes over `secret`, 16 bytes."""
        if len(secret) != _KEY_BYTES:
            raise ValueError("a recovery key has 16 bytes")
        self._secret = secret

    @classmethod
    def random(cls) -> Self:
        """A fresh key from the system's random source."""
        secret = bytearray(_KEY_BYTES)
        fill_random(secret)
        return cls(secret)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what a person typed: any case, blanks and hyphens anywhere, O for 0, I and L for 1.

        Raises AccessTrouble: "recovery-key-length" (with `missing`, negative when there is too much),
        "recovery-key-character" (with `character`), "recovery-key-mistyped" (the check digits disagree).
        """
        whole = 0
        typed = _typed(text)
        for character in typed:
            if character not in _READ:
                raise AccessTrouble("recovery-key-character", character=character)
            whole = whole << 5 | _READ[character]
        if len(typed) != _LENGTH:
            raise AccessTrouble("recovery-key-length", missing=_LENGTH - len(typed))
        key, check = whole >> _CHECK_BITS, whole & (1 << _CHECK_BITS) - 1
        if key % _PRIME != check:
            raise AccessTrouble("recovery-key-mistyped")
        return cls(bytearray(key.to_bytes(_KEY_BYTES, "big")))

    @property
    def groups(self) -> tuple[str, ...]:
        """Seven groups of four characters, to be printed; the last two characters and a half check the rest."""
        if not self._secret:
            raise ValueError("the recovery key is wiped")
        key = int.from_bytes(self._secret, "big")
        whole = key << _CHECK_BITS | key % _PRIME
        text = "".join(_ALPHABET[whole >> 5 * place & 31] for place in reversed(range(_LENGTH)))
        return tuple(text[start : start + GROUP_LENGTH] for start in range(0, _LENGTH, GROUP_LENGTH))

    @property
    def text(self) -> str:
        """The groups joined by hyphens."""
        return "-".join(self.groups)

    def asked_groups(self) -> tuple[int, int]:
        """Two different group numbers (0 to 6, in order) to ask for, so that the paper is known to be readable."""
        import secrets

        first, second = sorted(secrets.SystemRandom().sample(range(GROUPS), 2))
        return first, second

    def confirms(self, group: int, typed: str) -> bool:
        """Whether `typed` is that group, read as forgivingly as `parse`."""
        values = [_READ.get(character, -1) for character in _typed(typed)]
        return values == [_READ[character] for character in self.groups[group]]

    def secret(self) -> memoryview:
        """The key's own bytes as a read-only view."""
        return memoryview(self._secret).toreadonly()

    def wipe(self) -> None:
        """Overwrite the key with zeros; text that was shown stays where it was shown."""
        secret, self._secret = self._secret, bytearray()
        wipe(secret)

    def __repr__(self) -> str:
        return "<RecoveryKey>"


def _typed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010-\u2015\u2212_.-]+", "", text).upper()
