"""Step one of the first run: name, role and authority."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from krogkoll.security import Role
from ui.access.gate import AuthorityChoice, NewPerson
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import column, row
from ui.widgets.button import Button
from ui.widgets.fields import Choice, Field
from ui.widgets.text import Text

ROLES = (
    (Role.MUNICIPAL_INSPECTOR, "Alkoholinspektör", "Tips, tillsyn, foton och utkast till beslut."),
    (Role.LICENSING_OFFICER, "Alkoholhandläggare", "Tips, ärenden och utkast till beslut, inte tillsyn på plats."),
    (Role.POLICE_INSPECTOR, "Polis", "Tips, tillsyn, foton och rapporter."),
    (Role.FIRE_INSPECTOR, "Brandinspektör", "Tillsyn av brandskydd, foton och utkast till beslut."),
    (Role.DECISION_MAKER, "Beslutsfattare", "Granskar ärenden, beslutar och signerar. Ser inte tips."),
    (Role.UNIT_ADMIN, "Administratör", "Användare och nycklar. Ser inga ärenden."),
    (Role.AUDITOR, "Granskare", "Läser loggar. Ser inga ärenden."),
)


class PersonStep(QWidget):
    """`done` carries a NewPerson; the button says in words what is missing."""

    done = Signal(object)

    def __init__(self, theme: Theme, authorities: Sequence[AuthorityChoice]) -> None:
        super().__init__()
        self._authorities = {choice.name: choice.id for choice in authorities}
        whole = column(self, spacing=0)
        whole.addWidget(Text(theme, tr("Vem är du?"), "heading", "semibold"))
        whole.addSpacing(4)
        whole.addWidget(
            Text(theme, tr("Namnet står på protokoll och beslut som du skriver under."), tone="muted", wrap=True)
        )
        whole.addSpacing(22)
        self.name = QLineEdit()
        self.name.setProperty("tall", True)
        self.name.setMaxLength(200)
        self._name_field = Field(theme, tr("För- och efternamn"), self.name)
        self.role = Choice(theme, tr("Roll"), [(tr(words), role) for role, words, _ in ROLES])
        self.role.setProperty("tall", True)
        self._role_field = Field(theme, tr("Roll"), self.role, tr(ROLES[0][2]))
        self.authority = self._make_authority(theme)
        self._authority_field = Field(
            theme,
            tr("Myndighet"),
            self.authority,
            tr("Välj i listan eller skriv själv. Det går inte att ändra senare."),
        )
        for field in (self._name_field, self._role_field, self._authority_field):
            whole.addWidget(field)
            whole.addSpacing(16)
        whole.addSpacing(8)
        foot = row()
        foot.addStretch(1)
        self.button = Button(theme, tr("Fortsätt"), kind="primary")
        self.button.set_tall()
        foot.addWidget(self.button)
        whole.addLayout(foot)
        whole.addStretch(1)
        self.name.returnPressed.connect(self._try)
        self.name.textEdited.connect(lambda _: self._name_field.show_problem(""))
        self.authority.editTextChanged.connect(lambda _: self._authority_field.show_problem(""))
        self.role.currentIndexChanged.connect(self._explain)
        self.button.clicked.connect(self._try)

    def _make_authority(self, theme: Theme) -> Choice:
        choice = Choice(theme, tr("Myndighet"), [(name, key) for name, key in self._authorities.items()])
        choice.setEditable(True)
        choice.setProperty("tall", True)
        choice.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        choice.setCurrentIndex(-1)
        choice.setMaxVisibleItems(12)
        edit = cast(QLineEdit, choice.lineEdit())
        edit.setAccessibleName(tr("Myndighet"))
        edit.setPlaceholderText(tr("Till exempel Landskrona"))
        completer = QCompleter(list(self._authorities), choice)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        cast(QWidget, completer.popup()).setObjectName("options")
        choice.setCompleter(completer)
        return choice

    def start(self) -> None:
        """Put the caret where typing begins."""
        self.name.setFocus()

    def problems(self) -> tuple[str, str]:
        """What is shown as missing: name, authority."""
        return self._name_field.problem, self._authority_field.problem

    def authority_words(self) -> str:
        """The authority as chosen or typed."""
        return " ".join(self.authority.currentText().split())

    def _explain(self, index: int) -> None:
        self._role_field.set_words(tr("Roll"), tr(ROLES[index][2]))

    def _try(self) -> None:
        name = " ".join(self.name.text().split())
        authority = self.authority_words()
        self._name_field.show_problem("" if name else tr("Skriv ditt namn."))
        self._authority_field.show_problem("" if authority else tr("Välj eller skriv din myndighet."))
        if not name:
            self.name.setFocus()
        elif not authority:
            self.authority.setFocus()
        else:
            known = self._authorities.get(authority, authority)
            role = Role(self.role.currentData())
            self.done.emit(NewPerson(name=name, role=role, authority=known, authority_name=authority))
