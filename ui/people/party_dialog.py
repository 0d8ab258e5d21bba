"""Writes down who has a role at a place or in a case: somebody we know already, or somebody new."""

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid
from krogkoll.people import Company, Person, is_police, shown_person
from ui.context import Context
from ui.i18n import tr
from ui.people.party_form import PartyForm
from ui.people.reading import Subject, give_role, roles_for, write_party
from ui.people.words import problem_words
from ui.widgets.blocks import Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Choice, Field
from ui.widgets.segments import Segments
from ui.widgets.text import ElidedText, Text

_BODY_HIGH = 330
_REST_MS = 400
_FROM_LETTER = 3
_OFFERS = 3
_PURPOSE = "Finns personen redan?"


class PartyDialog(Dialog):
    """A new role for somebody, or (with `shown`) the form of somebody who has one."""

    def __init__(
        self, context: Context, parent: QWidget, subject: Subject, shown: Person | Company | None = None
    ) -> None:
        title = tr("Lägg till person eller företag") if shown is None else tr("Ändra uppgifter")
        super().__init__(context.theme, parent, title, 600)
        self._context, self._subject, self._shown = context, subject, shown
        self._asked = 0
        self._looking = False
        self.offers: Sequence[Person | Company] = ()
        today, police = local(context.now()).date(), is_police(context.workspace.actor.authority)
        self.forms = {kind: PartyForm(context.theme, kind, today, police=police) for kind in ("person", "company")}
        self._build(context)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._rested)
        self._turn()
        if shown is None:
            drafts, name = context.workspace.drafts, self._draft_name
            context.jobs.read(self, lambda _: drafts.load(name), self._offer_draft)

    def _build(self, context: Context) -> None:
        theme = context.theme
        kinds = [(tr("Person"), "person", tr("Person"))]
        kinds.append((tr("Företag eller förening"), "company", tr("Företag eller förening")))
        self.kind = Segments(theme, tr("Vem det är"), kinds)
        shown = self._shown
        self.kind.value = "company" if shown is None or isinstance(shown, Company) else "person"
        self.kind.changed.connect(self._turn)
        self.body.addWidget(self.kind)
        self.role = Choice(theme, tr("Roll"), [(tr("Välj en roll"), ""), *roles_for(self._subject)])
        self.role_field = Field(theme, tr("Roll"), self.role)
        self.body.addWidget(self.role_field)
        if shown is not None:
            self.kind.hide()
            self.role_field.hide()
        holder = QWidget()
        inside = column(holder, (0, 0, 10, 0), 8)
        self._box = QFrame()
        self._box.setObjectName("panel")
        self._found = column(self._box, (12, 6, 8, 6), 4)
        self._box.hide()
        for kind, form in self.forms.items():
            form.changed.connect(self._typed)
            inside.addWidget(form)
            if shown is not None and kind == self.kind.value:
                form.fill(shown)
        inside.insertWidget(0, self._box)
        inside.addStretch(1)
        scrolling = Scrolling(holder)
        scrolling.setMinimumHeight(_BODY_HIGH)
        self.body.addWidget(scrolling, 1)
        self.add_out(tr("Avbryt"))
        self.save_button = self.add_act(tr("Spara"))
        self.save_button.clicked.connect(self.save)

    @property
    def form(self) -> PartyForm:
        """The form of the kind that is chosen."""
        return self.forms[cast(str, self.kind.value)]

    @property
    def _draft_name(self) -> str:
        return f"party:{self._subject[0]}:{self._subject[1]}"

    def _turn(self) -> None:
        for kind, form in self.forms.items():
            form.setVisible(kind == self.kind.value)
        self._show_offers(self._asked, ())
        self.form.editors["name"].setFocus()

    def _typed(self, name: str) -> None:
        self._looking = name in {"name", "number"}
        self._rest.start()

    def _rested(self) -> None:
        """The typing rests: keep it, and look for somebody who is known already."""
        drafts, name = self._context.workspace.drafts, self._draft_name
        if self._shown is None:
            body = {"kind": self.kind.value, "role": self.role.currentData(), "raw": self.form.raw}
            self._context.jobs.write(self, lambda _: drafts.save(name, body), lambda _: None)
            if self._looking:
                self.look()

    def _offer_draft(self, body: object) -> None:
        if isinstance(body, dict) and not any(self.form.raw[name] for name in ("name", "number")):
            kept = cast("dict[str, Any]", body)
            self.kind.value = kept["kind"]
            self.role.setCurrentIndex(max(0, self.role.findData(kept["role"])))
            self.form.raw = kept["raw"]

    def look(self) -> None:
        """Look for somebody with this number, else with this name; the search is logged."""
        self._asked += 1
        raw, people, kind = self.form.raw, self._context.workspace.people, self.kind.value
        number_right = bool(raw["number"].strip()) and not self.form.fields["number"].problem
        text = raw["number"] if number_right else raw["name"].strip()
        if len(text) < _FROM_LETTER:
            self._show_offers(self._asked, ())
        elif kind == "company":
            self._context.jobs.read(
                self, lambda _: people.find_companies(text), partial(self._show_offers, self._asked)
            )
        else:
            self._context.jobs.read(
                self, lambda _: people.find_people(text, _PURPOSE), partial(self._show_offers, self._asked)
            )

    def _show_offers(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        self.offers = cast("Sequence[Person | Company]", found)[:_OFFERS]
        clear(self._found)
        self._box.setVisible(bool(self.offers))
        theme = self._context.theme
        if self.offers:
            self._found.addWidget(Text(theme, tr("Finns redan"), "caption", "semibold", "muted"))
        for record in self.offers:
            title = self._title(record)
            made = QWidget()
            inside = row(made, spacing=8)
            inside.addWidget(ElidedText(theme, title), 1)
            button = Button(theme, tr("Använd"), "", "link", tr("Använd {0}").format(title))
            button.clicked.connect(partial(self.use, record))
            inside.addWidget(button)
            self._found.addWidget(made)

    def _title(self, record: Person | Company) -> str:
        if isinstance(record, Company):
            return ", ".join(part for part in (record.name, record.shown_number) if part)
        shown = shown_person(record, self._context.workspace.actor, local(self._context.now()).date())
        return ", ".join(part for part in (shown.title, shown.number, *shown.tags) if part)

    def use(self, record: Person | Company, *_: object) -> None:
        """Give the role to somebody who is known already; nothing is written of them."""
        role = self._chosen_role()
        if role:
            kind = "company" if isinstance(record, Company) else "person"
            workspace, subject = self._context.workspace, self._subject
            self.save_button.setEnabled(False)
            self._context.jobs.write(
                self, lambda _: give_role(workspace, subject, (kind, record.id), role), self._written, self._refused
            )

    def _chosen_role(self) -> str:
        role = str(self.role.currentData() or "")
        self.role_field.show_problem("" if role else tr("Välj en roll."))
        if not role:
            self.role.setFocus()
        return role

    def save(self) -> None:
        """Write it, or show what is wrong."""
        draft, found = self.form.judge(whole=True)
        role = self._chosen_role() if self._shown is None else ""
        if found:
            self.form.go_to(found)
            return
        if self._shown is None and not role:
            return
        workspace, subject, shown = self._context.workspace, self._subject, self._shown

        def work(_: object) -> None:
            party = write_party(workspace, draft, shown)
            if shown is None:
                give_role(workspace, subject, party, role)

        self._rest.stop()
        self.save_button.setEnabled(False)
        self._context.jobs.write(self, work, self._written, self._refused)

    def _written(self, _done: object) -> None:
        drafts, name = self._context.workspace.drafts, self._draft_name
        self._context.jobs.write(self, lambda _: drafts.drop(name), lambda _: None)
        self._context.speaker.done(tr("Uppgifterna är sparade"))
        self.accept()

    def _refused(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, Invalid):
            for problem in error.problems:
                if problem.field in self.form.fields:
                    self.form.fields[problem.field].show_problem(problem_words(problem))
            self.form.go_to(error.problems)
        else:
            self._context.speaker.trouble(error)
