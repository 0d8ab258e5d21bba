"""The section Myndigheten: which authority this is, and the colleagues that are known here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget

from krogkoll.kernel.errors import Problem
from krogkoll.law import find_authority, kind_name
from krogkoll.people import Member, MemberDraft, member_problems, swedish
from krogkoll.security import Permission, Role
from ui.context import Context
from ui.i18n import tr
from ui.record_form import RecordForm, Spec
from ui.settings.acting import Acting
from ui.settings.confirm import Confirm
from ui.settings.frame import Section
from ui.widgets.blocks import Card, FactGrid, clear, column, row
from ui.widgets.button import Button
from ui.widgets.marks import Chip
from ui.widgets.text import ElidedText

_ROLES = (
    Role.DECISION_MAKER,
    Role.LICENSING_OFFICER,
    Role.MUNICIPAL_INSPECTOR,
    Role.FIRE_INSPECTOR,
    Role.POLICE_INSPECTOR,
    Role.UNIT_ADMIN,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    members: tuple[Member, ...]
    owner: str


class AuthoritySection(Section):
    """Facts that were chosen at the first run, and the people."""

    kinds = ("member",)

    def __init__(self, context: Context, acting: Acting) -> None:
        lead = tr("Vem arbetsytan tillhör, och vilka kollegor som kan underteckna eller ändra något här som gäst.")
        super().__init__(context, tr("Myndigheten"), lead)
        self._acting = acting
        theme = context.theme
        self.add = self.add_button(tr("Lägg till kollega"), "user-plus", self.start)
        facts = Card(theme, tr("Arbetsytan"))
        self.grid = FactGrid(theme, 2)
        facts.body.addWidget(self.grid)
        self.column.addWidget(facts)
        people = Card(theme, tr("Kollegor"))
        self._rows = column(spacing=2)
        people.body.addLayout(self._rows)
        self.column.addWidget(people)
        self.column.addStretch(1)
        self.shown = -1

    def deed(self) -> Callable[[], object]:
        """A new colleague."""
        return self.start

    def read(self) -> None:
        """Ask who is here."""
        workspace = self.context.workspace
        self.context.jobs.read(
            self, lambda _: _Read(members=workspace.members.members(), owner=workspace.actor.user_id), self._show
        )

    def _show(self, found: object) -> None:
        read = cast(_Read, found)
        actor = self.context.workspace.actor
        authority = find_authority(actor.authority)
        kinds = ", ".join(kind_name(kind) for kind in authority.kinds) if authority else ""
        self.grid.show_facts(
            (
                (tr("Myndighet"), self.context.workspace.authority_name),
                (tr("Uppgifter enligt lag"), kinds),
                (tr("Du"), f"{actor.name}, {swedish(actor.role).lower()}"),
                (tr("Slag av arbetsyta"), tr("Övning") if self.context.workspace.practice else tr("Skarp")),
            )
        )
        clear(self._rows)
        own = [one for one in read.members if one.authority == actor.authority]
        for member in own:
            self._rows.addWidget(self._row(member, own=member.id == read.owner))
        self.shown = len(own)

    def _row(self, member: Member, *, own: bool) -> QWidget:
        theme, holder = self.context.theme, QWidget()
        inside = row(holder, (0, 4, 0, 4), 10)
        words = column(spacing=0)
        words.addWidget(ElidedText(theme, member.name, weight="medium"))
        told = ", ".join(part for part in (member.title, swedish(member.role).lower(), member.email) if part)
        words.addWidget(ElidedText(theme, told, "caption", tone="muted"))
        inside.addLayout(words, 1)
        if own:
            inside.addWidget(Chip(theme, "planned", "user", tr("Du")))
        elif not member.active:
            inside.addWidget(Chip(theme, "dismissed", "archive", tr("Har slutat")))
        elif self.context.workspace.actor.may(Permission.MANAGE_MEMBERS):
            name = tr("{0} har slutat").format(member.name)
            button = Button(theme, tr("Har slutat …"), "user-x", "quiet", name)
            button.clicked.connect(partial(self._ask_retire, member))
            inside.addWidget(button)
        return holder

    def start(self) -> None:
        """Open the form of a new colleague."""
        authority = self.context.workspace.actor.authority
        members = self.context.workspace.members
        specs = (
            Spec("name", "Namn"),
            Spec("title", "Befattning", hint="Så som den står i delegationsordningen."),
            Spec("role", "Roll", "choice", choices=tuple((swedish(role), role) for role in _ROLES)),
            Spec("email", "E-post"),
            Spec("phone", "Telefon"),
        )
        draft = MemberDraft(authority=authority, role=Role.DECISION_MAKER)

        def check(draft: MemberDraft) -> tuple[Problem, ...]:
            return member_problems(replace(draft, authority=authority))

        dialog = RecordForm(
            self.context,
            self.window(),
            tr("Ny kollega"),
            specs,
            draft,
            check=check,
            save=members.welcome_guest,
            keep_as="member:new",
        )
        dialog.saved.connect(lambda _: self.context.speaker.done(tr("Kollegan är tillagd")))
        dialog.open()

    def _ask_retire(self, member: Member) -> None:
        words = tr("{0} kan inte längre underteckna eller ändra något här. Det som redan är skrivet behåller namnet.")
        dialog = Confirm(self.context, self.window(), tr("Har slutat"), words.format(member.name), tr("Spara"))
        members = self.context.workspace.members
        dialog.agreed.connect(
            lambda _: self.context.jobs.write(
                self, lambda _: members.retire(member), lambda _: self.context.speaker.done(tr("Sparat"))
            )
        )
        dialog.open()
