"""Says under a place being written down which known places it may be, so that one bar does not become three."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from krogkoll.venues import VenueDraft, VenueMatch, swedish
from ui.context import Context
from ui.i18n import tr
from ui.widgets.blocks import clear, column, row
from ui.widgets.button import Button
from ui.widgets.marks import Chip
from ui.widgets.text import ElidedText, Text

_REST_MS = 250
_FROM_LETTER = 3


class DuplicateBox(QFrame):
    """Hidden while there is nothing to say. `opened` carries the id of a place that somebody wants to see."""

    opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._context = context
        self._asked = 0
        self._draft, self._but = VenueDraft(), ""
        self.offers: Sequence[VenueMatch] = ()
        self._inside = column(self, (12, 8, 8, 8), 4)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        self.hide()

    def look(self, draft: VenueDraft, but: str) -> None:
        """Look for places like this one, when the typing rests; `but`: the id of the one being edited."""
        self._draft, self._but = draft, but
        self._rest.start()

    def forget(self) -> None:
        """Say nothing, and drop what was asked."""
        self._asked += 1
        self._rest.stop()
        self._show(self._asked, ())

    def _ask(self) -> None:
        self._asked += 1
        draft, but, venues = self._draft, self._but, self._context.workspace.venues
        if max(len(draft.name.strip()), len(draft.street.strip())) < _FROM_LETTER:
            self._show(self._asked, ())
            return
        self._context.jobs.read(self, lambda _: venues.duplicates(draft, but), partial(self._show, self._asked))

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        self.offers = cast(Sequence[VenueMatch], found)
        clear(self._inside)
        self.setVisible(bool(self.offers))
        if not self.offers:
            return
        sure = any(one.sure for one in self.offers)
        words = tr("Det här stället finns troligen redan") if sure else tr("Liknande ställen som redan finns")
        self._inside.addWidget(Text(self._context.theme, words, "caption", "semibold", "muted", wrap=True))
        for one in self.offers:
            self._inside.addWidget(self._line(one))

    def _line(self, one: VenueMatch) -> QWidget:
        theme = self._context.theme
        made = QWidget()
        inside = row(made, (0, 2, 0, 2), 8)
        words = column(spacing=0)
        words.addWidget(ElidedText(theme, one.name, weight="semibold"))
        words.addWidget(ElidedText(theme, _why(one), "caption", tone="muted"))
        inside.addLayout(words, 1)
        token = theme.tokens.statuses.get(one.status.value)
        tone, icon = (one.status.value, token["icon"]) if token else ("dismissed", "circle-help")
        inside.addWidget(Chip(theme, tone, icon, tr(swedish(one.status))))
        button = Button(theme, tr("Öppna"), "", "link", tr("Öppna {0}").format(one.name))
        button.clicked.connect(partial(self.opened.emit, one.id))
        inside.addWidget(button)
        return made


def _why(one: VenueMatch) -> str:
    told = [one.address if one.address != one.name else ""]
    if one.alias:
        told.append(tr("kallas även så"))
    elif not one.sure:
        told.append(tr("osäkert"))
    if one.metres is not None:
        told.append(tr("{0} meter bort").format(round(one.metres)))
    return " · ".join(part for part in told if part)
