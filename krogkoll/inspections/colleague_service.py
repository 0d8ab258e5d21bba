"""Use cases of two colleagues on one visit: the second officer's word, and handing an open visit over."""

from typing import Any, cast

from krogkoll.inspections.colleague_rows import HandOverRow, SecondViewRow
from krogkoll.inspections.colleagues import (
    HandOver,
    HandOverState,
    SecondView,
    SecondViewDraft,
    holder,
    offered_hand_over,
    view_problems,
)
from krogkoll.inspections.log_steps import read_part
from krogkoll.inspections.rows import FindingRow, InspectionRow
from krogkoll.inspections.steps import open_visit
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.kernel.record import fields_of, tidied
from krogkoll.people import prove_guest
from krogkoll.security import Actor, Permission
from krogkoll.store import Store


class ColleagueService:
    """Acts of a second person are guest acts: in that person's name, by that person's PIN, and logged as such."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def say(self, draft: SecondViewDraft, guest: Actor, pin: str) -> SecondView:
        """Write that a second officer confirms, amends or dissents, in an open or a closed visit.

        `pin` is the guest's own. Raises Invalid; NotAllowed "own-work" for the one who carries out the visit,
        "other-authority", "sealed", and as `prove_guest`.
        """
        if guest.authority != self._host().authority:
            raise NotAllowed("other-authority", authority=guest.authority)
        prove_guest(self._store, guest, pin)
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS, guest=guest) as tx:
            visit = tx.get(InspectionRow, draft.inspection_id)
            if visit.sealed:
                raise NotAllowed("sealed", inspection=visit.id)
            last = holder(read_part(tx, "hand_overs", visit.id))
            if guest.user_id == (last.to_id if last is not None else visit.created_by):
                raise NotAllowed("own-work", inspection=visit.id)
            draft = tidied(draft)
            if found := view_problems(draft):
                raise Invalid(found)
            if draft.finding_id and tx.get(FindingRow, draft.finding_id).inspection_id != visit.id:
                raise Invalid([Problem("finding_id", "other-visit")])
            row = SecondViewRow(**fields_of(draft), at=tx.now, by_id=guest.user_id, by_name=guest.name)
            return cast(SecondView, tx.copy(tx.add(row)))

    def offer(self, inspection_id: str, to: Actor, why: str) -> HandOver:
        """Offer an open visit to a colleague of the own authority. Raises Invalid, NotAllowed."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            visit = open_visit(tx, inspection_id)
            if to.authority != tx.actor.authority:
                raise NotAllowed("other-authority", authority=to.authority)
            earlier = read_part(tx, "hand_overs", visit.id)
            last = holder(earlier)
            if to.user_id == (last.to_id if last is not None else visit.created_by):
                raise Invalid([Problem("to", "has-it-already")])
            if not why.strip():
                raise Invalid([Problem("why", "missing")])
            if offered_hand_over(earlier) is not None:
                raise NotAllowed("already-offered", inspection=visit.id)
            from_id, from_name = (last.to_id, last.to_name) if last else (tx.actor.user_id, tx.actor.name)
            names = {"from_id": from_id, "from_name": from_name, "to_id": to.user_id, "to_name": to.name}
            row = HandOverRow(inspection_id=visit.id, why=why.strip(), offered_at=tx.now, **names)
            return cast(HandOver, tx.copy(tx.add(row)))

    def accept(self, shown: HandOver, guest: Actor, pin: str) -> HandOver:
        """The colleague takes the visit over, by an act of their own. Raises NotAllowed, NotFound; as `prove_guest`."""
        self._host()
        prove_guest(self._store, guest, pin)
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS, guest=guest) as tx:
            open_visit(tx, shown.inspection_id)
            if tx.get(HandOverRow, shown.id).state is not HandOverState.OFFERED:
                raise NotAllowed("hand-over-settled", hand_over=shown.id)
            if guest.user_id != shown.to_id:
                raise NotAllowed("not-the-receiver", hand_over=shown.id)
            settled: dict[str, Any] = {"state": HandOverState.ACCEPTED, "settled_at": tx.now}
            return cast(HandOver, tx.copy(tx.change(HandOverRow, shown.id, seen=shown.seen, **settled)))

    def withdraw(self, shown: HandOver) -> HandOver:
        """Take back an offer that nobody has accepted. Raises NotAllowed, NotFound."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            open_visit(tx, shown.inspection_id)
            if tx.get(HandOverRow, shown.id).state is not HandOverState.OFFERED:
                raise NotAllowed("hand-over-settled", hand_over=shown.id)
            settled: dict[str, Any] = {"state": HandOverState.WITHDRAWN, "settled_at": tx.now}
            return cast(HandOver, tx.copy(tx.change(HandOverRow, shown.id, seen=shown.seen, **settled)))

    def _host(self) -> Actor:
        """The workspace's own person, who must be allowed this too: a guest opens no door for them."""
        with self._store.reading(Permission.CARRY_OUT_INSPECTIONS):
            return self._store.actor
