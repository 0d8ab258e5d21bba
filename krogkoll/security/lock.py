"""When the screen hides and when the keys go: a small state machine driven from outside, without threads or widgets.

Locking hides at once. The keys stay until running work (an import, a backup, a signature) is done, ten minutes at
most; then whatever still runs is stopped and the keys go. Hidden is locked for everybody at the screen: coming back
takes the password or the PIN in both states.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from krogkoll.kernel.clock import Clock
from krogkoll.security.elapsed import Elapsed


class LockState(StrEnum):
    """Where the workspace stands."""

    UNLOCKED = "unlocked"
    HIDING_WORK_RUNNING = "hiding-work-running"
    LOCKED = "locked"


class LockReason(StrEnum):
    """What locked it, for the audit log and the lock screen."""

    ASKED = "asked"
    IDLE = "idle"
    SESSION_OVER = "session-over"
    SYSTEM_LOCKED = "system-locked"  # the operating system's own lock, switch of user, lid, suspend


FIELD_IDLE = timedelta(minutes=5)
OFFICE_IDLE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class LockTimes:
    """How long is too long. Idle time may be shorter than these, never longer than the office's."""

    idle: timedelta = FIELD_IDLE
    session: timedelta = timedelta(hours=8)
    grace: timedelta = timedelta(minutes=10)

    def __post_init__(self) -> None:
        if not timedelta(seconds=30) <= self.idle <= OFFICE_IDLE:
            raise ValueError("idle time is between half a minute and ten minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class LockActs:
    """What the machine makes happen. All three are called from the caller's own thread, in this order, once a lock."""

    hide: Callable[[LockReason], None]  # show the lock screen now, drop what widgets and caches show
    stop_work: Callable[[], None]  # the grace is over: cancel what still runs
    drop_keys: Callable[[], None]  # close the store, wipe the keys


class Lock:
    """The lock of one open workspace. Call `tick` every few seconds and the rest as things happen."""

    def __init__(
        self,
        clock: Clock,
        acts: LockActs,
        times: LockTimes | None = None,
        uptime: Callable[[], float] = time.monotonic,
    ) -> None:
        """Starts unlocked: make one when the workspace has been opened with the whole password."""
        self._elapsed = Elapsed(clock, uptime)
        self._acts = acts
        self._times = times or LockTimes()
        self._state = LockState.UNLOCKED
        self._running = 0
        self._hiding = False
        self._session = self._touched = self._hidden = self._elapsed.mark()

    def use(self, times: LockTimes) -> None:
        """Count by other times from now on."""
        self._times = times

    @property
    def state(self) -> LockState:
        """Where the workspace stands now."""
        return self._state

    @property
    def needs_password(self) -> bool:
        """Whether the PIN will not do: the session's eight hours are over, or a clock went backwards."""
        return self._session_over()

    def touched(self) -> None:
        """Somebody typed or pointed. Does not undo a lock; what comes too late after the idle time locks first."""
        self.tick()
        if self._state is LockState.UNLOCKED:
            self._touched = self._elapsed.mark()

    def tick(self) -> None:
        """Look at the clocks and do what is due."""
        if self._state is LockState.UNLOCKED:
            if self._session_over():
                self.lock(LockReason.SESSION_OVER)
            elif self._elapsed.since(self._touched) >= self._times.idle:
                self.lock(LockReason.IDLE)
        elif self._state is LockState.HIDING_WORK_RUNNING and (
            self._running == 0 or self._elapsed.since(self._hidden) >= self._times.grace
        ):
            self._let_go()

    def lock(self, reason: LockReason = LockReason.ASKED) -> None:
        """Hide at once; drop the keys now if nothing runs, otherwise when it is done or the grace is over."""
        if self._state is not LockState.UNLOCKED:
            return
        self._state = LockState.HIDING_WORK_RUNNING
        self._hidden = self._elapsed.mark()
        self._hiding = True
        try:
            self._acts.hide(reason)
        finally:
            # Even if hiding fails half-way the keys go as they should.
            self._hiding = False
            self.tick()

    @property
    def takes_work(self) -> bool:
        """Whether work may begin: while it is open, and in `hide`, which writes down what was just typed."""
        return self._state is LockState.UNLOCKED or self._hiding

    def work_started(self) -> None:
        """A piece of work that needs the keys has begun. Raises RuntimeError when locked: the caller must ask first."""
        if not self.takes_work:
            raise RuntimeError("no work begins behind a locked screen")
        self._running += 1

    def work_ended(self) -> None:
        """A piece of work is done, well or badly."""
        if self._running == 0:
            raise RuntimeError("more work ended than began")
        self._running -= 1
        self.tick()

    def unlocked(self, *, with_password: bool) -> None:
        """Somebody has given the right password or PIN; keys are at hand again. A password starts a new session.

        From LOCKED the caller has opened the workspace anew first; from HIDING_WORK_RUNNING the keys are still there.
        Raises RuntimeError when only the password would do.
        """
        if not with_password and self._session_over():
            raise RuntimeError("the session is over: the whole password is needed")
        self._state = LockState.UNLOCKED
        self._touched = self._elapsed.mark()
        if with_password:
            self._session = self._touched

    def _session_over(self) -> bool:
        return self._elapsed.went_backwards(self._session) or self._elapsed.since(self._session) >= self._times.session

    def _let_go(self) -> None:
        self._state = LockState.LOCKED
        try:
            if self._running:  # each still tells `work_ended` when it has noticed
                self._acts.stop_work()
        finally:
            self._acts.drop_keys()
