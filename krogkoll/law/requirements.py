"""What a decision must have before anybody may sign it: each thing with its code, sentence and provisions."""

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from krogkoll.kernel.errors import NotFound
from krogkoll.law.references import known_references
from krogkoll.law.tables import table, unique
from krogkoll.law.template_files import cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that must be there; `field` is where a form shows that it is missing.

    override: the provisions that let somebody go on without it, with a reason; empty where the law does not.
    """

    code: str
    field: str
    sentence_sv: str
    references: tuple[str, ...]
    override: tuple[str, ...] = ()


@cache
def requirements() -> "MappingProxyType[str, Requirement]":
    """All requirements by code. Raises BrokenTable."""
    root = table("law", "gate")
    found: dict[str, Requirement] = {}
    for row in root.rows("requirement", "code"):
        unique(found, row.text("code"), row)
        found[row.text("code")] = Requirement(
            code=row.text("code"),
            field=row.text("field"),
            sentence_sv=cited(row, row.text("sentence_sv")),
            references=known_references(row, row.texts("references")),
            override=known_references(row, row.texts("override")),
        )
    root.close()
    return MappingProxyType(found)


def requirement(code: str) -> Requirement:
    """One requirement by code. Raises NotFound."""
    try:
        return requirements()[code]
    except KeyError:
        raise NotFound("no-such-requirement", code=code) from None
