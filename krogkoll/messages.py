"""Every error in clear Swedish with the way out, for the window and the command line alike."""

import tomllib
from dataclasses import dataclass
from functools import cache

from krogkoll.kernel.errors import Invalid, KrogkollError
from krogkoll.kernel.resources import resource


@dataclass(frozen=True, slots=True)
class Message:
    """What to show of an error: an id that support can search for, what happened, and what to do next."""

    id: str
    text: str
    way_out: str = ""


_GENERAL = ("Något gick fel i programmet.", "Det som var sparat är kvar. Starta om Krogkoll och försök igen.")


@cache
def words() -> dict[tuple[str, str], tuple[str, str]]:
    """The sentences of every error, by class and reason."""
    with resource("i18n", "errors.toml").open("rb") as stream:
        tables = tomllib.load(stream)
    return {(kind, reason): (said[0], said[1]) for kind, table in tables.items() for reason, said in table.items()}


def message_for(error: BaseException) -> Message:
    """The message of an error; one that nobody foresaw gets a calm general sentence."""
    if isinstance(error, Invalid):
        return Message("Invalid", "Något i uppgifterna behöver rättas.", "Se de markerade fälten.")
    if isinstance(error, KrogkollError):
        kind = type(error).__name__
        text, way_out = words().get((kind, error.reason), _GENERAL)
        return Message(f"{kind}.{error.reason}", text, way_out)
    return Message(f"Internal.{type(error).__name__}", *_GENERAL)
