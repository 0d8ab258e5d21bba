"""What an e-mail says of itself in its head: claims to show, read with limits, nothing opened or fetched."""

from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from krogkoll.kernel.swedish import nfc

_HEAD = 32 * 1024
_VALUE = 2_000
_SHOWN = 300


class MailClaims(NamedTuple):
    """Subject, sender and time as the e-mail gives them; anybody can write anything there."""

    subject: str = ""
    sender: str = ""
    sent_at: datetime | None = None


def mail_claims(head: bytes) -> MailClaims:
    """The claims of an e-mail whose file begins so; what cannot be read is empty. Never raises."""
    cut = head[:_HEAD].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    try:
        found = BytesHeaderParser(policy=compat32).parsebytes(cut + b"\n\n")
    except (HeaderParseError, ValueError, LookupError, TypeError):
        return MailClaims()
    return MailClaims(
        subject=_words(found.get("Subject")), sender=_words(found.get("From")), sent_at=_moment(found.get("Date"))
    )


def _words(value: object) -> str:
    text = "" if value is None else str(value)[:_VALUE]
    try:
        pieces = [_decoded(content, letters) for content, letters in decode_header(text)]
    except (HeaderParseError, ValueError, LookupError):
        pieces = [text]
    plain = "".join(letter if letter.isprintable() else " " for letter in nfc("".join(pieces)))
    return " ".join(plain.split())[:_SHOWN]


def _decoded(content: bytes | str, letters: str | None) -> str:
    if isinstance(content, str):
        return content
    try:
        return content.decode(letters or "utf-8", "replace")
    except LookupError:
        return content.decode("latin-1")


def _moment(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        said = parsedate_to_datetime(str(value)[:200])
        moment = said if said.tzinfo is not None else said.replace(tzinfo=UTC)
        return moment.astimezone(UTC) if 1980 <= moment.year <= 2100 else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
