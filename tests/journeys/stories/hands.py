"""The hands of a person at the window: keys that go where the keyboard's focus is, or a finger; never a mouse.

A story may only do what a person can: press keys, type, and walk with Tab until a screen reader would say the name.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from pytestqt.exceptions import TimeoutError as TooLate

SMALLEST = 44
"""Pixels that a finger in a glove hits, at least."""
_PATIENCE = 10_000
_FAR = 400
_BEAT_MS, _LOOKS = 10, 60


def spoken(widget: QObject | None) -> str:
    """What a screen reader calls it; for a drop-down Qt gives its value here, and its name through its label."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName().replace("\u00a0", " ")
    interface = QAccessible.queryAccessibleInterface(widget) if widget is not None else None
    return interface.text(QAccessible.Text.Name).replace("\u00a0", " ") if interface is not None else ""


class Keyboard:
    """Keys only."""

    def __init__(self, qtbot, window):
        self._qtbot, self._window = qtbot, window

    @property
    def focus(self) -> QWidget:
        """Where the keys go."""
        self.wait(lambda: QApplication.focusWidget() is not None)
        return QApplication.focusWidget()

    @property
    def name(self) -> str:
        """What the focus is on, as it is spoken."""
        return spoken(QApplication.focusWidget())

    def wait(self, until) -> None:
        """Wait until something can be seen."""
        self._qtbot.waitUntil(until, timeout=_PATIENCE)

    def closed(self) -> None:
        """Wait until no dialog is open and the window has the keyboard again."""
        self.wait(lambda: QApplication.activeModalWidget() is None and QApplication.activeWindow() is self._window)
        self.wait(lambda: self._window.focusWidget() is not None)

    def opened(self) -> QWidget:
        """Wait until a dialog is open and has the keyboard; gives it. The system hands it over a moment later."""

        def has_it() -> bool:
            dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
            return dialog is not None and dialog.isActiveWindow() and focus is not None and dialog.isAncestorOf(focus)

        self.wait(has_it)
        return QApplication.activeModalWidget()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, named as on the shortcut sheet: "Ctrl+N", "Return", "Down"."""
        for key in keys:
            combination = QKeySequence(key)[0]
            handle = (QApplication.activeModalWidget() or QApplication.activeWindow() or self._window).windowHandle()
            QTest.keyClick(handle, combination.key(), combination.keyboardModifiers())
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type a text, Swedish letters too."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.focus, event)
        QApplication.processEvents()

    def replace(self, text: str) -> None:
        """Type a text in the place of what stands in the field."""
        self.press("Ctrl+A")
        self.type(text)

    def see(self, name: str) -> None:
        """Wait until something in sight is called so, or begins so."""
        try:
            self.wait(lambda: any(one.startswith(name) for one in self._names()))
        except TooLate as late:
            raise AssertionError(f"nothing in sight is called {name!r}, only {sorted(self._names())}") from late

    def _names(self) -> set[str]:
        root = QApplication.activeModalWidget() or self._window
        shown = (one for one in root.findChildren(QWidget) if one.isVisible() and one.isEnabled())
        return {spoken(one) for one in shown} - {""}

    def tab_to(self, name: str, *, back: bool = False) -> QWidget:
        """Walk with Tab to what is called so, or begins so; fails when the walk comes round without meeting it."""
        self.see(name)
        met = []
        for _ in range(_FAR):
            if self.name.startswith(name):
                return self.focus
            met.append(self.name)
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"Tab never came to {name!r}; met {list(dict.fromkeys(met))}")

    def push(self, name: str) -> None:
        """Walk to a button and press Space."""
        self.tab_to(name)
        self.press("Space")

    def choose(self, name: str, wanted: str) -> None:
        """Walk to a drop-down and step to an entry with the arrows."""
        box = self.tab_to(name)
        self.press("Home")
        for _ in range(box.count()):
            if box.currentText().startswith(wanted):
                return
            self.press("Down")
        raise AssertionError(f"{name!r} has no {wanted!r}")


class Finger:
    """Touch only."""

    def __init__(self, qtbot, window):
        self._qtbot, self._window = qtbot, window
        self._screen = QTest.createTouchDevice(QPointingDevice.DeviceType.TouchScreen)

    def wait(self, until) -> None:
        """Wait until something can be seen."""
        self._qtbot.waitUntil(until, timeout=_PATIENCE)

    def tap(self, widget: QWidget, at: QRect | None = None) -> None:
        """Touch the middle of something, or of a part of it, and let go; it must be in view and large enough."""
        assert widget.isVisible(), spoken(widget)
        self.still(widget)
        part = at or widget.rect()
        assert min(part.width(), part.height()) >= SMALLEST, f"{spoken(widget)} is {part.width()}x{part.height()}"
        window, where = widget.window(), widget.mapTo(widget.window(), part.center())
        assert window.rect().contains(where), f"out of view: {spoken(widget)}"
        under = window.childAt(where)
        assert under is widget or widget.isAncestorOf(under), f"{spoken(widget)} lies under {spoken(under) or under}"
        QTest.touchEvent(window.windowHandle(), self._screen).press(0, where).commit()
        QTest.touchEvent(window.windowHandle(), self._screen).release(0, where).commit()
        QApplication.processEvents()

    def still(self, widget: QWidget) -> None:
        """Wait until what was just shown has found its place, as somebody does who looks before touching."""
        seen = []
        for _ in range(_LOOKS):
            seen.append((widget.mapTo(widget.window(), QPoint(0, 0)), widget.size()))
            if len(seen) > 3 and seen[-1] == seen[-4]:
                return
            QTest.qWait(_BEAT_MS)

    def see(self, name: str) -> None:
        """Wait until something in sight is called so, or begins so."""
        self.wait(lambda: bool(self._called(name)))

    def _called(self, name: str) -> list[QWidget]:
        root = QApplication.activeModalWidget() or self._window
        return [one for one in root.findChildren(QAbstractButton) if one.isVisible() and spoken(one).startswith(name)]

    def find(self, name: str) -> QWidget:
        """The button that is called so, or begins so, in the window or the dialog over it."""
        found = self._called(name)
        assert found, f"nothing is called {name!r}"
        return found[0]
