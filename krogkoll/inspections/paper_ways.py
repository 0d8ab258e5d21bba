"""How a paper is signed outside this program, and how it is sealed then: read in, on paper, by minutes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from krogkoll.evidence import Vault, kept_document, put_document, read_document, seal_document
from krogkoll.inspections.paper_rows import PaperRow
from krogkoll.inspections.papers import Paper, Shown, SigningWay, same_name
from krogkoll.kernel.clock import from_iso, local
from krogkoll.kernel.swedish import NBSP, Words, long_date
from krogkoll.signing import Reason, Report, SignerVerdict
from krogkoll.store import AuditAction, Tx


class Objection(StrEnum):
    """Why a file that came back is not the signed paper."""

    OTHER_FILE = "other-file"
    NOTHING_NEW = "nothing-new"
    DOES_NOT_HOLD = "does-not-hold"
    CHANGED = "changed"
    OTHER_FIELD = "other-field"
    OTHER_PERSON = "other-person"
    UNKNOWN_ISSUER = "unknown-issuer"
    WRONG_KEY = "wrong-key"
    NO_TIME = "no-time"
    IN_FUTURE = "in-future"
    OTHER_DAY = "other-day"
    CLOSED = "closed"


_WORDS = Words(
    (Objection.OTHER_FILE, "Filen börjar inte med exakt det dokument som visas här."),
    (Objection.NOTHING_NEW, "Filen är dokumentet som det är. Ingen ny underskrift finns i den."),
    (Objection.DOES_NOT_HOLD, "En underskrift i filen håller inte."),
    (Objection.CHANGED, "Filen innehåller andra ändringar än underskrifter i de förberedda fälten."),
    (Objection.OTHER_FIELD, "En underskrift står på fel plats eller i fel ordning."),
    (Objection.OTHER_PERSON, "Certifikatet tillhör någon annan än den som ska underteckna."),
    (Objection.UNKNOWN_ISSUER, "Certifikatets utfärdare finns inte bland dem som myndigheten litar på."),
    (Objection.WRONG_KEY, "En övningsnyckel gäller bara övningar, och en övning tar ingen riktig nyckel."),
    (Objection.NO_TIME, "Underskriften uppger ingen tid."),
    (Objection.IN_FUTURE, "Underskriften uppger en tid som inte har varit."),
    (Objection.OTHER_DAY, "Beslutsfattaren undertecknade en annan dag än den som står i beslutet."),
    (Objection.CLOSED, "Underskriften stänger dokumentet för dem som ännu ska underteckna."),
)
_HARMLESS = frozenset({Reason.ISSUER_UNKNOWN})
"""What a check finds where nobody has said whom to trust: the person is then compared by name alone, as with a key."""


def swedish_objection(value: Objection) -> str:
    """The sentence for a person."""
    return _WORDS[value]


def objections(
    paper: Paper, report: Report, *, now: datetime, deciding: tuple[str, date | None], known_only: bool
) -> list[Objection]:
    """Everything that speaks against the signatures which `report` found in a file that begins with our bytes.

    deciding: the field of the one who decides, and the day that is printed in the document. known_only: whether the
    authority has said whom it trusts, so that nobody else's certificates count.
    """
    found = []
    if any(reason not in _HARMLESS for reason in report.reasons):
        found.append(Objection.DOES_NOT_HOLD)
    expected = [place["field"] for place in paper.places]
    signed = [signer.field for signer in report.signers]
    if len(signed) <= len(paper.signatures):
        found.append(Objection.NOTHING_NEW)
    if signed != expected[: len(signed)]:
        found.append(Objection.OTHER_FIELD)
    people = {place["field"]: place["person"] for place in paper.places}
    for signer in report.signers[len(paper.signatures) :]:
        found += _against(signer, people.get(signer.field, ""), paper, now)
        if known_only and Reason.ISSUER_UNKNOWN in signer.reasons:
            found.append(Objection.UNKNOWN_ISSUER)
        if signer.signed_at and signer.field == deciding[0] and local(signer.signed_at).date() != deciding[1]:
            found.append(Objection.OTHER_DAY)
    return list(dict.fromkeys(found))


def _against(signer: SignerVerdict, person: str, paper: Paper, now: datetime) -> list[Objection]:
    found = []
    if signer.timestamp or not same_name(signer.holder.name, person):
        found.append(Objection.OTHER_PERSON)
    if signer.holder.practice != paper.practice:
        found.append(Objection.WRONG_KEY)
    if signer.signed_at is None:
        found.append(Objection.NO_TIME)
    elif signer.signed_at > now:
        found.append(Objection.IN_FUTURE)
    return found


def marks_of(report: Report, paper: Paper, user: str) -> list[dict[str, Any]]:
    """What is kept of each signature that came in with a file."""
    return [
        {
            "field": signer.field,
            "way": SigningWay.ELSEWHERE.value,
            "name": signer.holder.name,
            "user": user,
            "at": signer.signed_at.isoformat() if signer.signed_at else "",
            "certificate": signer.holder.sha256,
            "sha256": report.whole_file_sha256,
        }
        for signer in report.signers[len(paper.signatures) :]
    ]


def take_in_signed(
    tx: Tx, vault: Vault, paper: Paper, signed: bytes, marks: Sequence[Mapping[str, Any]], *, seal: bool = True
) -> Shown:
    """Let a file that was signed elsewhere, and judged, stand for the paper; the last signature seals it (see seal)."""
    kept = put_document(tx, vault, signed, title=paper.title)
    fields: dict[str, Any] = {
        "current_object": kept.id,
        "current_sha256": kept.sha256,
        "signatures": [*paper.signatures, *marks],
    }
    row = tx.change(PaperRow, paper.id, seen=paper.seen, **fields)
    detail = {"before": paper.current_sha256, "sha256": kept.sha256, "way": SigningWay.ELSEWHERE.value}
    tx.audit(AuditAction.COLLECTED, "paper", [paper.id], detail=detail)
    after = cast(Paper, tx.copy(row))
    if seal and after.fully_signed:
        seal_document(tx, kept)
        after = cast(Paper, tx.copy(tx.seal(PaperRow, paper.id, kept.sha256)))
    return Shown(paper=after, pdf=signed, sha256=kept.sha256)


def seal_as_shown(tx: Tx, vault: Vault, paper: Paper, marks: Sequence[Mapping[str, Any]]) -> Shown:
    """Seal a paper with the very bytes that were shown, since what signs it lies outside of them: see its marks."""
    pdf = read_document(tx, vault, paper.current_object)
    row = tx.change(PaperRow, paper.id, seen=paper.seen, signatures=[*paper.signatures, *marks])
    for mark in marks:
        tx.audit(AuditAction.COLLECTED, "paper", [paper.id], detail=dict(mark))
    seal_document(tx, kept_document(tx, paper.current_object))
    after = cast(Paper, tx.copy(tx.seal(PaperRow, row.id, paper.current_sha256)))
    return Shown(paper=after, pdf=pdf, sha256=paper.current_sha256)


def signed_words(paper: Paper) -> tuple[str, ...]:
    """How a paper was signed, one sentence for each signature, in order."""
    return tuple(_mark_words(mark) for mark in paper.signatures)


def _mark_words(mark: Mapping[str, Any]) -> str:
    name, way = mark.get("name", ""), mark.get("way", SigningWay.KEY.value)
    day = _day_words(str(mark.get("at", "")))
    if way == SigningWay.PAPER:
        return f"Underskrivet på papper av {name} den {day}. Originalet är inskannat."
    if way == SigningWay.MINUTES:
        return f"Beslutat av {name} den {day} enligt protokoll {mark.get('reference', '')}."
    if way == SigningWay.ELSEWHERE:
        return f"Undertecknat i ett annat program av {name} den {day}."
    return f"Undertecknat av {name} den {day}."


def _day_words(text: str) -> str:
    """The day of a mark: it holds a moment, or for what was signed outside only a day."""
    if not text:
        return f"okänd{NBSP}dag"
    return long_date(date.fromisoformat(text) if len(text) == len("2026-11-25") else local(from_iso(text)).date())
