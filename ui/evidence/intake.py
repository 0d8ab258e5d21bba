"""Takes files in, a handful at a time so that pages can be read in between, then reads them back to verify them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Signal

from krogkoll.evidence import Imported, Outside, Pasted, Refusal, Subject
from krogkoll.kernel.progress import Progress
from ui.context import Context
from ui.jobs import Job

_TURN_FILES = 24
_TURN_BYTES = 64_000_000
_FIRST_BYTES = 16_000_000
_TURN_SECONDS = 0.5
"""So long a turn may hold the store: an answer that is given meanwhile is stored when it is over."""
_VERIFY_AT_A_TIME = 12


@dataclass(slots=True)
class Taken:
    """What has come of it so far."""

    photo_ids: list[str] = field(default_factory=list)
    duplicates: int = 0
    refused: list[Refusal] = field(default_factory=list)
    verified: int = 0
    unsound: list[str] = field(default_factory=list)
    cancelled: bool = False
    failed: bool = False
    done_files: list[Outside] = field(default_factory=list)
    """The files outside whose content is here now, verified or a duplicate; those that may be offered for removal."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far it has come, for the strip: bytes per second are 0 until they can be told."""

    done: int
    total: int
    rate: float = 0.0
    verifying: bool = False


class Intake(QObject):
    """One import; `moved` carries a Step, `ended` the Taken. What was safe when it was cancelled stays."""

    moved = Signal(object)
    ended = Signal(object)

    def __init__(self, context: Context, parent: QObject, subject: Subject) -> None:
        super().__init__(parent)
        self._context, self._subject = context, subject
        self._files: Sequence[Outside | Pasted] = ()
        self._begun: datetime = context.now()
        self._bytes = 0
        self._next = 0
        self._room, self._turn_begun = _FIRST_BYTES, self._begun
        self._job: Job | None = None
        self._stopped = False
        self.taken = Taken()

    def begin(self, files: Sequence[Outside | Pasted]) -> None:
        """Take these in."""
        self._files = files
        self._begun = self._context.now()
        self.moved.emit(Step(0, len(files)))
        self._turn()

    def cancel(self) -> None:
        """Stop after the few files that are just being written."""
        self._stopped = self.taken.cancelled = True

    def _turn(self) -> None:
        start, size = self._next, 0
        stop = start
        while stop < len(self._files) and stop - start < _TURN_FILES and (size < self._room or stop == start):
            size += size_of(self._files[stop])
            stop += 1
        if self._stopped or start == stop:
            self._verify(0)
            return
        batch, self._turn_begun = self._files[start:stop], self._context.now()
        evidence, subject = self._context.workspace.evidence, self._subject
        paths = [one if isinstance(one, Pasted) else one.path for one in batch]

        def work(report: Callable[[Progress], None]) -> Imported:
            return evidence.import_files(paths, subject=subject, report=report)

        self._job = self._context.jobs.write(
            self, work, partial(self._turned, batch), self._failed, partial(self._moved, start)
        )

    def _moved(self, start: int, progress: Progress) -> None:
        self.moved.emit(Step(start + progress.done, len(self._files), self._rate()))

    def _rate(self) -> float:
        seconds = (self._context.now() - self._begun).total_seconds()
        return self._bytes / seconds if seconds > 0.2 and self._bytes else 0.0

    def _turned(self, batch: Sequence[Outside | Pasted], found: object) -> None:
        imported = cast(Imported, found)
        size = sum(size_of(one) for one in batch)
        self._next += len(batch)
        self._bytes += size
        seconds = (self._context.now() - self._turn_begun).total_seconds()
        self._room = round(min(_TURN_BYTES, max(1, size / max(seconds, 0.001) * _TURN_SECONDS)))
        self.taken.photo_ids += [photo.id for photo in imported.photos]
        self.taken.photo_ids += [twin.photo_id for twin in imported.duplicates]
        self.taken.duplicates += len(imported.duplicates)
        self.taken.refused += imported.refused
        refused = {one.name for one in imported.refused}
        # Two files of one name, one of them refused: neither is offered for removal.
        self.taken.done_files += [one for one in batch if isinstance(one, Outside) and one.name not in refused]
        self.moved.emit(Step(self._next, len(self._files), self._rate()))
        self._turn()

    def _verify(self, start: int) -> None:
        ids = self.taken.photo_ids[start : start + _VERIFY_AT_A_TIME]
        if not ids:
            self._end()
            return
        self.moved.emit(Step(start, len(self.taken.photo_ids), verifying=True))
        custody = self._context.workspace.custody
        self._context.jobs.read(
            self, lambda report: custody.confirm(ids, report), partial(self._verified, start), self._failed
        )

    def _verified(self, start: int, found: object) -> None:
        verdicts = cast("dict[str, str]", found)
        self.taken.verified += sum(verdict == "verified" for verdict in verdicts.values())
        self.taken.unsound += [key for key, verdict in verdicts.items() if verdict != "verified"]
        self._verify(start + _VERIFY_AT_A_TIME)

    def _failed(self, error: Exception) -> None:
        """What is here by now stays and is verified; nothing is offered for removal."""
        self._context.speaker.trouble(error)
        first = not self.taken.failed
        self.taken.failed = self._stopped = True
        if first:
            self._verify(0)
        else:
            self._end()

    def _end(self) -> None:
        if self.taken.unsound or self.taken.failed:
            self.taken.done_files.clear()
        if self.taken.photo_ids:
            evidence = self._context.workspace.evidence
            # Small copies are made behind the window's back; the list shows each as it comes.
            self._context.jobs.aside(self, evidence.make_copies, _nothing, _nothing)
        self.ended.emit(self.taken)


def size_of(one: Outside | Pasted) -> int:
    """Bytes of a file to be."""
    return len(one.content) if isinstance(one, Pasted) else one.size


def _nothing(_: object) -> None:
    """Asked for again when it is shown."""
