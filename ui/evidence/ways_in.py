"""Every way in for new photos at one place: sheet, files dropped or pasted, a watched folder; one import at a time."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from krogkoll.evidence import Looked, Outside, Pasted, Standing, Subject
from ui.context import Context
from ui.evidence.clearing import ClearDialog
from ui.evidence.drops import pasted_from_clipboard
from ui.evidence.intake import Intake, Taken
from ui.evidence.outcome import say_taken
from ui.evidence.sheet import CardSheet
from ui.evidence.strip import IntakeStrip
from ui.evidence.watching import WatchDialog, WatchStrip
from ui.i18n import tr
from ui.widgets.blocks import Banner


class WaysIn(QObject):
    """`began` says that an import has begun, `came` that it has ended. `subject`: where what comes next is put."""

    began = Signal()
    came = Signal()

    def __init__(
        self, context: Context, owner: QWidget, banner: Banner, strip: IntakeStrip, watching: WatchStrip
    ) -> None:
        super().__init__(owner)
        self.subject = Subject("", "")
        self._context, self._owner = context, owner
        self._banner, self._strip, self._watching = banner, strip, watching
        self._intake: Intake | None = None
        self._waiting: list[tuple[Sequence[Outside | Pasted], Subject]] = []
        strip.cancelled.connect(self.cancel)
        watching.ready.connect(self._came_in)

    @property
    def busy(self) -> bool:
        """Whether photos are coming in now."""
        return self._intake is not None

    def fetch(self) -> None:
        """Show the sheet of cards, phones and folders."""
        self._open_sheet(())

    def bring(self, places: Sequence[Path]) -> None:
        """Take in files that were dropped; a folder is offered as a sheet."""
        cards, subject = self._context.workspace.cards, self.subject
        self._context.jobs.aside(
            self, lambda report: cards.look_through(places, subject, report), partial(self._looked, places, subject)
        )

    def paste(self) -> None:
        """Take in what lies on the clipboard: a picture, or files."""
        subject = self.subject
        if not pasted_from_clipboard(self, self._context.jobs, self.bring, lambda one: self.take([one], subject)):
            self._banner.say(tr("Det finns ingen bild och ingen fil i urklipp."), "suspected")

    def watch(self) -> None:
        """Ask for a folder to watch."""
        dialog = WatchDialog(self._context, self._owner.window())
        dialog.decided.connect(partial(self._watching.begin, self.subject))
        dialog.open()

    def take(self, files: Sequence[Outside | Pasted], subject: Subject) -> None:
        """Take these in; what comes while others come in waits for its turn."""
        if not files:
            return
        if self._intake is not None:
            self._waiting.append((files, subject))
            return
        self._banner.hide()
        self._intake = Intake(self._context, self, subject)
        self._intake.moved.connect(self._strip.show_step)
        self._intake.ended.connect(partial(self._taken, subject))
        self.began.emit()
        self._intake.begin(files)

    def cancel(self) -> None:
        """Stop what comes in, and what waits."""
        self._waiting.clear()
        if self._intake is not None:
            self._intake.cancel()

    def _looked(self, places: Sequence[Path], subject: Subject, found: object) -> None:
        looked = cast(Looked, found)
        if looked.folders:
            self._open_sheet(places)
        elif looked.files:
            self.take(looked.files, subject)
        else:
            self._banner.say(tr("Det som släpptes går inte att läsa in."), "suspected")

    def _open_sheet(self, places: Sequence[Path]) -> None:
        sheet = CardSheet(self._context, self._owner.window(), self.subject, places)
        subject = self.subject
        sheet.accepted_files.connect(lambda files: self.take(cast("Sequence[Outside]", files), subject))
        sheet.open()

    def _taken(self, subject: Subject, found: object) -> None:
        taken = cast(Taken, found)
        if self._intake is not None:
            self._intake.deleteLater()
            self._intake = None
        self._strip.hide()
        say_taken(self._banner, taken, partial(self._offer_clearing, subject, tuple(taken.done_files)))
        self.came.emit()
        if self._waiting:
            self.take(*self._waiting.pop(0))

    def _offer_clearing(self, subject: Subject, files: Sequence[Outside]) -> None:
        ClearDialog(self._context, self._owner.window(), subject, files).open()

    def _came_in(self, paths: object) -> None:
        """New files in the watched folder: offered, or taken in where the person chose so for this visit."""
        places, subject = cast("Sequence[Path]", paths), self._watching.subject
        if self._watching.direct:
            cards = self._context.workspace.cards
            self._context.jobs.aside(
                self, lambda report: cards.look_through(places, subject, report), partial(self._take_new, subject)
            )
            return
        count = len(places)
        said = tr("1 nytt foto i {1}.") if count == 1 else tr("{0} nya foton i {1}.")
        offer = partial(self._open_sheet, places)
        self._banner.say(said.format(count, self._watching.name), "investigating", tr("Visa …"), offer)

    def _take_new(self, subject: Subject, found: object) -> None:
        self.take([one for one in cast(Looked, found).files if one.standing is Standing.NEW], subject)
