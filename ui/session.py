"""Keeps the one open workspace of the window, and what happens to it when it is locked or closed."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from ui.access.gate import Gate, Opened
from ui.jobs import Jobs
from ui.refresh import Refresh

IDLE_MINUTES = 10
_LONGEST_WAIT_MS = 10 * 60 * 1000
_ACTS = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin)


class Session(QObject):
    """Open, locked or closed. Locking hides at once and drops the keys when running work is done."""

    unlocked = Signal(object)
    locked = Signal()
    closed = Signal()

    def __init__(self, parent: QObject, gate: Gate) -> None:
        super().__init__(parent)
        self.gate = gate
        self._app = cast(QApplication, QApplication.instance())
        self.jobs = Jobs(self)
        self.refresh = Refresh(self)
        self._workspace: object | None = None
        self._leaving: object | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MINUTES * 60 * 1000)
        self._idle.timeout.connect(self.lock)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_LONGEST_WAIT_MS)
        self._patience.timeout.connect(self._drop)
        self.jobs.idle.connect(self._drop_when_idle)

    @property
    def workspace(self) -> object | None:
        """The open workspace; None while locked."""
        return self._workspace

    def let_in(self, opened: Opened) -> None:
        """Take over a workspace that the way in has opened."""
        self._workspace = opened.workspace
        opened.workspace.listen(self.refresh.committed)
        self._app.installEventFilter(self)
        self._idle.start()
        self.unlocked.emit(self._workspace)

    def lock(self) -> None:
        """Hide now; drop the keys as soon as running writes are done, at most ten minutes later."""
        if self._workspace is None:
            return
        self._app.removeEventFilter(self)
        self._idle.stop()
        self._leaving, self._workspace = self._workspace, None
        self.refresh.forget()
        self.locked.emit()
        self.jobs.cancel_reads()
        if self.jobs.busy:
            self._patience.start()
        else:
            self._drop()

    def close(self) -> bool:
        """End everything; False when running work did not end in time."""
        self.lock()
        ended = self.jobs.stop()
        self._drop()
        return ended

    def _drop_when_idle(self) -> None:
        if self._leaving is not None:
            self._drop()

    def _drop(self) -> None:
        self._patience.stop()
        if self._leaving is not None:
            leaving, self._leaving = self._leaving, None
            leaving.close()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key and click puts the idle lock off."""
        if event.type() in _ACTS:
            self._idle.start()
        return super().eventFilter(watched, event)
