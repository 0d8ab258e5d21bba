"""The whole way in, as the app and the command line use it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from krogkoll.kernel.clock import SteppingClock
from krogkoll.kernel.errors import AccessTrouble, StoreTrouble
from krogkoll.security import FLOOR_COST, Entrance, MasterKey, MemoryKeyStore, NoKeyStore, PinState, SlotFile

PASSWORD = "lampa tåg över bäcken"
RIGHT = MasterKey(bytearray(range(32)), b"w" * 16)


class Door:
    """A workspace folder with a password, and the clocks of its computer."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.store, self.running = folder, MemoryKeyStore(), 100.0
        self.key, recovery = SlotFile(folder).create(password=PASSWORD, user="u1", cost=FLOOR_COST)
        self.recovery = recovery.text

    def entrance(self) -> Entrance:
        clock = SteppingClock(datetime(2026, 11, 20, 22, 0, tzinfo=UTC))
        return Entrance(self.folder, clock, self.store, lambda: self.running)


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


@pytest.fixture
def quick_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong passwords without their cost, where the cost is not what is tested."""

    def wrong(*_: object, **__: object) -> None:
        raise AccessTrouble("wrong-password")

    monkeypatch.setattr(SlotFile, "unlock_with_password", wrong)


def test_a_right_password_opens_and_clears_the_count(door: Door) -> None:
    with pytest.raises(AccessTrouble) as problem:
        door.entrance().with_password("fel")
    assert dict(problem.value.details) == {"free_left": 4, "wait": 0.0}
    assert door.entrance().with_password(PASSWORD).same_as(door.key)
    ways = door.entrance().ways()
    assert (ways.wait, ways.free_left, ways.pin, ways.recovery, ways.escrow) == (0.0, 5, PinState.NOT_SET, True, False)


@pytest.mark.usefixtures("quick_guesses")
def test_the_sixth_wrong_password_must_wait_and_recovery_need_not(door: Door) -> None:
    for _ in range(5):
        with pytest.raises(AccessTrouble) as problem:
            door.entrance().with_password("fel")
    assert dict(problem.value.details) == {"free_left": 0, "wait": 2.0}
    with pytest.raises(AccessTrouble) as problem:
        door.entrance().with_password(PASSWORD)
    assert problem.value.reason == "throttled"
    assert door.entrance().with_recovery(door.recovery).same_as(door.key)
    assert door.entrance().ways().free_left == 5


def test_a_damaged_slot_file_costs_no_try(door: Door) -> None:
    entrance = door.entrance()
    for name in ("slots.json", "slots.json.bak"):
        (door.folder / name).write_bytes(b"{}")
    with pytest.raises(AccessTrouble) as problem:
        entrance.with_password(PASSWORD)
    assert problem.value.reason == "slots-damaged"
    assert entrance.throttle.free_left == 5


def test_a_folder_that_is_no_workspace_says_so(tmp_path: Path) -> None:
    clock = SteppingClock(datetime(2026, 11, 20, tzinfo=UTC))
    with pytest.raises(AccessTrouble) as problem:
        Entrance(tmp_path, clock, NoKeyStore())
    assert problem.value.reason == "slots-missing"


def test_pin_opens_after_the_password_and_a_new_password_ends_it(door: Door) -> None:
    entrance = door.entrance()
    entrance.pin.enable("590173", door.key)
    assert door.entrance().with_pin("590173").same_as(door.key)
    entrance.change_password(PASSWORD, "ett nytt långt lösenord")
    assert door.entrance().ways().pin is PinState.NOT_SET
    door.entrance().with_password("ett nytt långt lösenord").wipe()


def test_a_password_for_this_computer_only_stays_so_when_changed(door: Door) -> None:
    door.entrance().set_password(door.key, PASSWORD, only_here=True)
    door.entrance().with_password(PASSWORD).wipe()
    door.entrance().change_password(PASSWORD, "ett nytt långt lösenord")
    stolen = Door.__new__(Door)
    stolen.folder, stolen.store, stolen.running = door.folder, MemoryKeyStore(), 100.0
    elsewhere = stolen.entrance()
    stolen.running += elsewhere.ways().wait  # another computer cannot trust the count, so it starts with a pause
    with pytest.raises(AccessTrouble) as problem:
        elsewhere.with_password("ett nytt långt lösenord")
    assert problem.value.reason == "device-secret-missing"
    assert stolen.entrance().with_recovery(door.recovery).same_as(door.key)


def test_escrow_opens(door: Door) -> None:
    from krogkoll.security.escrow import make_pair

    public, private = make_pair("två nycklar i ett skåp")
    door.entrance().slots.add_escrow(door.key, public)
    assert door.entrance().ways().escrow
    assert door.entrance().with_escrow(private, "två nycklar i ett skåp").same_as(door.key)


def test_a_full_disk_stops_the_try_before_the_password_is_examined(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    from krogkoll.security import files

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write_durably", full)
    with pytest.raises(StoreTrouble) as problem:
        door.entrance().with_password(PASSWORD)
    assert problem.value.reason == "disk-full"
    door.entrance().with_recovery(door.recovery).wipe()
