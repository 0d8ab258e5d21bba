"""A document on its way to being signed: the revision somebody was shown, and each signature on top of exactly that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from krogkoll.kernel.errors import NotAllowed, SigningTrouble
from krogkoll.kernel.record import Record
from krogkoll.signing import Signer


class PaperKind(StrEnum):
    """What the document is; printed in capitals on it."""

    REPORT = "tillsynsprotokoll"
    DECISION = "beslut"
    DISPATCH = "skrivelse"
    PROPOSAL = "tjänsteskrivelse"
    ADDENDUM = "komplettering"
    SEIZURE = "beslagsprotokoll"
    SAMPLE = "provprotokoll"
    UNKNOWN = "handling"


class SigningWay(StrEnum):
    """How a place was signed. Key: here, with the person's own key. Elsewhere: in the file, by another program."""

    KEY = "key"
    ELSEWHERE = "elsewhere"
    PAPER = "paper"
    MINUTES = "minutes"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A prepared place for one signature: the PDF field and who must sign there."""

    field: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDraft:
    """A finished but unsigned document and where its signatures go, in order."""

    kind: PaperKind = PaperKind.REPORT
    subject_kind: str = ""
    subject_id: str = ""
    title: str = ""
    practice: bool = False
    places: tuple[Mapping[str, str], ...] = ()  # field and person, in the order of signing
    shown_object: str = ""
    shown_sha256: str = ""
    shown_at: datetime | None = None
    current_object: str = ""
    current_sha256: str = ""
    signatures: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(PaperDraft, Record):
    """A document as stored; sealed once the last place is signed."""

    withdrawn: bool

    @property
    def next_place(self) -> Place | None:
        """Whose turn it is; None when everybody has signed."""
        signed = len(self.signatures)
        if signed >= len(self.places):
            return None
        return Place(field=self.places[signed]["field"], person=self.places[signed]["person"])

    @property
    def open_places(self) -> tuple[Place, ...]:
        """Those that nobody has signed yet, in order."""
        return tuple(Place(field=one["field"], person=one["person"]) for one in self.places[len(self.signatures) :])

    @property
    def fully_signed(self) -> bool:
        """Whether the last place is signed."""
        return self.next_place is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The exact bytes that a person is shown before signing, and their SHA-256, which the act of signing must name."""

    paper: Paper
    pdf: bytes
    sha256: str


def same_name(one: str, other: str) -> bool:
    """Whether two written names are the same name."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def require_standing(paper: Paper, shown_sha256: str) -> None:
    """Refuse what is no longer the paper that was shown. Raises NotAllowed "withdrawn", "not-what-was-shown"."""
    if paper.withdrawn:
        raise NotAllowed("withdrawn", paper=paper.id)
    if shown_sha256 != paper.current_sha256:
        raise NotAllowed("not-what-was-shown", paper=paper.id)


def require_turn(paper: Paper, field: str, signer: Signer, shown_sha256: str) -> None:
    """Refuse a signature that is out of turn, by another person, with the wrong sort of key, or on unseen bytes.

    Raises NotAllowed "withdrawn", "out-of-turn", "other-signer", "not-what-was-shown"; SigningTrouble
    "practice-key", "real-key".
    """
    place = paper.next_place
    if paper.withdrawn:
        raise NotAllowed("withdrawn", paper=paper.id)
    if place is None or place.field != field:
        raise NotAllowed("out-of-turn", field=field)
    if not same_name(signer.name, place.person):
        raise NotAllowed("other-signer", field=field)
    if signer.practice != paper.practice:
        raise SigningTrouble("practice-key" if signer.practice else "real-key")
    if shown_sha256 != paper.current_sha256:
        raise NotAllowed("not-what-was-shown", paper=paper.id)
