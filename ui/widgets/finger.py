"""A finger pulls the body of a page up and down; what is under it is pressed only when the finger stays where it is.

Qt makes mouse events of a touch nobody takes. That stays so, since everything on a page then works by finger as it does
by mouse; only a finger that wanders takes the press back and moves the page instead. Qt's own scroller holds each touch
until it knows what is meant, and loses the second of two quick taps.
"""

from PySide6.QtCore import QEasingCurve, QElapsedTimer, QEvent, QObject, QPointF, QPropertyAnimation, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

KEEPS_DRAGS = "keepsDrags"
"""The property of a widget that draws or drags by itself: a finger on it never moves the page."""

_WANDERS_PX = 14
_FLICK_FROM = 0.25  # pixels a millisecond
_FLICK_MS = 450
_MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)
_FAR_AWAY = QPointF(-10_000, -10_000)


class FingerScroll(QObject):
    """Lets one scroll area be moved by finger; looks at the program's events only while a finger is down on it."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area, self._bar = area, area.verticalScrollBar()
        self._pressed: QWidget | None = None
        self._start = self._last = QPointF()
        self._pulls = self._looks = False
        self._clock, self._speed = QElapsedTimer(), 0.0
        self._glide = QPropertyAnimation(self._bar, b"value", self)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        viewport = area.viewport()
        viewport.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A touch that begins on the area is looked at until the finger is up again."""
        kind = event.type()
        if kind == QEvent.Type.TouchBegin:
            self._glide.stop()
            self._look(yes=True)
            event.ignore()
            return True
        if self._looks and kind in _MOUSE and isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            return self._mouse(watched, event)
        return False

    def _look(self, *, yes: bool) -> None:
        app = QApplication.instance()
        if app is None or yes == self._looks:
            return
        self._looks = yes
        if yes:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    def _mouse(self, widget: QWidget, event: QMouseEvent) -> bool:
        if event.source() == Qt.MouseEventSource.MouseEventNotSynthesized:
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            self._begin(widget, event.globalPosition())
            return False
        if event.type() == QEvent.Type.MouseMove:
            return self._moved(event.globalPosition())
        self._look(yes=False)
        if self._pulls:
            self._let_go()
            return True
        return False

    def _begin(self, widget: QWidget, at: QPointF) -> None:
        self._pulls, self._speed = False, 0.0
        self._start = self._last = at
        self._pressed = widget if self._may_pull(widget) else None
        self._clock.start()

    def _may_pull(self, widget: QWidget) -> bool:
        """Whether a pull on this widget means the page and not the widget itself, or a list inside the page."""
        if self._bar.minimum() == self._bar.maximum():
            return False
        one: QWidget | None = widget
        while one is not None and one is not self._area.viewport():
            if isinstance(one, QAbstractSlider) or one.property(KEEPS_DRAGS):
                return False
            if isinstance(one, QAbstractScrollArea) and one.verticalScrollBar().maximum() > 0:
                return False
            one = one.parentWidget()
        return one is not None

    def _moved(self, at: QPointF) -> bool:
        if self._pressed is None:
            return False
        if not self._pulls:
            way = at - self._start
            if abs(way.y()) < _WANDERS_PX or abs(way.y()) < abs(way.x()):
                return False
            self._pulls = True
            self._take_back(self._pressed)
        by, took = self._last.y() - at.y(), max(self._clock.restart(), 1)
        self._speed = 0.6 * by / took + 0.4 * self._speed
        self._last = at
        self._bar.setValue(self._bar.value() + round(by))
        return True

    def _take_back(self, widget: QWidget) -> None:
        """Let what was pressed see the finger lifted somewhere else, so that nothing is done."""
        if isValid(widget):
            button, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
            away = QMouseEvent(
                QEvent.Type.MouseButtonRelease, _FAR_AWAY, _FAR_AWAY, button, none, Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(widget, away)

    def _let_go(self) -> None:
        self._pulls, self._pressed = False, None
        if abs(self._speed) < _FLICK_FROM or self._clock.elapsed() > 80:
            return
        self._glide.setDuration(_FLICK_MS)
        self._glide.setStartValue(self._bar.value())
        self._glide.setEndValue(round(self._bar.value() + self._speed * _FLICK_MS / 2))
        self._glide.start()
