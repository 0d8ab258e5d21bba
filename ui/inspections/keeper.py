"""Sends each answer to the store at once and one after the other, and remembers the way back for Ctrl+Z."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from krogkoll.inspections import Answer, AnswerDraft
from krogkoll.kernel.errors import Invalid
from ui.context import Context
from ui.words import clock

_STEPS = 50


class AnswerKeeper(QObject):
    """The answers of one visit. `changed` carries the id of the question whose stored answer is another now."""

    changed = Signal(str)
    refused = Signal(str, object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._given: dict[str, Answer] = {}
        self._under_way: set[str] = set()
        self._next: dict[str, AnswerDraft] = {}
        self._past: list[tuple[str, Answer | None]] = []
        self._visit = ""

    def begin(self, visit_id: str, answers: Sequence[Answer]) -> None:
        """Take what is stored of a visit; another visit's way back is forgotten."""
        if visit_id != self._visit:
            self._flush()
            self._past.clear()
            self._under_way.clear()
        self._visit = visit_id
        self._given = {one.item_id: one for one in answers}

    def _flush(self) -> None:
        """What still waits for its turn is written, whatever becomes of this screen."""
        waiting, self._next = self._next, {}
        for draft in waiting.values():
            self._context.jobs.write(self, partial(self._write, draft), lambda _: None)

    def _write(self, draft: AnswerDraft, report: object) -> Answer:
        return self._context.workspace.inspections.answer(draft)

    def __getitem__(self, item_id: str) -> Answer | None:
        return self._given.get(item_id)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What is stored now."""
        return tuple(self._given.values())

    @property
    def at_rest(self) -> bool:
        """Whether everything given is stored."""
        return not self._under_way

    def give(self, draft: AnswerDraft) -> None:
        """Store an answer; one that is given while the last is being written waits for it."""
        if draft.item_id in self._under_way:
            self._next[draft.item_id] = draft
            return
        shown, visit = self._given.get(draft.item_id), self._visit
        self._under_way.add(draft.item_id)
        service = self._context.workspace.inspections

        def stored(result: object) -> None:
            self._context.speaker.saved(clock(self._context.now()))
            if visit != self._visit or not isinstance(result, Answer):
                return
            self._past = [*self._past, (draft.item_id, shown)][-_STEPS:]
            self._given[draft.item_id] = result
            self._done(draft.item_id)

        def failed(error: Exception) -> None:
            if visit != self._visit:
                return
            if isinstance(error, Invalid):
                self.refused.emit(draft.item_id, error)
            else:
                self._context.speaker.trouble(error)
            self._done(draft.item_id)

        self._context.jobs.write(self, lambda _: service.answer(draft, shown), stored, failed)

    def undo(self) -> str:
        """Take back the last answer; the id of its question, or nothing when there is none to take back."""
        if not self._past or self._under_way:
            return ""
        item_id, before = self._past.pop()
        given, visit = self._given.get(item_id), self._visit
        if given is None:
            return ""
        self._under_way.add(item_id)
        service, now = self._context.workspace.inspections, given

        def back(result: object) -> None:
            self._context.speaker.saved(clock(self._context.now()))
            if visit != self._visit:
                return
            if isinstance(result, Answer):
                self._given[item_id] = result
            else:
                self._given.pop(item_id, None)
            self._done(item_id)

        def failed(error: Exception) -> None:
            self._context.speaker.trouble(error)
            if visit == self._visit:
                self._done(item_id)

        self._context.jobs.write(self, lambda _: service.take_back(now, before), back, failed)
        return item_id

    def _done(self, item_id: str) -> None:
        self._under_way.discard(item_id)
        waiting = self._next.pop(item_id, None)
        if waiting is not None:
            self.give(waiting)
        else:
            self.changed.emit(item_id)
