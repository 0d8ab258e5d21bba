"""Judges several signed PDFs at once for the command line: reads the files, asks `signing`, finds the worst."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing import (
    Report,
    check,
    is_revocation_list,
    load_certificates,
    report_lines,
    report_to_json,
    worst,
)

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

UNREADABLE = 3
"""Exit code for a file that is not there or cannot be read; graver than any verdict, since nothing was judged."""
LARGEST = 512 * 1024 * 1024
"""A signed paper is never this large; what is must not fill the memory."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The reports of several files; a file that could not be read has none."""

    files: tuple[tuple[Path, Report | None], ...]

    def as_json(self) -> list[dict[str, Any]]:
        """One object per file."""
        unread = {"outcome": UNREADABLE, "reasons": ["unreadable"]}
        return [
            {"file": str(path)} | (unread if report is None else report_to_json(report)) for path, report in self.files
        ]

    def lines(self) -> Iterator[str]:
        """Plain Swedish, one paragraph per file."""
        for path, report in self.files:
            yield f"{path}"
            if report is None:
                yield "  Filen saknas eller går inte att läsa."
            else:
                yield from (f"  {line}" for line in report_lines(report))


def verify_files(
    files: Sequence[Path], trust: Sequence[Path], revocation_lists: Sequence[Path] = (), *, known: Sequence[bytes] = ()
) -> tuple[int, Judged]:
    """Judge every file and give the worst outcome. known: certificates (PEM or DER) that are trusted besides the files.

    Raises SigningTrouble "trust-unreadable" or "crl-unreadable": a list that is passed over would be taken for read.
    """
    certificates = [certificate for path in trust for certificate in _certificates(path)]
    certificates += [certificate for content in known for certificate in load_certificates(content)]
    lists = [_revocation_list(path) for path in revocation_lists]
    now = datetime.datetime.now(datetime.UTC)
    judged = []
    for path in files:
        content = _content(path)
        judged.append(
            (path, None if content is None else check(content, trust=certificates, at=now, revocation_lists=lists))
        )
    outcome = worst(report.outcome for _, report in judged if report is not None)
    unread = any(report is None for _, report in judged)
    return UNREADABLE if unread else int(outcome), Judged(tuple(judged))


def _certificates(path: Path) -> list[Certificate]:
    content = _content(path)
    if content is None:
        raise SigningTrouble("trust-unreadable", file=path.name)
    try:
        return list(load_certificates(content))
    except SigningTrouble as error:
        raise SigningTrouble("trust-unreadable", file=path.name) from error


def _revocation_list(path: Path) -> bytes:
    content = _content(path)
    if content is None or not is_revocation_list(content):
        raise SigningTrouble("crl-unreadable", file=path.name)
    return content


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= LARGEST else None
    except OSError:
        return None
