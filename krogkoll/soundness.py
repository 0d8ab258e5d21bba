"""Checks a workspace to the last byte: both chains, rows, seals, every kept file, and the heads printed on papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from krogkoll.evidence import check_objects, sealed_papers
from krogkoll.kernel.errors import StoreTrouble
from krogkoll.kernel.progress import Progress, Report, silent
from krogkoll.store import AuditReport, Finding, anchors_in, missing
from krogkoll.store import check as check_chains

if TYPE_CHECKING:
    from krogkoll.evidence import Vault
    from krogkoll.store import Store


@dataclass(frozen=True, slots=True)
class Soundness:
    """What was found, and how much was looked at."""

    database: AuditReport
    findings: tuple[Finding, ...]
    files: int
    papers: int
    anchors: int

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def check(store: Store, vault: Vault, report: Report = silent) -> Soundness:
    """Read everything there is and compare it.

    Raises StoreTrouble "damaged" where a page of the database fails its check, NotAllowed, Cancelled through `report`.
    """
    from krogkoll.documents import text_of

    _require_whole_pages(store)
    with store.raw() as connection:
        database = check_chains(connection)
    findings = list(database.findings)
    count = 0

    def counting(progress: Progress) -> None:
        nonlocal count
        count = progress.total
        report(progress)

    unsound = check_objects(store, vault, counting)
    findings += [Finding(f"file-{reason}", sha256) for sha256, reason in unsound]
    papers = anchors = 0
    for sha256, content in sealed_papers(store, vault):
        papers += 1
        printed = list(anchors_in(text_of(content)))
        anchors += len(printed)
        findings += [
            Finding("rolled-back", f"{sha256} {anchor.chain} {anchor.n}")
            for anchor in missing(printed, database.hashes)
        ]
    return Soundness(database, tuple(findings), count, papers, anchors)


def _require_whole_pages(store: Store) -> None:
    """Every page of the file, also those that no row of today lies on."""
    store.checkpoint()
    with store.raw() as connection:
        rotten = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
    if rotten:
        raise StoreTrouble("damaged", pages=len(rotten))


_WORDS = {
    "gap": "En post saknas i loggkedjan",
    "link": "Loggkedjan hänger inte ihop",
    "bytes": "En loggpost har ändrats",
    "bytes-missing": "En loggpost har tömts utan gallringsbeslut",
    "columns": "En loggpost säger något annat än sin rad",
    "detail": "En detalj i granskningsloggen har ändrats",
    "strays": "Loggen har poster som inte hör till någon kedja",
    "cross-head": "De två loggkedjorna stämmer inte med varandra",
    "signed-head": "En underskriven kedjeände finns inte i loggen",
    "signature": "En kedjeändes underskrift stämmer inte",
    "head-unsigned": "Kedjans slut är inte underskrivet",
    "replica-id": "Enhetens nyckel stämmer inte med dess namn",
    "origin": "Enheten bygger inte på den den påstår",
    "unknown-kind": "Loggen har en okänd posttyp",
    "unknown-change": "Loggen har en okänd ändring",
    "change-after-seal": "En förseglad post har ändrats",
    "row-differs": "En post i databasen stämmer inte med loggen",
    "heads-differ": "En post i databasen har fel ursprung",
    "conflict-differs": "En öppen konflikt stämmer inte med loggen",
    "seal-differs": "En posts försegling stämmer inte med loggen",
    "row-without-change": "En post i databasen saknas i loggen",
    "row-missing": "En post i loggen saknas i databasen",
    "file-missing": "En sparad fil saknas",
    "file-damaged": "En sparad fil är skadad",
    "rolled-back": "En förseglad handling visar ett loggläge som databasen inte längre har",
}
LIMITS = (
    "Det här kan bara upptäckas med något utanför datorn, till exempel en delgiven handling eller en säkerhetskopia:",
    "att hela arbetsytan har bytts mot en äldre kopia av sig själv utan senare handlingar,",
    "eller att någon med öppna nycklar har skrivit om båda loggarna och alla underskrifter.",
)


def report_lines(report: Soundness) -> Iterator[str]:
    """The outcome in plain Swedish, with what no check from inside can find."""
    found = report.database
    yield f"Ändringslogg: {found.changes} poster. Granskningslogg: {found.audit_entries} poster."
    yield f"Underskrifter: {found.signatures}. Poster i databasen: {found.rows}. Gallrade: {found.purged}."
    yield f"Filer: {report.files}. Förseglade handlingar: {report.papers} med {report.anchors} kedjeändar."
    for chain, head in sorted(found.heads.items()):
        yield f"Kedjeände {chain}: {head}"
    yield from finding_lines(report.findings)
    yield "Allt stämmer." if report.holds else f"{len(report.findings)} fel hittades."
    yield from LIMITS


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Each finding in plain Swedish."""
    for finding in findings:
        yield f"FEL: {_WORDS.get(finding.code, finding.code)} ({finding.where})"


def report_to_json(report: Soundness) -> dict[str, Any]:
    """The same for a machine."""
    found = report.database
    return {
        "holds": report.holds,
        "changes": found.changes,
        "audit_entries": found.audit_entries,
        "signatures": found.signatures,
        "rows": found.rows,
        "purged": found.purged,
        "files": report.files,
        "sealed_papers": report.papers,
        "anchors": report.anchors,
        "heads": dict(found.heads),
        "findings": [{"code": finding.code, "where": finding.where} for finding in report.findings],
    }
