"""What can be done during a visit beside answering; every act ends in reading the visit again."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from krogkoll.inspections import (
    ConsentAct,
    HandOver,
    Presence,
    Signal,
    TimeMark,
    standing_consent,
)
from krogkoll.law import EntryGround
from krogkoll.people import Member
from ui.context import Context
from ui.i18n import tr
from ui.inspections import forms, scene_forms
from ui.inspections.form_dialog import Ask, Form, FormDialog
from ui.inspections.reading import FieldRead
from ui.words import clock


class Acts(QObject):
    """Opens forms on a visit, and writes what needs no form. `again` is called when something was written."""

    def __init__(self, context: Context, page: QWidget, again: Callable[[], None]) -> None:
        super().__init__(page)
        self._context, self._page, self._again = context, page, again
        self.read: FieldRead | None = None

    def mark(self) -> None:
        """Keep this moment: one key."""
        if self.read is None or not self.read.open:
            return
        at, visit_id, field = self._context.now(), self.read.inspection.id, self._context.workspace.field

        def done(_: object) -> None:
            self._context.speaker.saved(clock(self._context.now()))
            self._context.speaker.done(tr("Tidsmärke {0}. Skriv ut det när du hinner.").format(clock(at)))
            self._again()

        self._context.jobs.write(self, lambda _: field.mark(visit_id, at), done)

    def take_up(self, kept: str) -> None:
        """Open the form whose draft is called so within the visit ("finding:new"); one that needs more is left."""
        kind, _, about = kept.partition(":")
        marks = {one.id: one for one in self.read.visit.log.marks} if self.read is not None else {}
        deeds: dict[str, Callable[[], None]] = {
            "finding": lambda: self.put_into_words(marks.get(about)),
            "statement": self.hear,
            "count": self.count,
            "order": self.tell,
            "enter": self.enter,
            "secured": lambda: self.signal(Signal.SECURED),
            "aborted": lambda: self.signal(Signal.ABORTED),
        }
        if kind in deeds and (about in marks or about in ("", "new")):
            deeds[kind]()

    def put_into_words(self, mark: TimeMark | None = None) -> None:
        """Write a finding, of a mark or of its own."""
        self._open(lambda read: forms.finding_form(self._context.workspace, read, mark))

    def strike(self, mark: TimeMark) -> None:
        """Strike a mark."""
        self._open(lambda read: forms.strike_form(self._context.workspace, read, mark))

    def hear(self) -> None:
        """Write what somebody said."""
        self._open(lambda read: forms.statement_form(self._context.workspace, read))

    def count(self) -> None:
        """Count heads."""
        self._open(lambda read: forms.count_form(self._context.workspace, read))

    def tell(self) -> None:
        """Write what a party was told."""
        self._open(lambda read: forms.order_form(self._context.workspace, read))

    def enter(self) -> None:
        """Somebody goes in."""
        self._open(lambda read: scene_forms.enter_form(self._context.workspace, read))

    def signal(self, signal: Signal) -> None:
        """Säkrat or avbryt."""
        self._open(lambda read: scene_forms.signal_form(self._context.workspace, read, signal))

    def leave(self, one: Presence) -> None:
        """Somebody goes out, now."""
        presence = self._context.workspace.presence
        self.write(lambda: presence.leave(one), tr("{0} är antecknad som ute").format(one.name))

    def write(self, work: Callable[[], object], said: str) -> None:
        """Write something that needs no form."""

        def done(_: object) -> None:
            self._context.speaker.saved(clock(self._context.now()))
            self._context.speaker.done(said)
            self._again()

        self._context.jobs.write(self, lambda _: work(), done)

    def open_form(self, form: Form) -> None:
        """Open a form on the visit."""
        dialog = FormDialog(self._context, self._page.window(), form)
        dialog.written.connect(lambda _: self._again())
        dialog.open()

    def _open(self, make: Callable[[FieldRead], Form]) -> None:
        if self.read is not None and self.read.open:
            self.open_form(make(self.read))


class GroundActs(QObject):
    """The acts about why we may be there."""

    def __init__(self, context: Context, acts: Acts) -> None:
        super().__init__(acts)
        self._context, self._acts = context, acts

    def consent(self, act: ConsentAct) -> None:
        """Write what was said about our being there."""
        read = self._acts.read
        if read is not None:
            standing = standing_consent(read.visit.log.consents)
            self._acts.open_form(forms.consent_form(self._context.workspace, read, act, standing))

    def choose_ground(self, ground: EntryGround) -> None:
        """Choose one of our grounds."""
        if self._acts.read is not None:
            self._acts.open_form(scene_forms.ground_form(self._context.workspace, self._acts.read, ground))


class ColleagueActs(QObject):
    """The acts of two colleagues on one visit."""

    def __init__(self, context: Context, acts: Acts) -> None:
        super().__init__(acts)
        self._context, self._acts = context, acts

    def second(self) -> None:
        """A second officer says something."""
        if self._acts.read is not None:
            self._acts.open_form(scene_forms.second_form(self._context.workspace, self._acts.read))

    def hand_over(self) -> None:
        """Offer the visit to a colleague."""
        if self._acts.read is not None:
            self._acts.open_form(scene_forms.hand_over_form(self._context.workspace, self._acts.read))

    def accept(self, offer: HandOver, colleague: Member) -> None:
        """The colleague takes over, by an act of their own."""
        read = self._acts.read
        if read is not None:
            self._acts.open_form(scene_forms.accept_form(self._context.workspace, read, offer, colleague))

    def withdraw(self, offer: HandOver) -> None:
        """Take the offer back."""
        service = self._context.workspace.colleagues
        self._acts.write(lambda: service.withdraw(offer), tr("Erbjudandet är tillbakataget"))

    def lift_waiting(self) -> None:
        """Our people need not wait any more: with a reason."""
        read = self._acts.read
        if read is None:
            return
        shown, service = read.inspection, self._context.workspace.inspections
        form = Form(
            title=tr("Ta bort väntan på säkrat"),
            asks=(Ask(name="wait_for_secured", label=tr("Varför, och vem som beslutade")),),
            act=tr("Ta bort väntan"),
            write=lambda values: service.edit(
                shown, replace(shown, wait_for_secured=False), values["wait_for_secured"]
            ),
            draft=f"visit:{shown.id}:lift",
            visit_id=shown.id,
        )
        self._acts.open_form(form)
