"""What the computer tells of its battery, and when that is worth a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.kernel.device import DeviceState, device_state, kernel_battery


def supply(folder, name, **told):
    place = folder / name
    place.mkdir(parents=True)
    for key, text in told.items():
        (place / key).write_text(f"{text}\n")


def test_the_batteries_of_the_computer_count_and_those_of_mice_do_not(tmp_path):
    supply(tmp_path, "AC", type="Mains", online=0)
    supply(tmp_path, "BAT0", type="Battery", capacity=40, status="Discharging")
    supply(tmp_path, "BAT1", type="Battery", capacity=20, status="Discharging")
    supply(tmp_path, "hid-mouse", type="Battery", capacity=3, status="Discharging", scope="Device")
    assert kernel_battery(tmp_path) == (30, False)


@pytest.mark.parametrize("broken", [{"type": "Battery"}, {"type": "Battery", "capacity": "?", "status": "x"}, {}])
def test_a_battery_that_tells_nothing_is_none(tmp_path, broken):
    supply(tmp_path, "BAT0", **broken)
    assert kernel_battery(tmp_path) is None


def test_without_such_a_folder_there_is_no_battery(tmp_path):
    assert kernel_battery(tmp_path / "none") is None


def test_the_state_of_this_computer_can_be_asked(tmp_path):
    assert device_state(tmp_path).free > 0


@given(st.integers(0, 100), st.booleans())
def test_a_word_comes_below_twenty_and_again_below_ten_never_while_it_charges(percent, charging):
    low = DeviceState(percent, charging, 0).low_battery
    assert low == (0 if charging or percent >= 20 else 20 if percent >= 10 else 10)


def test_little_disk_is_below_two_gibibytes():
    assert DeviceState(None, False, 2 * 1024**3 - 1).little_disk
    assert not DeviceState(None, False, 2 * 1024**3).little_disk
