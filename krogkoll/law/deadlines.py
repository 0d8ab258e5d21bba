"""Times that the law sets, counted as lag (1930:173) says: to the same weekday or date, then to a working day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from krogkoll.kernel.errors import NotFound
from krogkoll.law.references import known_references
from krogkoll.law.tables import table, unique

_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A period of weeks or months from a day."""

    id: str
    name_sv: str
    from_sv: str
    references: tuple[str, ...]
    weeks: int
    months: int
    working_day: bool

    def last_day(self, start: date) -> date:
        """The last day of the period that began on `start` (the day itself is not counted)."""
        end = _months_later(start, self.months) if self.months else start + timedelta(weeks=self.weeks)
        return next_working_day(end) if self.working_day else end


def _months_later(start: date, months: int) -> date:
    """The day with the same number some months on, or the last day of that month."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@cache
def _days_off(year: int) -> frozenset[date]:
    """Public holidays and the three eves of lag (1930:173) 2 §; Sundays and Saturdays are not listed."""
    import holidays

    return frozenset(holidays.country_holidays("SE", years=year, categories=("public", "de_facto")))


def is_working_day(day: date) -> bool:
    """Whether a period may end on that day: no Saturday, Sunday, public holiday, nor one of the three eves."""
    return day.weekday() < _SATURDAY and day not in _days_off(day.year)


def next_working_day(day: date) -> date:
    """That day if it is a working day, else the next one."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def appeal_last_day(received_on: date) -> date:
    """The last day an appeal may come in: three weeks from the day the party got the decision (FL 44 §)."""
    return deadline("appeal").last_day(received_on)


@cache
def deadlines() -> "MappingProxyType[str, Deadline]":
    """All periods by id. Raises BrokenTable."""
    root = table("law", "deadlines")
    found: dict[str, Deadline] = {}
    for row in root.rows("deadline"):
        unique(found, row.text("id"), row)
        period = Deadline(
            id=row.text("id"),
            name_sv=row.text("name_sv"),
            from_sv=row.text("from_sv"),
            references=known_references(row, row.texts("references", needed=True)),
            weeks=row.whole("weeks", 0),
            months=row.whole("months", 0),
            working_day=row.flag("working_day", None),
        )
        if (period.weeks > 0) == (period.months > 0):
            raise row.broken("a period has weeks or months")
        found[period.id] = period
    root.close()
    return MappingProxyType(found)


def deadline(deadline_id: str) -> Deadline:
    """One period by id. Raises NotFound."""
    try:
        return deadlines()[deadline_id]
    except KeyError:
        raise NotFound("no-such-deadline", id=deadline_id) from None
