"""What can be done with the case shown: opens the right form, or does at once what needs no words."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from krogkoll.cases import CaseItem, ClosingView, DisclosureEntry, SecrecyMarking, Task
from krogkoll.security import Permission
from ui.cases.case_tasks import case_task, docket_task, status_task
from ui.cases.closing_tasks import closing_task, hold_task, mark_task
from ui.cases.confirm import confirm
from ui.cases.desk_tasks import marking_task, note_task, todo_task
from ui.cases.disclosure_tasks import correction_task, disclosure_task
from ui.cases.form_task import FormTask
from ui.context import Context
from ui.i18n import tr
from ui.words import clock

if TYPE_CHECKING:
    from ui.cases.detail import CaseDetail
    from ui.cases.detail_read import CaseFile

_SHAREABLE = frozenset({"official_note", "inspection", "decision", "paper", "photo", "document"})


class CaseActs(QObject):
    """`wanted_form` carries the FormTask to fill in."""

    wanted_form = Signal(object)

    def __init__(self, context: Context, detail: "CaseDetail") -> None:
        super().__init__(detail)
        self._context, self._detail = context, detail

    def start(self, key: str) -> None:
        """Do what `key` names for the case shown: "note", "task:<id>", "close" ...; unknown ones are passed over."""
        file = self._detail.file
        if file is None or file.case.id != self._detail.case_id:
            return
        what, _, rest = key.partition(":")
        if what == "print":
            self._ask_where(file)
        elif not self._context.workspace.actor.may(Permission.WRITE_CASES) and what != "disclosure":
            return
        elif what == "release":
            closing = self._context.workspace.closing
            self._do(lambda: closing.release(file.case), tr("Ärendet sparas inte längre särskilt"))
        elif what == "disclosure":
            closing, case_id = self._context.workspace.closing, file.case.id
            self._context.jobs.read(self, lambda _: closing.items(case_id), partial(self._disclose, file))
        elif what == "close":
            cases, case_id = self._context.workspace.cases, file.case.id
            self._context.jobs.read(self, lambda _: cases.closing_view(case_id), partial(self._close, file))
        elif (task := self._task(file, what, rest)) is not None:
            self.wanted_form.emit(task)

    def _task(self, file: "CaseFile", what: str, rest: str) -> FormTask | None:
        context = self._context
        note = next((one for one in file.notes if one.id == rest), None)
        todo = next((one for one in file.tasks if one.id == rest), None)
        makers: dict[str, Callable[[], FormTask | None]] = {
            "edit": lambda: case_task(context, file.members, file),
            "docket": lambda: docket_task(context, file),
            "status": lambda: status_task(context, file),
            "hold": lambda: hold_task(context, file),
            "note": lambda: note_task(context, file),
            "correct": lambda: note_task(context, file, note) if note else None,
            "task": lambda: todo_task(context, file, todo) if todo or not rest else None,
            "marking": lambda: self._marking(file, rest),
        }
        make = makers.get(what)
        return None if make is None else make()

    def _marking(self, file: "CaseFile", rest: str) -> FormTask:
        kind, _, subject_id = rest.partition(":")
        if subject_id and kind != "case_file":
            return marking_task(self._context, file, (kind, subject_id), "Sekretessmarkera anteckningen")
        return marking_task(self._context, file, ("case_file", file.case.id), "Sekretessmarkera ärendet")

    def _disclose(self, file: "CaseFile", found: object) -> None:
        items = [one for one in cast(Sequence[CaseItem], found) if one.kind in _SHAREABLE]
        self.wanted_form.emit(disclosure_task(self._context, file, items))

    def _close(self, file: "CaseFile", found: object) -> None:
        self.wanted_form.emit(closing_task(self._context, file, cast(ClosingView, found)))

    def correct_disclosure(self, entry: object) -> None:
        """Note that a receiver was told of something wrong."""
        if self._detail.file is not None:
            task = correction_task(self._context, self._detail.file, cast(DisclosureEntry, entry))
            self.wanted_form.emit(task)

    def mark(self, item: object) -> None:
        """Mark what becomes of an item."""
        if self._detail.file is not None:
            self.wanted_form.emit(mark_task(self._context, self._detail.file, cast(CaseItem, item)))

    def tick(self, task: Task) -> None:
        """A task is done, or is not done after all."""
        desk, done = self._context.workspace.desk, task.done_at is not None
        back = tr("Uppgiften är inte klar längre") if done else tr("Uppgiften är klar")
        self._do(lambda: desk.reopen_task(task) if done else desk.finish_task(task), back)

    def lift(self, marking: SecrecyMarking) -> None:
        """Take a marking away, after asking."""
        desk = self._context.workspace.desk
        confirm(
            self._context.theme,
            self._detail.window(),
            tr("Häva markeringen?"),
            tr("Att den har funnits, och från vilken dag till vilken, står kvar."),
            tr("Häv"),
            lambda: self._do(lambda: desk.lift_marking(marking), tr("Markeringen är hävd")),
        )

    def ask_disposal(self) -> None:
        """Wipe what may go, after asking: it cannot be brought back."""
        file = self._detail.file
        if file is None:
            return
        closing, case_id = self._context.workspace.closing, file.case.id
        confirm(
            self._context.theme,
            self._detail.window(),
            tr("Gallra nu?"),
            tr(
                "Det som är märkt tas bort för gott, och ett gallringsintyg skrivs. Ärendet kan sedan inte öppnas igen."
            ),
            tr("Gallra"),
            lambda: self._do(lambda: closing.dispose(case_id), tr("Gallringen är gjord")),
        )

    def _ask_where(self, file: "CaseFile") -> None:
        """Ask for a new file, and write the case sheet to it."""
        dialog = QFileDialog(self._detail.window(), tr("Spara ärendeblad"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # The service refuses to write over a file, and says so itself.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, True)
        dialog.setNameFilter(tr("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        name = "".join(letter if letter.isalnum() or letter in "- " else "-" for letter in file.case.number)
        dialog.selectFile(tr("Ärendeblad {0}.pdf").format(name))
        dialog.fileSelected.connect(lambda chosen: self.print_to(file.case.id, chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def print_to(self, case_id: str, chosen: str) -> None:
        """Write the case sheet of a case to a new file."""
        sheets, target = self._context.workspace.case_sheets, Path(chosen)
        self._do(lambda: sheets.save(case_id, target), tr("Ärendebladet är sparat"))

    def _do(self, work: Callable[[], object], said: str) -> None:
        def written(_: object) -> None:
            self._context.speaker.saved(clock(self._context.now()))
            self._context.speaker.done(said)

        self._context.jobs.write(self, lambda _: work(), written, self._context.speaker.trouble)
