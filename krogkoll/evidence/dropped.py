"""Tells photos from papers among files that are dropped on a page, by their first bytes and never by their names."""

import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from krogkoll.evidence.importing import shown_name
from krogkoll.evidence.model import Refusal
from krogkoll.evidence.outside import Outside, gather
from krogkoll.evidence.structure import Refused, sniff

_LOOK = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Each path that was dropped, once: a photo, another file, a folder, or nothing that can be read."""

    photos: tuple[Outside, ...] = ()
    papers: tuple[Path, ...] = ()
    folders: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()


def sort_dropped(places: Sequence[Path]) -> Sorted:
    """Sort them in the order they came; folders are named and not looked into."""
    photos: list[Outside] = []
    papers: list[Path] = []
    folders: list[str] = []
    refused: list[Refusal] = []
    for place in dict.fromkeys(places):
        try:
            mode = place.stat().st_mode
            if stat.S_ISDIR(mode):
                folders.append(shown_name(place))
                continue
            # A pipe or a device must not be opened: reading it could last for ever.
            begins = _first_bytes(place) if stat.S_ISREG(mode) else b""
        except OSError:
            refused.append(Refusal(name=shown_name(place), reason="vanished"))
            continue
        if not _is_photo(begins):
            papers.append(place)
            continue
        looked = gather([place])
        photos += looked.files
        refused += looked.refused
    return Sorted(photos=tuple(photos), papers=tuple(papers), folders=tuple(folders), refused=tuple(refused))


def _first_bytes(place: Path) -> bytes:
    with place.open("rb", buffering=0) as stream:
        return stream.read(_LOOK)


def _is_photo(begins: bytes) -> bool:
    try:
        sniff(begins)
    except Refused:
        return False
    return True
