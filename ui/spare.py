"""Spares the window what Python and its bindings would do for nothing: hold sources, look through what stays anyhow."""

import gc
import sys

from PySide6.QtCore import QObject, QTimer

_SWEEP_EVERY_MS = 1000


def spare_sources() -> None:
    """Call once, before the rest is imported: some 30 MB. No module chooses among PySide's `__feature__` switches.

    To find those that do, PySide reads the source of each module that is imported, and Python keeps what is read so.
    Where another PySide does it in another way, nothing happens.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if feature is not None and hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda module: False)  # noqa: B010  (not in the stubs)


def settle_memory() -> None:
    """Call before the first shell is built: what is loaded by now stays to the end.

    The search for garbage otherwise goes through all of it, a quarter of a second each time, in which the window stands
    still. Nothing is collected here: to let go of an old window in the middle of an event ends the program.
    """
    if not gc.get_freeze_count():
        gc.freeze()


class Sweeper(QObject):
    """While one is at work, what Python finds to be garbage is let go of in the window's thread, between two events.

    Left alone, Python looks for it in whichever thread happens to make the next object. A closed dialog that refers to
    itself was then taken apart in the store's thread, beside Qt, and every so often that ended the program.
    """

    _at_work = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=_SWEEP_EVERY_MS)
        self._timer.timeout.connect(sweep)

    def start(self) -> None:
        """From now on only here; call in the window's thread, before another thread begins."""
        if not self._timer.isActive():
            self._timer.start()
            Sweeper._at_work += 1
            gc.disable()

    def stop(self) -> None:
        """Python decides again, once the last one has stopped; call when the other threads have ended."""
        if self._timer.isActive():
            self._timer.stop()
            Sweeper._at_work -= 1
            if not Sweeper._at_work:
                gc.enable()


def sweep() -> None:
    """Collect the youngest generation, and each older one as often as Python itself would."""
    _, *older = (count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True))
    gc.collect(max((generation for generation, is_due in enumerate(older, 1) if is_due), default=0))
