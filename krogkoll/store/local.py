"""Writes what stays in this workspace: settings, drafts and other local rows, which leave no change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete

from krogkoll.store.mapping import Base, Draft, Setting, SyncedRow
from krogkoll.store.reading import Reader


class LocalWriter(Reader):
    """The local half of a transaction."""

    now: datetime

    def put(self, row: Base) -> None:
        """Write a local row (replacing the one with the same key)."""
        if isinstance(row, SyncedRow):
            raise TypeError("synced rows go through add and change")
        self._session.merge(row)

    def put_new(self, row: Base) -> None:
        """Write a local row that is known not to be there; cheaper for many than `put`."""
        if isinstance(row, SyncedRow):
            raise TypeError("synced rows go through add and change")
        self._session.add(row)

    def drop(self, row: Base) -> None:
        """Remove a local row."""
        if isinstance(row, SyncedRow):
            raise TypeError("synced rows go through remove")
        self._session.delete(row)

    def set_setting(self, name: str, value: Any) -> None:
        """Keep a setting of this device."""
        self._session.merge(Setting(name=name, value=value))

    def save_draft(self, name: str, body: Any, record_id: str = "") -> None:
        """Keep what somebody is typing; None forgets it."""
        self._session.execute(delete(Draft).where(Draft.name == name))
        if body is not None:
            self._session.add(Draft(name=name, record_id=record_id, body=body, saved_at=self.now))
