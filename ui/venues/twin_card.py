"""The card that says which records are the same place, offers to join two that seem to be, and to take it back."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from krogkoll.kernel.errors import Invalid
from krogkoll.security import Permission
from krogkoll.venues import SameAs, Venue, VenueMatch, draft_of, shown_name
from ui.context import Context
from ui.i18n import tr
from ui.venues.find_twin import FindTwinDialog
from ui.widgets.blocks import Card, clear, column, row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import ElidedText, Text

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


class Twins(NamedTuple):
    """The records of one place (the one shown first), what was said of them, and which others may be the same."""

    places: Sequence[Venue]
    pairs: Sequence[SameAs]
    offers: Sequence[VenueMatch]


def read_twins(workspace: "Workspace", venue: Venue) -> Twins:
    """Read them. Blocks, for the store's thread."""
    places = workspace.twins.places(venue.id)
    known = {place.id for place in places}
    offers = [one for one in workspace.venues.duplicates(draft_of(venue), venue.id) if one.sure and one.id not in known]
    return Twins(places, workspace.twins.pairs(venue.id), offers)


class TwinCard(Card):
    """Hidden while there is nothing to say or do. `opened` carries the id of a place that somebody wants to see."""

    opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, tr("Samma ställe"))
        self._context = context
        self._may_write = context.workspace.actor.may(Permission.WRITE_VENUES)
        self._venue: Venue | None = None
        self._known: Sequence[str] = ()
        self.find_button = self.add_action(tr("Slå ihop med …"), tr("Slå ihop med ett annat objekt"))
        self.find_button.clicked.connect(self.look)
        self.find_button.setVisible(self._may_write)
        self._lines = column(spacing=6)
        self.body.addLayout(self._lines)
        self.hide()

    def show_twins(self, venue: Venue, found: Twins) -> None:
        """Show them for the place that is open."""
        clear(self._lines)
        self._venue, self._known = venue, [place.id for place in found.places]
        others = {place.id: place for place in found.places if place.id != venue.id}
        for place in others.values():
            pair = next((one for one in found.pairs if place.id in {one.venue_id, one.other_id}), None)
            words = tr("Även känd som {0}").format(shown_name(place))
            acts = [(tr("Visa"), partial(self.opened.emit, place.id))]
            if pair is not None and self._may_write:
                acts.append((tr("Dela isär"), partial(self._part, pair)))
            self._lines.addWidget(self._line(words, place.street, acts))
        for one in found.offers if self._may_write else ():
            words = tr("Kan vara samma som {0}").format(one.name)
            acts = [
                (tr("Visa"), partial(self.opened.emit, one.id)),
                (tr("Slå ihop"), partial(self._join, venue, one.id, one.name)),
            ]
            self._lines.addWidget(self._line(words, one.address, acts))
        if not self._lines.count():
            words = tr("Inget annat objekt är samma ställe, så vitt vi vet.")
            self._lines.addWidget(Text(self._context.theme, words, tone="muted", wrap=True))
        self.setVisible(self._may_write or bool(others))

    def _line(self, words: str, under: str, acts: "Sequence[tuple[str, partial[None]]]") -> QWidget:
        theme = self._context.theme
        made = QWidget()
        inside = row(made, spacing=4)
        told = column(spacing=0)
        told.addWidget(ElidedText(theme, words))
        told.addWidget(ElidedText(theme, under, "caption", tone="muted"))
        inside.addLayout(told, 1)
        for act, deed in acts:
            button = Button(theme, act, "", "link", f"{act}: {words}")
            button.clicked.connect(deed)
            inside.addWidget(button)
        return made

    def look(self) -> None:
        """Look for another record of this place among all."""
        venue = self._venue
        if venue is not None:
            dialog = FindTwinDialog(self._context, self.window(), {venue.id, *self._known})
            dialog.chosen.connect(partial(self._join, venue))
            dialog.open()

    def _join(self, venue: Venue, other_id: str, name: str, *_: object) -> None:
        dialog = JoinDialog(self._context, self.window(), venue, other_id, name)
        dialog.joined.connect(
            lambda pair: self._context.speaker.done(tr("Ställena visas som ett"), partial(self._part, pair))
        )
        dialog.open()

    def _part(self, pair: SameAs, *_: object) -> None:
        twins = self._context.workspace.twins
        self._context.jobs.write(
            self, lambda _: twins.part(pair), lambda _: self._context.speaker.done(tr("Ställena visas var för sig"))
        )


class JoinDialog(Dialog):
    """Asks why two records are one place; nothing is changed in either. `joined` carries the pair."""

    joined = Signal(object)

    def __init__(self, context: Context, parent: QWidget, venue: Venue, other_id: str, name: str) -> None:
        super().__init__(context.theme, parent, tr("Slå ihop till ett ställe"), 520)
        self._context, self._ids = context, (venue.id, other_id)
        words = tr(
            "{0} visas från och med nu under {1}. Båda behåller sin historik, poängen räknas gemensamt, "
            "och det går att dela isär dem igen."
        ).format(name, shown_name(venue))
        self.body.addWidget(Text(context.theme, words, tone="muted", wrap=True))
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self._field = Field(context.theme, tr("Varför"), self.reason, tr("Till exempel: samma dörr och samma telefon."))
        self.body.addWidget(self._field)
        self.add_out(tr("Avbryt"))
        self._act = self.add_act(tr("Slå ihop"))
        self._act.clicked.connect(self.join)
        self.reason.returnPressed.connect(self.join)
        self.reason.setFocus()

    def join(self) -> None:
        """Do it, or say that the reason is missing."""
        reason = self.reason.text().strip()
        if not reason:
            self._field.show_problem(tr("Skriv varför."))
            return
        twins, (shown, other) = self._context.workspace.twins, self._ids
        self._act.setEnabled(False)
        self._context.jobs.write(self, lambda _: twins.join(shown, other, reason), self._done, self._refused)

    def _done(self, pair: object) -> None:
        self.joined.emit(pair)
        self.accept()

    def _refused(self, error: Exception) -> None:
        self._act.setEnabled(True)
        if isinstance(error, Invalid):
            self._field.show_problem(tr("De är redan samma ställe."))
        else:
            self._context.speaker.trouble(error)
