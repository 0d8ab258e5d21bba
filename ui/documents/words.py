"""How a received file is told on screen."""

from datetime import datetime

from krogkoll.evidence import Received, StoredDocument, is_program, swedish_format
from krogkoll.kernel.errors import EvidenceTrouble
from krogkoll.kernel.swedish import NBSP
from ui.i18n import tr
from ui.messages import message_for
from ui.words import count, spoken_day_and_time

_ICONS = {"message": "mail", "image": "image", "text": "file-text"}


def size_text(size: int) -> str:
    """Bytes as people read them: 12 kB, 3,4 MB."""
    if size < 1_000_000:
        return f"{count(max(1, round(size / 1000)))}{NBSP}kB"
    return f"{size / 1_000_000:.1f}{NBSP}MB".replace(".", ",")


def format_chip(document: StoredDocument) -> tuple[str, str, str]:
    """Tone, icon and word of the chip that says what the file is."""
    word = tr(swedish_format(document.mime))
    if is_program(document.mime) or document.mixed:
        return ("confirmed", "triangle-alert", word)
    if document.mime == "application/pdf":
        return ("dismissed", "file-text", word)
    return ("dismissed", _ICONS.get(document.mime.split("/", 1)[0], "file"), word)


def receipt_text(document: StoredDocument, now: datetime) -> str:
    """When it came in, and from whom where somebody wrote that down."""
    when = spoken_day_and_time(document.received_at or document.created_at, now)
    if document.sender:
        told = tr("Utlämnad {0} av {1}") if document.disclosed else tr("Mottagen {0} från {1}")
        return told.format(when, document.sender)
    return tr("Mottagen {0}").format(when)


def claims_text(document: StoredDocument, now: datetime) -> str:
    """What an e-mail says of itself, as its claim and no more."""
    parts = []
    if document.claimed_subject:
        parts.append(tr("ämne ”{0}”").format(document.claimed_subject))
    if document.claimed_sender:
        parts.append(tr("från {0}").format(document.claimed_sender))
    if document.claimed_at is not None:
        parts.append(tr("skickat {0}").format(spoken_day_and_time(document.claimed_at, now)))
    return tr("Enligt mejlet: {0}. Uppgifterna är inte kontrollerade.").format(", ".join(parts)) if parts else ""


def warning_text(document: StoredDocument) -> str:
    """What one should know before opening a copy."""
    if is_program(document.mime):
        return tr("Filen är ett program. Öppna inte en kopia på den här datorn.")
    if document.mixed:
        return tr("Filen kan tolkas som flera format. Öppna inte en kopia utan att it-stödet har sett den.")
    return ""


def outcome_text(received: Received) -> tuple[str, str]:
    """What became of files that were added: what is good to know, and what needs attention."""
    done, twins = len(received.documents), len(received.duplicates)
    good = tr("En fil är mottagen") if done == 1 else tr("{0} filer är mottagna").format(count(done)) if done else ""
    told = [tr("{0} fanns redan här.").format(twin.name) for twin in received.duplicates[:3]]
    if twins > 3:
        told.append(tr("{0} till fanns redan.").format(count(twins - 3)))
    for refusal in received.refused[:3]:
        message = message_for(EvidenceTrouble(refusal.reason))
        told.append(tr("{0} togs inte emot. {1} {2}").format(refusal.name, message.text, message.way_out))
    if len(received.refused) > 3:
        told.append(tr("{0} till togs inte emot.").format(count(len(received.refused) - 3)))
    return good, " ".join(told)
