"""The key store of the operating system (Windows Credential Manager, macOS Keychain, Secret Service), as a port.

Every program that runs as the same user can read it, so nothing lies there that opens a workspace by itself.
A value may be 1,200 characters at most (Windows keeps 2,560 bytes of UTF-16).
"""

from typing import Protocol

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.kernel.platform import fill_random

SERVICE = "Krogkoll"
LONGEST_VALUE = 1200
# Only stores that the system itself protects; not files in clear text, and not backends that hide one.
_TRUSTED = frozenset({"Windows", "macOS", "SecretService", "libsecret", "kwallet"})


class KeyStore(Protocol):
    """Small named texts that outlive the program and the workspace folder."""

    @property
    def usable(self) -> bool:
        """Whether what is written will be there next time."""
        ...

    def read(self, name: str) -> str | None:
        """The value, or None. Raises AccessTrouble "key-store" when the store refuses."""
        ...

    def write(self, name: str, value: str) -> None:
        """Keep a value. Raises AccessTrouble "key-store" when the store refuses."""
        ...

    def remove(self, name: str) -> None:
        """Forget a value; harmless when there is none. Raises AccessTrouble "key-store"."""
        ...


class NoKeyStore:
    """Where there is none (a server, a container, a locked-down session): remembers nothing."""

    @property
    def usable(self) -> bool:
        """Never."""
        return False

    def read(self, name: str) -> str | None:
        """Nothing."""
        return None

    def write(self, name: str, value: str) -> None:
        """Forgets at once."""

    def remove(self, name: str) -> None:
        """Nothing to forget."""


class MemoryKeyStore:
    """For practice workspaces and tests: lives as long as the process."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    @property
    def usable(self) -> bool:
        """Always."""
        return True

    def read(self, name: str) -> str | None:
        """The value, or None."""
        return self._values.get(name)

    def write(self, name: str, value: str) -> None:
        """Keep a value. Raises ValueError when it would not fit into a real store."""
        if len(value) > LONGEST_VALUE:
            raise ValueError("too long for a key store")
        self._values[name] = value

    def remove(self, name: str) -> None:
        """Forget a value."""
        self._values.pop(name, None)


class SystemKeyStore:
    """The real one, through the `keyring` library, loaded when first asked."""

    def __init__(self) -> None:
        self._usable: bool | None = None

    @property
    def usable(self) -> bool:
        """Whether this session has a store that the system protects."""
        if self._usable is None:
            self._usable = _system_store_is_safe()
        return self._usable

    def read(self, name: str) -> str | None:
        """The value, or None. Raises AccessTrouble "key-store"."""
        import keyring
        from keyring.errors import KeyringError

        if not self.usable:
            return None
        try:
            return keyring.get_password(SERVICE, name)
        except (KeyringError, OSError) as error:
            raise AccessTrouble("key-store") from error

    def write(self, name: str, value: str) -> None:
        """Keep a value. Raises AccessTrouble "key-store", ValueError when it is too long."""
        import keyring
        from keyring.errors import KeyringError

        if len(value) > LONGEST_VALUE:
            raise ValueError("too long for a key store")
        if not self.usable:
            return
        try:
            keyring.set_password(SERVICE, name, value)
        except (KeyringError, OSError) as error:
            raise AccessTrouble("key-store") from error

    def remove(self, name: str) -> None:
        """Forget a value. Raises AccessTrouble "key-store"."""
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError

        if not self.usable:
            return
        try:
            keyring.delete_password(SERVICE, name)
        except PasswordDeleteError:
            return  # there was none
        except (KeyringError, OSError) as error:
            raise AccessTrouble("key-store") from error


def device_secret(key_store: KeyStore, workspace_id: bytes, *, make: bool = False) -> bytearray | None:
    """The computer's own secret for a workspace, made on demand; None where there is none and none is to be made.

    The caller wipes it. Raises AccessTrouble "key-store", or "no-key-store" when asked to make one without a store.
    """
    name = f"device:{workspace_id.hex()}"
    known = key_store.read(name)
    if known:
        return bytearray.fromhex(known)
    if not make:
        return None
    if not key_store.usable:
        raise AccessTrouble("no-key-store")
    fresh = bytearray(32)
    fill_random(fresh)
    key_store.write(name, fresh.hex())
    return fresh


def _system_store_is_safe() -> bool:
    import keyring
    from keyring.errors import KeyringError

    try:
        backend = keyring.get_keyring()
        inner = getattr(backend, "backends", None) or [backend]  # a chainer asks several in turn
    except (KeyringError, OSError):
        return False
    names = [type(one).__module__ for one in inner]
    return all(name.startswith("keyring.backends.") and name.rsplit(".", 1)[-1] in _TRUSTED for name in names)
