"""What somebody is typing and has not handed in: kept on this device only, wiped when it is handed in."""

from collections.abc import Mapping
from typing import Any

from krogkoll.security import Permission
from krogkoll.store.store import Store


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

    def drop(self, name: str) -> None:
        """Forget a draft; harmless when there is none."""
        with self._store.transaction(Permission.UNLOCK) as tx:
            tx.save_draft(name, None)
