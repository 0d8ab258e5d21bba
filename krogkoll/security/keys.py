"""The master key of a workspace while it is open: kept in one place, derived from, and wiped."""

from types import TracebackType
from typing import NoReturn, Self

from krogkoll.kernel.errors import Locked
from krogkoll.kernel.platform import fill_random, wipe

KEY_BYTES = 32
TAG_BYTES = 16
_PREFIX = b"krogkoll/v1/"


def derived_key(material: bytearray | memoryview, salt: bytes, info: bytes) -> bytearray:
    """32 bytes by HKDF-SHA256 (RFC 5869); the caller wipes them.

    The library leaves its latest result behind on the stack and in freed memory (seen by scanning from outside), so
    one more derivation of nothing follows, which writes over the same places.
    """
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived, nothing = bytearray(KEY_BYTES), bytearray(KEY_BYTES)
    HKDF(SHA256(), KEY_BYTES, salt, info).derive_into(material, derived)
    HKDF(SHA256(), KEY_BYTES, salt, b"nothing").derive_into(bytearray(len(material)), nothing)
    return derived


def wrap_key(wrapping: bytearray, nonce: bytes, secret: bytearray | memoryview, binding: bytes) -> bytes:
    """A 32-byte key encrypted by another with AES-256-GCM, tied to `binding`; the traces in memory written over."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapped = bytearray(KEY_BYTES + TAG_BYTES)
    AESGCM(wrapping).encrypt_into(nonce, secret, binding, wrapped)
    _write_over_traces()
    return bytes(wrapped)


def unwrap_key(wrapping: bytearray, nonce: bytes, wrapped: bytes, binding: bytes) -> bytearray | None:
    """The inverse of `wrap_key`; None where anything does not fit. The caller wipes the result."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    opened = bytearray(KEY_BYTES)
    try:
        AESGCM(wrapping).decrypt_into(nonce, wrapped, binding, opened)
    except InvalidTag:
        wipe(opened)
        return None
    finally:
        _write_over_traces()
    return opened


def _write_over_traces() -> None:
    """The cipher leaves its last block on the stack (half a key, seen from outside); nothing secret goes there now."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nothing, wrapped = bytearray(KEY_BYTES), bytearray(KEY_BYTES + TAG_BYTES)
    cipher = AESGCM(bytes(KEY_BYTES))
    cipher.encrypt_into(bytes(12), nothing, b"nothing", wrapped)
    cipher.decrypt_into(bytes(12), wrapped, b"nothing", nothing)


class MasterKey:
    """32 random bytes that everything in one workspace hangs on. Never printed, copied or pickled.

    Holds the only copy; whoever needs a key asks `derive` for one with its own purpose and wipes it after use.
    """

    __slots__ = ("_secret", "_workspace")

    def __init__(self, secret: bytearray, workspace_id: bytes) -> None:
        """Takes over `secret` (the caller must not keep or wipe it)."""
        if len(secret) != KEY_BYTES:
            raise ValueError("a master key has 32 bytes")
        self._secret = secret
        self._workspace = workspace_id

    @classmethod
    def random(cls, workspace_id: bytes) -> Self:
        """A fresh key from the system's random source."""
        secret = bytearray(KEY_BYTES)
        fill_random(secret)
        return cls(secret, workspace_id)

    @property
    def workspace_id(self) -> bytes:
        """The 16 bytes that name the workspace; not secret."""
        return self._workspace

    @property
    def alive(self) -> bool:
        """False after `wipe`."""
        return bool(self._secret)

    def derive(self, purpose: str) -> bytearray:
        """A key of 32 bytes for one purpose ("database", "vault", ...): HKDF-SHA256 (RFC 5869), salt = workspace.

        The caller owns the buffer and wipes it. Raises Locked after `wipe`.
        """
        with self.revealed() as secret:
            derived = derived_key(secret, self._workspace, _PREFIX + purpose.encode())
        if not self.alive:  # wiped by another thread meanwhile: what was derived may come from zeros
            wipe(derived)
            raise Locked("keys-dropped")
        return derived

    def revealed(self) -> memoryview:
        """The key's own bytes, to wrap them: a view, no copy, for use in a `with`. Raises Locked after `wipe`."""
        if not self._secret:
            raise Locked("keys-dropped")
        return memoryview(self._secret).toreadonly()

    def same_as(self, other: "MasterKey") -> bool:
        """Whether both hold the same key of the same workspace; takes the same time either way."""
        from hmac import compare_digest

        with self.revealed() as mine, other.revealed() as theirs:
            return compare_digest(mine, theirs) and self._workspace == other._workspace

    def wipe(self) -> None:
        """Overwrite the key with zeros; harmless twice."""
        secret, self._secret = self._secret, bytearray()
        wipe(secret)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()

    def __repr__(self) -> str:
        return f"<MasterKey, {'alive' if self.alive else 'wiped'}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a master key is never copied or pickled")
