"""Finds nights for the search field in the top bar, by name and by what they are for."""

from typing import TYPE_CHECKING, NamedTuple

from krogkoll.kernel.errors import KrogkollError
from krogkoll.kernel.swedish import fold
from krogkoll.security import Permission
from ui.operations.words import night_words, status_words

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_AT_MOST = 4


class Night(NamedTuple):
    """One hit: what it is called, when and how far it has come, and where on the page it is shown."""

    title: str
    under: str
    where: str


def name_night(workspace: "Workspace", where: str) -> Night | None:
    """What a night is called, to come back to; None where it is gone or none is open. Blocks."""
    tab, _, night_id = where.partition(":")
    if tab != "operations" or not night_id or not workspace.actor.may(Permission.READ_INSPECTIONS):
        return None
    try:
        one = workspace.operations.operation(night_id)
    except KrogkollError:
        return None
    return Night(one.title, night_words(one), f"operations:{night_id}")


def find_nights(workspace: "Workspace", text: str) -> list[Night]:
    """The latest nights whose name or purpose holds the words. Blocks; for the store's thread."""
    words = fold(text).split()
    if not words or not workspace.actor.may(Permission.READ_INSPECTIONS):
        return []
    hits = []
    for one in workspace.operations.operations():
        told = fold(f"{one.title} {one.purpose}")
        if all(word in told for word in words):
            under = f"{night_words(one)}, {status_words(one.status).lower()}"
            hits.append(Night(one.title, under, f"operations:{one.id}"))
    return hits[:_AT_MOST]
