"""Keeps the bindings from holding the source text of every module in memory; some 30 MB and a part of the start."""

import sys

import PySide6.QtCore  # noqa: F401  (brings in what looks through the sources)


def spare_sources() -> None:
    """Call once, before the rest is imported. No module here chooses among PySide's `__feature__` switches.

    To find those that do, PySide reads the source of each module that is imported, and Python keeps what is read so.
    Where another PySide does it in another way, nothing happens.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if feature is not None and hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda module: False)  # noqa: B010  (not in the stubs)
