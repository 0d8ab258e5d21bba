"""What a drill does to its own papers and disk to see that it would be noticed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from krogkoll.drill_report import Failed, Step

if TYPE_CHECKING:
    from krogkoll.signing import PracticeAuthority


def forge(step: Step, pdf: bytes, authority: PracticeAuthority) -> None:
    """Every forgery of a signed paper has to be found out."""
    from krogkoll import night
    from krogkoll.signing import Outcome, check

    middle = len(pdf) // 3
    forgeries = {
        "en ändrad byte avslöjas": pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :],
        "skräp efter slutet avslöjas": pdf + b"\n% mer",
        "en avkortad fil avslöjas": pdf[:-100],
    }
    for words, forged in forgeries.items():
        found = check(forged, trust=[authority.certificate], at=night.at("03.00"))
        step.check(found.outcome is not Outcome.HOLDS, words)
    found = check(pdf, trust=[], at=night.at("03.00"))
    step.check(found.outcome is Outcome.UNKNOWN_SIGNER, "en okänd utfärdare avslöjas")


def scan(step: Step, room: Path, texts: Iterable[str]) -> None:
    """None of these texts may lie readable in any file of the room."""
    needles = [text.encode(form) for text in texts for form in ("utf-8", "utf-16-le")]
    seen = 0
    for path in room.rglob("*"):
        if path.is_file():
            seen += 1
            content = path.read_bytes()
            if any(needle in content for needle in needles):
                raise Failed("check", words=f"klartext i {path.relative_to(room).as_posix()}")
    step.check(seen, f"{seen} filer saknar läsbar text")
