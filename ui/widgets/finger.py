"""A finger pulls the body of a page up and down; what is under it is pressed only when the finger stays where it is.

Qt makes mouse events of a touch nobody takes. That stays so, since everything on a page then works by finger as it does
by mouse; only a finger that wanders takes the press back and moves the page instead. Qt's own scroller holds each touch
until it knows what is meant, and loses the second of two quick taps.
"""

from PySide6.QtCore import QEasingCurve, QElapsedTimer, QEvent, QObject, QPoint, QPointF, Qt, QVariantAnimation
from PySide6.QtGui import QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QApplication, QScrollArea, QScrollBar, QWidget
from shiboken6 import isValid

KEEPS_DRAGS = "keepsDrags"
"""The property of a widget that draws or drags by itself: a finger on it never moves the page."""

_WANDERS_PX = 14
_FLICK_FROM = 0.25  # pixels a millisecond
_FLICK_MS = 450
_FAR_AWAY = QPointF(-10_000, -10_000)


class FingerScroll(QObject):
    """Lets one scroll area be moved by finger; looks at what the finger came down on, and only until it is up again."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._under: QWidget | None = None
        self._start = self._last = QPointF()
        self._may = self._pulls = False
        self._clock, self._speed = QElapsedTimer(), 0.0
        self._glide = QVariantAnimation(self)
        self._glide.valueChanged.connect(self._glided)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        viewport = area.viewport()
        viewport.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        viewport.installEventFilter(self)

    @property
    def _bar(self) -> QScrollBar:
        """Asked for anew each time: what Python holds of a bar may be gone before the area is."""
        return self._area.verticalScrollBar()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See where a finger comes down, and what it does there."""
        if event.type() == QEvent.Type.TouchBegin and isinstance(event, QTouchEvent):
            self._glide.stop()
            self._look_at(event.points()[0].position().toPoint())
            # Nobody takes it, so that Qt makes mouse events of it.
            event.ignore()
            return True
        if watched is self._under and isinstance(event, QMouseEvent):
            return self._mouse(event)
        return False

    def _look_at(self, where: QPoint) -> None:
        viewport = self._area.viewport()
        self._look_away()
        self._under = viewport.childAt(where) or viewport
        if self._under is not viewport:
            self._under.installEventFilter(self)

    def _look_away(self) -> None:
        under, self._under = self._under, None
        if under is not None and isValid(under) and under is not self._area.viewport():
            under.removeEventFilter(self)

    def _mouse(self, event: QMouseEvent) -> bool:
        if event.source() == Qt.MouseEventSource.MouseEventNotSynthesized:
            return False
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self._pulls, self._speed = False, 0.0
            self._start = self._last = event.globalPosition()
            self._may = self._under is not None and self._may_pull(self._under)
            self._clock.start()
        elif kind == QEvent.Type.MouseMove:
            return self._moved(event.globalPosition())
        elif kind == QEvent.Type.MouseButtonRelease and event.position() != _FAR_AWAY:
            self._look_away()
            if self._pulls:
                self._let_go()
                return True
        return False

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
        if not self._may:
            return False
        if not self._pulls:
            way = at - self._start
            if abs(way.y()) < _WANDERS_PX or abs(way.y()) < abs(way.x()):
                return False
            self._pulls = True
            self._take_back()
        by, took = self._last.y() - at.y(), max(self._clock.restart(), 1)
        self._speed = 0.6 * by / took + 0.4 * self._speed
        self._last = at
        self._bar.setValue(self._bar.value() + round(by))
        return True

    def _take_back(self) -> None:
        """Let what was pressed see the finger lifted somewhere else, so that nothing is done."""
        if self._under is not None:
            button, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
            away = QMouseEvent(
                QEvent.Type.MouseButtonRelease, _FAR_AWAY, _FAR_AWAY, button, none, Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(self._under, away)

    def _let_go(self) -> None:
        self._pulls = False
        if abs(self._speed) < _FLICK_FROM or self._clock.elapsed() > 80:
            return
        self._glide.setDuration(_FLICK_MS)
        self._glide.setStartValue(self._bar.value())
        self._glide.setEndValue(round(self._bar.value() + self._speed * _FLICK_MS / 2))
        self._glide.start()

    def _glided(self, value: int) -> None:
        self._bar.setValue(value)
