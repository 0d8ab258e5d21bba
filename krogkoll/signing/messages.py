"""The Swedish words for what signing and checking found, shared by the command line, the drill and the screens."""

from collections.abc import Iterator
from datetime import datetime

from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import clock_time, long_date
from krogkoll.signing.report import Note, Outcome, Reason, Report, SignerVerdict

OUTCOMES: dict[Outcome, str] = {
    Outcome.HOLDS: "Underskrifterna håller.",
    Outcome.NOT_SIGNED: "Filen är inte en undertecknad PDF.",
    Outcome.ALTERED: "Filen är skadad eller ändrad. Lita inte på den.",
    Outcome.CHANGED: "Filen har ändrats efter underskriften. Lita inte på den.",
    Outcome.UNKNOWN_SIGNER: "Filen är oförändrad, men det går inte att säga vem som har undertecknat.",
    Outcome.INVALID_CERTIFICATE: "Certifikatet gällde inte vid den uppgivna tiden för underskriften.",
    Outcome.EXPIRED_SINCE: (
        "Certifikatet gällde vid den uppgivna tiden men gäller inte längre, "
        "och ingen betrodd tidsstämpel visar när filen undertecknades."
    ),
}

REASONS: dict[Reason, str] = {
    Reason.NOT_A_PDF: "Filen går inte att läsa som PDF, eller så är den krypterad eller för stor.",
    Reason.NO_SIGNATURE: "Filen har ingen underskrift.",
    Reason.DIGEST: "Innehållet stämmer inte med underskriften.",
    Reason.NOT_CANONICAL: "Underskriftens egna byte är inte skrivna så som Krogkoll skriver dem.",
    Reason.UNREADABLE: "Filen är undertecknad men så skadad att den inte går att läsa.",
    Reason.UNREADABLE_SIGNATURE: "En underskrift går inte att läsa.",
    Reason.BYTE_RANGE: "En underskrift säger inte klart vilka delar av filen den gäller.",
    Reason.CONTENTS: "Filen innehåller två olika uppgifter om samma underskrift.",
    Reason.TOO_MANY_SIGNATURES: "Filen innehåller orimligt många underskrifter.",
    Reason.BYTES_AFTER_SIGNATURE: "Filen fortsätter efter den sista underskriften.",
    Reason.CHANGED_AFTER: "Något annat än en underskrift i ett förberett fält har lagts till eller ändrats.",
    Reason.SIGNATURE_HIDDEN: "En underskrift finns i filen men har tagits bort ur dokumentet.",
    Reason.SEED_VALUES: "Underskriften följer inte de villkor som fältet ställer.",
    Reason.ISSUER_UNKNOWN: "Certifikatets utfärdare finns inte bland dem som du har valt att lita på.",
    Reason.PATH_BROKEN: "Certifikatet går inte att följa till en utfärdare som du har valt att lita på.",
    Reason.WEAK_ALGORITHM: "Underskriften använder en metod som inte längre är säker.",
    Reason.KEY_USAGE: "Certifikatet får inte användas för att underteckna dokument.",
    Reason.NOT_ACCEPTED: "Underskriften uppfyller inte alla krav.",
    Reason.NOT_JUDGED: "Underskriften har inte kunnat bedömas, eftersom filen är skadad på annat håll.",
    Reason.TOO_COMPLEX: "Filen är så invecklad att kontrollen avbröts. Lita inte på den.",
    Reason.NOT_VALID_THEN: "Certifikatet gällde inte vid den uppgivna tiden.",
    Reason.REVOKED_THEN: "Certifikatet var spärrat vid den uppgivna tiden.",
    Reason.EXPIRED_SINCE: "Certifikatets giltighetstid har gått ut sedan dess.",
    Reason.REVOKED_SINCE: "Certifikatet har spärrats sedan dess.",
}

NOTES: dict[Note, str] = {
    Note.REVOCATION_NOT_CHECKED: "Ingen spärrlista fanns att läsa, så en spärr syns inte här.",
    Note.CLAIMED_IN_FUTURE: "Den uppgivna tiden ligger efter den här datorns tid.",
    Note.NO_CLAIMED_TIME: "Underskriften uppger ingen tid.",
    Note.CLAIMED_AFTER_PROOF: "Den uppgivna tiden är senare än tidsstämpeln och kan inte stämma.",
}


def moment_text(moment: datetime) -> str:
    """A moment by Sweden's clock: "3 november 2026 kl. 14.05"; the hour that comes twice a year says which one."""
    there = local(moment)
    text = f"{long_date(there.date())} {clock_time(moment)}"
    if there.replace(fold=0).utcoffset() == there.replace(fold=1).utcoffset():
        return text
    return f"{text} {'normaltid' if there.fold else 'sommartid'}"


def signature_lines(name: str, organisation: str, at: datetime) -> tuple[str, ...]:
    """What the visible mark of a signature says when its maker does not say otherwise."""
    return tuple(line for line in (f"Undertecknat av {name}", organisation, moment_text(at)) if line)


def report_lines(report: Report) -> Iterator[str]:
    """The report as lines of text, the verdict first."""
    yield OUTCOMES[report.outcome]
    said = {reason for signer in report.signers for reason in signer.reasons}
    yield from (REASONS[reason] for reason in report.reasons if reason not in said)
    for signer in report.signers:
        yield from signer_lines(signer)
    for label in report.unsigned_fields:
        yield f"Ännu inte undertecknat: {label}"
    if report.practice:
        yield "ÖVNING. Handlingen är undertecknad med en övningsnyckel och har ingen verkan."
    yield f"Filens kontrollsumma (SHA-256): {report.whole_file_sha256}"


def signer_lines(signer: SignerVerdict) -> Iterator[str]:
    """One signature as lines: who and as what, when, which revision, and what speaks against it."""
    holder = signer.holder
    who = ", ".join(part for part in (holder.name, holder.organisation) if part) or "Okänd undertecknare"
    kind = "Tidsstämpel" if signer.timestamp else "Underskrift"
    yield f"{kind}: {who}" + (f" ({signer.label})" if signer.label else "")
    if signer.signed_at is not None:
        yield f"  Uppgiven tid: {moment_text(signer.signed_at)}"
    if signer.trusted_at is not None:
        yield f"  Bevisad tid: senast {moment_text(signer.trusted_at)}"
    if signer.revision:
        rest = "hela filen" if signer.covers_whole_file else "senare underskrifter har lagts till"
        yield f"  Gäller version {signer.revision} av {signer.revisions}: {rest}"
    if signer.holds:
        yield "  Håller."
    yield from (f"  {REASONS[reason]}" for reason in signer.reasons)
    yield from (f"  {NOTES[note]}" for note in signer.notes)
