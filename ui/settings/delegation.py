"""The section Delegationsordning: which point lets whom decide what, as the board has decided it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtWidgets import QFrame, QWidget

from krogkoll.house import DelegationPoint, Holder, swedish_holder
from krogkoll.kernel.clock import local
from krogkoll.law import all_decision_types
from krogkoll.people import Member
from ui.context import Context
from ui.i18n import tr
from ui.settings.acting import Acting
from ui.settings.confirm import Confirm
from ui.settings.delegation_dialog import DelegationDialog
from ui.settings.frame import Section
from ui.settings.words import span_words
from ui.widgets.blocks import EmptyState, clear, column
from ui.widgets.button import Button
from ui.widgets.cards import record_card


@dataclass(frozen=True, slots=True)
class _Read:
    points: tuple[DelegationPoint, ...]
    members: tuple[Member, ...]


class DelegationSection(Section):
    """Points in the order of their numbers; those that have ended last in tone, never gone."""

    kinds = ("delegation", "member")

    def __init__(self, context: Context, acting: Acting) -> None:
        lead = tr("Vem som får besluta vad på nämndens vägnar. Varje beslut prövas mot listan innan det undertecknas.")
        super().__init__(context, tr("Delegationsordning"), lead, acting)
        self.add = self.add_button(tr("Ny punkt"), "plus", self.start)
        self._cards = column(spacing=12)
        self.column.addLayout(self._cards)
        hint = tr("Utan punkter kan bara nämnden själv besluta i en skarp arbetsyta.")
        self.empty = EmptyState(context.theme, "scale", tr("Ingen delegationspunkt är inlagd än"), "", hint)
        self.column.addWidget(self.empty)
        self.column.addStretch(1)
        self.found: _Read | None = None
        self.allow()

    def deed(self) -> Callable[[], object] | None:
        """A new point."""
        return self.start if self.may else None

    def read(self) -> None:
        """Ask for all points."""
        workspace = self.context.workspace
        self.context.jobs.read(
            self, lambda _: _Read(workspace.delegations.points(), workspace.members.members()), self._show
        )

    def allow(self) -> None:
        """Buttons as far as whoever sits there may."""
        self.add.setVisible(self.may)
        if self.found is not None:
            self._show(self.found)

    def _show(self, found: object) -> None:
        self.found = cast(_Read, found)
        clear(self._cards)
        self.empty.setVisible(not self.found.points)
        names = {member.id: member.name for member in self.found.members}
        for point in self.found.points:
            self._cards.addWidget(self._card(point, names))

    def _card(self, point: DelegationPoint, names: dict[str, str]) -> QFrame:
        theme, today = self.context.theme, local(self.context.now()).date()
        ended = point.valid_until is not None and point.valid_until < today
        if point.valid_on(today):
            chip = ("closed", "circle-check", tr("Gäller"))
        else:
            chip = ("dismissed", "archive", tr("Har upphört") if ended else tr("Gäller inte än"))
        known = all_decision_types()
        types = ", ".join(known[code].name_sv.lower() if code in known else code for code in point.type_codes)
        notes = (
            tr("Får besluta: {0}").format(holder_words(point, names)),
            tr("Omfattar: {0}{1}").format(types, tr(", även med vite") if point.fines else ""),
            tr("Gäller {0}. Beslutad: {1}").format(span_words(point.valid_from, point.valid_until), point.reference),
        )
        acts: list[QWidget] = []
        if self.may:
            ways = [(tr("Ändra …"), "pencil", self.edit)]
            ways += [] if ended else [(tr("Upphör …"), "archive", self._ask_end)]
            for words, icon, deed in ways:
                name = f"{words.rstrip(' …')}: {tr('Punkt {0}').format(point.point)}"
                button = Button(theme, words, icon, "quiet", name)
                button.clicked.connect(partial(deed, point))
                acts.append(button)
        return record_card(theme, tr("Punkt {0}").format(point.point), chip, point.text, notes, acts)

    def start(self) -> None:
        """Open the form of a new point."""
        self._open(None)

    def edit(self, point: DelegationPoint, _: object = False) -> None:
        """Open the form of a point."""
        self._open(point)

    def _open(self, point: DelegationPoint | None) -> None:
        if self.found is None or self.acting is None:
            return
        members: Sequence[Member] = [one for one in self.found.members if one.active]
        dialog = DelegationDialog(self.context, self.window(), point, members, self.acting.guest)
        dialog.saved.connect(lambda _: self.context.speaker.done(tr("Punkten är sparad")))
        dialog.open()

    def _ask_end(self, point: DelegationPoint, _: object = False) -> None:
        words = tr("Punkt {0} gäller till och med i dag. Beslut som redan är fattade påverkas inte.")
        title = tr("Låt punkten upphöra")
        dialog = Confirm(self.context, self.window(), title, words.format(point.point), tr("Låt upphöra"))
        delegations, guest = self.context.workspace.delegations, self.acting.guest if self.acting else None
        dialog.agreed.connect(
            lambda _: self.context.jobs.write(
                self,
                lambda _: delegations.end(point, delegations.today(), guest=guest),
                lambda _: self.context.speaker.done(tr("Punkten upphör i dag")),
            )
        )
        dialog.open()


def holder_words(point: DelegationPoint, names: dict[str, str]) -> str:
    """Who may decide by a point."""
    if point.holder is Holder.MEMBER:
        return names.get(point.member_id, tr("en medarbetare som inte finns här"))
    if point.holder is Holder.FUNCTION:
        return tr("den som är {0}").format(point.function.lower())
    return swedish_holder(point.holder).lower()
