"""Keeps the draft of one form on disk while somebody types, and gives it back after a lock or a crash."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from PySide6.QtCore import QObject, Signal

from ui.context import Context


class DraftBox(QObject):
    """One draft at a time, by the id of the record it is about (empty: a new one)."""

    saved = Signal()

    def __init__(self, context: Context, parent: QObject, kind: str = "venue") -> None:
        super().__init__(parent)
        self._kind = kind
        self._context = context
        self._record_id = ""

    @property
    def _name(self) -> str:
        return f"{self._kind}:{self._record_id or 'new'}"

    def open(self, record_id: str, offer: Callable[[Mapping[str, Any]], None]) -> None:
        """Begin with the record `record_id`; a draft kept from before is offered."""
        self._record_id = record_id
        name, drafts = self._name, self._context.workspace.drafts

        def found(body: object) -> None:
            if body and name == self._name:
                offer(cast(Mapping[str, Any], body))

        self._context.jobs.read(self, lambda _: drafts.load(name), found)

    def keep(self, body: Mapping[str, Any]) -> None:
        """Write the draft."""
        name, record_id, drafts = self._name, self._record_id, self._context.workspace.drafts
        self._context.jobs.write(self, lambda _: drafts.save(name, body, record_id), lambda _: self.saved.emit())

    def drop(self) -> None:
        """Forget the draft: it was handed in, or nobody wants it."""
        name, drafts = self._name, self._context.workspace.drafts
        self._context.jobs.write(self, lambda _: drafts.drop(name), lambda _: None)
