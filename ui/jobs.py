"""The only threads of the window: one that works with the store, a few for pictures and the network."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from krogkoll.kernel.progress import Cancelled, Progress, Report

_POOL_SIZE = 2

Work = Callable[[Report], object]
Then = Callable[[object], None]
Failed = Callable[[Exception], None]
Progressed = Callable[[Progress], None]


@dataclass(slots=True, eq=False)
class Job:
    """One piece of work under way; its callbacks run in the window's thread."""

    owner: QObject
    work: Work
    then: Then
    failed: Failed | None
    progressed: Progressed | None
    keep: bool  # a write: carried through even when its screen is gone or the window hides
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop at its next report; its result is dropped."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancelled.is_set()


@dataclass(slots=True, frozen=True)
class _News:
    job: Job
    result: object = None
    error: Exception | None = None
    progress: Progress | None = None


class Jobs(QObject):
    """Runs work outside the window's thread and brings results back through a queued signal.

    A result for a widget that is gone is dropped. An error without an own `failed` goes to `troubled`.
    """

    troubled = Signal(object)
    write_started = Signal(object)
    write_ended = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._store_work: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._side_work: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._threads: list[tuple[threading.Thread, queue.SimpleQueue[Job | None]]] = []
        self._under_way: set[Job] = set()
        self._stopped = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

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

    def cancel_reads(self) -> None:
        """Drop everything that only shows something; writes go on."""
        for job in self._under_way:
            if not job.keep:
                job.cancel()

    def cancel_all(self) -> None:
        """Ask everything to stop, writes too: the keys are about to go."""
        for job in self._under_way:
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
        return ended

    def _put(self, work: queue.SimpleQueue[Job | None], job: Job) -> Job:
        if self._stopped:
            # A part that goes down with the window asks once more: there is nobody left to tell.
            return job
        if not self._threads:
            self._start()
        self._under_way.add(job)
        if job.keep:
            self.write_started.emit(job)
        work.put(job)
        return job

    def _start(self) -> None:
        plan = [("store", self._store_work)] + [(f"side-{n}", self._side_work) for n in range(_POOL_SIZE)]
        for name, work in plan:
            thread = threading.Thread(target=self._serve, args=(work,), name=f"krogkoll-{name}", daemon=True)
            self._threads.append((thread, work))
            thread.start()

    def _serve(self, work: queue.SimpleQueue[Job | None]) -> None:
        while (job := work.get()) is not None:
            self._arrived.emit(self._carry_out(job))
            # The frame must not hold the last result (a workspace, a photo) while it waits for the next.
            del job

    def _carry_out(self, job: Job) -> _News:
        def report(progress: Progress) -> None:
            if job.cancelled:
                raise Cancelled
            if job.progressed is not None:
                self._arrived.emit(_News(job, progress=progress))

        try:
            if job.cancelled:
                raise Cancelled
            return _News(job, result=job.work(report))
        except Cancelled as stop:
            return _News(job, error=stop)
        except Exception as trouble:  # noqa: BLE001 - the runner's boundary: the window decides what to say
            return _News(job, error=trouble)

    def _deliver(self, news: _News) -> None:
        job = news.job
        alive = isValid(job.owner)
        if news.progress is not None:
            if alive and not job.cancelled and job.progressed is not None:
                job.progressed(news.progress)
            return
        self._under_way.discard(job)
        try:
            self._tell(job, news, alive=alive)
        finally:
            if job.keep:
                self.write_ended.emit(job)

    def _tell(self, job: Job, news: _News, *, alive: bool) -> None:
        if isinstance(news.error, Cancelled):
            return
        if news.error is not None:
            if alive and job.failed is not None and not job.cancelled:
                job.failed(news.error)
            elif alive or job.keep:
                self.troubled.emit(news.error)
        elif alive and not job.cancelled:
            job.then(news.result)
