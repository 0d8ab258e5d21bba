"""Grounds for giving an item to somebody who is no authority; those between authorities are in `secrecy`."""

from dataclasses import dataclass
from functools import cache

from krogkoll.law.references import known_references, reference
from krogkoll.law.tables import table


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateGround:
    """A ground for a receiver of one kind ("private" or "statistics"). manager: a manager approves it by name."""

    id: str
    receiver: str
    title_sv: str
    test_sv: str
    references: tuple[str, ...]
    source: str
    manager: bool
    reviewed: bool


@cache
def private_grounds() -> tuple[PrivateGround, ...]:
    """All of them in the order they are offered. Raises BrokenTable."""
    root = table("law", "disclosure_grounds")
    found = []
    for row in root.rows("ground"):
        ground = PrivateGround(
            id=row.text("id"),
            receiver=row.text("to"),
            title_sv=row.text("title_sv"),
            test_sv=row.text("test_sv"),
            references=known_references(row, row.texts("references", needed=True)),
            source=row.text("source"),
            manager=row.flag("manager", None),
            reviewed=row.flag("reviewed", None),
        )
        if ground.receiver not in {"private", "statistics"}:
            raise row.broken(f"no receiver is called {ground.receiver!r}")
        if any(reference(one).unverified for one in ground.references):
            raise row.broken("a ground never rests on a provision that nobody has verified")
        found.append(ground)
    root.close()
    return tuple(found)
