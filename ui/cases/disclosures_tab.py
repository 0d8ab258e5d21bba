"""The tab of what was given out from a case: to whom, on which ground, after which test, how and when."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from krogkoll.cases import DisclosureEntry, Receiver, ground_title, swedish_disclosure
from ui.cases.tab_body import TabBody
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import row
from ui.widgets.button import Button
from ui.widgets.cards import record_card
from ui.words import day_and_time, short_day

_LEAD = "Här står allt som har lämnats ut ur ärendet. En rad ändras aldrig."


class DisclosuresTab(TabBody):
    """`wanted_correction` carries an entry in which something was wrong."""

    wanted_correction = Signal(object)

    def __init__(self, theme: Theme, *, may_disclose: bool) -> None:
        action = tr("Nytt utlämnande") if may_disclose else ""
        lead = tr(_LEAD) if may_disclose else tr("{0} Din roll får inte lämna ut.").format(tr(_LEAD))
        super().__init__(theme, lead=lead, action=action)
        self._may = may_disclose
        self.shown = -1

    def show_entries(self, entries: Sequence[DisclosureEntry], now: datetime) -> None:
        """Show them, the latest first."""
        self.renew()
        self.shown = len(entries)
        if not entries:
            self.nothing(tr("Inget har lämnats ut ur ärendet."))
        for entry in entries:
            self.rows.addWidget(self._card(entry, now))

    def _card(self, entry: DisclosureEntry, now: datetime) -> QFrame:
        private = entry.receiver is not Receiver.AUTHORITY
        chip = ("suspected" if private else "planned", "user" if private else "building-2", _whom(entry.receiver))
        told = [
            tr("Grund: {0}").format(ground_title(entry.ground)),
            tr("Sekretessprövat av {0}: {1}").format(entry.tested_by, entry.reasons),
            tr("Godkänt av {0}").format(entry.approved_by) if entry.approved_by else "",
            tr("{0}, {1}. {2}. Registrerat av {3}.").format(
                swedish_disclosure(entry.sent_by),
                day_and_time(entry.sent_at, now),
                tr("Maskat") if entry.masked else tr("Inte maskat"),
                entry.by,
            ),
        ]
        if entry.corrected_on is not None:
            day = short_day(entry.corrected_on, now.date())
            told.append(tr("Mottagaren fick en rättelse {0}: {1}").format(day, entry.correction))
        card = record_card(self._theme, entry.receiver_name, chip, entry.what, told)
        if self._may:
            acts = row(spacing=4)
            name = tr("Anteckna rättelse till {0}").format(entry.receiver_name)
            correct = Button(self._theme, tr("Anteckna rättelse"), "", "link", name)
            correct.clicked.connect(partial(self.wanted_correction.emit, entry))
            acts.addWidget(correct)
            acts.addStretch(1)
            card.layout().addLayout(acts)  # type: ignore[union-attr]
        return card


def _whom(receiver: Receiver) -> str:
    words = {Receiver.AUTHORITY: tr("Myndighet"), Receiver.PRIVATE: tr("Enskild"), Receiver.STATISTICS: tr("Statistik")}
    return words.get(receiver, tr("Okänd"))
