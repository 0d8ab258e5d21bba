"""Use cases on samples, for the boards whose law lets them take any."""

from dataclasses import replace
from typing import cast

from sqlalchemy import select

from krogkoll.evidence.custody import record_custody
from krogkoll.evidence.model import CustodyAct, CustodyDraft
from krogkoll.evidence.sample import SAMPLE_GROUNDS, Sample, SampleDraft, sample_problems
from krogkoll.evidence.seizure_rows import SampleRow
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.law import AuthorityKind, find_authority
from krogkoll.security import Actor, Permission, Role
from krogkoll.store import AuditAction, Store, Tx

_BY_ROLE = {Role.MUNICIPAL_INSPECTOR: AuthorityKind.ALCOHOL_BOARD, Role.LICENSING_OFFICER: AuthorityKind.ALCOHOL_BOARD}


def sample_grounds(actor: Actor) -> tuple[str, ...]:
    """The grounds on which this person's authority may take samples, as ids of legal references; often none."""
    found = find_authority(actor.authority)
    own = {_BY_ROLE.get(actor.role)} if found is None else set(found.kinds)
    return tuple(ground for kind, ground in SAMPLE_GROUNDS.items() if kind in own)


class SampleService:
    """Samples of the own authority."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def take(self, draft: SampleDraft) -> Sample:
        """Write down a sample. Raises Invalid; NotAllowed "no-samples" at an authority whose law gives no right."""
        with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
            draft = _checked(tx, draft)
            row = tx.add(SampleRow(**fields_of(draft)))
            record_custody(
                tx,
                CustodyDraft(
                    item_kind="sample",
                    item_id=row.id,
                    act=CustodyAct.TAKEN,
                    at=row.taken_at,
                    from_who=draft.from_whom,
                    to_who=draft.taken_by,
                    place=draft.place,
                    seal_after=draft.seal,
                    reason=draft.purpose,
                ),
            )
            return cast(Sample, tx.copy(row))

    def edit(self, shown: Sample, draft: SampleDraft, why: str = "") -> Sample:
        """Write what an editor changed before the record is signed. Raises Invalid, NotAllowed "sealed"."""
        with self._store.transaction(Permission.ATTACH_EVIDENCE) as tx:
            if tx.get(SampleRow, shown.id).sealed:
                raise NotAllowed("sealed", sample=shown.id)
            only = SampleDraft(**{name: getattr(draft, name) for name in SampleDraft.__dataclass_fields__})
            changes = edited(SampleRow.__mapping__.groups, shown, _checked(tx, only))
            return cast(Sample, tx.copy(tx.change(SampleRow, shown.id, seen=shown.seen, why=why.strip(), **changes)))

    def of_visit(self, inspection_id: str, purpose: str = "") -> tuple[Sample, ...]:
        """The samples of one visit in the order they were written."""
        with self._store.transaction(Permission.READ_EVIDENCE, purpose=purpose) as tx:
            return samples_of(tx, inspection_id)


def samples_of(tx: Tx, inspection_id: str) -> tuple[Sample, ...]:
    """The samples of a visit for a larger use case, with the audit entry."""
    rows = tx.all(select(SampleRow).where(SampleRow.inspection_id == inspection_id).order_by(SampleRow.row_no))
    if rows:
        tx.audit(AuditAction.READ, "sample", [row.id for row in rows])
    return tuple(cast(Sample, tx.copy(row)) for row in rows)


def read_sample(tx: Tx, sample_id: str) -> Sample:
    """One sample for a larger use case, with the audit entry. Raises NotFound."""
    row = tx.get(SampleRow, sample_id)
    tx.audit(AuditAction.READ, "sample", [sample_id])
    return cast(Sample, tx.copy(row))


def seal_sample(tx: Tx, sample_id: str, sha256: str) -> None:
    """Close a sample for ever, under the hash of its signed record. Raises NotAllowed "sealed"."""
    tx.seal(SampleRow, sample_id, sha256)


def _checked(tx: Tx, draft: SampleDraft) -> SampleDraft:
    grounds = sample_grounds(tx.actor)
    if not grounds:
        raise NotAllowed("no-samples")
    draft = tidied(draft)
    draft = replace(draft, ground=draft.ground or grounds[0])
    problems = list(sample_problems(draft, tx.now))
    if draft.ground not in grounds:
        problems.append(Problem("ground", "not-yours"))
    if problems:
        raise Invalid(problems)
    return draft
