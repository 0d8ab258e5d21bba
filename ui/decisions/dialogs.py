"""The few questions that the page asks in a window of their own: an answer about jäv, a new colleague."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from krogkoll.kernel.errors import Invalid
from krogkoll.people import Member, MemberDraft
from krogkoll.security import Role
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.widgets.blocks import Banner
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Choice, Field
from ui.widgets.segments import Segments
from ui.widgets.text import Text

ROLES = (
    (Role.DECISION_MAKER, "Beslutsfattare"),
    (Role.LICENSING_OFFICER, "Handläggare"),
    (Role.MUNICIPAL_INSPECTOR, "Inspektör, kommunen"),
    (Role.FIRE_INSPECTOR, "Inspektör, räddningstjänsten"),
    (Role.POLICE_INSPECTOR, "Polis"),
)


class ConflictDialog(Dialog):
    """One person's answer to the question of jäv; `given` gets whether there is any, and the text."""

    def __init__(
        self, context: Context, parent: QWidget, name: str, *, own: bool, given: Callable[[bool, str], None]
    ) -> None:
        super().__init__(context.theme, parent, tr("Jäv: {0}").format(name), 520)
        theme, self._given = context.theme, given
        if not own:
            told = tr("Låt {0} svara själv på den här datorn. Svaret loggas i dennes namn.").format(name)
            self.body.addWidget(Text(theme, told, tone="muted", wrap=True))
        asked = tr(
            "Finns det något som kan göra att du är partisk: du själv eller någon närstående berörs, "
            "du är ombud, eller något annat rubbar förtroendet?"
        )
        self.body.addWidget(Text(theme, asked, wrap=True))
        entries = [(tr("Nej, inget jäv"), False, tr("Nej, inget jäv")), (tr("Ja, jag är jävig"), True, tr("Ja"))]
        self.answer = Segments(theme, tr("Svar"), entries)
        self.answer.changed.connect(self._chosen)
        self.body.addWidget(self.answer)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(72)
        self.field = Field(theme, tr("Omständigheten"), self.text)
        self.body.addWidget(self.field)
        self.field.setEnabled(False)
        self.problem = Text(theme, "", "caption", tone="danger", wrap=True)
        self.body.addWidget(self.problem)
        self.add_out(tr("Avbryt"))
        self.act = self.add_act(tr("Lämna svaret"))
        self.act.clicked.connect(self._give)
        self.answer.first().setFocus()

    def _chosen(self) -> None:
        self.field.setEnabled(bool(self.answer.value))
        self.problem.setText("")

    def _give(self) -> None:
        if self.answer.value is None:
            self.problem.setText(tr("Välj ett av svaren."))
            return
        text = self.text.toPlainText().strip()
        if self.answer.value and not text:
            self.field.show_problem(tr("Skriv vad det är, med några ord."))
            self.text.setFocus()
            return
        self.accept()
        self._given(bool(self.answer.value), text)


class ColleagueDialog(Dialog):
    """A colleague of the own authority who is going to decide, present or take part; `made` gets the Member."""

    def __init__(self, context: Context, parent: QWidget, name: str, made: Callable[[Member], None]) -> None:
        super().__init__(context.theme, parent, tr("Lägg upp en kollega"), 520)
        self._context, self._made = context, made
        theme = context.theme
        told = tr("En kollega vid din egen myndighet. Personen undertecknar här med sin egen nyckel.")
        self.body.addWidget(Text(theme, told, tone="muted", wrap=True))
        self._banner = Banner(theme, closable=False)
        self.body.addWidget(self._banner)
        self.name, self.title = QLineEdit(name), QLineEdit()
        for edit in (self.name, self.title):
            edit.setMaxLength(120)
        self.name_field = Field(theme, tr("Namn"), self.name)
        self.body.addWidget(self.name_field)
        self.body.addWidget(Field(theme, tr("Titel"), self.title))
        self.role = Choice(theme, tr("Roll"), [(tr(words), role) for role, words in ROLES])
        self.body.addWidget(Field(theme, tr("Roll"), self.role))
        self.add_out(tr("Avbryt"))
        self.act = self.add_act(tr("Lägg upp"))
        self.act.clicked.connect(self._try)
        self.enter_acts()

    def _try(self) -> None:
        workspace = self._context.workspace
        draft = MemberDraft(
            name=self.name.text(),
            title=self.title.text(),
            role=self.role.currentData(),
            authority=workspace.actor.authority,
        )
        if not draft.name.strip():
            self.name_field.show_problem(tr("Fyll i det här."))
            self.name.setFocus()
            return
        self.act.setEnabled(False)
        self._context.jobs.write(self, lambda _: workspace.members.welcome_guest(draft), self._done, self._failed)

    def _done(self, found: object) -> None:
        self.accept()
        if isinstance(found, Member):
            self._made(found)

    def _failed(self, error: Exception) -> None:
        self.act.setEnabled(True)
        message = message_for(error)
        tone = "suspected" if isinstance(error, Invalid) else message.tone
        self._banner.say(f"{message.text} {message.way_out}".strip(), tone)
