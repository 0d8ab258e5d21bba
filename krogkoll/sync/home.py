"""What a workspace keeps about the hub it is enrolled at, in its own encrypted database."""

from __future__ import annotations

import msgspec

from krogkoll.store import Reader, Tx
from krogkoll.sync.protocol import TreeHead

_SETTING = "sync/hub"


class Home(msgspec.Struct, frozen=True, kw_only=True):
    """The hub, this device's key there, and how far both have come.

    pin: first 16 bytes of SHA-256 of the hub's public TLS key, hexadecimal; zeros for plain http on loopback.
    key: the device's private Ed25519 key. known: the newest checkpoint this device has seen and checked.
    contact: when the hub answered last (UTC text). healing: the hub was restored; what it lost is being sent again.
    """

    url: str
    pin: str
    hub_key: str
    device: str
    key: str
    name: str
    epoch: str
    authority: str
    authority_name: str
    member: str
    member_name: str
    role: str
    compartments: tuple[str, ...]
    administrator: str
    known: TreeHead = TreeHead()
    lease: int = 14
    contact: str = ""
    enrolled: str = ""
    healing: bool = False


def home_of(reader: Reader) -> Home | None:
    """The hub of this workspace; None where it has none."""
    kept = reader.setting(_SETTING)
    return None if kept is None else msgspec.convert(kept, Home)


def keep_home(tx: Tx, home: Home) -> None:
    """Write it down; part of the transaction in which it was learnt."""
    tx.set_setting(_SETTING, msgspec.to_builtins(home))
