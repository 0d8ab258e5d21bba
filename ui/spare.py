"""Spares the window what Python and its bindings would do for nothing: hold sources, look through what stays anyhow."""

import gc
import sys


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
