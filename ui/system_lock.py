"""Notices when the system locks the screen, switches user or goes to sleep, so that the workspace locks with it.

Linux: systemd-logind tells on the system bus. Windows: the window gets WM_WTSSESSION_CHANGE and WM_POWERBROADCAST.
Where neither is to be had (another system, a container) nothing is told; then the idle time still locks.
"""

import ctypes
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QWidget

from krogkoll.kernel.platform import WINDOWS, tell_of_session_locks

LOGIN = "org.freedesktop.login1"
_MESSAGE = 0x0218, 0x0004  # WM_POWERBROADCAST, PBT_APMSUSPEND
_SESSION = 0x02B1  # WM_WTSSESSION_CHANGE
_SESSION_ENDS = {0x2, 0x4, 0x6, 0x7}  # console or remote disconnect, logoff, lock


class SystemLock(QObject):
    """Calls `lock` once for each time the system locks, switches away or is about to sleep."""

    def __init__(self, window: QWidget, lock: Callable[[], None], bus: QDBusConnection | None = None) -> None:
        super().__init__(window)
        self._lock = lock
        self._filter: _WindowsMessages | None = None
        if WINDOWS:
            self._filter = _WindowsMessages(lock)
            QCoreApplication.instance().installNativeEventFilter(self._filter)  # type: ignore[union-attr]
            tell_of_session_locks(int(window.winId()))
        else:
            self._listen(bus or QDBusConnection.systemBus())

    def _listen(self, bus: QDBusConnection) -> None:
        if bus.isConnected():
            manager, session = f"{LOGIN}.Manager", f"{LOGIN}.Session"
            listen = cast(Callable[..., bool], bus.connect)  # the stubs ask for bytes, the binding for text
            listen("", "/org/freedesktop/login1", manager, "PrepareForSleep", self, "1sleeping(bool)")
            # An empty path: whichever session object is ours, the system only tells it of its own lock.
            listen("", "", session, "Lock", self, "1locked()")

    @Slot(bool)
    def sleeping(self, begins: bool) -> None:
        """The computer is about to sleep, or has woken."""
        if begins:
            self._lock()

    @Slot()
    def locked(self) -> None:
        """The screen has been locked."""
        self._lock()


class _WindowsMessages(QAbstractNativeEventFilter):
    """Looks through what Windows sends to the window."""

    def __init__(self, lock: Callable[[], None]) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, address: int) -> tuple[bool, int]:
        """Never keeps a message to itself."""
        raw = kind.data() if isinstance(kind, QByteArray) else kind
        if bytes(raw) == b"windows_generic_MSG":
            # MSG begins with window (pointer), message (32 bits, padded), wParam (pointer).
            message, detail = (ctypes.c_void_p * 3).from_address(int(address))[1:3]
            if is_lock(int(message or 0) & 0xFFFFFFFF, int(detail or 0)):
                self._lock()
        return False, 0


def is_lock(message: int, detail: int) -> bool:
    """Whether a Windows message says that the person at the screen may be another from now on."""
    return (message, detail) == _MESSAGE or (message == _SESSION and detail in _SESSION_ENDS)
