"""Who decides and who presents, with each one's own answer to the question of jäv."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from krogkoll.decisions import Decision
from krogkoll.law import DecisionType, Signer
from krogkoll.people import Member
from ui.decisions.reading import Reading
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Icon, clear, column, row
from ui.widgets.button import Button
from ui.widgets.fields import Choice, Field
from ui.widgets.text import Text

_NEW = "+"


class PersonEntry:
    """One person of the own authority, chosen among those known here, and their title on paper."""

    def __init__(self, theme: Theme, part: str, label: str, changed: Callable[[], None]) -> None:
        self.part = part
        self.choice = Choice(theme, tr(label), [(tr("Ingen vald"), "")])
        self.title = QLineEdit()
        self.title.setMaxLength(120)
        self.title.setAccessibleName(tr("{0}, titel").format(tr(label)))
        self.field = Field(theme, tr(label), self.choice)
        self.title_field = Field(theme, tr("Titel"), self.title)
        self._names: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._changed = changed
        self.choice.currentIndexChanged.connect(self._chosen)
        self.title.textChanged.connect(lambda _: changed())

    def offer(self, members: Sequence[Member], kept: tuple[str, str]) -> None:
        """Let these be chosen, and who is written down already (id, name)."""
        self._titles = {one.id: one.title for one in members}
        self._names = {one.id: one.name for one in members if one.active or one.id == kept[0]}
        if kept[1] and kept[0] not in self._names:
            self._names[kept[0] or _NEW] = kept[1]
        before = self.choice.currentData()
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItem(tr("Ingen vald"), "")
        for key, name in self._names.items():
            self.choice.addItem(name, key)
        self.choice.setCurrentIndex(max(0, self.choice.findData(before)))
        self.choice.blockSignals(False)

    def set_visible(self, *, shown: bool) -> None:
        """Whether this person is asked for."""
        self.field.setVisible(shown)
        self.title_field.setVisible(shown)

    def add(self, member: Member) -> None:
        """Let one more be chosen."""
        self._titles[member.id], self._names[member.id] = member.title, member.name
        if self.choice.findData(member.id) < 0:
            self.choice.addItem(member.name, member.id)

    def _chosen(self, _: int) -> None:
        title = self._titles.get(str(self.choice.currentData() or ""), "")
        if title:
            self.title.setText(title)
        self._changed()

    @property
    def raw(self) -> list[str]:
        """The person's id and title, for a draft."""
        return [str(self.choice.currentData() or ""), self.title.text()]

    @raw.setter
    def raw(self, kept: Sequence[str]) -> None:
        key, title = (*kept, "", "")[:2]
        self.choice.blockSignals(True)
        self.choice.setCurrentIndex(max(0, self.choice.findData(key)))
        self.choice.blockSignals(False)
        if self.title.text() != title:
            self.title.setText(title)

    def show(self, decision: Decision) -> None:
        """Show who is written down."""
        key = getattr(decision, f"{self.part}_id") or (_NEW if getattr(decision, f"{self.part}_name") else "")
        self.raw = [key, getattr(decision, f"{self.part}_title")]

    def values(self) -> dict[str, Any]:
        """The fields of the decision."""
        key = str(self.choice.currentData() or "")
        return {
            f"{self.part}_id": "" if key == _NEW else key,
            f"{self.part}_name": self._names.get(key, ""),
            f"{self.part}_title": self.title.text().strip(),
        }


