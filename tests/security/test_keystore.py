"""The key store port: what counts as a store, and what never does."""

import pytest

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.security import KeyStore, MemoryKeyStore, NoKeyStore, SystemKeyStore
from krogkoll.security.keystore import LONGEST_VALUE, device_secret


def with_backend(monkeypatch: pytest.MonkeyPatch, module: str, **methods: object) -> SystemKeyStore:
    """The system store with a backend of that module name, whose answers the test decides."""
    import keyring

    backend = type("Keyring", (), {"__module__": module, **methods})()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    for name, method in methods.items():
        monkeypatch.setattr(keyring, name, method)
    return SystemKeyStore()


@pytest.mark.parametrize("name", ["Windows", "macOS", "SecretService", "libsecret", "kwallet"])
def test_stores_that_the_system_protects_are_used(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert with_backend(monkeypatch, f"keyring.backends.{name}").usable


@pytest.mark.parametrize(
    "module", ["keyring.backends.fail", "keyring.backends.null", "keyrings.alt.file", "evil.backends.Windows"]
)
def test_absent_and_clear_text_stores_are_not_used(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    store = with_backend(monkeypatch, module)
    assert not store.usable
    store.write("name", "value")
    assert store.read("name") is None
    store.remove("name")


def test_a_chain_of_stores_is_used_only_if_each_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring

    def kind(module: str) -> object:
        return type("Keyring", (), {"__module__": module})()

    for inner, expected in ((["SecretService", "kwallet"], True), (["SecretService", "null"], False)):
        chain = type("Chain", (), {"backends": [kind(f"keyring.backends.{name}") for name in inner]})()
        monkeypatch.setattr(keyring, "get_keyring", lambda chain=chain: chain)
        assert SystemKeyStore().usable is expected


def test_refusals_of_the_system_become_one_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    from keyring.errors import KeyringLocked, PasswordDeleteError

    def refuse(*_: object) -> None:
        raise KeyringLocked("locked")

    store = with_backend(
        monkeypatch, "keyring.backends.SecretService", get_password=refuse, set_password=refuse, delete_password=refuse
    )
    for act in (lambda: store.read("n"), lambda: store.write("n", "v"), lambda: store.remove("n")):
        with pytest.raises(AccessTrouble) as problem:
            act()
        assert problem.value.reason == "key-store"

    def nothing_there(*_: object) -> None:
        raise PasswordDeleteError("none")

    with_backend(monkeypatch, "keyring.backends.SecretService", delete_password=nothing_there).remove("n")


@pytest.mark.parametrize("store", [MemoryKeyStore(), SystemKeyStore()])
def test_values_that_windows_would_refuse_are_refused_everywhere(store: KeyStore) -> None:
    with pytest.raises(ValueError, match="too long"):
        store.write("name", "x" * (LONGEST_VALUE + 1))


def test_the_computers_secret_is_made_once_and_only_when_asked() -> None:
    store = MemoryKeyStore()
    assert device_secret(store, b"w" * 16) is None
    made = device_secret(store, b"w" * 16, make=True)
    assert made is not None
    assert len(made) == 32
    assert device_secret(store, b"w" * 16) == made != device_secret(store, b"x" * 16, make=True)
    with pytest.raises(AccessTrouble) as problem:
        device_secret(NoKeyStore(), b"w" * 16, make=True)
    assert problem.value.reason == "no-key-store"
