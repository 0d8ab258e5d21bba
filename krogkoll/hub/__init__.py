"""The hub of one legal entity: takes changes in, merges them, and gives each device what its member may see."""

from krogkoll.hub.database import Database
from krogkoll.hub.registry import Authority, Device, Member, Registry, admin_key
from krogkoll.hub.safecopy import back_up_hub
from krogkoll.hub.serving import Address, Tls, own_tls, serve

__all__ = [
    "Address",
    "Authority",
    "Database",
    "Device",
    "Member",
    "Registry",
    "Tls",
    "admin_key",
    "back_up_hub",
    "own_tls",
    "serve",
]
