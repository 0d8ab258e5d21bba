"""Every error as the window says it: the shared sentence, filled with the error's figures, and its tone."""

from dataclasses import dataclass

from krogkoll.kernel.errors import AccessTrouble, Invalid, KrogkollError
from ui.i18n import tr


@dataclass(frozen=True, slots=True)
class Message:
    """What to show. `seconds` above 0: how long to wait before the next try."""

    id: str
    text: str
    way_out: str = ""
    tone: str = "confirmed"
    seconds: float = 0.0


def message_for(error: Exception) -> Message:
    """The message of an error; one that nobody foresaw gets a calm general sentence."""
    # Reads a table: not before something is to be said.
    from krogkoll import messages

    said = messages.message_for(error)
    text, seconds = said.text, 0.0
    if isinstance(error, AccessTrouble):
        seconds = _number(error, "wait")
        text = f"{text} {_tries_left(error)}".strip()
    tone = "suspected" if isinstance(error, Invalid) else "confirmed"
    return Message(said.id, text, said.way_out, tone, seconds)


def _tries_left(error: KrogkollError) -> str:
    """How many tries are free before the next pause, or before the PIN is gone."""
    if error.reason == "wrong-password":
        left = int(_number(error, "free_left"))
        return tr("{0} kvar innan en kort paus.").format(_tries(left)) if left > 0 else ""
    if error.reason == "wrong-pin":
        left = int(_number(error, "left"))
        return tr("{0} kvar.").format(_tries(left)) if left > 0 else ""
    return ""


def _tries(left: int) -> str:
    return tr("Ett försök") if left == 1 else tr("{0} försök").format(tr(_WORDS[left]) if left in _WORDS else left)


_WORDS = {2: "Två", 3: "Tre", 4: "Fyra", 5: "Fem", 6: "Sex"}


def _number(error: KrogkollError, name: str) -> float:
    value = error.details.get(name, 0)
    return float(value) if isinstance(value, int | float) else 0.0
