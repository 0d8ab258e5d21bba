"""The section Den här datorn: where the workspace lies, when it locks, and the ways to open it."""

from dataclasses import replace
from typing import cast

from krogkoll.house import DeviceFacts, DeviceSettings
from krogkoll.kernel.errors import Invalid
from ui.context import Context
from ui.i18n import tr
from ui.settings.fields import LOCK
from ui.settings.form import FieldsForm
from ui.settings.frame import Section
from ui.widgets.blocks import Card, FactGrid, row
from ui.widgets.button import Button
from ui.widgets.text import Text


class DeviceSection(Section):
    """A choice is kept as soon as it is made; keys are made by the same dialogs as everywhere."""

    kinds = ("device",)

    def __init__(self, context: Context) -> None:
        lead = tr("Gäller bara din arbetsyta på den här datorn. Inget av det skickas till någon annan.")
        super().__init__(context, tr("Den här datorn"), lead)
        theme = context.theme
        facts = Card(theme, tr("Arbetsytan"))
        self.grid = FactGrid(theme, 1)
        facts.body.addWidget(self.grid)
        self.column.addWidget(facts)
        lock = Card(theme, tr("Låsning"))
        self.form = FieldsForm(theme, LOCK)
        self.form.changed.connect(self._choose)
        lock.body.addWidget(self.form)
        self.column.addWidget(lock)
        self.column.addWidget(self._make_ways())
        self.column.addStretch(1)
        self._settings: DeviceSettings | None = None

    def _make_ways(self) -> Card:
        theme = self.context.theme
        card = Card(theme, tr("Vägar in"))
        self.buttons: dict[str, Button] = {}
        ways = (
            (
                "pin",
                tr("Pinkod för dagen"),
                tr("Öppnar arbetsytan i åtta timmar på den här datorn."),
                tr("Välj pinkod …"),
            ),
            (
                "recovery",
                tr("Återställningsnyckel"),
                tr("Öppnar arbetsytan om lösenfrasen är glömd. En ny nyckel gör den gamla oanvändbar."),
                tr("Ny nyckel …"),
            ),
        )
        for key, title, words, act in ways:
            inside = row(spacing=10)
            told = Text(theme, f"{title}. {words}", wrap=True)
            inside.addWidget(told, 1)
            button = self.buttons[key] = Button(theme, act, {"pin": "key-square"}.get(key, "key-round"))
            self.context.commands.bind(button, key)
            inside.addWidget(button)
            card.body.addLayout(inside)
        return card

    def read(self) -> None:
        """Ask where one is, and what is chosen."""
        device = self.context.workspace.device
        self.context.jobs.read(self, lambda _: (device.facts(), device.settings()), self._show)

    def _show(self, found: object) -> None:
        facts, self._settings = cast("tuple[DeviceFacts, DeviceSettings]", found)
        self.grid.show_facts(
            (
                (tr("Mapp"), str(facts.folder)),
                (tr("Datorns namn i loggen"), facts.replica),
            )
        )
        self.form.show_values({"idle_minutes": str(self._settings.idle_minutes)})

    def _choose(self) -> None:
        if self._settings is None:
            return
        wanted = replace(self._settings, idle_minutes=int(self.form.values()["idle_minutes"]))
        device = self.context.workspace.device
        self.context.jobs.write(self, lambda _: device.choose(wanted), self._kept, self._failed)

    def _kept(self, made: object) -> None:
        self._settings = cast(DeviceSettings, made)
        # What is chosen for this computer leaves no change in the log; whoever counts the minutes is told here.
        self.context.refresh.committed(frozenset({"device"}))
        self.context.speaker.done(tr("Sparat"))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Invalid) and self._settings is not None:
            # Another field of the same settings does not hold any more (a card module that is gone).
            self.context.speaker.trouble(error)
            self.form.show_values({"idle_minutes": str(self._settings.idle_minutes)})
        else:
            self.context.speaker.trouble(error)
