"""Writes what is typed in a decision: to disk at every rest of the keys, as one change when a section is left."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QObject, QTimer, Signal

from krogkoll.decisions import Decision, DecisionDraft
from krogkoll.kernel.record import tidied
from ui.context import Context
from ui.decisions.form import DecisionForm, base_of
from ui.typing_draft import TypingDraft
from ui.words import clock

_REST_MS = 100


class Saving(QObject):
    """`typed` when the keys rest; `saved` carries the Decision as stored; `failed` the error; `came_back` a draft."""

    typed = Signal()
    saved = Signal(object)
    failed = Signal(object)
    came_back = Signal()

    def __init__(self, context: Context, parent: QObject, form: DecisionForm) -> None:
        super().__init__(parent)
        self._context, self._form = context, form
        self._typing: TypingDraft | None = None
        self.shown: Decision | None = None
        self._saving, self._again, self.touched = False, False, False
        self._then: list[Callable[[], None]] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.typed)
        form.changed.connect(self.touch)
        form.left_section.connect(self.save)

    @property
    def dirty(self) -> bool:
        """Whether something is typed that the store does not hold."""
        return self.touched or self._saving

    def begin(self, decision: Decision | None) -> None:
        """Another decision is written now, or none; a draft that was kept of it comes back."""
        self.settle()
        if self._typing is not None:
            self._typing.deleteLater()
            self._typing = None
        self.shown, self.touched = decision, False
        if decision is not None:
            self._typing = TypingDraft(self._context, self, f"decision:{decision.id}", self._form.raws, decision.id)
            self._typing.offer(partial(self._take, decision.id))

    def _take(self, key: str, body: Mapping[str, Any]) -> None:
        if self.shown is None or self.shown.id != key or self.touched:
            return
        self._form.take(body)
        if self.changes() is not None:
            self.touch()
            self.came_back.emit()

    def touch(self) -> None:
        """Somebody typed."""
        if self.shown is None:
            return
        self.touched = True
        if self._typing is not None:
            self._typing.touched()
        self._rest.start()

    def forget(self) -> None:
        """What was typed and not saved is not wanted."""
        self.touched = False
        if self._typing is not None:
            self._typing.forget()

    def settle(self) -> None:
        """Write the draft now if it waits."""
        if self._typing is not None:
            self._typing.settle()

    def draft(self) -> DecisionDraft | None:
        """The decision as it is typed now; None where nothing is being written."""
        return None if self.shown is None else tidied(self._form.draft(self.shown)[0])

    def changes(self) -> DecisionDraft | None:
        """What is typed, if it differs from what is stored."""
        typed, shown = self.draft(), self.shown
        if typed is None or shown is None:
            return None
        return typed if typed != tidied(base_of(shown)) else None

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Write what is typed as one change; `then` comes when it is written, or at once when nothing differs.

        One after the other: a change that starts from what the last one made never meets itself as a conflict.
        """
        if then is not None:
            self._then.append(then)
        if self._saving:
            self._again = True
            return
        changed, shown = self.changes(), self.shown
        if shown is not None:
            self._form.tell(self._form.draft(shown)[1])
        if shown is None or changed is None:
            self._go_on()
            return
        self._saving, self.touched = True, False
        decisions = self._context.workspace.decisions
        self._context.jobs.write(self, lambda _: decisions.edit(shown, changed), self._done, self._refused)

    def _done(self, found: object) -> None:
        self._saving = False
        decision = cast(Decision, found)
        if self.shown is not None and self.shown.id == decision.id:
            self.shown = decision
            if self._typing is not None and not self.touched and not self._form.draft(decision)[1]:
                self._typing.forget()
        self._context.speaker.saved(clock(self._context.now()))
        self.saved.emit(decision)
        if self._again:
            self._again = False
            self.save()
        else:
            self._go_on()

    def _go_on(self) -> None:
        waiting, self._then = self._then, []
        for then in waiting:
            then()

    def _refused(self, error: Exception) -> None:
        self._saving, self.touched, self._again = False, True, False
        self._then = []
        self.failed.emit(error)
