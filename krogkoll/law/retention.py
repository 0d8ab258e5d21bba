"""How long a record may or must be kept: by the rule that its type names and the kind of authority that holds it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from krogkoll.kernel.errors import NotFound
from krogkoll.law.authorities import AuthorityKind, known_kinds
from krogkoll.law.references import known_references, reference
from krogkoll.law.tables import table


class Fate(StrEnum):
    """What becomes of a record: kept for the archive, disposed of after a day, or cleared when the case is closed."""

    KEEP = "keep"
    DISPOSE = "dispose"
    WORKING = "working"


class RuleStatus(StrEnum):
    """Whether the rule was read in the statute, or the authority's own plan decides."""

    READ = "read"
    LOCAL = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """One rule. months: from the closing of the case ("case-closed") or from registration ("registered")."""

    id: str
    name_sv: str
    text_sv: str
    kinds: tuple[AuthorityKind, ...]
    fate: Fate
    months: int
    counted_from: str
    status: RuleStatus
    references: tuple[str, ...]
    reviewed: bool

    def last_day(self, registered_on: date, closed_on: date | None) -> date | None:
        """The last day the record may be kept; None where it is kept, or as long as its case is open."""
        start = registered_on if self.counted_from == "registered" else closed_on
        return _later(start, self.months) if self.fate is Fate.DISPOSE and start is not None else None


def _later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@cache
def retention_rules() -> tuple[RetentionRule, ...]:
    """All rules, one for each pair of record type and kind of authority. Raises BrokenTable."""
    root = table("law", "retention")
    found = []
    for row in root.rows("rule"):
        try:
            fate, status = Fate(row.text("fate")), RuleStatus(row.text("status"))
        except ValueError as trouble:
            raise row.broken(str(trouble)) from None
        rule = RetentionRule(
            id=row.text("id"),
            name_sv=row.text("name_sv"),
            text_sv=row.text("text_sv"),
            kinds=known_kinds(row, "kinds"),
            fate=fate,
            months=row.whole("months", 0),
            counted_from=row.text("from", ""),
            status=status,
            references=known_references(row, row.texts("references", needed=True)),
            reviewed=row.flag("reviewed", None),
        )
        if (rule.fate is Fate.DISPOSE) != bool(rule.months and rule.counted_from):
            raise row.broken("what is disposed of has months and a beginning, and nothing else has")
        if any(reference(one).unverified for one in rule.references):
            raise row.broken("a rule never rests on a provision that nobody has verified")
        found.append(rule)
    root.close()
    return tuple(found)


def retention_rule(rule_id: str, kind: AuthorityKind | None) -> RetentionRule:
    """The rule for an authority of that kind, else the one for all. Raises NotFound."""
    named = [rule for rule in retention_rules() if rule.id == rule_id]
    for rule in named:
        if kind is not None and kind in rule.kinds:
            return rule
    for rule in named:
        if not rule.kinds:
            return rule
    raise NotFound("no-such-retention-rule", id=rule_id)
