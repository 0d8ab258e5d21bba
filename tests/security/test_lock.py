"""The lock as a machine: hides at once, lets work finish, never keeps the keys longer than the grace."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krogkoll.kernel.clock import SteppingClock
from krogkoll.security import FIELD_IDLE, OFFICE_IDLE, Lock, LockActs, LockReason, LockState, LockTimes


class Desk:
    """A lock with its clocks and a list of what it made happen."""

    def __init__(self, times: LockTimes | None = None) -> None:
        self.clock = SteppingClock(datetime(2026, 11, 20, 22, 0, tzinfo=UTC))
        self.running = 5000.0
        self.done: list[str] = []
        acts = LockActs(
            hide=lambda reason: self.done.append(f"hide {reason}"),
            stop_work=lambda: self.done.append("stop"),
            drop_keys=lambda: self.done.append("drop"),
        )
        self.lock = Lock(self.clock, acts, times, lambda: self.running)

    def wait(self, seconds: float) -> None:
        self.clock.move(timedelta(seconds=seconds))
        self.running += seconds
        self.lock.tick()


def test_asking_hides_and_drops_at_once_when_nothing_runs() -> None:
    desk = Desk()
    desk.lock.lock()
    assert desk.done == ["hide asked", "drop"]
    assert desk.lock.state is LockState.LOCKED


def test_running_work_keeps_the_keys_but_not_the_screen() -> None:
    desk = Desk()
    desk.lock.work_started()
    desk.lock.work_started()
    desk.lock.lock(LockReason.SYSTEM_LOCKED)
    assert desk.done == ["hide system-locked"]
    assert desk.lock.state is LockState.HIDING_WORK_RUNNING
    desk.lock.work_ended()
    assert desk.done == ["hide system-locked"]
    desk.lock.work_ended()
    assert desk.done == ["hide system-locked", "drop"]
    assert desk.lock.state is LockState.LOCKED


def test_work_that_never_ends_is_stopped_after_ten_minutes() -> None:
    desk = Desk()
    desk.lock.work_started()
    desk.lock.lock()
    desk.wait(599)
    assert desk.done == ["hide asked"]
    desk.wait(1)
    assert desk.done == ["hide asked", "stop", "drop"]
    desk.lock.work_ended()  # the work has noticed
    assert desk.done == ["hide asked", "stop", "drop"]


@pytest.mark.parametrize("idle", [FIELD_IDLE, OFFICE_IDLE])
def test_idle_time_locks_on_the_second(idle: timedelta) -> None:
    desk = Desk(LockTimes(idle=idle))
    desk.wait(idle.total_seconds() - 1)
    assert desk.lock.state is LockState.UNLOCKED
    desk.wait(1)
    assert desk.done == ["hide idle", "drop"]


def test_typing_puts_idle_off_but_does_not_undo_a_lock_that_was_due() -> None:
    desk = Desk()
    desk.wait(200)
    desk.lock.touched()
    desk.wait(200)
    assert desk.lock.state is LockState.UNLOCKED
    desk.clock.move(timedelta(minutes=5))  # asleep: no tick came, then somebody opens the lid and types
    desk.lock.touched()
    assert desk.lock.state is LockState.LOCKED


def test_a_clock_set_back_does_not_keep_the_screen_open() -> None:
    desk = Desk()
    desk.clock.move(timedelta(hours=-1))
    desk.lock.tick()
    assert desk.done == ["hide session-over", "drop"]
    assert desk.lock.needs_password


def test_a_stopped_wall_clock_does_not_keep_the_screen_open() -> None:
    desk = Desk()
    desk.running += 300
    desk.lock.tick()
    assert desk.done == ["hide idle", "drop"]


def test_the_session_ends_after_eight_hours_however_busy() -> None:
    desk = Desk()
    for _ in range(8 * 60 - 1):
        desk.wait(60)
        desk.lock.touched()
    assert desk.lock.state is LockState.UNLOCKED
    desk.wait(60)
    assert desk.done == ["hide session-over", "drop"]
    with pytest.raises(RuntimeError):
        desk.lock.unlocked(with_password=False)
    desk.lock.unlocked(with_password=True)
    assert desk.lock.state is LockState.UNLOCKED
    assert not desk.lock.needs_password


def test_a_pin_opens_without_starting_a_new_session() -> None:
    desk = Desk()
    desk.wait(4 * 3600)
    desk.lock.unlocked(with_password=False)
    assert desk.lock.state is LockState.UNLOCKED
    desk.wait(280)
    desk.lock.lock()
    desk.wait(4 * 3600 - 280)
    assert desk.lock.needs_password


def test_coming_back_while_work_still_runs_keeps_the_keys() -> None:
    desk = Desk()
    desk.lock.work_started()
    desk.lock.lock()
    desk.lock.unlocked(with_password=False)
    desk.lock.work_ended()
    desk.wait(1)
    assert desk.done == ["hide asked"]
    assert desk.lock.state is LockState.UNLOCKED


def test_keys_go_even_if_hiding_or_stopping_fails() -> None:
    done: list[str] = []

    def fail(*_: object) -> None:
        raise ValueError("a widget is gone")

    clock = SteppingClock(datetime(2026, 11, 20, 22, 0, tzinfo=UTC))
    lock = Lock(clock, LockActs(hide=fail, stop_work=fail, drop_keys=lambda: done.append("drop")), None, lambda: 1.0)
    with pytest.raises(ValueError):
        lock.lock()
    assert done == ["drop"]


def test_no_work_begins_behind_a_locked_screen() -> None:
    desk = Desk()
    desk.lock.lock()
    with pytest.raises(RuntimeError):
        desk.lock.work_started()
    with pytest.raises(RuntimeError):
        desk.lock.work_ended()


def test_idle_times_out_of_reason_are_refused() -> None:
    for idle in (timedelta(minutes=11), timedelta(seconds=10), timedelta(0)):
        with pytest.raises(ValueError):
            LockTimes(idle=idle)


EVENTS = st.one_of(
    st.sampled_from(["touch", "lock", "start", "end", "pin", "password"]),
    st.floats(0.1, 900).map(lambda seconds: ("wait", seconds)),
)


@given(st.lists(EVENTS, max_size=50))
@settings(derandomize=True, max_examples=150)
def test_whatever_happens_the_promises_hold(events: list[object]) -> None:
    desk, hidden_for, work = Desk(), 0.0, 0
    for event in events:
        before = desk.lock.state
        if isinstance(event, tuple):
            desk.wait(event[1])
            hidden_for += event[1]
        elif event == "touch":
            desk.lock.touched()
        elif event == "lock":
            desk.lock.lock()
        elif event == "start" and before is LockState.UNLOCKED:
            desk.lock.work_started()
            work += 1
        elif event == "end" and work:
            work -= 1
            desk.lock.work_ended()
        elif event in ("pin", "password") and not (event == "pin" and desk.lock.needs_password):
            desk.lock.unlocked(with_password=event == "password")
        if before is LockState.UNLOCKED and desk.lock.state is not LockState.UNLOCKED:
            hidden_for = 0.0
            assert any(act.startswith("hide") for act in desk.done)
        if desk.lock.state is LockState.HIDING_WORK_RUNNING:
            assert work > 0
            assert hidden_for < 600
        if desk.lock.state is LockState.LOCKED:
            assert desk.done[-1] == "drop"
        if event == "touch":
            assert not (before is not LockState.UNLOCKED and desk.lock.state is LockState.UNLOCKED)
