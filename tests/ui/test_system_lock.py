"""The workspace locks with the system: told over a real message bus, and by the messages of Windows."""

import shutil
import subprocess

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QWidget

from ui.system_lock import LOGIN, SystemLock, is_lock


@pytest.fixture
def bus():
    """A message bus of our own; its address."""
    assert shutil.which("dbus-daemon"), "dbus-daemon is not installed (apt install dbus-daemon)"
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--print-address", "--nofork"], stdout=subprocess.PIPE, text=True
    )
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


def emit(address, path, member, *arguments):
    command = ["dbus-send", f"--bus={address}", "--type=signal", path, member, *arguments]
    subprocess.run(command, check=True)


@pytest.fixture
def told(qtbot, bus):
    locks = []
    window = QWidget()
    qtbot.addWidget(window)
    SystemLock(window, lambda: locks.append(True), QDBusConnection.connectToBus(bus, "krogkoll-test"))
    yield locks
    QDBusConnection.disconnectFromBus("krogkoll-test")


def test_sleep_locks_and_waking_does_not(qtbot, bus, told):
    emit(bus, "/org/freedesktop/login1", f"{LOGIN}.Manager.PrepareForSleep", "boolean:true")
    qtbot.waitUntil(lambda: len(told) == 1)
    emit(bus, "/org/freedesktop/login1", f"{LOGIN}.Manager.PrepareForSleep", "boolean:false")
    emit(bus, "/org/freedesktop/login1/session/_31", f"{LOGIN}.Session.Lock")
    qtbot.waitUntil(lambda: len(told) == 2)


def test_without_a_bus_nothing_is_told_and_nothing_breaks(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    SystemLock(window, lambda: pytest.fail("told"), QDBusConnection("no-such-bus"))


@pytest.mark.parametrize(
    ("message", "detail", "locks"),
    [
        (0x02B1, 0x7, True),  # WTS_SESSION_LOCK
        (0x02B1, 0x2, True),  # WTS_CONSOLE_DISCONNECT
        (0x02B1, 0x8, False),  # WTS_SESSION_UNLOCK
        (0x0218, 0x4, True),  # PBT_APMSUSPEND
        (0x0218, 0x12, False),  # PBT_APMRESUMEAUTOMATIC
        (0x000F, 0x7, False),  # WM_PAINT
    ],
)
def test_the_messages_of_windows_that_lock(message, detail, locks):
    assert is_lock(message, detail) is locks
