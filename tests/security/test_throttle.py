"""Wrong passwords slow down, and no trick with files, clocks or restarts makes them fast again."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.security import KeyStore, MemoryKeyStore, NoKeyStore, Throttle
from krogkoll.security.throttle import FREE_TRIES, LONGEST_WAIT, wait_after


class Running:
    """The computer's running time, in the hands of the test."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Place:
    """A folder, a key store and a computer, and as many program starts as the test likes."""

    def __init__(self, folder: Path, key_store: KeyStore) -> None:
        self.folder, self.key_store, self.running = folder, key_store, Running()

    def start(self) -> Throttle:
        return Throttle(self.folder, b"w" * 16, self.key_store, self.running)

    def fail(self, times: int) -> None:
        for _ in range(times):
            throttle = self.start()
            self.running.seconds += throttle.remaining()
            throttle.start_try()

    @property
    def file(self) -> Path:
        return self.folder / "tries.json"


@pytest.fixture(params=["store", "none"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return Place(tmp_path, MemoryKeyStore() if request.param == "store" else NoKeyStore())


@pytest.fixture
def with_store(tmp_path: Path) -> Place:
    return Place(tmp_path, MemoryKeyStore())


def test_waits_double_from_two_seconds_to_fifteen_minutes() -> None:
    assert [wait_after(failures) for failures in range(FREE_TRIES)] == [0] * 5
    assert [wait_after(failures) for failures in range(5, 15)] == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900]
    assert wait_after(10_000) == LONGEST_WAIT


def test_five_tries_are_free_and_the_sixth_waits(place: Place) -> None:
    throttle = place.start()
    for left in (5, 4, 3, 2, 1):
        assert throttle.free_left == left
        throttle.start_try()
    with pytest.raises(AccessTrouble) as problem:
        throttle.start_try()
    assert problem.value.reason == "throttled"
    assert problem.value.details["wait"] == 2.0
    place.running.seconds += 1.9
    assert throttle.remaining() == pytest.approx(0.1)
    place.running.seconds += 0.1
    throttle.start_try()
    assert throttle.remaining() == 4.0


def test_a_right_password_gives_five_free_tries_again(place: Place) -> None:
    place.fail(9)
    place.start().succeeded()
    assert place.start().free_left == 5
    assert place.start().remaining() == 0


def test_the_count_survives_a_restart_of_the_program(place: Place) -> None:
    place.fail(7)
    assert place.start().remaining() == 8.0


def test_ending_the_program_in_the_middle_of_a_try_still_counts(place: Place) -> None:
    for _ in range(5):
        place.start().start_try()  # and never told how it went
    assert place.start().remaining() == 2.0


def test_a_try_that_never_reached_the_password_does_not_count(place: Place) -> None:
    throttle = place.start()
    throttle.start_try()
    throttle.undo_try()
    throttle.undo_try()
    assert throttle.free_left == 5


def test_restarting_the_computer_starts_the_wait_over(place: Place) -> None:
    place.fail(14)
    assert place.start().remaining() == 900
    place.running.seconds = 60.0  # up for a minute since the restart
    assert place.start().remaining() == 840


def test_the_wall_clock_is_never_asked() -> None:
    import inspect

    from krogkoll.security import throttle

    source = inspect.getsource(throttle)
    assert "datetime" not in source
    assert "time.time" not in source


def test_deleting_the_file_does_not_help_where_a_key_store_exists(with_store: Place) -> None:
    with_store.fail(8)
    with_store.file.unlink()
    assert with_store.start().remaining() == 16.0


def test_an_older_copy_of_the_file_does_not_help_where_a_key_store_exists(with_store: Place) -> None:
    with_store.fail(1)
    old = with_store.file.read_bytes()
    with_store.fail(7)
    with_store.file.write_bytes(old)
    assert with_store.start().remaining() == 16.0


def test_a_changed_file_uses_up_the_free_tries_and_never_locks_for_good(place: Place) -> None:
    place.fail(2)
    place.file.write_bytes(place.file.read_bytes().replace(b'"failures": 2', b'"failures": 0'))
    throttle = place.start()
    assert throttle.remaining() == 2.0
    place.running.seconds += 2
    throttle.start_try()
    throttle.succeeded()
    assert place.start().free_left == 5


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b"[]\n00\n", b"\xff\xfe", b'{"failures": -5}\n\n'])
def test_a_broken_file_is_read_as_a_changed_one(place: Place, content: bytes) -> None:
    place.file.write_bytes(content)
    assert place.start().remaining() == 2.0


def test_a_workspace_that_this_key_store_does_not_know_yet_costs_nobody_a_pause(place: Place) -> None:
    place.fail(3)
    moved = Throttle(place.folder, b"w" * 16, MemoryKeyStore(), place.running)
    assert (moved.free_left, moved.remaining()) == (2, 0)
    moved.start_try()
    place.file.write_bytes(place.file.read_bytes().replace(b'"failures": 4', b'"failures": 0'))
    assert moved.remaining() == 2.0  # known from now on: a change is noticed


def test_a_key_store_that_refuses_keeps_nobody_out(tmp_path: Path) -> None:
    class Refusing(NoKeyStore):
        usable = True

        def read(self, name: str) -> str | None:
            raise AccessTrouble("key-store")

        def write(self, name: str, value: str) -> None:
            raise AccessTrouble("key-store")

    place = Place(tmp_path, Refusing())
    place.fail(6)
    assert place.start().remaining() == 4.0
    place.start().succeeded()
    assert place.start().free_left == 5


@given(st.lists(st.sampled_from(["try", "wait", "restart", "reboot", "delete"]), max_size=40))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_no_order_of_events_gives_more_tries_than_the_rule(
    tmp_path_factory: pytest.TempPathFactory, events: list[str]
) -> None:
    """A plain model: n wrong tries need at least the waits of the rule, in running time or in restarts."""
    place = Place(tmp_path_factory.mktemp("throttle"), MemoryKeyStore())
    throttle, tries, waited = place.start(), 0, 0.0
    for event in events:
        if event == "try":
            try:
                throttle.start_try()
            except AccessTrouble:
                continue
            assert waited >= wait_after(tries)
            tries, waited = tries + 1, 0.0
        elif event == "wait":
            place.running.seconds += 3
            waited += 3
        elif event == "restart":
            throttle = place.start()
        elif event == "reboot":
            place.running.seconds, throttle = 0.5, place.start()
            waited += 0.5
        else:
            place.file.unlink(missing_ok=True)
