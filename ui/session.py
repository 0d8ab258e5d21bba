"""Keeps the one open workspace of the window, and what happens to it when it is locked or closed."""

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from krogkoll.kernel.clock import SystemClock
from krogkoll.security import Lock, LockActs, LockReason, LockTimes
from ui.access.gate import Gate, Opened, Way
from ui.jobs import Job, Jobs
from ui.refresh import Refresh

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_TICK_MS = 5000
_ACTS = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin)


class Session(QObject):
    """Open, hidden or closed: drives the lock's rules and obeys them.

    `unlocked` comes when the shell may be shown, `hidden` when it must go, `dropped` when the keys are gone;
    `too_late` when the keys or the session went in the moment between the right secret and coming back.
    """

    unlocked = Signal(object)
    too_late = Signal()
    hidden = Signal(str)
    dropped = Signal()

    def __init__(self, parent: QObject, gate: Gate) -> None:
        super().__init__(parent)
        self.gate = gate
        self._app = cast(QApplication, QApplication.instance())
        self.jobs = Jobs(self)
        self.refresh = Refresh(self)
        self._workspace: Workspace | None = None
        self._lock: Lock | None = None
        self._counted: set[Job] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self.jobs.write_started.connect(self._work_started)
        self.jobs.write_ended.connect(self._work_ended)

    @property
    def workspace(self) -> "Workspace | None":
        """The workspace as long as its keys are here, also when hidden."""
        return self._workspace

    def let_in(self, opened: Opened) -> None:
        """Take over a workspace that the way in has opened, or show the hidden one again."""
        with_password = opened.way is not Way.PIN
        if not opened.fresh and self._workspace is None:
            self.too_late.emit()
            return
        if self._lock is None:
            acts = LockActs(hide=self._hide, stop_work=self.jobs.cancel_all, drop_keys=self._drop)
            self._lock = Lock(SystemClock(), acts)
            # What it cannot do now it does after the next opening; nobody has to hear of it.
            self.jobs.aside(self, opened.workspace.tidy, _done, _done)
        elif not with_password and self._lock.needs_password:
            # The eight hours ended while the PIN was typed.
            if opened.fresh:
                opened.workspace.close()
            self.too_late.emit()
            return
        else:
            self._lock.unlocked(with_password=with_password)
        if opened.fresh:
            self._workspace = opened.workspace
            self._workspace.listen(self.refresh.committed)
        self._count_idle()
        self.refresh.watch(self, ("device",), self._count_idle)
        self._app.focusWindowChanged.connect(self._watch)
        self._watch(self._app.focusWindow())
        self._timer.start()
        self.unlocked.emit(opened)

    def _count_idle(self) -> None:
        """Hide after as many idle minutes as the person has chosen."""
        workspace = self._workspace
        if workspace is None:
            return

        def use(minutes: object) -> None:
            if self._lock is not None:
                self._lock.use(LockTimes(idle=timedelta(minutes=cast(int, minutes))))

        self.jobs.read(self, lambda _: workspace.device.settings().idle_minutes, use, _done)

    def lock(self) -> None:
        """Hide now; the keys go when running work is done, ten minutes later at most."""
        if self._lock is not None and self._workspace is not None:
            self._lock.lock(LockReason.ASKED)

    def lock_with_system(self) -> None:
        """Lock because the system locked, switched user or goes to sleep."""
        if self._lock is not None and self._workspace is not None:
            self._lock.lock(LockReason.SYSTEM_LOCKED)

    def close(self) -> bool:
        """Lock, finish what is being written, end the threads; False when it did not end in time."""
        self.lock()
        ended = self.jobs.stop()
        if self._workspace is not None:
            self._drop()
        return ended

    def _hide(self, reason: LockReason) -> None:
        self._app.focusWindowChanged.disconnect(self._watch)
        self.refresh.forget()
        self.jobs.cancel_reads()
        self.hidden.emit(reason.value)

    def _drop(self) -> None:
        workspace, self._workspace = self._workspace, None
        self._counted.clear()
        self._timer.stop()
        if workspace is not None:
            workspace.close()
        self.dropped.emit()

    @property
    def lock_rules(self) -> Lock | None:
        """The rules that decide when to hide and when the keys go; None before anybody came in."""
        return self._lock

    def tick(self) -> None:
        """Look at the clocks and do what is due."""
        if self._lock is not None:
            self._lock.tick()

    def _work_started(self, job: Job) -> None:
        if self._lock is not None and self._lock.takes_work:
            self._counted.add(job)
            self._lock.work_started()

    def _work_ended(self, job: Job) -> None:
        if job in self._counted:
            self._counted.discard(job)
            if self._lock is not None:
                self._lock.work_ended()

    def _watch(self, window: QWindow | None) -> None:
        """Listen to the windows that have the keyboard, dialogs too: far fewer events than all widgets together."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key and click puts the idle lock off."""
        if event.type() in _ACTS and self._lock is not None and self._workspace is not None:
            self._lock.touched()
        return False


def _done(_: object) -> None:
    """Nothing has to be shown."""
