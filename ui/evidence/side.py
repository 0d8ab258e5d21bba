"""Beside the photo: its caption, the people in it, the findings it belongs to, what we know of it, its chain."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from krogkoll.evidence import Persons, Photo
from krogkoll.inspections import Finding
from krogkoll.security import Permission
from ui.context import Context
from ui.evidence.caption import CaptionEditor
from ui.evidence.chain import ChainRows
from ui.evidence.facts import FactRows, facts_of
from ui.evidence.sight import Sight
from ui.evidence.tick import TickRow
from ui.i18n import tr
from ui.widgets.blocks import Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.choices import FilterChip
from ui.widgets.text import Text, line

_PERSONS = {Persons.NONE: "Inga personer", Persons.SHOWN: "Visar personer", Persons.CHILDREN: "Visar barn"}


class SidePanel(QWidget):
    """`reviewed` carries the Persons, `turned` a Finding to put the photo on or take it off."""

    reviewed = Signal(object)
    turned = Signal(object)
    add_event = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._context = context
        theme, may = context.theme, context.workspace.actor.may
        self._may = may(Permission.ATTACH_EVIDENCE)
        self._signs = context.parts.marking_signs(self)
        body = QWidget()
        inside = column(body, (20, 16, 20, 20), 14)
        self.caption = CaptionEditor(context, may_write=self._may)
        inside.addWidget(self.caption)
        self.chips: dict[Persons, FilterChip] = {}
        inside.addWidget(self._persons())
        self.findings_title = Text(theme, tr("Hör till iakttagelse"), "caption", tone="muted", wrap=True)
        inside.addWidget(self.findings_title)
        self.findings_title.hide()
        self._findings = column(spacing=2)
        inside.addLayout(self._findings)
        inside.addWidget(line())
        inside.addWidget(Text(theme, tr("Vad vi vet om bilden"), "caption", tone="muted"))
        self.facts = FactRows(theme)
        inside.addWidget(self.facts)
        inside.addWidget(line())
        self.chain = ChainRows(theme)
        inside.addWidget(self.chain)
        self.event_button = Button(theme, tr("Lägg till händelse …"), "plus", "link")
        self.event_button.clicked.connect(self.add_event)
        inside.addWidget(self.event_button)
        self.event_button.setVisible(self._may)
        self.marking_button = self._signs.button("photo", "", tr("fotot"))
        inside.addWidget(self.marking_button)
        inside.addStretch(1)
        column(self, spacing=0).addWidget(Scrolling(body))

    def _persons(self) -> QWidget:
        shown = QWidget()
        inside = column(shown, spacing=6)
        inside.addWidget(Text(self._context.theme, tr("Personer i bilden"), "caption", tone="muted"))
        chips = row(spacing=6)
        for persons, word in _PERSONS.items():
            chip = FilterChip(self._context.theme, tr(word))
            chip.clicked.connect(partial(self._review, persons))
            chip.setEnabled(self._may)
            self.chips[persons] = chip
        chips.addWidget(self.chips[Persons.NONE])
        chips.addWidget(self.chips[Persons.SHOWN])
        chips.addStretch(1)
        inside.addLayout(chips)
        inside.addWidget(self.chips[Persons.CHILDREN])
        self.persons_note = Text(self._context.theme, " ", "caption", tone="muted", wrap=True)
        inside.addWidget(self.persons_note)
        return shown

    def show_photo(self, photo: Photo) -> None:
        """Another photo, or the same one after a change."""
        self.caption.show_photo(photo)
        self._signs.point(self.marking_button, "photo", photo.id, tr("fotot"))
        for persons, chip in self.chips.items():
            chip.setChecked(photo.persons is persons)
        if photo.masked:
            note = tr("Maskerad kopia. Originalet ligger kvar oförändrat.")
        elif photo.persons is Persons.NONE:
            note = tr("Får användas i handlingar.")
        elif photo.persons is Persons.NOT_REVIEWED:
            note = tr("Inte granskat. Kan inte användas i handlingar förrän du svarar eller maskerar.")
        else:
            note = tr("Kan användas i handlingar först som maskerad kopia.")
        self.persons_note.setText(note)

    def show_sight(self, photo: Photo, sight: Sight) -> None:
        """What stands beside it."""
        self.facts.show_facts(facts_of(photo, sight))
        self.chain.show_chain(photo, sight.chain)
        self._show_findings(photo, sight.around.findings, open_visit=sight.around.open)

    def _show_findings(self, photo: Photo, findings: Sequence[Finding], *, open_visit: bool) -> None:
        clear(self._findings)
        if not findings:
            self.findings_title.hide()
            return
        self.findings_title.show()
        words = tr("Hör till iakttagelse (1–9)") if open_visit else tr("Hör till iakttagelse, besöket är avslutat")
        self.findings_title.setText(words)
        for number, finding in enumerate(findings, start=1):
            self._findings.addWidget(self._finding(number, finding, photo, open_visit=open_visit))

    def _finding(self, number: int, finding: Finding, photo: Photo, *, open_visit: bool) -> QWidget:
        text = " ".join(finding.text.split())
        spoken = tr("Iakttagelse {0}: {1}").format(number, text)
        shown = TickRow(self._context.theme, f"{number}  {text}", spoken)
        shown.setChecked(photo.id in finding.photo_ids)
        shown.setEnabled(open_visit)
        shown.clicked.connect(partial(self.turned.emit, finding))
        return shown

    def _review(self, persons: Persons) -> None:
        """One of them always holds; a click on the one that holds changes nothing."""
        self.chips[persons].setChecked(True)
        self.reviewed.emit(persons)
