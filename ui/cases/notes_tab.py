"""The tab of official notes: who wrote what when, which notes correct others, which are marked as secret."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from krogkoll.cases import OfficialNote, SecrecyMarking, Statement, marking_line, swedish_desk
from ui.cases.tab_body import TabBody
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import row
from ui.widgets.button import Button
from ui.widgets.cards import record_card
from ui.words import day_and_time, spoken_day_and_time

_LEAD = "En anteckning ändras aldrig. Något som blev fel rättas med en ny, och båda står kvar."
_SIGNS = {Statement.FACT: ("investigating", "eye"), Statement.ASSESSMENT: ("suspected", "scale")}


class NotesTab(TabBody):
    """`wanted_correction` and `wanted_marking` carry the note it is about."""

    wanted_correction = Signal(object)
    wanted_marking = Signal(object)

    def __init__(self, theme: Theme, *, may_write: bool) -> None:
        super().__init__(theme, lead=tr(_LEAD))
        self._may_write = may_write
        self.shown = 0

    def show_notes(self, notes: Sequence[OfficialNote], markings: Sequence[SecrecyMarking], now: datetime) -> None:
        """Show them, the latest first."""
        self.renew()
        self.shown = len(notes)
        if not notes:
            self.nothing(tr("Inga tjänsteanteckningar i ärendet."))
        by_id = {note.id: note for note in notes}
        corrected = {note.corrects: note for note in notes if note.corrects}
        for note in sorted(notes, key=lambda one: one.at, reverse=True):
            standing = [one for one in markings if one.subject_id == note.id and one.lifted_on is None]
            self.rows.addWidget(self._card(note, by_id.get(note.corrects), corrected.get(note.id), standing, now))

    def _card(
        self,
        note: OfficialNote,
        corrects: OfficialNote | None,
        corrected: OfficialNote | None,
        markings: Sequence[SecrecyMarking],
        now: datetime,
    ) -> QFrame:
        tone, icon = _SIGNS[note.statement]
        whom = tr(" med {0}").format(note.with_whom) if note.with_whom else ""
        told = [tr("Skriven av {0}, {1}").format(note.by, spoken_day_and_time(note.created_at, now))]
        if note.photo_ids:
            photos = len(note.photo_ids)
            told.append(tr("1 foto") if photos == 1 else tr("{0} foton").format(photos))
        if corrects is not None:
            told.append(tr("Rättar anteckningen från {0}").format(spoken_day_and_time(corrects.at, now)))
        if corrected is not None:
            told.append(tr("Rättad {0} av {1}").format(spoken_day_and_time(corrected.created_at, now), corrected.by))
        told += [marking_line(one) for one in markings]
        title = f"{day_and_time(note.at, now)} · {swedish_desk(note.channel)}{whom}"
        card = record_card(self._theme, title, (tone, icon, swedish_desk(note.statement)), note.text, told)
        if self._may_write:
            acts = row(spacing=4)
            when = spoken_day_and_time(note.at, now)
            correct = Button(self._theme, tr("Rätta"), "", "link", tr("Rätta anteckningen från {0}").format(when))
            correct.clicked.connect(partial(self.wanted_correction.emit, note))
            mark = Button(self._theme, tr("Markera"), "", "link", tr("Sekretessmarkera den från {0}").format(when))
            mark.clicked.connect(partial(self.wanted_marking.emit, note))
            acts.addWidget(correct)
            acts.addWidget(mark)
            acts.addStretch(1)
            card.layout().addLayout(acts)  # type: ignore[union-attr]
        return card
