"""The PIN: eight hours, five tries, this computer only."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from krogkoll.kernel.clock import SteppingClock
from krogkoll.kernel.errors import AccessTrouble
from krogkoll.security import MasterKey, MemoryKeyStore, NoKeyStore, PinState, QuickUnlock, pin_problem

PIN = "590173"
WORKSPACE = b"w" * 16


class Desk:
    """A computer with a key store, two clocks and one workspace folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.store = folder, MemoryKeyStore()
        self.clock = SteppingClock(datetime(2026, 11, 20, 22, 0, tzinfo=UTC))
        self.running = 3600.0
        self.key = MasterKey(bytearray(range(32)), WORKSPACE)

    @property
    def quick(self) -> QuickUnlock:
        """As after each start of the program."""
        return QuickUnlock(self.folder, WORKSPACE, self.store, self.clock, lambda: self.running)

    def wait(self, by: timedelta) -> None:
        self.clock.move(by)
        self.running += by.total_seconds()

    def reason(self, pin: str = PIN) -> str:
        with pytest.raises(AccessTrouble) as problem:
            self.quick.unlock(pin)
        return problem.value.reason


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.quick.enable(PIN, made.key)
    return made


def test_the_right_pin_opens_and_may_be_used_again(desk: Desk) -> None:
    for _ in range(2):
        assert desk.quick.state() is PinState.READY
        assert desk.quick.unlock(PIN).same_as(desk.key)


def test_five_wrong_pins_in_a_row_remove_it_for_good(desk: Desk) -> None:
    for left in (4, 3, 2, 1):
        with pytest.raises(AccessTrouble) as problem:
            desk.quick.unlock("590174")
        assert (problem.value.reason, problem.value.details["left"]) == ("wrong-pin", left)
    assert desk.reason("590174") == "pin-gone"
    assert desk.reason(PIN) == "pin-gone"
    assert desk.quick.state() is PinState.NOT_SET
    assert not (desk.folder / "pin.bin").exists()


def test_restoring_the_file_does_not_bring_a_removed_pin_back(desk: Desk) -> None:
    kept = (desk.folder / "pin.bin").read_bytes()
    desk.quick.remove()
    desk.quick.remove()
    (desk.folder / "pin.bin").write_bytes(kept)
    assert desk.reason() == "pin-gone"


def test_ending_the_program_in_the_middle_of_a_try_still_counts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(QuickUnlock, "_unwrap", killed)
    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            desk.quick.unlock(PIN)
    monkeypatch.undo()
    assert desk.reason() == "pin-gone"


def test_a_right_pin_clears_the_wrong_ones(desk: Desk) -> None:
    assert desk.reason("000000") == "wrong-pin"
    desk.quick.unlock(PIN).wipe()
    with pytest.raises(AccessTrouble) as problem:
        desk.quick.unlock("000000")
    assert problem.value.details["left"] == 4


def test_it_ends_after_eight_hours(desk: Desk) -> None:
    desk.wait(timedelta(hours=8) - timedelta(seconds=1))
    assert desk.quick.state() is PinState.READY
    desk.wait(timedelta(seconds=1))
    assert desk.reason() == "pin-expired"
    assert not (desk.folder / "pin.bin").exists()


def test_it_ends_after_eight_hours_of_sleep(desk: Desk) -> None:
    desk.clock.move(timedelta(hours=9))  # the running time stands still while the computer sleeps
    assert desk.quick.state() is PinState.EXPIRED


def test_it_ends_when_the_clock_is_set_back(desk: Desk) -> None:
    desk.clock.move(timedelta(seconds=-1))
    assert desk.quick.state() is PinState.EXPIRED


def test_it_ends_when_the_computer_is_restarted(desk: Desk) -> None:
    desk.clock.move(timedelta(minutes=5))
    desk.running = 20.0
    assert desk.quick.state() is PinState.EXPIRED
    assert desk.quick.state() is PinState.NOT_SET


def test_the_folder_alone_opens_nothing(desk: Desk) -> None:
    desk.store = MemoryKeyStore()
    assert desk.reason() == "pin-gone"


@pytest.mark.parametrize("entry", ["", "{}", "[]", '{"key": "00", "wrong": 0, "at": "x", "running": 1}', "x" * 99])
def test_a_broken_entry_in_the_key_store_is_no_pin(desk: Desk, entry: str) -> None:
    desk.store.write(f"pin:{WORKSPACE.hex()}", entry)
    assert desk.quick.state() is PinState.NOT_SET


def test_another_key_in_the_key_store_opens_nothing(desk: Desk) -> None:
    name = f"pin:{WORKSPACE.hex()}"
    entry = json.loads(desk.store.read(name) or "")
    desk.store.write(name, json.dumps(entry | {"key": "00" * 32}))
    assert desk.reason() == "wrong-pin"


def test_a_changed_file_opens_nothing(desk: Desk) -> None:
    raw = (desk.folder / "pin.bin").read_bytes()
    for changed in (raw[:-1], bytes([raw[0] ^ 1]) + raw[1:], raw[:-1] + bytes([raw[-1] ^ 1])):
        (desk.folder / "pin.bin").write_bytes(changed)
        assert desk.reason() == "wrong-pin"


def test_the_pin_is_not_offered_without_a_key_store(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    quick = QuickUnlock(tmp_path, WORKSPACE, NoKeyStore(), desk.clock, lambda: desk.running)
    assert quick.state() is PinState.NO_KEY_STORE
    for act in (lambda: quick.enable(PIN, desk.key), lambda: quick.unlock(PIN)):
        with pytest.raises(AccessTrouble) as problem:
            act()
        assert problem.value.reason == "no-key-store"


def test_the_key_itself_is_in_neither_place(desk: Desk) -> None:
    entry = desk.store.read(f"pin:{WORKSPACE.hex()}") or ""
    raw = (desk.folder / "pin.bin").read_bytes()
    assert bytes(range(32)).hex() not in entry
    assert bytes(range(32)) not in raw
    assert PIN not in entry


@pytest.mark.parametrize(
    ("pin", "problem"),
    [
        ("590173", None),
        ("59017", "pin-form"),
        ("5901734567890", "pin-form"),
        ("59 173", "pin-form"),
        ("59017\u00b2", "pin-form"),
        ("\u0665\u0669\u0660\u0661\u0667\u0663", "pin-form"),
        ("590173\n", "pin-form"),
        ("000000", "pin-simple"),
        ("123456", "pin-simple"),
        ("890123", "pin-simple"),
        ("654321", "pin-simple"),
        ("591591", "pin-simple"),
        ("121212", "pin-simple"),
    ],
)
def test_pins_that_anybody_would_try_first_are_refused(pin: str, problem: str | None) -> None:
    assert pin_problem(pin) == problem


def test_a_bad_pin_is_not_enabled(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with pytest.raises(AccessTrouble) as problem:
        desk.quick.enable("111111", desk.key)
    assert problem.value.reason == "pin-simple"
    assert desk.quick.state() is PinState.NOT_SET
