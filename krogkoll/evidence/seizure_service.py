"""Use cases on seized goods, for the police only; each act is a link in the chain of custody too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from sqlalchemy import func, select

from krogkoll.evidence.custody import record_custody
from krogkoll.evidence.model import CustodyAct, CustodyDraft, CustodyEvent, gaps
from krogkoll.evidence.rows import CustodyRow
from krogkoll.evidence.seizure import (
    SeizedItem,
    SeizedItemDraft,
    Seizure,
    SeizureDraft,
    SeizureStep,
    SeizureStepDraft,
    StepKind,
    item_problems,
    seizure_problems,
    step_problems,
)
from krogkoll.evidence.seizure_rows import SeizedItemRow, SeizureRow, SeizureStepRow
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.law import AuthorityKind, find_authority
from krogkoll.security import Actor, Permission
from krogkoll.store import AuditAction, Store, Tx

MOST_ITEMS = 500
_CUSTODY = {
    StepKind.STORED: CustodyAct.STORED,
    StepKind.SAMPLED: CustodyAct.HANDED_OVER,
    StepKind.RETURNED: CustodyAct.RETURNED,
    StepKind.SOLD: CustodyAct.HANDED_OVER,
    StepKind.DESTROYED: CustodyAct.DESTROYED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizureFile:
    """One seizure whole: its items, what became of them, and who had them when."""

    seizure: Seizure
    items: tuple[SeizedItem, ...]
    steps: tuple[SeizureStep, ...]
    custody: tuple[CustodyEvent, ...]

    @property
    def gaps(self) -> tuple[tuple[CustodyEvent, CustodyEvent], ...]:
        """Where nobody says who had it."""
        return gaps(self.custody)


def may_seize(actor: Actor) -> bool:
    """Whether this person at this authority may seize (rättegångsbalken 27 kap.): a police officer at the police.

    An authority that is free text is believed by the role.
    """
    found = find_authority(actor.authority)
    return actor.may(Permission.SEIZE) and (found is None or AuthorityKind.POLICE in found.kinds)


class SeizureService:
    """Seizures of the own authority."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def seize(self, draft: SeizureDraft, items: Sequence[SeizedItemDraft]) -> Seizure:
        """Write down a seizure with its items. Raises Invalid; NotAllowed "seizure-police-only"."""
        with self._store.transaction(Permission.SEIZE) as tx:
            _require_police(tx)
            draft = tidied(draft)
            problems = list(seizure_problems(draft, tx.now))
            if not items and not draft.collective:
                problems.append(Problem("items", "missing"))
            if len(items) > MOST_ITEMS:
                problems.append(Problem("items", "too-many"))
            if problems:
                raise Invalid(problems)
            row = tx.add(SeizureRow(**fields_of(draft)))
            for point, item in enumerate(items, start=1):
                _add_item(tx, row.id, item, point)
            taken = CustodyDraft(
                item_kind="seizure",
                item_id=row.id,
                act=CustodyAct.TAKEN,
                at=row.seized_at,
                from_who=draft.from_whom,
                to_who=draft.seized_by,
                place=draft.place,
                reason=draft.crime,
            )
            record_custody(tx, taken)
            return cast(Seizure, tx.copy(row))

    def edit(self, shown: Seizure, draft: SeizureDraft, why: str = "") -> Seizure:
        """Write what an editor changed before the record is signed. Raises Invalid, NotAllowed "sealed"."""
        with self._store.transaction(Permission.SEIZE) as tx:
            _require_police(tx)
            _open(tx, shown.id)
            only = tidied(SeizureDraft(**{name: getattr(draft, name) for name in SeizureDraft.__dataclass_fields__}))
            if found := seizure_problems(only, tx.now):
                raise Invalid(found)
            changes = edited(SeizureRow.__mapping__.groups, shown, only)
            return cast(Seizure, tx.copy(tx.change(SeizureRow, shown.id, seen=shown.seen, why=why.strip(), **changes)))

    def add_item(self, draft: SeizedItemDraft) -> SeizedItem:
        """One more item, before the record is signed. Raises Invalid, NotAllowed "sealed"."""
        with self._store.transaction(Permission.SEIZE) as tx:
            _require_police(tx)
            _open(tx, draft.seizure_id)
            chosen = select(func.max(SeizedItemRow.point)).where(SeizedItemRow.seizure_id == draft.seizure_id)
            last = int(tx.rows(chosen)[0][0] or 0)
            if last >= MOST_ITEMS:
                raise Invalid([Problem("items", "too-many")])
            return _add_item(tx, draft.seizure_id, draft, last + 1)

    def edit_item(self, shown: SeizedItem, draft: SeizedItemDraft, why: str = "") -> SeizedItem:
        """Correct an item before the record is signed. Raises Invalid, NotAllowed "sealed"."""
        with self._store.transaction(Permission.SEIZE) as tx:
            _require_police(tx)
            _open(tx, shown.seizure_id)
            only = SeizedItemDraft(**{name: getattr(draft, name) for name in SeizedItemDraft.__dataclass_fields__})
            only = replace(tidied(only), seizure_id=shown.seizure_id, point=shown.point)
            if found := item_problems(only):
                raise Invalid(found)
            changes = edited(SeizedItemRow.__mapping__.groups, shown, only)
            row = tx.change(SeizedItemRow, shown.id, seen=shown.seen, why=why.strip(), **changes)
            return cast(SeizedItem, tx.copy(row))

    def note_step(self, draft: SeizureStepDraft) -> SeizureStep:
        """Write down what happened to the goods; also after the record is signed. Raises Invalid, NotFound."""
        with self._store.transaction(Permission.SEIZE) as tx:
            _require_police(tx)
            seizure = tx.get(SeizureRow, draft.seizure_id)
            draft = tidied(draft)
            if found := step_problems(draft, tx.now):
                raise Invalid(found)
            row = tx.add(SeizureStepRow(**fields_of(draft)))
            if draft.kind in _CUSTODY:
                record_custody(tx, _link(tx, seizure, row))
            return cast(SeizureStep, tx.copy(row))

    def of_visit(self, inspection_id: str, purpose: str = "") -> tuple[SeizureFile, ...]:
        """The seizures of one visit in the order they were written."""
        with self._store.transaction(Permission.READ_EVIDENCE, purpose=purpose) as tx:
            return seizures_of(tx, inspection_id)


