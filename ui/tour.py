"""A walk through the states of a page without a hand: for pictures, and for tests of what must hold in all of them.

Each concept that has a page keeps its own walk in `tour.py`, in the order in which a person meets the states.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

from PySide6.QtWidgets import QWidget

Shot = tuple[str, QWidget]
"""The name of a state and the widget to look at."""


class Settle(Protocol):
    """Lets events pass until something holds, and then a moment longer."""

    def __call__(self, until: Callable[[], bool] = ...) -> None:
        """Raises TimeoutError, or fails the test, when it never holds."""


Tour = Callable[[QWidget, Settle], Iterator[Shot]]
"""Given the open page; leaves it as it was."""
