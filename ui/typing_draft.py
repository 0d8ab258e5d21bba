"""Keeps what somebody types in a form on disk, at most two seconds late, and gives it back after a lock or crash."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from PySide6.QtCore import QObject, QTimer

from ui.context import Context

_LATE_MS = 800


class TypingDraft(QObject):
    """One form's draft under one name. tell: what the form holds now, as plain values.

    record_id: what the draft is about and is wiped with.
    """

    def __init__(
        self,
        context: Context,
        parent: QObject,
        name: str,
        tell: Callable[[], Mapping[str, Any]],
        record_id: str = "",
    ) -> None:
        super().__init__(parent)
        self._context, self._name, self._tell, self._record_id = context, name, tell, record_id
        self._over = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LATE_MS)
        self._timer.timeout.connect(self.keep)

    def offer(self, take: Callable[[Mapping[str, Any]], None]) -> None:
        """Hand what was kept from before to the form, unless somebody types meanwhile."""
        drafts, name = self._context.workspace.drafts, self._name

        def found(body: object) -> None:
            if body and not self._timer.isActive() and not self._over:
                take(cast(Mapping[str, Any], body))

        self._context.jobs.read(self, lambda _: drafts.load(name), found)

    def touched(self) -> None:
        """Somebody typed."""
        if not self._over and not self._timer.isActive():
            self._timer.start()

    @property
    def waiting(self) -> bool:
        """Whether something was typed that is not being written yet."""
        return self._timer.isActive()

    def keep(self) -> None:
        """Write it now."""
        if self._over:
            return
        drafts, name, body, record_id = self._context.workspace.drafts, self._name, dict(self._tell()), self._record_id
        self._context.jobs.write(self, lambda _: drafts.save(name, body, record_id), lambda _: None)

    def settle(self) -> None:
        """The form goes out of sight: write what is not written yet."""
        if self._timer.isActive():
            self._timer.stop()
            self.keep()

    def drop(self) -> None:
        """Forget it: it was handed in, or nobody wants it."""
        self._over = True
        self.forget()

    def forget(self) -> None:
        """Forget what was kept; what is typed from now on is kept again."""
        self._timer.stop()
        drafts, name = self._context.workspace.drafts, self._name
        self._context.jobs.write(self, lambda _: drafts.drop(name), lambda _: None)
