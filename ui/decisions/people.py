"""Who decides and who presents, with each one's own answer to the question of jäv."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from krogkoll.decisions import Decision
from krogkoll.people import Member
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