class ConflictRows(QWidget):
    """One row per person who takes part: what they answered, and the button that lets them answer."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        whole = column(self, spacing=6)
        whole.addWidget(Text(theme, tr("Jäv"), weight="medium"))
        told = tr(
            "Var och en svarar för sig själv. Den som är jävig får inte delta i beslutet (16–18 §§ förvaltningslagen)."
        )
        whole.addWidget(Text(theme, told, "caption", tone="muted", wrap=True))
        self._rows = column(spacing=4)
        whole.addLayout(self._rows)
        self.buttons: dict[str, Button] = {}

    def show_answers(self, decision: Decision, me: str, *, writable: bool) -> None:
        """Show how it stands for everybody who takes part."""
        clear(self._rows)
        self.buttons = {}
        names = list(dict.fromkeys(decision.taking_part()))
        for name in names:
            self._rows.addWidget(self._row(decision, name, me, writable=writable))
        if not names:
            self._rows.addWidget(Text(self._theme, tr("Ingen är vald än."), tone="muted"))

    def _row(self, decision: Decision, name: str, me: str, *, writable: bool) -> QWidget:
        theme, answer = self._theme, decision.declared(name)
        holder = QWidget()
        inside = row(holder, spacing=8)
        icon, tone, words = {
            None: ("circle-dashed", "status.suspected.dot", tr("har inte svarat")),
            False: ("circle-check", "status.closed.dot", tr("inget jäv")),
            True: ("triangle-alert", "status.confirmed.dot", tr("jävig, får inte delta")),
        }[answer]
        inside.addWidget(Icon(theme, icon, tone))
        inside.addWidget(Text(theme, f"{name}: {words}", wrap=True), 1)
        if writable:
            own = name.split() == me.split()
            text = tr("Ändra svaret") if answer is not None else tr("Svara") if own else tr("Svara här")
            button = Button(theme, text, kind="link", name=f"{text}: {name}")
            button.clicked.connect(lambda _=False, who=name: self.asked.emit(who))
            inside.addWidget(button)
            self.buttons[name] = button
        return holder


class PeoplePart(QWidget):
    """Those who decide and present, and everybody's answer about jäv."""

    asked = Signal(str)

    def __init__(self, theme: Theme, kind: DecisionType, changed: Callable[[], None]) -> None:
        super().__init__()
        self._decides = Signer.DECISION_MAKER in kind.signatures
        presenter = tr("Föredragande") if self._decides else tr("Handläggare")
        labels = (("decision_maker", tr("Beslutsfattare")), ("presenter", presenter))
        whole = column(self, spacing=10)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        whole.addLayout(grid)
        self.people: dict[str, PersonEntry] = {}
        for number, (part, label) in enumerate(labels):
            person = self.people[part] = PersonEntry(theme, part, label, changed)
            grid.addWidget(person.field, number, 0)
            grid.addWidget(person.title_field, number, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.conflicts = ConflictRows(theme)
        self.conflicts.asked.connect(self.asked)
        whole.addWidget(self.conflicts)

    def offer(self, reading: Reading, me: str) -> None:
        """Let the members be chosen; show what everybody has answered."""
        for part, person in self.people.items():
            decision = reading.decision
            person.offer(reading.members, (getattr(decision, f"{part}_id"), getattr(decision, f"{part}_name")))
        self.conflicts.show_answers(reading.decision, me, writable=reading.writable)

    def show_decision(self, decision: Decision) -> None:
        """Show who is written down."""
        for person in self.people.values():
            person.show(decision)

    def ask_decider(self, *, asked: bool) -> None:
        """Whether one person decides; a board does not."""
        self.people["decision_maker"].set_visible(shown=asked and self._decides)

    def values(self) -> dict[str, Any]:
        """The fields of the decision."""
        return {name: value for person in self.people.values() for name, value in person.values().items()}

    def raws(self) -> dict[str, Any]:
        """Who is chosen, for a draft."""
        return {part: person.raw for part, person in self.people.items()}

    def take(self, body: Mapping[str, Any]) -> None:
        """Write back what a draft kept."""
        for part, person in self.people.items():
            if isinstance(body.get(part), list):
                person.raw = [str(one) for one in body[part]]

    def take_colleague(self, member: Member) -> None:
        """Choose a colleague who was just put down where nobody is chosen yet: first as the one who decides."""
        for person in self.people.values():
            person.add(member)
        asked = [one for one in self.people.values() if not one.choice.currentData() and one.field.isVisibleTo(self)]
        if asked:
            asked[0].choice.setCurrentIndex(asked[0].choice.findData(member.id))

    def target(self, name: str) -> QWidget | None:
        """The editor of a field of the decision; None where it is none of these."""
        part, _, what = name.rpartition("_")
        if part in self.people:
            person = self.people[part]
            return person.title if what == "title" else person.choice
        if name == "conflicts":
            return next(iter(self.conflicts.buttons.values()), None)
        return None
