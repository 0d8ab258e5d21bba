"""How text is prepared for paper: cleaned, bound with non-breaking spaces, and searched for addresses to link."""

import re
from dataclasses import replace

from krogkoll.documents.model import Span, Text
from krogkoll.kernel.swedish import MONTHS, NBSP, nfc

SOFT_HYPHEN = "\u00ad"

# Invisible characters that could turn or hide text on paper: zero width, direction marks, soft hyphen, controls.
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff]"
)
_UNITS = "kr|kronor|öre|%|‰|mm|cm|dm|m|m²|m³|km|g|kg|l|cl|dl|ml|min|tim|h|dB|dBA|°C|°|st"
_COUNTED = "Box|[Pp]unkt|punkten|punkterna|[Ff]oto|fotona|[Bb]ild|[Bb]ilaga|[Dd]?[Nn]r|sidan?|fråga|steg"
_AT_NUMBERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\d) (?=kap\b|§)"), NBSP),
    (re.compile(r"(?<=kap\.) (?=\d)"), NBSP),
    (re.compile(r"(?<=§) (?=\d)"), NBSP),
    (re.compile(r"(?<=\d) (?=\d{2,3}(?!\d))"), NBSP),
    (re.compile(r"(?<=\b[Kk]l\.) (?=\d)"), NBSP),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?![\w²³]))"), NBSP),
    (re.compile(r"(?<=\d) (?=(?:st|p)\.)"), NBSP),
    (re.compile(rf"(?<=\d) (?=(?:{'|'.join(MONTHS)})\b)"), NBSP),
    (re.compile(rf"\b({_COUNTED}) (?=\d)"), rf"\1{NBSP}"),
    (re.compile(r"(?<=gatan|vägen|tigen|orget|gränd|atsen) (?=\d)"), NBSP),
)
_AT_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(s|f|t|d|bl|m|o|e)\. (?=[åäöa-z]{1,3}\b)"), rf"\1.{NBSP}"),
    (re.compile(r"(?<=\S) (?=[–—] )"), NBSP),
    (re.compile(r"(?<=[a-zåäö]) (?=[A-ZÅÄÖ](?![\w.]))"), NBSP),
    (re.compile(r"(?<![^ \n(”\"])([A-Za-zÅÄÖåäö]) (?=\S)"), rf"\1{NBSP}"),
)
_DIGIT = re.compile(r"\d")
_ODD_SPACE = re.compile("[\t\u2000-\u200a\u3000 ]+")
_ROUND_BREAK = re.compile(" ?\n ?")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"”]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")


def clean(text: str) -> str:
    """Text in composed form with one kind of space and new line, without invisible characters."""
    text = nfc(text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _UNSEEN.sub("", text)
    text = _ODD_SPACE.sub(" ", text.replace("\u202f", NBSP))
    return _ROUND_BREAK.sub("\n", text).strip(" \n")


def bind(text: str) -> str:
    """Text with non-breaking spaces where Swedish keeps words together.

    "8 kap. 1 §", "261 80", "kl. 23.31", "45 kr", "15 november", "punkt 4", "bl. a.", a dash with the word before it,
    one-letter words with the next word ("i lokalen") and single capitals with the word before ("anteckning A").
    """
    if " " not in text:
        return text
    for pattern, replacement in (_AT_NUMBERS + _AT_WORDS) if _DIGIT.search(text) else _AT_WORDS:
        text = pattern.sub(replacement, text)
    return text


def spans(text: Text) -> tuple[Span, ...]:
    """Text as spans, each cleaned (inner edges keep their spaces) and bound."""
    if isinstance(text, str):
        cleaned = clean(text)
        return (Span(text=bind(cleaned)),) if cleaned else ()
    parts = [replace(span, text=bind(_clean_inside(span.text))) for span in text]
    return tuple(part for part in _trimmed(parts) if part.text)


def _clean_inside(text: str) -> str:
    core = clean(text)
    if not core:
        return " " if text and text.isspace() else ""
    return (" " if text[0].isspace() else "") + core + (" " if text[-1].isspace() else "")


def _trimmed(parts: list[Span]) -> list[Span]:
    if parts:
        parts[0] = replace(parts[0], text=parts[0].text.lstrip(" \n"))
        parts[-1] = replace(parts[-1], text=parts[-1].text.rstrip(" \n"))
    return parts


def plain(text: Text) -> str:
    """The words of a text as they are read out: cleaned, non-breaking spaces as spaces."""
    whole = clean(text) if isinstance(text, str) else "".join(_clean_inside(span.text) for span in text)
    return " ".join(whole.replace(NBSP, " ").split())


def addresses(text: str) -> list[tuple[str, str]]:
    """Text cut into (stretch, address) pairs; address is empty, or the URI that the stretch leads to."""
    cut: list[tuple[str, str]] = []
    at = 0
    for match in _ADDRESS.finditer(text):
        shown = match.group().rstrip(".,;:!?)”’'")
        if not shown:
            continue
        if match.start() > at:
            cut.append((text[at : match.start()], ""))
        at = match.start() + len(shown)
        cut.append((shown, _uri(shown)))
    if at < len(text):
        cut.append((text[at:], ""))
    return cut


def _uri(shown: str) -> str:
    if shown.startswith(("http://", "https://")):
        return shown
    return f"https://{shown}" if shown.startswith("www.") else f"mailto:{shown}"
