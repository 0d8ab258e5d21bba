"""One meeting with the hub: everything unsent goes out, everything new comes in, and a cut at any point loses nothing.

Each round is one request and one local transaction that writes what the hub said together with how far this workspace
has come. What was sent and not answered is sent again; what came and was not written comes again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from msgspec.structs import replace

from krogkoll.kernel.clock import to_iso
from krogkoll.kernel.errors import HubTrouble
from krogkoll.kernel.progress import Progress, Report, silent
from krogkoll.security import Permission
from krogkoll.store import (
    WITHDRAWN,
    AuditAction,
    ForeignState,
    OutgoingBatch,
    Received,
    Store,
    SyncCursor,
    Tx,
    kept_of,
    last_of_replicas,
    mark_pushed,
    outgoing,
    receive,
    reproject,
    unsent_count,
    unshown,
)
from krogkoll.store import acked_seq as acked_seq_of
from krogkoll.sync.home import Home, home_of, keep_home
from krogkoll.sync.outbox import as_batch, as_state
from krogkoll.sync.problems import Code, Refused
from krogkoll.sync.protocol import MAX_CHANGES, VERSION, Pushed, SyncReply, SyncRequest, TreeHead
from krogkoll.sync.proving import goes_on, signature_holds

MOST, MOST_BYTES, PAGE = 500, 256 * 1024, 1000
_ROUNDS_WITHOUT_STEP = 8


class Wire(Protocol):
    """Whatever carries a request to the hub. Raises HubTrouble ("unreachable" ...), Refused."""

    def sync(self, request: SyncRequest) -> SyncReply:
        """Send it and give the answer."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What a meeting with the hub brought. pushed: changes that are safe there now. pulled: rows changed here.

    held: own changes that the hub keeps aside. conflicts: records that came with several values. waiting: records of a
    newer program. refused: records that contradict what is sealed here.
    """

    pushed: int = 0
    pulled: int = 0
    held: int = 0
    conflicts: int = 0
    waiting: int = 0
    refused: int = 0
    healed: bool = False

    @property
    def nothing(self) -> bool:
        """Whether both knew everything already."""
        return not (self.pushed or self.pulled or self.held or self.waiting or self.refused)


class Meeting:
    """One run of the engine on one open workspace."""

    def __init__(self, store: Store, wire: Wire, report: Report = silent) -> None:
        self._store = store
        self._wire = wire
        self._report = report
        self._again: dict[str, int] | None = None
        self._pushed = self._held = 0
        self._healed = False
        self._got = Received()

    def run(self) -> SyncReport:
        """Meet the hub until both know everything.

        Raises HubTrouble, Cancelled through `report` (what was done till then stays), Locked, StoreTrouble.
        """
        self._show_what_waited()
        idle = 0
        while True:
            step, done = self._round()
            if done:
                return self._result()
            idle = 0 if step else idle + 1
            if idle > _ROUNDS_WITHOUT_STEP:
                raise HubTrouble("hub-stuck")

    def _round(self) -> tuple[bool, bool]:
        """One request. Gives whether anything moved, and whether nothing is left."""
        home, cursors, left = self._standing()
        batches = outgoing(self._store, MOST, MOST_BYTES, self._again, MAX_CHANGES)
        request = SyncRequest(
            version=VERSION,
            epoch=home.epoch,
            known=home.known,
            push=tuple(as_batch(batch, home.authority) for batch in batches),
            cursors={} if home.healing else cursors,
            limit=PAGE,
        )
        self._report(Progress(self._pushed, self._pushed + left, "push"))
        try:
            reply = self._wire.sync(request)
        except Refused as error:
            return self._refusal(error, batches), False
        if home.epoch and reply.epoch != home.epoch:
            self._begin_healing(home, reply)
            return True, False
        _require_log(home, reply)
        before = (self._pushed, self._got.changed)
        more = self._take(home, reply, cursors, batches)
        self._again = self._next_again(reply, batches)
        done = not more and self._again is None and not self._left() and not home.healing
        if home.healing and self._again is None and not self._left():
            self._end_healing()
        return (self._pushed, self._got.changed) != before or bool(batches) or more, done

    def _refusal(self, error: Refused, batches: tuple[OutgoingBatch, ...]) -> bool:
        """What to do when the hub takes nothing of a request; whether going on makes sense."""
        problem = error.problem
        if error.code is Code.GAP and problem.expected is not None and problem.replica:
            known = {batch.replica: batch.changes[0].n for batch in batches}
            if not 0 < problem.expected < known.get(problem.replica, 0):
                raise HubTrouble("hub-lost-count") from error
            self._again = {**(self._again or {}), problem.replica: problem.expected}
            self._healed = True
            return True
        raise HubTrouble(f"hub-{error.code}", detail=problem.detail) from error

    def _take(
        self, home: Home, reply: SyncReply, cursors: Mapping[str, int], batches: tuple[OutgoingBatch, ...]
    ) -> bool:
        """Write everything an answer said in one transaction; gives whether more lies ready at the hub."""
        more = False
        with self._store.transaction(Permission.UNLOCK, purpose="synk") as tx:
            for pushed in reply.pushed:
                self._note_pushed(tx, pushed, batches)
            upto = acked_seq_of(tx)
            for compartment, page in sorted(reply.pages.items()):
                if compartment not in cursors:
                    continue
                self._got += receive(tx, [as_state(state, compartment) for state in page.records], upto)
                if page.next != cursors[compartment]:
                    tx.put(SyncCursor(compartment=compartment, seq=page.next))
                more = more or page.next < page.head
            self._leave_compartments(tx, home, reply)
            newest = reply.checkpoint
            keep_home(
                tx,
                replace(
                    home,
                    epoch=reply.epoch,
                    compartments=reply.compartments,
                    known=home.known if newest is None else TreeHead(size=newest.size, root=newest.root),
                    lease=reply.lease,
                    contact=to_iso(tx.now),
                ),
            )
        self._report(Progress(self._got.changed, self._got.changed + int(more), "pull"))
        return more or any(name not in cursors for name in reply.compartments)

    def _note_pushed(self, tx: Tx, pushed: Pushed, batches: tuple[OutgoingBatch, ...]) -> None:
        sent = [batch for batch in batches if batch.replica == pushed.replica]
        if not sent:
            return
        acked = min(pushed.acked, sent[-1].changes[-1].n)
        held = {held.n: held.why for held in pushed.held if held.n <= acked}
        self._got += mark_pushed(tx, pushed.replica, acked, held)
        self._held += len(held)
        ours = [change.record_id for batch in sent for change in batch.changes if change.n <= acked]
        self._pushed += len(ours)
        if ours:
            detail = {"to": "hub", "changes": f"{sent[0].changes[0].n}-{acked}"}
            tx.audit(AuditAction.TRANSFERRED, "change", recipient="hub", detail=detail)

    def _leave_compartments(self, tx: Tx, home: Home, reply: SyncReply) -> None:
        """What this member may no longer see goes from here; what was not sent of it stays in the outbox."""
        for compartment in set(home.compartments) - set(reply.compartments):
            gone = [
                ForeignState(kind=kind, record_id=record_id, gone=WITHDRAWN, ground="membership-ended")
                for kind, record_id in kept_of(tx, compartment)
            ]
            self._got += receive(tx, gone, acked_seq_of(tx))
            cursor = tx.local(SyncCursor, compartment)
            if cursor is not None:
                tx.drop(cursor)

    def _next_again(self, reply: SyncReply, batches: tuple[OutgoingBatch, ...]) -> dict[str, int] | None:
        """Where to go on with what is sent once more; None when the hub has all of it again."""
        if self._again is None:
            return None
        acked = {pushed.replica: pushed.acked for pushed in reply.pushed}
        ends = last_of_replicas(self._store)
        left = {
            replica: acked.get(replica, start - 1) + 1
            for replica, start in self._again.items()
            if acked.get(replica, start - 1) < ends.get(replica, 0)
        }
        return left or None

    def _begin_healing(self, home: Home, reply: SyncReply) -> None:
        """The hub was restored from an older copy: find out what it lost and send it again, then read all anew."""
        with self._store.transaction(Permission.UNLOCK, purpose="synk") as tx:
            keep_home(tx, replace(home, epoch=reply.epoch, known=TreeHead(), healing=True))
            for compartment in home.compartments:
                tx.put(SyncCursor(compartment=compartment, seq=0))
        self._again = last_of_replicas(self._store) or None
        self._healed = True

    def _end_healing(self) -> None:
        with self._store.transaction(Permission.UNLOCK, purpose="synk") as tx:
            home = home_of(tx)
            if home is not None:
                keep_home(tx, replace(home, healing=False))

    def _standing(self) -> tuple[Home, dict[str, int], int]:
        with self._store.reading(Permission.UNLOCK) as reader:
            home = home_of(reader)
            if home is None:
                raise HubTrouble("not-enrolled")
            found = {name: reader.local(SyncCursor, name) for name in home.compartments}
            cursors = {name: 0 if kept is None else kept.seq for name, kept in found.items()}
            if home.healing and self._again is None and not self._healed:
                # Cut off while the hub was being healed: begin that again.
                self._again = last_of_replicas(self._store) or None
            return home, cursors, unsent_count(reader)

    def _left(self) -> int:
        with self._store.reading(Permission.UNLOCK) as reader:
            return unsent_count(reader)

    def _show_what_waited(self) -> None:
        """Records of a newer program that this one, newer now itself, can show."""
        with self._store.reading(Permission.UNLOCK) as reader:
            ids = unshown(reader)
        if ids:
            with self._store.transaction(Permission.UNLOCK, purpose="synk") as tx:
                self._got += reproject(tx, ids)

    def _result(self) -> SyncReport:
        got = self._got
        return SyncReport(
            pushed=self._pushed,
            pulled=got.changed,
            held=self._held,
            conflicts=len(set(got.in_conflict)),
            waiting=len(set(got.waiting)),
            refused=len(set(got.refused)),
            healed=self._healed,
        )


def _require_log(home: Home, reply: SyncReply) -> None:
    """The hub's log must be signed by it and go on from what this device saw. Raises HubTrouble."""
    checkpoint = reply.checkpoint
    if checkpoint is None:
        return
    if not signature_holds(checkpoint, home.hub_key):
        raise HubTrouble("hub-not-itself")
    if not goes_on(home.known, TreeHead(size=checkpoint.size, root=checkpoint.root), reply.proof):
        raise HubTrouble("hub-rewrote")
