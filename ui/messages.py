"""How an error looks in the window; its words are `krogkoll.messages`' ."""

from dataclasses import dataclass

from krogkoll import messages
from krogkoll.kernel.errors import AccessTrouble, Invalid


@dataclass(frozen=True, slots=True)
class Message:
    """What to show: `text` is one or two sentences, `way_out` what to do next, `seconds` how long to wait first."""

    id: str
    text: str
    way_out: str = ""
    tone: str = "confirmed"
    seconds: float = 0.0


def message_for(error: BaseException) -> Message:
    """The message of an error; unknown ones get a calm general sentence."""
    said = messages.message_for(error)
    tone = "suspected" if isinstance(error, Invalid) else "confirmed"
    wait = error.details.get("wait", 0.0) if isinstance(error, AccessTrouble) else 0.0
    seconds = float(wait) if isinstance(wait, (int, float)) else 0.0
    return Message(said.id, said.text, said.way_out, tone, seconds)
