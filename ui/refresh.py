"""Tells open pages that records of some kind changed, so that they read them again."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid


class Refresh(QObject):
    """Carries the news of a commit from the thread that wrote to the pages in the window's thread."""

    _changed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watchers: list[tuple[QObject, frozenset[str] | None, Callable[[], None]]] = []
        self._changed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def watch(self, owner: QObject, kinds: Iterable[str], reload: Callable[[], None]) -> None:
        """Call `reload` after every commit that changed one of the kinds, as long as `owner` lives."""
        self._watchers.append((owner, frozenset(kinds), reload))

    def watch_all(self, owner: QObject, reload: Callable[[], None]) -> None:
        """Call `reload` after every commit that changed anything, as long as `owner` lives."""
        self._watchers.append((owner, None, reload))

    def committed(self, kinds: frozenset[str]) -> None:
        """Take the news from the store; safe in any thread."""
        self._changed.emit(kinds)

    def forget(self) -> None:
        """Drop all watchers: the workspace is closed."""
        self._watchers.clear()

    def _tell(self, kinds: frozenset[str]) -> None:
        self._watchers = [watcher for watcher in self._watchers if isValid(watcher[0])]
        for _, wanted, reload in tuple(self._watchers):
            if wanted is None or wanted & kinds:
                reload()
