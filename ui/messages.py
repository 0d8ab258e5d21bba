"""Every error in clear Swedish with the way out, and an id that support can search for."""

from dataclasses import dataclass, replace

from krogkoll.kernel.errors import Invalid, KrogkollError


@dataclass(frozen=True, slots=True)
class Message:
    """What to show: `text` is one or two sentences, `way_out` what to do next."""

    id: str
    text: str
    way_out: str = ""
    tone: str = "confirmed"
    seconds: float = 0.0


_WORDS: dict[tuple[str, str], tuple[str, str]] = {
    ("AccessTrouble", "wrong-password"): ("Fel lösenfras.", "Försök igen, eller använd återställningsnyckeln."),
}


def message_for(error: Exception) -> Message:
    """The message of an error; unknown ones get a calm general sentence."""
    if isinstance(error, Invalid):
        return Message("invalid", "Något i formuläret behöver rättas.", "Se de markerade fälten.", "suspected")
    if isinstance(error, KrogkollError):
        kind = type(error).__name__
        words = _WORDS.get((kind, error.reason))
        if words is not None:
            return replace(Message(f"{kind}.{error.reason}", *words))
    return Message("internal", "Något gick fel i programmet.", "Det som var sparat är kvar.")
