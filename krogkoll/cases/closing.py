"""The items of a case, what closing it would keep and remove, and the steps that carry it out; each takes the tx."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import or_, select

from krogkoll.cases.quick_note_rows import QuickNoteRow
from krogkoll.cases.quick_notes import NoteState
from krogkoll.cases.register_rows import DisposalCertificateRow, RetentionMarkRow
from krogkoll.cases.retention import (
    CAN_BE_WORKING,
    DISPOSED_HERE,
    CaseItem,
    ClosingView,
    DisposalCertificate,
    ItemFate,
    Obstacle,
    RetentionMark,
    Stops,
)
from krogkoll.cases.rows import CaseRow, TaskRow
from krogkoll.kernel.clock import local
from krogkoll.law import AuthorityKind, deadlines, find_authority, retention_rule
from krogkoll.store import Reader, SyncedRow, Tx, synced_types

ObstacleFinder = Callable[[Reader, str], Iterable[Obstacle]]
"""What a concept above says about a case that stands in the way of closing it."""

_BESIDE = frozenset({"case_event", "involvement", "retention_mark", "disposal_certificate", "secrecy_marking"})
"""Kinds that follow their case without being shown one by one."""
_HANGING = frozenset({"photo", "document", "paper"})
"""Kinds that hang on an item of the case by (kind, id)."""
_APPEALS = frozenset({"appeal", "appeal-public-party"})
_TITLES = ("title_public", "title", "what", "name", "party_name", "premises", "text")
_TITLE_LENGTH = 80
DISPOSAL_TASK = "Gallra ärendets arbetsmaterial"


def case_items(tx: Tx, case: CaseRow) -> tuple[CaseItem, ...]:
    """Everything of the case that the acting person may read, with its rule and mark; logged by the caller."""
    found = authority.kind if (authority := find_authority(tx.actor.authority)) else None
    marks = _marks(tx, case.id)
    rows: list[SyncedRow] = [case]
    types = {kind: kept for kind, kept in synced_types().items() if tx.actor.may(kept.__mapping__.read)}
    for kind, row_type in types.items():
        if "case_id" in row_type.__mapping__.groups and kind not in _BESIDE | {"case_file"}:
            column = cast(Any, row_type).case_id
            rows += tx.all(select(row_type).where(column == case.id).order_by(row_type.row_no))
    subjects = [row.id for row in rows]
    for kind in sorted(_HANGING & set(types)):
        groups = types[kind].__mapping__.groups
        if "subject_id" in groups:
            column = cast(Any, types[kind]).subject_id
            rows += tx.all(select(types[kind]).where(column.in_(subjects)).order_by(types[kind].row_no))
    unique = {row.id: row for row in rows}
    return tuple(_item(row, marks.get(row.id), case, found) for row in unique.values())


def _marks(reader: Reader, case_id: str) -> dict[str, RetentionMark]:
    rows = reader.all(select(RetentionMarkRow).where(RetentionMarkRow.case_id == case_id))
    return {row.subject_id: cast(RetentionMark, reader.copy(row)) for row in rows}


def _item(row: SyncedRow, mark: RetentionMark | None, case: CaseRow, kind: AuthorityKind | None) -> CaseItem:
    mapping = row.__mapping__
    rule = retention_rule(mapping.retention, kind)
    on = local(row.created_at).date()
    fate = ItemFate(rule.fate.value)
    last_day = rule.last_day(on, case.closed_on)
    if mark is not None and mark.fate is not ItemFate.UNKNOWN:
        fate, last_day = mark.fate, mark.dispose_after if mark.fate is ItemFate.DISPOSE else None
    return CaseItem(
        kind=mapping.kind,
        id=row.id,
        kind_sv=mapping.swedish,
        title=_title(row),
        on=on,
        rule=rule,
        mark=mark,
        fate=fate,
        last_day=last_day,
        sealed=bool(row.sealed),
    )


def _title(row: SyncedRow) -> str:
    words = next((str(said) for name in _TITLES if (said := getattr(row, name, ""))), "")
    words = " ".join(words.split())
    return words if len(words) <= _TITLE_LENGTH else f"{words[: _TITLE_LENGTH - 1].rstrip()}…"


def closing_view(tx: Tx, case: CaseRow, finders: Sequence[ObstacleFinder]) -> ClosingView:
    """What closing this case now would keep, remove and meet; logged by the caller."""
    today = local(tx.now).date()
    items = case_items(tx, case)
    removed = [one for one in items if one.fate is ItemFate.WORKING and one.kind in CAN_BE_WORKING and not one.sealed]
    due = [one for one in items if one.last_day is not None and one.last_day < today and one.kind in DISPOSED_HERE]
    gone = {one.id for one in (*removed, *due)}
    undone = tx.all(select(TaskRow).where(TaskRow.case_id == case.id, TaskRow.done_at.is_(None)))
    return ClosingView(
        case_id=case.id,
        kept=tuple(one for one in items if one.id not in gone),
        removed=tuple(removed),
        due=tuple(due),
        blocked=(*_own_obstacles(tx, case, undone, today), *(one for find in finders for one in find(tx, case.id))),
        open_tasks=tuple(task.title for task in undone if task.title != DISPOSAL_TASK),
    )


def _own_obstacles(tx: Tx, case: CaseRow, undone: Sequence[TaskRow], today: date) -> Iterable[Obstacle]:
    for task in undone:
        if task.deadline in _APPEALS and task.due_on is not None and task.due_on >= today:
            name = deadlines()[task.deadline].name_sv
            words = f"{name}: tiden löper till och med {task.due_on.isoformat()}."
            yield Obstacle(stops=Stops.DISPOSAL, words=words, subject_kind="task", subject_id=task.id)
    if case.hold_reason:
        yield Obstacle(stops=Stops.DISPOSAL, words=f"Ärendet ska sparas tills vidare: {case.hold_reason}.")
    unsorted = select(QuickNoteRow).where(QuickNoteRow.case_id == case.id, QuickNoteRow.state == NoteState.UNFILED)
    for note in tx.all(unsorted):
        words = f"En snabbanteckning är inte sorterad: {_title(note)}"
        yield Obstacle(stops=Stops.CLOSING, words=words, subject_kind="quick_note", subject_id=note.id)


def certificates(reader: Reader, case_id: str) -> tuple[DisposalCertificate, ...]:
    """The certificates of a case, the latest first."""
    chosen = select(DisposalCertificateRow).where(
        or_(DisposalCertificateRow.case_id == case_id, DisposalCertificateRow.subject_id == case_id)
    )
    rows = reader.all(chosen.order_by(DisposalCertificateRow.row_no.desc()))
    return tuple(cast(DisposalCertificate, reader.copy(row)) for row in rows)


def dispose(tx: Tx, case: CaseRow, items: Iterable[CaseItem]) -> tuple[DisposalCertificate, ...]:
    """Wipe these items and leave a certificate for each; the caller has looked that nothing stands in the way."""
    types, made = synced_types(), []
    for item in items:
        gone = tx.purge(types[item.kind], item.id, item.rule.name_sv if item.mark is None else "Enligt märkning")
        row = DisposalCertificateRow(
            case_id=case.id,
            subject_kind=item.kind,
            subject_id=item.id,
            ground=gone.ground,
            at=gone.at,
            by=tx.actor.name,
            changes=gone.changes,
            details=gone.audit_details,
        )
        made.append(cast(DisposalCertificate, tx.copy(tx.add(row))))
    return tuple(made)
