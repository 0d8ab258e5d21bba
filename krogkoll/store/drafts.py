"""What somebody is typing and has not handed in: kept on this device only, wiped when it is handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from krogkoll.security import Permission
from krogkoll.store.mapping import Draft
from krogkoll.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """What somebody was typing: the form's name for it, the record it is about (empty: a new one), and when."""

    name: str
    record_id: str
    saved_at: datetime
    body: Any


class DraftService:
    """Drafts by a name that the form chooses, such as "venue:new"; plain JSON values."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, name: str, body: Mapping[str, Any], record_id: str = "") -> None:
        """Keep a draft, in the place of an older one. `record_id`: sealing that record wipes the draft."""
        with self._store.transaction(Permission.UNLOCK) as tx:
            tx.save_draft(name, dict(body), record_id)

    def load(self, name: str) -> Any:
        """What was kept under the name, or None."""
        with self._store.reading(Permission.UNLOCK) as reader:
            return reader.draft(name)

    def all(self) -> tuple[KeptDraft, ...]:
        """Everything that was typed and neither handed in nor thrown away, the latest first."""
        with self._store.reading(Permission.UNLOCK) as reader:
            return tuple(
                KeptDraft(name=row.name, record_id=row.record_id, saved_at=row.saved_at, body=row.body)
                for row in reader.all(select(Draft).order_by(Draft.saved_at.desc(), Draft.name))
            )

    def drop(self, name: str) -> None:
        """Forget a draft; harmless when there is none."""
        with self._store.transaction(Permission.UNLOCK) as tx:
            tx.save_draft(name, None)
