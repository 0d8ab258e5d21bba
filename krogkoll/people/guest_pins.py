"""A PIN of one's own for acts on a colleague's computer: it is the same person each time, not only the same name.

The first act chooses it; it holds in this workspace alone and never leaves it. It is no second password: who can open
the workspace can read everything in it. It keeps an act in somebody's name from being written by somebody else.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from krogkoll.kernel.clock import from_iso, to_iso
from krogkoll.kernel.errors import AccessTrouble, Invalid, NotAllowed, Problem
from krogkoll.kernel.platform import fill_random
from krogkoll.people.rows import MemberRow
from krogkoll.security import FLOOR_COST, Actor, Permission, pin_problem, stretch, wait_after
from krogkoll.store import AuditAction, Reader, Store, Tx

_SALT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    salt: str
    digest: str
    failures: int = 0
    failed_at: datetime | None = None


class GuestPinService:
    """The PINs of colleagues who act here as guests."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def has_pin(self, member_id: str) -> bool:
        """Whether this colleague has chosen a PIN here."""
        with self._store.reading(Permission.UNLOCK) as reader:
            return _kept(reader, member_id) is not None

    def choose(self, member_id: str, pin: str) -> None:
        """A colleague chooses their PIN, at their first act here.

        Raises AccessTrouble "pin-form", "pin-simple"; NotAllowed "pin-chosen", "own-workspace"; NotFound.
        """
        if problem := pin_problem(pin):
            raise AccessTrouble(problem)
        salt = bytearray(_SALT)
        fill_random(salt)
        with self._store.transaction(Permission.UNLOCK) as tx:
            tx.get(MemberRow, member_id)
            if member_id == tx.actor.user_id:
                raise NotAllowed("own-workspace", member=member_id)
            if _kept(tx, member_id) is not None:
                raise NotAllowed("pin-chosen", member=member_id)
            _keep(tx, member_id, _Kept(salt=salt.hex(), digest=_digest(pin, salt.hex())))
            tx.audit(AuditAction.KEY_USED, "member", [member_id], detail={"guest-pin": "chosen"})

    def reset(self, member_id: str, why: str) -> None:
        """Let a colleague who forgot their PIN choose a new one; who allowed it and why is logged. Raises Invalid."""
        if not why.strip():
            raise Invalid([Problem("why", "missing")])
        with self._store.transaction(Permission.UNLOCK) as tx:
            tx.get(MemberRow, member_id)
            tx.set_setting(_name(member_id), {})
            tx.audit(AuditAction.KEY_USED, "member", [member_id], detail={"guest-pin": "reset", "why": why.strip()})


def prove_guest(store: Store, guest: Actor, pin: str) -> None:
    """Refuse an act in the name of somebody who does not know their PIN. A wrong try is counted and logged for good.

    Raises NotAllowed "no-guest-pin" where none is chosen yet; AccessTrouble "wrong-guest-pin", "guest-pin-wait"
    (`wait` seconds) after five wrong tries in a row. The workspace's own person has shown who they are already.
    """
    if guest.user_id == store.actor.user_id:
        return
    with store.transaction(Permission.UNLOCK) as tx:
        kept = _kept(tx, guest.user_id)
        if kept is None:
            raise NotAllowed("no-guest-pin", member=guest.user_id)
        if (left := _left(kept, tx.now)) > timedelta():
            raise AccessTrouble("guest-pin-wait", wait=left.total_seconds())
        right = hmac.compare_digest(_digest(pin, kept.salt), kept.digest)
        failures = 0 if right else kept.failures + 1
        if failures or kept.failures:
            failed_at = None if right else tx.now
            _keep(tx, guest.user_id, _Kept(salt=kept.salt, digest=kept.digest, failures=failures, failed_at=failed_at))
        if not right:
            tx.audit(AuditAction.LOGIN_FAILED, "member", [guest.user_id], detail={"guest-pin": "wrong"})
    if not right:
        raise AccessTrouble("wrong-guest-pin")


def _left(kept: _Kept, now: datetime) -> timedelta:
    """How long to wait; a clock that was set back does not shorten it."""
    if kept.failed_at is None:
        return timedelta()
    waits = timedelta(seconds=wait_after(kept.failures))
    return min(waits, waits - (now - kept.failed_at))


def _digest(pin: str, salt: str) -> str:
    return stretch(pin, bytes.fromhex(salt), FLOOR_COST).hex()


def _name(member_id: str) -> str:
    return f"guest-pin:{member_id}"


def _kept(reader: Reader, member_id: str) -> _Kept | None:
    found = reader.setting(_name(member_id))
    if not found:
        return None
    failed_at = from_iso(found["failed_at"]) if found["failed_at"] else None
    return _Kept(salt=found["salt"], digest=found["digest"], failures=found["failures"], failed_at=failed_at)


def _keep(tx: Tx, member_id: str, kept: _Kept) -> None:
    failed_at = to_iso(kept.failed_at) if kept.failed_at else ""
    value = {"salt": kept.salt, "digest": kept.digest, "failures": kept.failures, "failed_at": failed_at}
    tx.set_setting(_name(member_id), value)
