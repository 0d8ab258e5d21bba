"""Keys and rights: what opens a workspace, what closes it, and who may do what in it. Cheap to import."""

from krogkoll.security.entrance import Entrance, Ways
from krogkoll.security.escrow import fingerprint as escrow_fingerprint
from krogkoll.security.escrow import make_pair as make_escrow_pair
from krogkoll.security.keys import MasterKey
from krogkoll.security.keystore import KeyStore, MemoryKeyStore, NoKeyStore, SystemKeyStore
from krogkoll.security.lock import FIELD_IDLE, OFFICE_IDLE, Lock, LockActs, LockReason, LockState, LockTimes
from krogkoll.security.passphrase import Generated, Strength, StrengthWord, Weakness, generate, strength
from krogkoll.security.permissions import Actor, Permission, Role, permissions_of
from krogkoll.security.quick_unlock import PinState, QuickUnlock, pin_problem
from krogkoll.security.recovery import RecoveryKey
from krogkoll.security.slot_table import SlotKind
from krogkoll.security.slots import SlotFile, SlotSummary
from krogkoll.security.stretch import DEFAULT_COST, FLOOR_COST, Argon2Cost, calibrated, stretch
from krogkoll.security.throttle import Throttle, wait_after

__all__ = [
    "DEFAULT_COST",
    "FIELD_IDLE",
    "FLOOR_COST",
    "OFFICE_IDLE",
    "Actor",
    "Argon2Cost",
    "Entrance",
    "Generated",
    "KeyStore",
    "Lock",
    "LockActs",
    "LockReason",
    "LockState",
    "LockTimes",
    "MasterKey",
    "MemoryKeyStore",
    "NoKeyStore",
    "Permission",
    "PinState",
    "QuickUnlock",
    "RecoveryKey",
    "Role",
    "SlotFile",
    "SlotKind",
    "SlotSummary",
    "Strength",
    "StrengthWord",
    "SystemKeyStore",
    "Throttle",
    "Ways",
    "Weakness",
    "calibrated",
    "escrow_fingerprint",
    "generate",
    "make_escrow_pair",
    "permissions_of",
    "pin_problem",
    "strength",
    "stretch",
    "wait_after",
]
