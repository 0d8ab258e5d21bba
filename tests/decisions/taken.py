"""A decision that is taken and sealed, put straight into the store: what happens after it is what the tests look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from krogkoll.decisions import AppealService, Decision, DispatchService, ServingService, State
from krogkoll.decisions.rows import DecisionRow
from krogkoll.evidence import Vault, put_document
from krogkoll.inspections.paper_rows import PaperRow
from krogkoll.kernel.clock import STOCKHOLM, SteppingClock
from krogkoll.security import Permission, Role
from krogkoll.store import Store
from tests.factories import FIRE, actor, workspace

DECIDED_ON = date(2026, 11, 16)
SEALED = b"%PDF-1.7 undertecknat"
PARTY = "Föreningen Bakfickan"
OFFICER = actor(Role.FIRE_INSPECTOR, FIRE, name="Johan Ek")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An open workspace on the afternoon of the day of decision."""

    store: Store
    vault: Vault
    clock: SteppingClock
    serving: ServingService
    appeals: AppealService
    dispatches: DispatchService

    def go_to(self, day: date) -> None:
        """Move on to noon of that day in Sweden."""
        self.clock.move_to(datetime(day.year, day.month, day.day, 12, tzinfo=STOCKHOLM))


@contextmanager
def desk(folder: Path, who: Any = OFFICER) -> Iterator[Desk]:
    """The workspace."""
    clock = SteppingClock(datetime(2026, 11, 16, 14, tzinfo=UTC), timedelta(seconds=1))
    with workspace(folder / "workspace", who, clock) as store:
        vault = Vault(folder / "vault", bytearray(32))
        try:
            yield Desk(
                store=store,
                vault=vault,
                clock=clock,
                serving=ServingService(store),
                appeals=AppealService(store),
                dispatches=DispatchService(store, vault),
            )
        finally:
            vault.close()


def with_paper(a_desk: Desk, **over: Any) -> Decision:
    """A decision that is taken, with the exact bytes of its paper in the vault."""
    with a_desk.store.transaction(Permission.DRAFT_DECISIONS) as tx:
        kept = put_document(tx, a_desk.vault, SEALED, title="Beslut")
        paper = tx.add(PaperRow(title="Beslut", current_object=kept.id, current_sha256=kept.sha256))
        paper_id = paper.id
    return taken(a_desk.store, paper_id=paper_id, **over)


def taken(store: Store, **over: Any) -> Decision:
    """A use ban that is decided and sealed."""
    fields = {
        "type_code": "LSO-NYTTJ",
        "party_name": PARTY,
        "party_number": "809999-0015",
        "docket_number": "RTÖ 2026-0187",
        "decided_on": DECIDED_ON,
        "state": State.DECIDED,
    }
    with store.transaction(Permission.DRAFT_DECISIONS) as tx:
        row = tx.add(DecisionRow(**fields | over))
        tx.flush()
        if row.state is State.DECIDED:
            tx.seal(DecisionRow, row.id, "0" * 64)
        return cast(Decision, tx.copy(row))
