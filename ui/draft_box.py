"""Keeps the draft of one form on disk while somebody types, and gives it back after a lock or a crash."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from PySide6.QtCore import QObject, Signal

from ui.context import Context


class DraftBox(QObject):
    """One draft at a time, by the name that its form gives it."""

    saved = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._name, self._record_id = "", ""

    def open(self, name: str, record_id: str, offer: Callable[[Mapping[str, Any]], None]) -> None:
        """Begin; a draft kept from before is offered. record_id: what the draft is wiped with."""
        self._name, self._record_id = name, record_id
        drafts = self._context.workspace.drafts

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
