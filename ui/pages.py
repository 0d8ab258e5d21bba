"""The pages that work: what the rail shows, and how each is built on its first visit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.context import Context


class Page(Protocol):
    """What the shell asks of a page."""

    def where(self) -> str:
        """Where in the page one is, to come back to after a lock."""

    def go(self, where: str) -> None:
        """Go there; an empty text means the beginning."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One entry of the rail."""

    key: str
    text: str
    icon: str
    build: Callable[["Context"], QWidget]


def _venues(context: "Context") -> QWidget:
    from ui.venues.page import VenuesPage

    return VenuesPage(context)


PAGES = (PageSpec("venues", "Objekt", "store", _venues),)
