"""A paper that somebody hands in within a larger use case, read once and whole: a file signed elsewhere, a scan."""

import stat
from dataclasses import dataclass
from pathlib import Path

from krogkoll.evidence.documents_kinds import LOOK, PDF, formats
from krogkoll.evidence.importing import shown_name
from krogkoll.kernel.errors import EvidenceTrouble

MAX_PAPER = 100 * 1024 * 1024
"""The largest paper that is read so, in bytes: it lies in memory while it is judged."""
_SCANS = frozenset({PDF, "image/jpeg", "image/png", "image/tiff", "image/heic"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """Its bytes, its name without folders, and what its content says that it is."""

    content: bytes
    name: str
    mime: str
    mixed: bool

    @property
    def is_scan(self) -> bool:
        """Whether it is a picture of a paper and nothing else besides."""
        return self.mime in _SCANS and not self.mixed


def read_paper_file(path: Path) -> PaperFile:
    """The file as it is. Raises EvidenceTrouble "vanished", "unreadable", "empty", "too-large"."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # a pipe or device may never end
            raise EvidenceTrouble("unreadable", file=path.name)
        if state.st_size > MAX_PAPER:
            raise EvidenceTrouble("too-large", file=path.name)
        with path.open("rb") as stream:
            content = stream.read(MAX_PAPER + 1)
    except FileNotFoundError as error:
        raise EvidenceTrouble("vanished", file=path.name) from error
    except OSError as error:
        raise EvidenceTrouble("unreadable", file=path.name) from error
    if not content:
        raise EvidenceTrouble("empty", file=path.name)
    if len(content) > MAX_PAPER:
        raise EvidenceTrouble("too-large", file=path.name)
    kinds = formats(content[:LOOK], content[-LOOK:])
    return PaperFile(content=content, name=shown_name(path), mime=kinds[0], mixed=len(kinds) > 1)
