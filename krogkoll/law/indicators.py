"""What makes a place more urgent to visit: weights and factors as data; the score itself is computed by venues."""

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from krogkoll.law.tables import Row, table, unique


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One observable sign with its weight; `danger`: well graded, it raises the class by itself."""

    code: str
    name_sv: str
    description_sv: str
    weight: int
    danger: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTable:
    """All indicators and the figures of the score. Scores name the `version` they were computed with."""

    version: int
    indicators: MappingProxyType[str, Indicator]
    source_factor: MappingProxyType[str, float]
    information_factor: MappingProxyType[str, float]
    half_life_days: int
    maximum: int
    high_from: int
    medium_from: int
    high_needs_independent_sources: int
    danger_grade_from: float


@cache
def indicators() -> IndicatorTable:
    """The table of this release. Raises BrokenTable."""
    root = table("law", "indicators")
    found: dict[str, Indicator] = {}
    for row in root.rows("indicator", "code"):
        unique(found, row.text("code"), row)
        found[row.text("code")] = Indicator(
            code=row.text("code"),
            name_sv=row.text("name_sv"),
            description_sv=row.text("description_sv"),
            weight=row.whole("weight"),
            danger=row.flag("danger"),
        )
    result = IndicatorTable(
        version=root.whole("version"),
        indicators=MappingProxyType(found),
        source_factor=_factors(root, "source_factor"),
        information_factor=_factors(root, "information_factor"),
        half_life_days=root.whole("half_life_days"),
        maximum=root.whole("maximum"),
        high_from=root.whole("high_from"),
        medium_from=root.whole("medium_from"),
        high_needs_independent_sources=root.whole("high_needs_independent_sources"),
        danger_grade_from=root.number("danger_grade_from"),
    )
    root.close()
    return result


def _factors(root: Row, key: str) -> MappingProxyType[str, float]:
    row = root.row(key)
    if row is None:
        raise root.broken(f"the table {key!r} is missing")
    return MappingProxyType({grade: row.number(grade) for grade in row.keys()})  # noqa: SIM118 (a Row is no dict)
