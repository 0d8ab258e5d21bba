"""Finds a person for a stated purpose, and leads to the cases and places where they belong; everything is logged."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QLineEdit, QWidget

from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import KrogkollError
from krogkoll.people import Person, shown_person
from krogkoll.security import Permission
from krogkoll.venues import shown_name
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.widgets.blocks import Banner, Scrolling, clear, column
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import ElidedText, Text

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_HIGH = 220


@dataclass(frozen=True, slots=True)
class _Way:
    """One place to go: its name, what it is, the page and where on it."""

    title: str
    icon: str
    page: str
    where: str


class PersonSearch(Dialog):
    """First who and why, then the hits, then where the chosen one belongs."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context.theme, parent, tr("Sök person"), 560)
        self._context = context
        theme = context.theme
        lead = tr(
            "Sökningen loggas med ditt namn, tiden och ändamålet. Skyddad identitet hittas bara på hela personnumret."
        )
        self.body.addWidget(Text(theme, lead, tone="muted", wrap=True))
        self.banner = Banner(theme, closable=False)
        self.body.addWidget(self.banner)
        self.words, self.purpose = QLineEdit(), QLineEdit()
        self._fields: dict[str, Field] = {}
        for key, label, edit, hint in (
            ("words", tr("Namn eller personnummer"), self.words, ""),
            ("purpose", tr("Ändamål"), self.purpose, tr("Till exempel: kontroll av bolagets företrädare.")),
        ):
            edit.setMaxLength(300)
            field = self._fields[key] = Field(theme, label, edit, hint)
            self.body.addWidget(field)
        page = QWidget()
        self._hits = column(page, (2, 2, 14, 2), 2)
        self._scroller = Scrolling(page)
        self._scroller.setFixedHeight(_HIGH)
        self.body.addWidget(self._scroller)
        self.titles: list[str] = []
        self.buttons: list[Button] = []
        self.add_out(tr("Stäng"))
        self.act = self.add_act(tr("Sök"))
        self.act.clicked.connect(self.seek)
        self.enter_acts()

    def seek(self) -> None:
        """Search, or say what is missing."""
        words, purpose = self.words.text().strip(), self.purpose.text().strip()
        self._fields["words"].show_problem("" if words else tr("Skriv vem du söker."))
        self._fields["purpose"].show_problem("" if purpose else tr("Skriv varför du behöver uppgifterna."))
        if not words or not purpose:
            return
        self.act.setEnabled(False)
        people = self._context.workspace.people
        self._context.jobs.read(
            self, lambda _: people.find_people(words, purpose), partial(self._show, purpose), self._failed
        )

    def _show(self, purpose: str, found: object) -> None:
        self.act.setEnabled(True)
        self.banner.hide()
        theme, actor = self._context.theme, self._context.workspace.actor
        today = local(self._context.now()).date()
        clear(self._hits)
        self.titles, self.buttons = [], []
        for person in cast("Sequence[Person]", found):
            told = shown_person(person, actor, today)
            self.titles.append(told.title)
            under = ", ".join(part for part in (told.number, told.address, *told.tags) if part)
            button = Button(theme, told.title, "user", "quiet", tr("Visa var {0} förekommer").format(told.title))
            button.clicked.connect(partial(self.follow, person.id, told.title, purpose))
            self.buttons.append(button)
            self._hits.addWidget(button)
            if under:
                self._hits.addWidget(ElidedText(theme, under, "caption", tone="muted"))
        if not self.titles:
            self._hits.addWidget(Text(theme, tr("Ingen person hittades."), tone="muted"))
        self._hits.addStretch(1)

    def follow(self, person_id: str, title: str, purpose: str, _: object = False) -> None:
        """Ask where a person belongs."""
        workspace = self._context.workspace
        self._context.jobs.read(
            self, lambda _: _ways(workspace, person_id, purpose), partial(self._show_ways, title), self._failed
        )

    def _show_ways(self, title: str, found: object) -> None:
        theme = self._context.theme
        clear(self._hits)
        self._hits.addWidget(Text(theme, title, weight="semibold", wrap=True))
        self.buttons = []
        for way in cast("Sequence[_Way]", found):
            button = Button(theme, way.title, way.icon, "quiet")
            button.clicked.connect(partial(self._go, way))
            self.buttons.append(button)
            self._hits.addWidget(button)
        if not self.buttons:
            none = tr("Personen hör inte till något ärende eller objekt som du kan läsa.")
            self._hits.addWidget(Text(theme, none, tone="muted", wrap=True))
        self._hits.addStretch(1)

    def _go(self, way: _Way, _: object = False) -> None:
        self.accept()
        self._context.go(way.page, way.where)

    def _failed(self, error: Exception) -> None:
        self.act.setEnabled(True)
        message = message_for(error)
        self.banner.say(f"{message.text} {message.way_out}".strip(), message.tone)


def _ways(workspace: "Workspace", person_id: str, purpose: str) -> list[_Way]:
    """Where a person belongs, as far as it may be read. Blocks; for the store's thread."""
    belongs = workspace.case_register.whereabouts(person_id, purpose)
    ways = []
    for case_id in belongs.cases:
        try:
            case = workspace.cases.case(case_id)
        except KrogkollError:
            continue
        ways.append(_Way(f"{case.number}, {case.title_public}", "folder-open", "cases", f"{case_id}/"))
    for venue_id in belongs.venues if workspace.actor.may(Permission.READ_VENUES) else ():
        try:
            venue = workspace.venues.venue(venue_id)
        except KrogkollError:
            continue
        ways.append(_Way(shown_name(venue), "store", "venues", f"{venue_id}/people"))
    return ways
