"""The only threads of the window: one that works with the store, a few for pictures and the network.

What a job holds - its screen, the functions that fill it - is let go of in the window's thread only, as Qt wants it:
the window's side keeps the job until its number comes back, and the working side has dropped it by then.
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from krogkoll.kernel.progress import Cancelled, Progress, Report
from ui.spare import Sweeper

_POOL_SIZE = 2

Work = Callable[[Report], object]
Then = Callable[[object], None]
Failed = Callable[[Exception], None]
Progressed = Callable[[Progress], None]
_Queue = queue.SimpleQueue["tuple[int, Job] | None"]


@dataclass(slots=True, eq=False)
class Job:
    """One piece of work under way; its callbacks run in the window's thread."""

    owner: QObject
    work: Work
    then: Then
    failed: Failed | None
    progressed: Progressed | None
    keep: bool  # a write: carried through even when its screen is gone or the window hides
    result: object = None
    error: Exception | None = None
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop at its next report; its result is dropped."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancelled.is_set()


class Jobs(QObject):
    """Runs work outside the window's thread and brings results back through a queued signal.

    A result for a widget that is gone is dropped. An error without an own `failed` goes to `troubled`.
    """

    troubled = Signal(object)
    write_started = Signal(object)
    write_ended = Signal(object)
    _told = Signal(int, object)
    _ended = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sweeper = Sweeper(self)
        self._numbers = count()
        self._store_work: _Queue = queue.SimpleQueue()
        self._side_work: _Queue = queue.SimpleQueue()
        self._threads: list[tuple[threading.Thread, _Queue]] = []
        self._under_way: dict[int, Job] = {}
        self._stopped = False
        self._told.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(
        self, owner: QObject, work: Work, then: Then, failed: Failed | None = None, progressed: Progressed | None = None
    ) -> Job:
        """Read something in the store's thread, in turn with the writes."""
        return self._put(self._store_work, Job(owner, work, then, failed, progressed, keep=False))

    def write(
        self, owner: QObject, work: Work, then: Then, failed: Failed | None = None, progressed: Progressed | None = None
    ) -> Job:
        """Write something in the store's thread; carried through whatever becomes of the screen."""
        return self._put(self._store_work, Job(owner, work, then, failed, progressed, keep=True))

    def aside(
        self, owner: QObject, work: Work, then: Then, failed: Failed | None = None, progressed: Progressed | None = None
    ) -> Job:
        """Do something that needs no store: pictures, network."""
        return self._put(self._side_work, Job(owner, work, then, failed, progressed, keep=False))

    @property
    def idle(self) -> bool:
        """Whether all that was asked for has been done and told."""
        return not self._under_way

    def waiting_for(self) -> list[QObject]:
        """Who has asked for something that is not done and told."""
        return [job.owner for job in self._under_way.values()]

    def cancel_reads(self) -> None:
        """Drop everything that only shows something; writes go on."""
        for job in self._under_way.values():
            if not job.keep:
                job.cancel()

    def cancel_all(self) -> None:
        """Ask everything to stop, writes too: the keys are about to go."""
        for job in self._under_way.values():
            job.cancel()

    def stop(self, seconds: float = 30.0) -> bool:
        """Cancel reads, finish writes, end the threads for good; False if they did not end in time."""
        self._stopped = True
        self.cancel_reads()
        for _, work in self._threads:
            work.put(None)
        for thread, _ in self._threads:
            thread.join(seconds)
        ended = not any(thread.is_alive() for thread, _ in self._threads)
        self._threads.clear()
        if ended:
            self._sweeper.stop()
        return ended

    def _put(self, work: _Queue, job: Job) -> Job:
        if self._stopped:
            # A part that goes down with the window asks once more: there is nobody left to tell.
            return job
        if not self._threads:
            self._start()
        number = next(self._numbers)
        self._under_way[number] = job
        if job.keep:
            self.write_started.emit(job)
        work.put((number, job))
        return job

    def _start(self) -> None:
        self._sweeper.start()
        plan = [("store", self._store_work)] + [(f"side-{n}", self._side_work) for n in range(_POOL_SIZE)]
        for name, work in plan:
            thread = threading.Thread(target=self._serve, args=(work,), name=f"krogkoll-{name}", daemon=True)
            self._threads.append((thread, work))
            thread.start()

    def _serve(self, work: _Queue) -> None:
        while (next_one := work.get()) is not None:
            number, job = next_one
            self._carry_out(number, job)
            # Before the number goes back: from then on the window's side may be the last to hold the job.
            del next_one, job
            self._ended.emit(number)

    def _carry_out(self, number: int, job: Job) -> None:
        def report(progress: Progress) -> None:
            if job.cancelled:
                raise Cancelled
            if job.progressed is not None:
                self._told.emit(number, progress)

        try:
            if job.cancelled:
                raise Cancelled
            job.result = job.work(report)
        except Exception as trouble:  # noqa: BLE001 - the runner's boundary: the window decides what to say
            job.error = trouble

    def _tell_progress(self, number: int, progress: Progress) -> None:
        job = self._under_way[number]
        if job.progressed is not None and not job.cancelled and isValid(job.owner):
            job.progressed(progress)

    def _deliver(self, number: int) -> None:
        job = self._under_way.pop(number)
        try:
            self._tell(job, alive=isValid(job.owner))
        finally:
            # Whoever keeps the job to cancel it must not keep a workspace or a photo with it.
            job.result = job.error = None
            if job.keep:
                self.write_ended.emit(job)

    def _tell(self, job: Job, *, alive: bool) -> None:
        if isinstance(job.error, Cancelled):
            return
        if job.error is not None:
            if alive and job.failed is not None and not job.cancelled:
                job.failed(job.error)
            elif alive or job.keep:
                self.troubled.emit(job.error)
        elif alive and not job.cancelled:
            job.then(job.result)
