"""What the responsible person can carry away on a phone: the SHA-256 of the report, and how to check a copy with it."""

from krogkoll.inspections.papers import Paper
from krogkoll.kernel.clock import local

CHECKING = (
    "Så kontrollerar du en kopia: räkna ut filens SHA-256 och jämför. Windows: certutil -hashfile FIL SHA256."
    " Mac och Linux: shasum -a 256 FIL. Lika tal betyder att filen är orörd."
)


def code_text(paper: Paper, authority: str, sha256: str) -> str:
    """The words of the code: kind, authority, day and hash. No names and no address, so that it may be left open."""
    day = local(paper.shown_at or paper.created_at).date().isoformat()
    practice = "ÖVNING. " if paper.practice else ""
    return f"{practice}{paper.kind.value.capitalize()}, {authority}, {day}.\nSHA-256: {sha256}\n{CHECKING}"


def code_squares(text: str) -> tuple[tuple[bool, ...], ...]:
    """The text as a QR code (ISO/IEC 18004): rows of squares, dark ones true, with the quiet zone of four round it."""
    import segno

    rows = segno.make(text, error="m", micro=False).matrix_iter(border=4)
    return tuple(tuple(bool(square) for square in row) for row in rows)
