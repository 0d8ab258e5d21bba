"""The order in which Tab walks: as things stand on screen. Qt's own order is that in which they were made."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget


def stops(root: QWidget) -> list[QWidget]:
    """What Tab stops at inside `root`, in the order of its layouts: a row made later still stands where it is seen."""
    return [one for one in _walk(root) if _takes(one, root)]


def turn(window: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to the next or the previous stop, round and round, and bring it into view."""
    found = stops(window)
    if not found:
        return False
    now = window.focusWidget()
    if now in found:
        to = found[(found.index(now) + (1 if forward else -1)) % len(found)]
    else:
        to = _beside(window, found, now, forward=forward)
    to.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    show(to)
    return True


def show(widget: QWidget) -> None:
    """Scroll what holds it until it is in view."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, 24)
        above = above.parentWidget()


def keep_place(holder: QWidget | None, gone: list[QWidget]) -> None:
    """Call before `gone` is taken out of `holder`: if the keyboard was there, it comes back to the same spot.

    That is what is called the same in its place, else what stands there then. Whoever gives the focus away meanwhile
    is obeyed.
    """
    window = holder.window() if holder is not None else None
    now = window.focusWidget() if window is not None else None
    if holder is None or window is None or now is None:
        return
    if not any(one is now or one.isAncestorOf(now) for one in gone):
        return
    found = stops(holder)
    at, name = (found.index(now) if now in found else 0), now.accessibleName()
    now.clearFocus()
    place = holder

    def back() -> None:
        if place.window().focusWidget() is None:
            _come_back(place, at, name)

    # Dropped with the place itself. Two turns, since new parts come into sight in the first.
    QTimer.singleShot(0, place, lambda: QTimer.singleShot(0, place, back))


def _come_back(holder: QWidget, at: int, name: str) -> None:
    found = stops(holder)
    above: QWidget | None = holder
    while not found and above is not None and not above.isWindow():
        above = above.parentWidget()
        found, at = (stops(above) if above is not None else []), 0
    if found:
        same = next((one for one in found if name and one.accessibleName() == name), None)
        (same or found[min(at, len(found) - 1)]).setFocus()


def _takes(widget: QWidget, root: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.focusProxy() is None and widget.isEnabled() and widget.isVisibleTo(root)


def _beside(window: QWidget, found: list[QWidget], now: QWidget | None, *, forward: bool) -> QWidget:
    """From something that is no stop itself: the first one after it, or the last one before."""
    whole = list(_walk(window, hidden=True))
    at = whole.index(now) if now in whole else -1 if forward else len(whole)
    after = [one for one in found if whole.index(one) > at]
    before = [one for one in found if whole.index(one) < at]
    return (after or found)[0] if forward else (before or found)[-1]


def _walk(parent: QWidget, *, hidden: bool = False) -> Iterator[QWidget]:
    """Everything inside, depth first, in the order of the layouts; what stands in none comes last."""
    layout = parent.layout()
    first = list(placed(layout)) if layout is not None else []
    loose = [one for one in parent.children() if isinstance(one, QWidget) and one not in first]
    for widget in (*first, *loose):
        if not widget.isWindow() and (hidden or not widget.isHidden()):
            yield widget
            yield from _walk(widget, hidden=hidden)


def placed(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout and of those inside it, in their order; a grid goes row by row."""
    numbers = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        numbers.sort(key=lambda number: layout.getItemPosition(number)[:2])  # type: ignore[index]
    for number in numbers:
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if inner is not None:
            yield from placed(inner)
        elif widget is not None:
            yield widget
