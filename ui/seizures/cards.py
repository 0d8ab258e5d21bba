"""A card of one seizure or sample: what it is, how much, who has had it, and what can be done with it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from krogkoll.evidence import (
    CustodyEvent,
    Sample,
    SeizedItem,
    SeizureFile,
    gaps,
    litre_words,
    swedish_goods,
    total_litres,
)
from krogkoll.law import cite
from ui.i18n import tr
from ui.seizures.forms import custody_words
from ui.theme import Theme
from ui.widgets.blocks import Icon, column, row
from ui.widgets.button import Button
from ui.widgets.marks import Chip
from ui.widgets.text import Text
from ui.words import day_and_time, spoken_day_and_time

_WIDEST = 860
EditItem = Sequence[tuple[str, Callable[[SeizedItem], None]]]
"""Words on a link, and what it does with an item."""
Act = tuple[str, str, Callable[[], None]]
"""Words on a button, its icon, what it does."""


class GoodsCard(QFrame):
    """A card with its acts at the foot."""

    def __init__(self, theme: Theme, title: str, *, signed: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMaximumWidth(_WIDEST)
        self._theme = theme
        self.inside = column(self, (16, 12, 16, 14), 8)
        head = row(spacing=10)
        head.addWidget(Text(theme, title, "subtitle", "semibold", wrap=True), 1)
        tone, icon, word = ("closed", "lock", tr("Protokoll undertecknat")) if signed else _UNSIGNED
        head.addWidget(Chip(theme, tone, icon, tr(word)), 0, Qt.AlignmentFlag.AlignTop)
        self.inside.addLayout(head)

    def say(self, text: str, *, muted: bool = False) -> None:
        """One paragraph."""
        if text:
            size, tone = ("caption", "muted") if muted else ("body", "")
            self.inside.addWidget(Text(self._theme, text, size, tone=tone, wrap=True))

    def items(self, items: Sequence[SeizedItem], edit: EditItem | None) -> None:
        """One line for each item, with a way to correct it before the record is signed."""
        for item in items:
            line = row(spacing=8)
            line.addWidget(Text(self._theme, f"{item.point}. {item_words(item)}", wrap=True), 1)
            amount = f"{litre_words(item.litres)}, {tr('ren')} {litre_words(item.pure_alcohol)}"
            line.addWidget(Text(self._theme, amount, "caption", tone="muted"))
            for words, act in edit or ():
                name = tr("{0}: punkt {1}").format(tr(words), item.point)
                button = Button(self._theme, tr(words), kind="link", name=name)
                button.clicked.connect(lambda _=False, one=item, do=act: do(one))
                line.addWidget(button)
            self.inside.addLayout(line)

    def custody(self, chain: Sequence[CustodyEvent], now: datetime) -> None:
        """Who has had it; where nobody says who had it, in red."""
        broken = {(before.id, after.id) for before, after in gaps(chain)}
        before: CustodyEvent | None = None
        self.inside.addWidget(Text(self._theme, tr("Beviskedja"), "caption", "semibold"))
        for event in chain:
            if before is not None and (before.id, event.id) in broken:
                self._gap(before, event)
            who = " → ".join(part for part in (event.from_who, event.to_who) if part)
            where = ", ".join(part for part in (who, event.place, event.seal_after) if part)
            self.say(f"{day_and_time(event.at, now)}: {custody_words(event.act)}. {where}", muted=True)
            before = event

    def _gap(self, before: CustodyEvent, after: CustodyEvent) -> None:
        line = row(spacing=6)
        line.addWidget(Icon(self._theme, "circle-alert", "status.confirmed.fg", 16), 0, Qt.AlignmentFlag.AlignTop)
        told = tr("Lucka: {0} hade varorna, men nästa överlämning är från {1}.")
        words = told.format(before.to_who, after.from_who)
        line.addWidget(Text(self._theme, words, "caption", "semibold", "danger", wrap=True), 1)
        self.inside.addLayout(line)

    def acts(self, acts: Sequence[Act], about: str) -> None:
        """Buttons at the foot, two rows where there are many."""
        for start in range(0, len(acts), 3):
            foot = row(spacing=8)
            for words, icon, act in acts[start : start + 3]:
                button = Button(self._theme, tr(words), icon, name=f"{tr(words)}: {about}")
                button.clicked.connect(lambda _=False, one=act: one())
                foot.addWidget(button)
            foot.addStretch(1)
            self.inside.addLayout(foot)


_UNSIGNED = ("suspected", "pencil", "Protokoll inte undertecknat")


def item_words(item: SeizedItem) -> str:
    """An item in a line: "Vodka Exempel, 12 st à 700 ml, spritdryck 37,5 %"."""
    size = tr("{0} st à {1} ml").format(item.count, item.container_ml) if item.container_ml else f"{item.count} st"
    strength = f" {item.strength} %" if item.strength else tr(" (styrka okänd)")
    return f"{item.label}, {size}, {swedish_goods(item.goods).lower()}{strength}{photo_words(item.photo_ids)}"


def photo_words(photo_ids: Sequence[str]) -> str:
    """How many photos there are, for the end of a line."""
    return (
        "" if not photo_ids else tr(", ett foto") if len(photo_ids) == 1 else tr(", {0} foton").format(len(photo_ids))
    )


def seizure_card(theme: Theme, one: SeizureFile, now: datetime, edit: EditItem | None) -> GoodsCard:
    """What a seizure says of itself."""
    seizure = one.seizure
    card = GoodsCard(theme, tr("Beslag {0}").format(seizure.number), signed=seizure.sealed)
    when = spoken_day_and_time(seizure.seized_at, now)
    card.say(tr("{0}, {1}. Misstänkt brott: {2}.").format(seizure.seized_by, when, seizure.crime))
    card.say(tr("{0} Plats: {1}.").format(seizure.reason, seizure.place), muted=True)
    card.say(seizure.collective)
    card.items(one.items, edit)
    if one.items:
        litres, pure, unknown = total_litres(one.items)
        told = tr("Sammanlagt {0}, varav ren alkohol {1}.").format(litre_words(litres), litre_words(pure))
        card.say(f"{told} {tr('Styrka saknas för {0}.').format(unknown)}" if unknown else told)
    for step in one.steps:
        rest = ", ".join(part for part in (step.decided_by, step.method, step.to_whom, step.place, step.remark) if part)
        card.say(f"{day_and_time(step.at, now)}: {swedish_goods(step.kind)}. {rest}", muted=True)
    card.custody(one.custody, now)
    return card


def sample_card(theme: Theme, one: Sample, now: datetime, chain: Sequence[CustodyEvent]) -> GoodsCard:
    """What a sample says of itself."""
    card = GoodsCard(theme, tr("Prov {0}").format(one.number), signed=one.sealed)
    card.say(
        f"{one.label}, {swedish_goods(one.goods).lower()}"
        + (f" {one.strength} %" if one.strength else "")
        + photo_words(one.photo_ids)
    )
    when = spoken_day_and_time(one.taken_at, now)
    card.say(
        tr("{0} hos {1}, {2}. Grund: {3}.").format(one.taken_by, one.from_whom, when, cite(one.ground)), muted=True
    )
    card.say(one.purpose, muted=True)
    card.custody(chain, now)
    return card
