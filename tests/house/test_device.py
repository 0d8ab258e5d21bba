"""What a person chooses for this computer is kept within bounds, and nonsense is read as nothing chosen."""

import pytest

from krogkoll.house import DeviceService, DeviceSettings, device_problems
from krogkoll.kernel.errors import Invalid
from krogkoll.security import Permission
from tests.factories import audited


@pytest.fixture
def device(desk):
    return DeviceService(desk.store)


def test_what_is_chosen_is_kept_and_told_to_the_log(desk, device, tmp_path):
    module = tmp_path / "libsitsacpkcs11.2.so.1.0"
    module.write_bytes(b"x")
    wanted = DeviceSettings(idle_minutes=3, card_module=f" {module} ")
    assert device.choose(wanted).card_module == str(module)
    assert device.settings() == DeviceSettings(idle_minutes=3, card_module=str(module))
    entry = audited(desk.store)[-1]
    assert (entry["act"], entry["kind"]) == ("changed", "device")
    assert str(module) not in str(entry)


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (DeviceSettings(idle_minutes=0), ("idle_minutes", "out-of-range")),
        (DeviceSettings(idle_minutes=11), ("idle_minutes", "out-of-range")),
        (DeviceSettings(card_module="kort.so"), ("card_module", "not-a-module")),
        (DeviceSettings(card_module="/etc/passwd"), ("card_module", "not-a-module")),
        (DeviceSettings(card_module="/finns/inte.so"), ("card_module", "no-such-file")),
        (DeviceSettings(card_module="/\0.so"), ("card_module", "no-such-file")),
    ],
)
def test_what_does_not_hold_is_refused(device, settings, problem):
    assert [tuple(one) for one in device_problems(settings)] == [problem]
    with pytest.raises(Invalid):
        device.choose(settings)
    assert device.settings() == DeviceSettings()


@pytest.mark.parametrize("nonsense", [{"idle_minutes": "x"}, {"idle_minutes": 99}, {"card_module": 7}])
def test_nonsense_in_the_store_is_as_if_nothing_was_chosen(desk, device, nonsense):
    with desk.store.transaction(Permission.UNLOCK) as tx:
        for name, value in nonsense.items():
            tx.set_setting(f"device/{name}", value)
        tx.set_setting("device/recent", "x")
    assert device.settings() == DeviceSettings()
    assert device.recent() == ()


def test_the_last_ten_places_are_remembered_each_once(device):
    for number in range(12):
        device.note_recent(("venues", str(number)))
    device.note_recent(("venues", "5"))
    device.note_recent(("venues", "5"))
    places = [where for _, where in device.recent()]
    assert places == ["5", "11", "10", "9", "8", "7", "6", "4", "3", "2"]


def test_where_the_workspace_lies(desk, device):
    assert device.facts().folder == desk.store.path.parent
    assert device.facts().replica == desk.store.replica_id