def seizures_of(tx: Tx, inspection_id: str) -> tuple[SeizureFile, ...]:
    """The seizures of a visit for a larger use case, with the audit entries."""
    rows = tx.all(select(SeizureRow).where(SeizureRow.inspection_id == inspection_id).order_by(SeizureRow.row_no))
    return tuple(read_seizure(tx, row.id) for row in rows)


def read_seizure(tx: Tx, seizure_id: str) -> SeizureFile:
    """One seizure whole, with the audit entries. Raises NotFound."""
    seizure = cast(Seizure, tx.copy(tx.get(SeizureRow, seizure_id)))
    items = tx.all(select(SeizedItemRow).where(SeizedItemRow.seizure_id == seizure_id).order_by(SeizedItemRow.point))
    steps = tx.all(
        select(SeizureStepRow)
        .where(SeizureStepRow.seizure_id == seizure_id)
        .order_by(SeizureStepRow.at, SeizureStepRow.row_no)
    )
    tx.audit(AuditAction.READ, "seizure", [seizure_id])
    return SeizureFile(
        seizure=seizure,
        items=tuple(cast(SeizedItem, tx.copy(row)) for row in items),
        steps=tuple(cast(SeizureStep, tx.copy(row)) for row in steps),
        custody=chain_of(tx, "seizure", seizure_id),
    )


def seal_seizure(tx: Tx, seizure_id: str, sha256: str) -> None:
    """Close a seizure and its items for ever, under the hash of the signed record. Raises NotAllowed "sealed"."""
    tx.seal(SeizureRow, seizure_id, sha256)
    for row in tx.all(select(SeizedItemRow).where(SeizedItemRow.seizure_id == seizure_id, SeizedItemRow.sealed == 0)):
        tx.seal(SeizedItemRow, row.id, sha256)


def chain_of(tx: Tx, item_kind: str, item_id: str) -> tuple[CustodyEvent, ...]:
    """Who had a thing when, for a larger use case, with the audit entry."""
    chosen = select(CustodyRow).where(CustodyRow.item_kind == item_kind, CustodyRow.item_id == item_id)
    rows = tx.all(chosen.order_by(CustodyRow.at, CustodyRow.row_no))
    tx.audit(AuditAction.READ, "custody", [row.id for row in rows])
    return tuple(cast(CustodyEvent, tx.copy(row)) for row in rows)


def _require_police(tx: Tx) -> None:
    if not may_seize(tx.actor):
        raise NotAllowed("seizure-police-only")


def _open(tx: Tx, seizure_id: str) -> SeizureRow:
    row = tx.get(SeizureRow, seizure_id)
    if row.sealed:
        raise NotAllowed("sealed", seizure=seizure_id)
    return row


def _add_item(tx: Tx, seizure_id: str, draft: SeizedItemDraft, point: int) -> SeizedItem:
    draft = replace(tidied(draft), seizure_id=seizure_id, point=point)
    if found := item_problems(draft):
        raise Invalid([Problem(f"items[{point}].{one.field}", one.problem) for one in found])
    return cast(SeizedItem, tx.copy(tx.add(SeizedItemRow(**fields_of(draft)))))


def _link(tx: Tx, seizure: SeizureRow, step: SeizureStepRow) -> CustodyDraft:
    """The step as a link of the chain: from whoever had it last by the chain."""
    chain = chain_of(tx, "seizure", seizure.id)
    holder = next((event.to_who for event in reversed(chain) if event.to_who), seizure.seized_by)
    receiver = step.to_whom or (holder if step.kind is StepKind.STORED else step.witness or step.decided_by)
    return CustodyDraft(
        item_kind="seizure",
        item_id=seizure.id,
        act=_CUSTODY[step.kind],
        at=step.at,
        from_who=holder,
        to_who=receiver,
        place=step.place,
        reason=step.remark or step.method,
    )
