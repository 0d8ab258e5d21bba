"""A finger on a page: it pulls the page, and presses only what it stays on."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ui.widgets.blocks import Scrolling
from ui.widgets.button import Button
from ui.widgets.signature_pad import SignaturePad


class Hand:
    """One finger on a window of its own."""

    def __init__(self, window):
        self._window = window.windowHandle()
        self._screen = QTest.createTouchDevice(QPointingDevice.DeviceType.TouchScreen)

    def _do(self, act, at):
        getattr(QTest.touchEvent(self._window, self._screen), act)(0, at).commit()

    def tap(self, at):
        self._do("press", at)
        self._do("release", at)

    def pull(self, start, by, steps=10):
        self._do("press", start)
        for step in range(1, steps + 1):
            self._do("move", start + by * step / steps)
        self._do("release", start + by)


@pytest.fixture
def page(qtbot, theme):
    """Thirty buttons, a text and a field to draw in, in a window that shows a quarter of them."""
    body, pressed = QWidget(), []
    whole = QVBoxLayout(body)
    for number in range(30):
        button = Button(theme, f"Knapp {number}")
        button.setMinimumHeight(44)
        button.clicked.connect(lambda _=False, number=number: pressed.append(number))
        whole.addWidget(button)
    area = Scrolling(body)
    area.resize(400, 400)
    qtbot.addWidget(area)
    area.show()
    qtbot.waitExposed(area)
    area.body, area.pressed, area.hand = body, pressed, Hand(area)
    return area


def at(page, widget, dy=0):
    return widget.mapTo(page, widget.rect().center()) + QPoint(0, dy)


def button(page, number):
    return page.body.findChildren(Button)[number]


def test_a_pull_moves_the_page_and_presses_nothing(page):
    page.hand.pull(at(page, button(page, 5)), QPoint(0, -150))
    assert page.verticalScrollBar().value() >= 120
    assert page.pressed == []
    assert not button(page, 5).isDown()


def test_a_tap_presses_and_moves_nothing(page):
    page.hand.tap(at(page, button(page, 3)))
    assert page.pressed == [3]
    assert page.verticalScrollBar().value() == 0


def test_of_two_quick_taps_none_is_lost_also_right_after_a_pull(page):
    page.hand.tap(at(page, button(page, 2)))
    page.hand.tap(at(page, button(page, 2)))
    page.hand.pull(at(page, button(page, 5)), QPoint(0, -100), steps=3)
    page._finger._glide.stop()
    page.hand.tap(at(page, button(page, 6)))
    page.hand.tap(at(page, button(page, 6)))
    assert page.pressed == [2, 2, 6, 6]


def test_a_finger_that_trembles_still_presses(page):
    page.hand.pull(at(page, button(page, 4)), QPoint(3, 6), steps=3)
    assert page.pressed == [4]


def test_a_flick_goes_on_a_little_and_a_touch_stops_it(qtbot, page):
    page.hand.pull(at(page, button(page, 6)), QPoint(0, -200), steps=3)
    let_go = page.verticalScrollBar().value()
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() > let_go)
    page.hand.tap(QPoint(200, 200))
    assert page._finger._glide.state() == page._finger._glide.State.Stopped


def test_a_field_to_draw_in_keeps_its_strokes(qtbot, theme, page):
    pad = SignaturePad(theme, "Rita din namnteckning", 300)
    page.body.layout().insertWidget(0, pad)
    qtbot.waitUntil(lambda: pad.isVisible() and pad.y() < 20 and button(page, 0).y() > pad.y() + pad.height() - 1)
    page.hand.pull(at(page, pad, -30), QPoint(0, 50))
    assert page.verticalScrollBar().value() == 0
    assert len(pad.strokes) == 1


def test_a_long_text_in_the_page_is_moved_itself(qtbot, page):
    text = QPlainTextEdit("\n".join(f"Rad {number}" for number in range(100)))
    text.setMinimumHeight(120)
    page.body.layout().insertWidget(0, text)
    qtbot.waitUntil(lambda: text.verticalScrollBar().maximum() > 0 and text.isVisible())
    page.hand.pull(at(page, text), QPoint(0, -60))
    assert page.verticalScrollBar().value() == 0


def test_a_mouse_that_wanders_moves_no_page(page):
    start = button(page, 5)
    low, high = start.rect().center() + QPoint(0, 18), start.rect().center() + QPoint(0, -18)
    QTest.mousePress(start, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, low)
    QTest.mouseMove(start, high)
    QTest.mouseRelease(start, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, high)
    assert page.verticalScrollBar().value() == 0
    assert page.pressed == [5]
