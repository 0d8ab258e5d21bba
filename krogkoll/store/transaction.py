"""The only writer of rows: each act writes the row and one entry of the change log, together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import delete, insert, select, update

from krogkoll.kernel.clock import to_iso
from krogkoll.kernel.errors import Conflict, NotAllowed, NotFound
from krogkoll.kernel.ids import new_id
from krogkoll.store import purging, searching
from krogkoll.store.chains import AuditAction, ChangeRow, Replica
from krogkoll.store.histories import LogEntry, said_of
from krogkoll.store.journal import Journal
from krogkoll.store.local import LocalWriter
from krogkoll.store.mapping import (
    Draft,
    LosingValue,
    SearchText,
    Seen,
    SyncedRow,
    decoded,
    encoded,
)
from krogkoll.store.reading import S

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from krogkoll.security import Actor

_MANY = 200
_AT_ONCE = 2000
"""New records kept back before they are written, so that a big import does not fill the memory."""


class Tx(LocalWriter):
    """One use case being written. Made by `Store.transaction` only."""

    def __init__(self, session: Session, replica: Replica, actor: Actor, now: datetime, purpose: str) -> None:
        super().__init__(session)
        self._journal = Journal(replica, actor, now, purpose)
        self._touched: dict[tuple[AuditAction, str], list[str]] = {}
        # Not in the search index yet: a big import writes it in one go.
        self._added: dict[str, SyncedRow] = {}
        self.actor = actor
        self.now = now
        self.changed: set[str] = set()

    def add(self, row: S, *, why: str = "") -> S:
        """Write a new record; its id, compartment and authorship are filled in where empty."""
        mapping = row.__mapping__
        row.id = row.id or new_id()
        row.compartment = row.compartment or f"{self.actor.authority}.{mapping.compartment}"
        row.created_at = row.created_at or self.now
        row.created_by = row.created_by or self.actor.user_id
        for column in row.__table__.columns:
            if getattr(row, column.key) is None and column.default is not None:
                default = column.default.arg
                setattr(row, column.key, default(None) if callable(default) else default)
        row.derive()
        groups = {
            group: {"v": encoded(row, mapping.group_fields(group)), "p": []} for group in set(mapping.groups.values())
        }
        dot, hlc = self._log("new", row, {"f": groups, "by": row.created_by, "on": to_iso(row.created_at)}, why)
        row.heads = {"*": [[dot, hlc]]}
        row.sealed = 0
        self._session.add(row)
        if mapping.search is not None:
            self._added[row.id] = row
        self._note(AuditAction.COLLECTED, mapping.kind, row.id)
        if len(self._added) >= _AT_ONCE:
            self.flush()
        return row

    def change(self, row_type: type[S], record_id: str, *, seen: Seen, why: str = "", **fields: Any) -> S:
        """Change fields of a record that its author saw at `seen`.

        A group that somebody else changed meanwhile keeps both values (see `conflicts`); nothing is lost.
        Fields that keep their value write nothing. Raises NotFound.
        """
        return self._write("set", row_type, record_id, seen, why, fields)

    def resolve(self, row_type: type[S], record_id: str, *, seen: Seen, why: str, **fields: Any) -> S:
        """Settle a conflict: these values replace every value that was `seen`; one that came since stays beside them.

        Raises NotFound.
        """
        return self._write("resolve", row_type, record_id, seen, why, fields)

    def remove(self, row_type: type[S], record_id: str, *, seen: Seen, why: str = "") -> None:
        """Remove a record. Raises NotFound; Conflict "changed-meanwhile" where it holds words that were not seen."""
        row = self.get(row_type, record_id)
        groups = set(row.__mapping__.groups.values())
        dots = {dot for group in groups for dot in _seen_in(seen, group)}
        if any(dot not in dots for group in groups for dot, _ in _heads(row, group)):
            raise Conflict("changed-meanwhile", kind=row.__mapping__.kind, id=record_id)
        self._log("delete", row, {"f": {"*": {"p": sorted(dots)}}}, why)
        self._added.pop(record_id, None)
        self._session.delete(row)
        self._session.flush()
        self._session.execute(delete(SearchText).where(SearchText.record_id == record_id))
        self._session.execute(delete(LosingValue).where(LosingValue.record_id == record_id))
        self._note(AuditAction.DELETED, row.__mapping__.kind, record_id)

    def seal(self, row_type: type[S], record_id: str, sha256: str) -> S:
        """Close a record for ever; the database refuses every later change of it but a purge.

        sha256: of the exact bytes (a signed PDF) that say what was sealed, as 64 hexadecimal digits.
        Raises NotFound; NotAllowed "sealed" where it is closed already, whatever the hash.
        """
        row = self.get(row_type, record_id)
        if row.sealed:
            raise NotAllowed("sealed", kind=row.__mapping__.kind, id=record_id)
        self._session.flush()
        self._log("seal", row, {"sha256": sha256, "h": self._standing(row)}, "")
        row.sealed = 1
        self._session.execute(delete(Draft).where(Draft.record_id == record_id))
        self._session.flush()
        self._note(AuditAction.SEALED, row.__mapping__.kind, record_id)
        return row

    def purge(self, row_type: type[S], record_id: str, ground: str) -> purging.Certificate:
        """Wipe a record everywhere in this workspace, sealed, removed or not; only hashes stay. Gives the certificate.

        Raises NotFound where neither the record nor a word of it is here.
        """
        self.flush()
        gone = self.find(row_type, record_id) or self._remains(row_type, record_id)
        self._log("purge", gone, {"ground": ground}, "")
        self.flush()
        certificate = purging.purge(self._session, row_type, record_id, ground, self.now)
        self._note(AuditAction.DELETED, row_type.__mapping__.kind, record_id)
        return certificate

    def audit(
        self,
        action: AuditAction,
        kind: str,
        ids: Sequence[str] = (),
        *,
        ground: str = "",
        recipient: str = "",
        detail: Mapping[str, str] | None = None,
    ) -> None:
        """Write one audit entry. `detail` may be wiped by a later purge; the rest stays."""
        content: dict[str, Any] = {"act": action.value, "kind": kind, "ids": list(ids)}
        content |= {"ground": ground} if ground else {}
        content |= {"to": recipient} if recipient else {}
        self._journal.audit(content, dict(detail) if detail else None)

    def search(self, kind: str, text: str, limit: int = 5000, *, ranked: bool = True) -> list[int]:
        """As `Reader.search`, this transaction's records included."""
        self.flush()
        return super().search(kind, text, limit, ranked=ranked)

    def history(self, record_id: str) -> list[LogEntry]:
        """As `Reader.history`, this transaction's changes included."""
        self.flush()
        return super().history(record_id)

    def anchors(self) -> tuple[str, ...]:
        """Both heads as lines to print in a document that is about to be sealed."""
        return self._journal.anchors()

    def flush(self) -> None:
        """Write everything so far into the open transaction."""
        self._session.flush()
        self._index_added()
        self._journal.write(self._session)

    def finish(self) -> None:
        """Write the closing audit entries and sign both heads; called by the store before commit."""
        for (action, kind), ids in self._touched.items():
            for start in range(0, len(ids), _MANY):
                self.audit(action, kind, ids[start : start + _MANY])
        self._touched = {}
        self.flush()

    def _write(
        self, what: str, row_type: type[S], record_id: str, seen: Seen, why: str, fields: Mapping[str, Any]
    ) -> S:
        row = self.get(row_type, record_id)
        mapping = row.__mapping__
        unknown = set(fields) - set(mapping.groups)
        if unknown:
            raise TypeError(f"{mapping.kind} has no field {sorted(unknown)}")
        before = {group: _whole(row, group) for group in {mapping.groups[f] for f in fields}}
        for name, value in (self._rest_as_seen(row, seen, fields) | dict(fields)).items():
            setattr(row, name, value)
        after = {group: _whole(row, group) for group in before}
        groups = {
            group: {"v": after[group], "p": sorted(_seen_in(seen, group))}
            for group in before
            if what == "resolve" or before[group] != after[group]
        }
        if not groups:
            return row
        row.derive()
        dot, hlc = self._log(what, row, {"f": groups}, why)
        heads = dict(row.heads)
        for group, content in groups.items():
            heads[group] = self._merged(row, group, before[group], set(content["p"]), [dot, hlc])
        row.heads = heads
        self._session.flush()
        self._index(row)
        self._note(AuditAction.CHANGED, mapping.kind, record_id)
        return row

    def _remains(self, row_type: type[S], record_id: str) -> S:
        """A row to speak of a removed record with, of which only words in the log are left. Raises NotFound."""
        words = select(ChangeRow.said).where(ChangeRow.rid == record_id, ChangeRow.said.is_not(None)).limit(1)
        for said in self._session.scalars(words):
            return row_type(id=record_id, compartment=msgspec.json.decode(said or b"{}")["cmp"])
        raise NotFound("not-here", kind=row_type.__mapping__.kind, id=record_id)

    def _rest_as_seen(self, row: SyncedRow, seen: Seen, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The other fields of the groups that are written, as their author was shown them.

        Without it half of what somebody else wrote meanwhile would be put together with half of this.
        """
        mapping = row.__mapping__
        rest: dict[str, Any] = {}
        for group in {mapping.groups[name] for name in fields}:
            others = [name for name in mapping.group_fields(group) if name not in fields]
            dots = list(_seen_in(seen, group))
            if others and dots and dots[0] != _heads(row, group)[0][0]:
                self.flush()
                said = said_of(self._session, dots[0], row.id, group)
                shown = said.value if said else {}
                rest |= {name: decoded(type(row), name, shown[name]) for name in others if name in shown}
        return rest

    def _standing(self, row: SyncedRow) -> dict[str, list[tuple[str, str, Any]]]:
        """Every head of every group with its value: what is sealed, whatever comes in later."""
        chosen = select(LosingValue).where(LosingValue.record_id == row.id)
        beside = {(lost.grp, lost.dot): lost.value for lost in self._session.scalars(chosen)}
        return {
            group: [(dot, hlc, beside.get((group, dot)) or _whole(row, group)) for dot, hlc in _heads(row, group)]
            for group in sorted({*row.__mapping__.groups.values(), *row.heads} - {"*"})
        }

    def _merged(
        self, row: SyncedRow, group: str, before: dict[str, Any], seen: set[str], new: list[str]
    ) -> list[list[str]]:
        """The heads of a group after this change; values that nobody replaced are kept beside the new one."""
        standing = _heads(row, group)
        kept = [entry for entry in standing if entry[0] not in seen]
        where = (LosingValue.record_id == row.id, LosingValue.grp == group)
        if standing and standing[0] in kept:
            self._session.merge(LosingValue(record_id=row.id, grp=group, dot=standing[0][0], value=before))
        self._session.flush()
        self._session.execute(delete(LosingValue).where(*where, LosingValue.dot.in_(seen)))
        return [new, *kept]

    def _log(self, what: str, row: SyncedRow, content: dict[str, Any], why: str) -> tuple[str, str]:
        """Append one change; returns its dot and clock reading."""
        self.changed.add(row.__mapping__.kind)
        return self._journal.change(what, row, content, why)

    def _note(self, action: AuditAction, kind: str, record_id: str) -> None:
        ids = self._touched.setdefault((action, kind), [])
        if not ids or ids[-1] != record_id:
            ids.append(record_id)

    def _index_added(self) -> None:
        rows, self._added = self._added, {}
        contents = [content for row in rows.values() if (content := searching.text_of(row)) is not None]
        if contents:
            self._session.execute(insert(SearchText), contents)

    def _index(self, row: SyncedRow) -> None:
        content = None if row.id in self._added else searching.text_of(row)
        if content is None:
            return
        where = SearchText.record_id == row.id
        self._session.execute(update(SearchText).where(where).values(**content))


def _heads(row: SyncedRow, group: str) -> list[list[str]]:
    return row.heads.get(group, row.heads.get("*", []))


def _whole(row: SyncedRow, group: str) -> dict[str, Any]:
    """The group's fields, with those that only a newer program knows: nobody here may erase them."""
    return {**row.extra.get(group, {}), **encoded(row, row.__mapping__.group_fields(group))}


def _seen_in(seen: Seen, group: str) -> Iterable[str]:
    return seen.get(group, seen.get("*", ()))


def refuse(actor: Actor, need: str) -> NotAllowed:
    """The error for a person whose role does not reach; carries no name."""
    return NotAllowed("role", role=actor.role.value, need=need)
