"""Which names and numbers must not come out on paper: those of people with protected identity."""

from sqlalchemy import select

from krogkoll.people.rows import PersonRow
from krogkoll.store import AuditAction, Tx

PROTECTED_ON_PAPER = "[skyddad identitet]"
_CENTURY, _TAIL = 2, 4


def protected_names(tx: Tx) -> tuple[str, ...]:
    """The names and the numbers of everybody with protected identity, longest first, with the audit entry."""
    rows = tx.all(select(PersonRow).where(PersonRow.protected))
    if rows:
        tx.audit(AuditAction.READ, "person", [row.id for row in rows], detail={"for": "masking"})
    words = {row.name for row in rows if row.name.strip()}
    words |= {shape for row in rows for shape in _shapes(row.number)}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _shapes(number: str) -> tuple[str, ...]:
    """A stored number as people write it: with and without century and hyphen, with a plus past a hundred years."""
    if not number:
        return ()
    short = number[_CENTURY:]
    both = (number, short)
    return (*both, *(f"{one[:-_TAIL]}{sign}{one[-_TAIL:]}" for one in both for sign in "-+ "))
