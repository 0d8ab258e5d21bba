"""Makes a workspace known at its authority's hub, once, with the code that an administrator handed over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from krogkoll.kernel.clock import to_iso
from krogkoll.kernel.errors import HubTrouble
from krogkoll.security import Actor, Permission
from krogkoll.store import AuditAction, Store, SyncCursor
from krogkoll.sync.home import Home, home_of, keep_home
from krogkoll.sync.problems import Refused
from krogkoll.sync.protocol import VERSION, Enrolled, EnrolRequest, TreeHead
from krogkoll.sync.proving import signature_holds, signed_by
from krogkoll.sync.signed import device_id, enrol_text, member_text, read_invitation
from krogkoll.sync.transport import address


class Door(Protocol):
    """Whatever takes an invitation to the hub."""

    def enrol(self, request: EnrolRequest) -> Enrolled:
        """Hand it in. Raises HubTrouble, Refused."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


def enrol(store: Store, url: str, code: str, name: str, connect: Callable[[str, bytes], Door]) -> Home:
    """Enrol this workspace and remember its hub; everything written so far is sent at the next meeting.

    name: of this computer, for the administrator's list. Raises HubTrouble.
    """
    try:
        secret, pin = read_invitation(code)
    except Refused as error:
        raise HubTrouble("mistyped-code") from error
    url = address(url, pin)
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    actor = store.actor
    request = EnrolRequest(
        version=VERSION,
        code=secret,
        key=public.hex(),
        name=name,
        user=actor.user_id,
        authority=actor.authority,
        signature=key.sign(enrol_text(secret, public.hex())).hex(),
    )
    door = connect(url, pin)
    try:
        enrolled = door.enrol(request)
    except Refused as error:
        raise HubTrouble(f"hub-{error.code}", detail=error.problem.detail) from error
    finally:
        door.close()
    _require_sense(enrolled, public, actor)
    return _keep(store, enrolled, url, pin, name, key.private_bytes_raw())


def _require_sense(enrolled: Enrolled, public: bytes, actor: Actor) -> None:
    """What the hub says must be about this device and authority, and be signed. Raises HubTrouble."""
    if enrolled.device != device_id(public) or not signature_holds(enrolled.checkpoint, enrolled.hub_key):
        raise HubTrouble("hub-not-itself")
    if enrolled.authority != actor.authority:
        raise HubTrouble("other-authority")
    if any(not name.startswith(f"{actor.authority}.") for name in enrolled.compartments):
        raise HubTrouble("other-authority")
    text = member_text(enrolled.authority, enrolled.member, enrolled.member_name, enrolled.role, enrolled.compartments)
    if not signed_by(enrolled.administrator, enrolled.membership, text):
        raise HubTrouble("membership-unsigned")


def _keep(store: Store, enrolled: Enrolled, url: str, pin: bytes, name: str, key: bytes) -> Home:
    with store.transaction(Permission.UNLOCK, purpose="synk") as tx:
        before = home_of(tx)
        home = Home(
            url=url,
            pin=pin.hex(),
            hub_key=enrolled.hub_key,
            device=enrolled.device,
            key=key.hex(),
            name=name,
            epoch=enrolled.epoch,
            authority=enrolled.authority,
            authority_name=enrolled.authority_name,
            member=enrolled.member,
            member_name=enrolled.member_name,
            role=enrolled.role,
            compartments=enrolled.compartments,
            administrator=enrolled.administrator,
            known=TreeHead(size=enrolled.checkpoint.size, root=enrolled.checkpoint.root),
            lease=enrolled.lease,
            enrolled=to_iso(tx.now),
            # Enrolled anew: whether it has what the former hub had is asked first.
            healing=before is not None,
        )
        keep_home(tx, home)
        if before is not None:
            for compartment in {*before.compartments, *enrolled.compartments}:
                tx.put(SyncCursor(compartment=compartment, seq=0))
        tx.audit(AuditAction.KEY_USED, "device", detail={"what": "enrolled", "device": enrolled.device})
    return home
