"""A verdict put into words in parts, so that a screen can lay them out; the command line prints the same sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import long_date
from krogkoll.signing.messages import NOTES, OUTCOMES, REASONS, moment_text
from krogkoll.signing.report import Outcome, Report, SignerVerdict

_GOOD = ("Underskriften håller.", "Tidsstämpeln håller.")
_DOUBTFUL = (Outcome.UNKNOWN_SIGNER, Outcome.EXPIRED_SINCE)
PRACTICE_WORDS = "ÖVNING. Handlingen är undertecknad med en övningsnyckel och har ingen verkan."


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSigner:
    """One signature: who, as what, whether it holds, why not, and what is known of it as label and value.

    doubtful: unchanged, but something about the person is not certain.
    """

    who: str
    role: str
    timestamp: bool
    holds: bool
    doubtful: bool
    verdict: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A whole file. sure: it holds; doubtful: unchanged, but something about the persons is not certain."""

    verdict: str
    sure: bool
    doubtful: bool
    reasons: tuple[str, ...]
    signers: tuple[ToldSigner, ...]
    waiting: tuple[str, ...]
    practice: str
    sha256: str


def tell(report: Report) -> Told:
    """The verdict in Swedish, in the order in which people signed."""
    said = {reason for signer in report.signers for reason in signer.reasons}
    return Told(
        verdict=OUTCOMES[report.outcome],
        sure=report.outcome is Outcome.HOLDS,
        doubtful=report.outcome in _DOUBTFUL,
        reasons=tuple(REASONS[reason] for reason in report.reasons if reason not in said),
        signers=tuple(_signer(signer) for signer in report.signers),
        waiting=report.unsigned_fields,
        practice=PRACTICE_WORDS if report.practice else "",
        sha256=report.whole_file_sha256,
    )


def _signer(signer: SignerVerdict) -> ToldSigner:
    holder = signer.holder
    good = (_GOOD[signer.timestamp],) if signer.holds else ()
    return ToldSigner(
        who=", ".join(part for part in (holder.name, holder.organisation) if part) or "Okänd undertecknare",
        role=signer.label,
        timestamp=signer.timestamp,
        holds=signer.holds,
        doubtful=signer.outcome in _DOUBTFUL,
        verdict=good or tuple(REASONS[reason] for reason in signer.reasons),
        facts=tuple(_facts(signer)),
        notes=tuple(NOTES[note] for note in signer.notes),
    )


def _facts(signer: SignerVerdict) -> Iterator[tuple[str, str]]:
    if signer.signed_at is not None:
        yield "Uppgiven tid", moment_text(signer.signed_at)
    if signer.trusted_at is not None:
        yield "Bevisad tid", f"senast {moment_text(signer.trusted_at)}"
    elif not signer.timestamp:
        yield "Bevisad tid", "Inte tidsstämplad än. Bara undertecknaren själv säger när det var."
    if signer.revision:
        rest = "Hela filen." if signer.covers_whole_file else "Senare underskrifter har lagts till."
        yield "Omfattning", f"Version {signer.revision} av {signer.revisions}. {rest}"
    holder = signer.holder
    if holder.issuer:
        yield "Certifikatets utfärdare", holder.issuer
    if holder.valid_from is not None and holder.valid_to is not None:
        first, last = local(holder.valid_from).date(), local(holder.valid_to).date()
        yield "Certifikatet gäller", f"{long_date(first)} till {long_date(last)}"
    if signer.revoked_at is not None:
        yield "Spärrat", moment_text(signer.revoked_at)
