"""Which secrecy rules may apply to a record, and on which ground an item may be given to another authority."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from krogkoll.kernel.errors import NotFound
from krogkoll.law.authorities import AuthorityKind, known_kinds
from krogkoll.law.references import known_references, reference
from krogkoll.law.tables import Row, table, unique


@dataclass(frozen=True, slots=True, kw_only=True)
class SecrecyRule:
    """A provision that may make a record secret; `years` 0: the text names no limit; no kinds: any authority."""

    reference: str
    kinds: tuple[AuthorityKind, ...]
    test_sv: str
    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecrecyClass:
    """The class a record type carries ("CASE-ALC")."""

    code: str
    name_sv: str
    describes_sv: str
    rules: tuple[SecrecyRule, ...]

    def rules_for(self, kind: AuthorityKind) -> tuple[SecrecyRule, ...]:
        """The rules that may apply at an authority of that kind."""
        return tuple(rule for rule in self.rules if not rule.kinds or kind in rule.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureGround:
    """A ground for giving an item away; `duty`: the giver must. Empty kinds: any authority."""

    id: str
    title_sv: str
    test_sv: str
    references: tuple[str, ...]
    from_kinds: tuple[AuthorityKind, ...]
    to_kinds: tuple[AuthorityKind, ...]
    duty: bool
    not_for_classes: tuple[str, ...]
    valid_from: date | None

    def serves(self, giver: AuthorityKind, receiver: AuthorityKind, secrecy: str, on: date) -> bool:
        """Whether it may be chosen for a record of that class between these two on that day."""
        parties = (not self.from_kinds or giver in self.from_kinds) and (not self.to_kinds or receiver in self.to_kinds)
        in_force = all(reference(one).offered(on) for one in self.references)
        return giver != receiver and parties and in_force and secrecy not in self.not_for_classes


@cache
def secrecy_classes() -> "MappingProxyType[str, SecrecyClass]":
    """All secrecy classes by code. Raises BrokenTable."""
    found: dict[str, SecrecyClass] = {}
    for row in table("law", "secrecy").rows("class", "code"):
        unique(found, row.text("code"), row)
        found[row.text("code")] = SecrecyClass(
            code=row.text("code"),
            name_sv=row.text("name_sv"),
            describes_sv=row.text("describes_sv"),
            rules=tuple(_rule(part) for part in row.rows("rules", "reference")),
        )
    return MappingProxyType(found)


def _rule(row: Row) -> SecrecyRule:
    known_references(row, [row.text("reference")])
    return SecrecyRule(
        reference=row.text("reference"),
        kinds=known_kinds(row, "kinds"),
        test_sv=row.text("test_sv"),
        years=row.whole("years"),
    )


def secrecy_class(code: str) -> SecrecyClass:
    """One secrecy class. Raises NotFound."""
    try:
        return secrecy_classes()[code]
    except KeyError:
        raise NotFound("no-such-secrecy-class", code=code) from None


@cache
def disclosure_grounds() -> tuple[DisclosureGround, ...]:
    """All grounds for giving an item to another authority, in the order they are offered. Raises BrokenTable."""
    root = table("law", "secrecy")
    found = []
    for row in root.rows("disclosure"):
        ground = DisclosureGround(
            id=row.text("id"),
            title_sv=row.text("title_sv"),
            test_sv=row.text("test_sv"),
            references=known_references(row, row.texts("references", needed=True)),
            from_kinds=known_kinds(row, "from_kinds"),
            to_kinds=known_kinds(row, "to_kinds"),
            duty=row.flag("duty", None),
            not_for_classes=row.texts("not_for_classes"),
            valid_from=row.day("valid_from"),
        )
        for code in ground.not_for_classes:
            if code not in secrecy_classes():
                raise row.broken(f"the secrecy class {code!r} is not in the table")
        found.append(ground)
    return tuple(found)


def disclosure_grounds_for(
    giver: AuthorityKind, receiver: AuthorityKind, secrecy: str, on: date
) -> tuple[DisclosureGround, ...]:
    """The grounds that may be chosen for giving a record of that secrecy class to the receiver."""
    return tuple(ground for ground in disclosure_grounds() if ground.serves(giver, receiver, secrecy, on))
