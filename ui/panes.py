"""The keyboard's way between the parts of the window: F6 to the next part, Ctrl and a figure to a page of the rail."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

_MOST = 9


def number_pages(window: QWidget, keys: Sequence[str], go: Callable[[str, str], None]) -> None:
    """Ctrl+1 opens the first page of the rail, and so on."""
    for number, key in enumerate(keys[:_MOST], start=1):
        QShortcut(QKeySequence(f"Ctrl+{number}"), window).activated.connect(lambda key=key: go(key, ""))


def next_pane(panes: Sequence[QWidget]) -> None:
    """Put the keyboard in the next part that can take it, round and round."""
    now = QApplication.focusWidget()
    at = next((number for number, pane in enumerate(panes) if now is not None and _holds(pane, now)), -1)
    for step in range(1, len(panes) + 1):
        first = _first(panes[(at + step) % len(panes)])
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)


def _first(pane: QWidget) -> QWidget | None:
    """What Tab would visit first in a part."""
    widget, started = pane.nextInFocusChain(), pane
    while widget is not None and widget is not started:
        reachable = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if pane.isAncestorOf(widget) and reachable and widget.isEnabled() and widget.isVisibleTo(pane):
            return widget
        widget = widget.nextInFocusChain()
    return None
