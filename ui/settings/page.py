"""The page Inställningar: sections at the left, the open one at the right; each is built when it is first opened."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.context import Context
from ui.i18n import tr
from ui.settings.acting import Acting
from ui.settings.frame import Section
from ui.settings.nav import SectionList
from ui.widgets.blocks import row
from ui.widgets.text import line


class Entry(NamedTuple):
    """One section: its key, its word, its icon."""

    key: str
    word: str
    icon: str


GROUPS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "Myndighetens egna beslut",
        (
            Entry("authority", "Myndigheten", "landmark"),
            Entry("letterhead", "Brevhuvud", "stamp"),
            Entry("delegation", "Delegationsordning", "scale"),
            Entry("docket", "Diarienummer", "hash"),
            Entry("templates", "Mallar", "file-text"),
            Entry("signing", "Underskrifter", "signature"),
        ),
    ),
    (
        "Din dator",
        (
            Entry("look", "Utseende", "palette"),
            Entry("backup", "Säkerhetskopia", "hard-drive"),
            Entry("device", "Den här datorn", "laptop"),
            Entry("about", "Om Krogkoll", "info"),
        ),
    ),
)
SECTIONS = tuple(entry for _, entries in GROUPS for entry in entries)


class SettingsPage(QWidget):
    """`where` is the key of the open section."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self.acting = Acting(context, self)
        self.sections: dict[str, Section] = {}
        self._open = ""
        whole = row(self, spacing=0)
        self.list = SectionList(context.theme, [(tr(heading), entries) for heading, entries in GROUPS])
        self.list.chosen.connect(self._show)
        whole.addWidget(self.list)
        whole.addWidget(line(upright=True))
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        whole.addWidget(holder, 1)

    def where(self) -> str:
        """The open section."""
        return self._open

    def go(self, where: str) -> None:
        """Open a section; an empty text means the one that is open, else the first."""
        key = where if where in {entry.key for entry in SECTIONS} else self._open or SECTIONS[0].key
        before = self._open
        self.list.mark(key)
        if self._open == before:
            self._show(key)

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """A new colleague or point, where the open section has such."""
        section = self.sections.get(self._open)
        deed = None if section is None else section.deed()
        return {"save": self._save} | ({"new": self._new} if deed is not None else {})

    def _new(self) -> None:
        section = self.sections.get(self._open)
        deed = None if section is None else section.deed()
        if deed is not None:
            deed()

    def _save(self) -> None:
        save = getattr(self.sections.get(self._open), "save", None)
        if save is not None and self.acting.may:
            save()

    def _show(self, key: str) -> None:
        section = self.sections.get(key)
        if section is None:
            section = self.sections[key] = self._build(key)
            self._stack.addWidget(section)
        self._stack.setCurrentWidget(section)
        self._open = key
        section.read()

    def _build(self, key: str) -> Section:
        from ui.settings import making

        return making.section(key, self._context, self.acting)
