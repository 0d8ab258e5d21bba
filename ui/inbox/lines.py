"""The lines of the list: a heading for each group that has something, and under it what waits, in its order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from krogkoll.agenda import Group, Inbox, swedish_group
from krogkoll.kernel.clock import local
from ui.agenda_words import LOOKS, title_of, under_words, when_words
from ui.drafts import Unfinished
from ui.i18n import tr
from ui.words import age, count, due_age

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Line:
    """One line; a heading has no key. `spoken` is the whole for a screen reader."""

    key: str
    title: str
    under: str = ""
    when: str = ""
    tone: str = "dismissed"
    icon: str = "inbox"
    late: bool = False

    @property
    def spoken(self) -> str:
        """The line in one sentence."""
        return ", ".join(part for part in (self.title, self.under, self.when) if part)


def lines_of(inbox: Inbox, drafts: Sequence[Unfinished], now: datetime) -> list[Line]:
    """What is left unfinished first, then each group in its place."""
    lines: list[Line] = []
    if drafts:
        lines.append(Line("", tr("Påbörjat, inte sparat"), when=count(len(drafts))))
        lines += [_draft_line(draft, now) for draft in drafts]
    for group in Group:
        items = inbox.groups.get(group, ())
        total = inbox.totals.get(group, 0)
        if not items:
            continue
        lines.append(Line("", tr(swedish_group(group)), when=count(total)))
        look = LOOKS[group]
        today = local(now).date()
        for item in items:
            late = item.late(today)
            when = due_age(item.due_on, today) if item.due_on else age(item.since, now)
            under = under_words(item) or when_words(item, now, today)
            tone = "confirmed" if late else look.tone
            lines.append(Line(f"{group}/{item.id}", title_of(item), under, when, tone, look.icon, late))
        if total > len(items):
            rest = tr("{0} till visas när de här är klara").format(count(total - len(items)))
            lines.append(Line("", rest))
    return lines


def _draft_line(draft: Unfinished, now: datetime) -> Line:
    told = draft.described
    title = told.title or told.form
    return Line(
        f"{DRAFT}/{draft.name}", title, told.form if told.title else "", age(draft.saved_at, now), "planned", told.icon
    )
