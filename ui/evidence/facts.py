"""What we know of a photo: each fact with where it comes from and what we hold of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from krogkoll.evidence import Claim, Photo, Source, Verdict, position_claim, time_claims
from krogkoll.kernel.swedish import NBSP
from ui.evidence import words
from ui.evidence.sight import Sight
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Icon, clear, column, row
from ui.widgets.text import Text

_SIGNS = {
    Verdict.GOOD: ("circle-check", "status.closed.fg", "Stämmer"),
    Verdict.DOUBT: ("triangle-alert", "status.suspected.fg", "Se efter"),
    Verdict.ALONE: ("info", "textMuted", "Inget att jämföra med"),
}
_BAD = ("circle-alert", "status.confirmed.fg", "Fel")
_SOURCES = {Source.CAMERA: "Kamerans klocka", Source.GPS: "Satellittid", Source.FILE: "Filens datum, inte kamerans"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One row. sign: icon, colour and word of the verdict."""

    icon: str
    text: str
    source: str
    sign: tuple[str, str, str]


def facts_of(photo: Photo, sight: Sight) -> list[Fact]:
    """The rows in order: is it unchanged, when, where, with what."""
    around = sight.around
    found = [_hash_fact(photo, sight.verdict)]
    times = time_claims(photo, around.began, around.ended)
    found += [_time_fact(photo, claim) for claim in times]
    if not times:
        found.append(Fact("clock", tr("Okänd tid"), tr("Filen säger inte när den togs"), _SIGNS[Verdict.ALONE]))
    claim = position_claim(photo, around.place)
    if claim is not None and claim.position is not None:
        found.append(_position_fact(photo, claim))
    else:
        found.append(Fact("map-pin", tr("Okänd plats"), tr("Filen har ingen position"), _SIGNS[Verdict.ALONE]))
    who = ", ".join(part for part in (photo.photographer, photo.camera) if part)
    if who:
        size = f"{photo.width} × {photo.height}" if photo.width else ""
        told = ", ".join(part for part in (photo.name, words.megabytes(photo.size), size) if part)
        found.append(Fact("camera", who, told, ("", "", "")))
    return found


def _hash_fact(photo: Photo, verdict: str) -> Fact:
    short = f"SHA-256 {photo.sha256[:8]} … {photo.sha256[-4:]}"
    if verdict == "verified":
        said = tr("Oförändrad sedan {0}").format(words.full_moment(photo.created_at))
        return Fact("hash", said, short, _SIGNS[Verdict.GOOD])
    said = tr("Originalet saknas här") if verdict == "missing" else tr("Kontrollsumman stämmer inte")
    return Fact("hash", said, short, _BAD)


def _time_fact(photo: Photo, claim: Claim) -> Fact:
    said = words.full_moment(claim.at) if claim.at is not None else ""
    parts = [tr(_SOURCES[claim.source])]
    if claim.source is Source.CAMERA and photo.clock_ahead_s is not None:
        parts.append(clock_words(photo.clock_ahead_s))
    if claim.why == "differs-from-gps":
        parts.append(tr("skiljer {0} från satellittiden").format(words.span(round(claim.amount))))
    elif claim.why == "outside-visit":
        parts.append(tr("utanför besökets tid"))
    elif claim.why == "no-zone":
        parts.append(tr("läst som svensk tid"))
    return Fact("clock", said, ", ".join(parts), _SIGNS[claim.verdict])


def clock_words(ahead_s: int) -> str:
    """What was found out about the clock, inside a sentence."""
    if ahead_s == 0:
        return tr("klockan gick rätt")
    said = tr("klockan gick {0} före, avdraget") if ahead_s > 0 else tr("klockan gick {0} efter, tillagt")
    return said.format(words.span(ahead_s))


def _position_fact(photo: Photo, claim: Claim) -> Fact:
    accuracy = "" if photo.accuracy_m is None else f", ± {photo.accuracy_m:.0f}{NBSP}m"
    said = f"{photo.latitude:.5f}, {photo.longitude:.5f}{accuracy}"
    if claim.why == "far-from-place":
        source = tr("Kamerans position, {0} från objektet").format(_metres(claim.amount))
    elif claim.why == "weak":
        source = tr("Kamerans position, svag signal")
    elif claim.verdict is Verdict.GOOD:
        source = tr("Kamerans position, {0} från objektet").format(_metres(claim.amount))
    else:
        source = tr("Kamerans position, objektet har ingen")
    return Fact("map-pin", said, source, _SIGNS[claim.verdict])


def _metres(amount: float) -> str:
    return f"{amount / 1000:.1f}{NBSP}km".replace(".", ",") if amount >= 1000 else f"{amount:.0f}{NBSP}m"


class FactRows(QWidget):
    """The facts under each other; each row can be copied and is heard whole."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows = column(self, spacing=10)
        self.facts: Sequence[Fact] = ()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Replace what is shown."""
        clear(self._rows)
        self.facts = facts
        for fact in facts:
            self._rows.addWidget(self._row(fact))

    def _row(self, fact: Fact) -> QWidget:
        shown = QWidget()
        inside = row(shown, spacing=12)
        inside.addWidget(Icon(self._theme, fact.icon, "textMuted", 18), 0, Qt.AlignmentFlag.AlignTop)
        told = column(spacing=1)
        for text, size, weight, tone in (
            (fact.text, "body", "medium", ""),
            (fact.source, "caption", "regular", "muted"),
        ):
            label = Text(self._theme, text, size, weight, tone, wrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            told.addWidget(label)
        inside.addLayout(told, 1)
        icon, colour, word = fact.sign
        if icon:
            sign = Icon(self._theme, icon, colour, 18)
            sign.setAccessibleName(tr(word))
            sign.setToolTip(tr(word))
            inside.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            shown.setAccessibleName(f"{fact.text}, {fact.source}. {tr(word)}")
        return shown
