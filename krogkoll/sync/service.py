"""What a screen or a command may ask of synchronising: enrol, meet the hub, how it stands, and settle conflicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from krogkoll.evidence import Vault
from krogkoll.kernel.clock import from_iso
from krogkoll.kernel.errors import HubTrouble, Invalid, KrogkollError, NotAllowed, NotFound, Problem
from krogkoll.kernel.progress import Report, silent
from krogkoll.people import member_names
from krogkoll.security import Permission
from krogkoll.store import (
    AuditAction,
    Dispute,
    HeldBack,
    Seen,
    Store,
    Waiting,
    disputes,
    held_back,
    synced_types,
    titles_of,
    unsent_count,
    waiting,
)
from krogkoll.sync.engine import Meeting, SyncReport, Wire
from krogkoll.sync.enrolling import Door, enrol
from krogkoll.sync.files import FileCount, FileReport, FileWire, count_files, exchange_files
from krogkoll.sync.home import Home, home_of
from krogkoll.sync.runs import Run, keep_run, runs
from krogkoll.sync.state import Facts
from krogkoll.sync.transport import HubClient


class Line(Wire, FileWire, Door, Protocol):
    """An open way to the hub."""


Connect = Callable[[str, bytes, str, bytes], Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class HubFacts:
    """What a person may know of the hub: never a key that signs."""

    url: str
    authority_name: str
    member_name: str
    role: str
    device: str
    device_name: str
    hub_key: str
    administrator: str
    compartments: tuple[str, ...]
    enrolled: datetime | None
    contact: datetime | None
    lease_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How synchronising stands. hub: None where the workspace is not enrolled. runs: the last meetings, newest first.

    unsent: changes that the hub does not have. queue, held: by record; `titles` names those that are not personal, the
    others by their kind.
    """

    hub: HubFacts | None
    unsent: int
    queue: tuple[Waiting, ...]
    held: tuple[HeldBack, ...]
    conflicts: int
    files: FileCount
    titles: Mapping[str, str]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What a person decided of a conflict: the value of each field of the group, and why.

    seen: of the dispute that was shown; a value that came since stays beside this one.
    """

    kind: str
    record_id: str
    group: str
    seen: Seen
    fields: Mapping[str, Any]
    why: str = ""


class SyncService:
    """Synchronising of one workspace."""

    def __init__(self, store: Store, vault: Vault, connect: Connect = HubClient) -> None:
        self._store = store
        self._vault = vault
        self._connect = connect

    def enrol(self, url: str, code: str, name: str = "") -> HubFacts:
        """Make this workspace known at its authority's hub with an administrator's code.

        Raises HubTrouble ("mistyped-code", "unreachable", "hub-unknown-code", "plain-http", "other-authority" ...).
        """
        device_name = name.strip()[:80] or "laptop"
        return _facts(enrol(self._store, url, code, device_name, lambda to, pin: self._connect(to, pin, "", b"")))

    def meet(self, report: Report = silent) -> SyncReport:
        """Send everything unsent and take in everything new; a cut loses nothing and is made good the next time.

        Raises HubTrouble ("not-enrolled", "unreachable", "hub-revoked", "hub-fork" ...), Cancelled through `report`.
        """
        line = self._line()
        began = self._store.clock.now()
        try:
            done = Meeting(self._store, line, report).run()
        except KrogkollError as error:
            self._keep(Run(at=began, outcome=error.reason))
            raise
        finally:
            line.close()
        if not done.nothing:
            self._keep(Run(at=began, outcome="", pushed=done.pushed, pulled=done.pulled, conflicts=done.conflicts))
        return done

    def meet_files(self, report: Report = silent) -> FileReport:
        """Send originals and papers that the hub has not confirmed, and fetch those of colleagues; after `meet`.

        Raises HubTrouble, StoreTrouble "disk-full", Cancelled through `report`; what was done till then stays.
        """
        line = self._line()
        try:
            return exchange_files(self._store, self._vault, line, report)
        finally:
            line.close()

    def standing(self) -> Standing:
        """How it stands now, without asking the hub."""
        with self._store.reading(Permission.UNLOCK) as reader:
            home = home_of(reader)
            queue, held = waiting(reader), held_back(reader)
            records = [(one.kind, one.record_id) for one in queue] + [(one.kind, one.record_id) for one in held]
            return Standing(
                hub=None if home is None else _facts(home),
                unsent=unsent_count(reader),
                queue=tuple(queue),
                held=tuple(held),
                titles=titles_of(reader, records),
                conflicts=len(self._mine(disputes(reader))),
                files=count_files(reader),
                runs=tuple(runs(reader)),
            )

    def conflicts(self) -> tuple[Dispute, ...]:
        """Every conflict in what this person may read, with the names of those who wrote, and the audit entries."""
        with self._store.transaction(Permission.UNLOCK) as tx:
            names = member_names(tx)
            found = self._mine(disputes(tx))
            for kind in sorted({one.kind for one in found}):
                tx.audit(AuditAction.READ, kind, sorted({one.record_id for one in found if one.kind == kind}))
            if not found:
                tx.audit(AuditAction.READ, "conflict")
            return tuple(
                replace(one, claims=tuple(replace(claim, user=names.get(claim.user, "")) for claim in one.claims))
                for one in found
            )

    def may_settle(self, kind: str) -> bool:
        """Whether this person may settle conflicts in records of a kind."""
        row_type = synced_types().get(kind)
        return row_type is not None and self._store.actor.may(row_type.__mapping__.write)

    def settle(self, settlement: Settlement) -> None:
        """Let one value stand for all that were shown; the others stay in the history until they are purged.

        Raises NotFound, NotAllowed ("role", "sealed"), Invalid for a field that the group does not have.
        """
        row_type = synced_types().get(settlement.kind)
        if row_type is None:
            raise NotFound("not-here", kind=settlement.kind, id=settlement.record_id)
        known = row_type.__mapping__.group_fields(settlement.group)
        if strange := [name for name in settlement.fields if name not in known]:
            raise Invalid([Problem(name, "unknown") for name in strange])
        with self._store.transaction(row_type.__mapping__.write) as tx:
            if tx.get(row_type, settlement.record_id).sealed:
                raise NotAllowed("sealed", kind=settlement.kind, id=settlement.record_id)
            seen = {settlement.group: tuple(settlement.seen.get(settlement.group, settlement.seen.get("*", ())))}
            why = settlement.why.strip() or "konflikt avgjord"
            tx.resolve(row_type, settlement.record_id, seen=seen, why=why, **settlement.fields)

    def _line(self) -> Line:
        """An open way to the hub. Raises HubTrouble "not-enrolled"."""
        with self._store.reading(Permission.UNLOCK) as reader:
            home = home_of(reader)
        if home is None:
            raise HubTrouble("not-enrolled")
        return self._connect(home.url, bytes.fromhex(home.pin), home.device, bytes.fromhex(home.key))

    def _mine(self, found: list[Dispute]) -> list[Dispute]:
        types, may = synced_types(), self._store.actor.may
        return [one for one in found if may(types[one.kind].__mapping__.read)]

    def _keep(self, run: Run) -> None:
        with self._store.transaction(Permission.UNLOCK, purpose="synk") as tx:
            keep_run(tx, run)


def facts_of(standing: Standing, *, busy: bool) -> Facts:
    """What `state_of` judges by. busy: whether a meeting is under way."""
    last = standing.runs[0] if standing.runs else None
    files = standing.files
    return Facts(
        enrolled=standing.hub is not None,
        busy=busy,
        contact=standing.hub.contact if standing.hub else None,
        failure=last.outcome if last else "",
        failed=last.at if last else None,
        unsent=standing.unsent,
        held=len(standing.held),
        unverified=files.total - files.verified,
        absent=files.total - files.here,
    )


def _facts(home: Home) -> HubFacts:
    return HubFacts(
        url=home.url,
        authority_name=home.authority_name,
        member_name=home.member_name,
        role=home.role,
        device=home.device,
        device_name=home.name,
        hub_key=home.hub_key,
        administrator=home.administrator,
        compartments=home.compartments,
        enrolled=from_iso(home.enrolled) if home.enrolled else None,
        contact=from_iso(home.contact) if home.contact else None,
        lease_days=home.lease,
    )
