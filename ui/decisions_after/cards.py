"""The cards about service and appeals: where the decision stands, who has got it, who is not content."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from krogkoll.decisions import Appeal, Result, ServiceAttempt, Stage, swedish_service, swedish_stage
from ui.decisions_after import words
from ui.decisions_after.appeal_acts import AppealActs
from ui.decisions_after.dispatch_acts import DispatchActs
from ui.decisions_after.reading import AfterState
from ui.decisions_after.serving_acts import ServingActs
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Card, FactGrid, column, row
from ui.widgets.button import Button
from ui.widgets.marks import Chip
from ui.widgets.text import Text, line

Act = tuple[str, str, Callable[[], None]]
"""What a button says, its icon, what it does."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What the one who acts may do."""

    write: bool
    send: bool
    save: bool
    attach: bool


def foot(theme: Theme, acts: Sequence[Act], about: str = "", kind: str = "secondary") -> QHBoxLayout:
    """Buttons side by side. about: what they are for, for a screen reader."""
    made = row(spacing=8)
    for text, icon, act in acts:
        button = Button(theme, text, icon, kind, name=f"{text}: {about}" if about else "")
        button.clicked.connect(lambda _=False, one=act: one())
        made.addWidget(button)
    made.addStretch(1)
    return made


def entry(theme: Theme, title: str, chip: words.Chip | None, notes: Sequence[str], acts: Sequence[Act]) -> QWidget:
    """One thing in a card: its title with a chip, small notes, what can be done with it."""
    holder = QWidget()
    inside = column(holder, spacing=4)
    head = row(spacing=10)
    head.addWidget(Text(theme, title, weight="medium", wrap=True), 1)
    if chip is not None:
        head.addWidget(Chip(theme, *chip), 0, Qt.AlignmentFlag.AlignTop)
    inside.addLayout(head)
    for note in notes:
        told = Text(theme, note, "caption", tone="muted", wrap=True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(told)
    if acts:
        inside.addLayout(foot(theme, acts, title, "link"))
    return holder


def fill(card: Card, entries: Sequence[QWidget]) -> None:
    """Put things into a card, one under the other with a thin line between."""
    for number, one in enumerate(entries):
        if number:
            card.body.addWidget(line())
        card.body.addWidget(one)


def standing_card(theme: Theme, state: AfterState, acts: DispatchActs, rights: Rights) -> Card:
    """Where it stands in one sentence, and each party's days."""
    standing = state.after.standing
    card = Card(theme, tr("Var beslutet står"))
    tone, icon = words.stage_look(standing.stage)
    head = row(spacing=10)
    head.addWidget(Chip(theme, tone, icon, swedish_stage(standing.stage)))
    head.addStretch(1)
    card.body.addLayout(head)
    card.body.addWidget(Text(theme, standing.words, "subtitle", wrap=True))
    served = [one for one in standing.clocks if one.served_on]
    for clock in served:
        grid = FactGrid(theme, 2)
        facts = [(tr("Delgiven"), words.day_or_dash(clock.served_on))]
        facts.append((tr("Sista dag att överklaga"), words.day_or_dash(clock.last_day)))
        if len(standing.clocks) > 1:
            card.body.addWidget(Text(theme, clock.party, weight="medium", wrap=True))
        grid.show_facts(facts)
        card.body.addWidget(grid)
    if rights.save and standing.next_day is not None:
        save: Act = (tr("Spara fristen i kalendern …"), "calendar-plus", lambda: acts.calendar(state))
        card.body.addLayout(foot(theme, [save]))
    return card


def serving_card(theme: Theme, state: AfterState, acts: ServingActs, rights: Rights) -> Card:
    """Every attempt to serve, and a new one."""
    card = Card(theme, tr("Delgivning"))
    attempts = state.after.attempts
    if not attempts:
        card.body.addWidget(Text(theme, tr("Ingen har försökt delge beslutet än."), tone="muted", wrap=True))
    fill(card, [_attempt(theme, state, one, acts, rights) for one in attempts])
    if rights.write:
        deeds: list[Act] = [(tr("Ny delgivning"), "send", lambda: acts.attempt(state))]
        if rights.attach and attempts:
            deeds.append((tr("Lägg till kvitto …"), "paperclip", lambda: acts.add_receipt(state)))
        card.body.addLayout(foot(theme, deeds))
    return card


def _attempt(theme: Theme, state: AfterState, one: ServiceAttempt, acts: ServingActs, rights: Rights) -> QWidget:
    title = tr("{0}: {1}").format(swedish_service(one.method), one.party)
    deeds: list[Act] = []
    if rights.write and one.result in (Result.WAITING, Result.UNKNOWN):
        deeds.append((tr("Anteckna resultat"), "clipboard-check", lambda: acts.result(state, one)))
    if rights.write:
        deeds.append((tr("Rätta uppgiften"), "pencil", lambda: acts.correct(state, one)))
    return entry(theme, title, words.result_chip(one), words.attempt_notes(one), deeds)


def appeals_card(
    theme: Theme, state: AfterState, acts: AppealActs, dismiss: Callable[[], None], rights: Rights
) -> Card:
    """Every appeal, and a new one; a late one leads to a decision that dismisses it."""
    card = Card(theme, tr("Överklagande"))
    after = state.after
    if not after.appeals:
        to = after.appeal_to or tr("överinstansen")
        told = tr("Ingen har överklagat. Överklagandet lämnas till oss och prövas av {0}.").format(to)
        card.body.addWidget(Text(theme, told, tone="muted", wrap=True))
    fill(card, [_appeal(theme, state, one, acts, rights) for one in after.appeals])
    deeds: list[Act] = []
    if rights.write:
        deeds.append((tr("Ta emot överklagande"), "inbox", lambda: acts.register(state)))
    if rights.write and after.standing.stage is Stage.LATE_APPEAL:
        deeds.append((tr("Skriv avvisningsbeslut"), "file-pen-line", dismiss))
    if deeds:
        card.body.addLayout(foot(theme, deeds))
    return card


def _appeal(theme: Theme, state: AfterState, one: Appeal, acts: AppealActs, rights: Rights) -> QWidget:
    deeds: list[Act] = []
    if rights.write and one.open:
        if one.forwarded_on is None and words.timely(one, state.after):
            deeds.append((tr("Lämna vidare"), "send", lambda: acts.forward(state, one)))
        elif one.forwarded_on is None:
            deeds.append((tr("Avvisa som för sent"), "circle-x", lambda: acts.dismiss(one)))
        deeds.append((tr("Anteckna utgången"), "landmark", lambda: acts.end(one)))
        if one.forwarded_on is None:
            deeds.append((tr("Rätta uppgiften"), "pencil", lambda: acts.correct(state, one)))
    return entry(theme, one.party, words.appeal_chip(one, state.after), words.appeal_notes(one), deeds)


def appealable(state: AfterState) -> bool:
    """Whether anybody can appeal it."""
    return state.after.standing.stage not in (Stage.NOT_DECIDED, Stage.NOT_APPEALABLE)
