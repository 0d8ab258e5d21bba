"""The numbered sheets of a night: handed to named people, and asked back until each is accounted for."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from krogkoll.inspections import (
    BriefingCopy,
    CopyState,
    OperationStatus,
    Plan,
    Revealed,
    account_problems,
    outstanding,
    swedish_copy,
)
from ui.context import Context
from ui.i18n import tr
from ui.jobs import Work
from ui.operations.form_dialog import Form, Raw, Spec, Wrong
from ui.operations.words import words_of
from ui.widgets.blocks import Card, Icon, clear, column, row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.text import ElidedText, Text, line
from ui.words import spoken_day_and_time

_ANSWERS = (CopyState.RETURNED, CopyState.DESTROYED, CopyState.LOST)
_REVEALED = (
    (Revealed.TITLE, "Insatsens namn"),
    (Revealed.RENDEZVOUS, "Samlingsplatsen"),
    (Revealed.PLACES, "Ställena och deras tider"),
)


class SheetsCard(Card):
    """`wanted_account` carries the copy that somebody accounts for; not there when nothing was handed out."""

    wanted_account = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, tr("Insatsblad"))
        self._context = context
        self._rows = column(spacing=6)
        self.body.addLayout(self._rows)

    def show_copies(self, copies: Sequence[BriefingCopy], *, writable: bool) -> None:
        """Show what is out first, then what is accounted for."""
        clear(self._rows)
        self.setVisible(bool(copies))
        out = outstanding(copies)
        theme = self._context.theme
        words = tr("{0} av {1} är inte redovisade.").format(len(out), len(copies)) if out else tr("Alla är redovisade.")
        self._rows.addWidget(Text(theme, words, tone="warning" if out else "good", wrap=True))
        for one in (*out, *(one for one in copies if one not in out)):
            self._rows.addWidget(line())
            self._rows.addWidget(self._copy(one, open_=one in out, writable=writable))

    def _copy(self, one: BriefingCopy, *, open_: bool, writable: bool) -> QWidget:
        theme, now = self._context.theme, self._context.now()
        cell = QWidget()
        inside = row(cell, spacing=8)
        lost = one.state is CopyState.LOST
        icon = ("clock", "status.suspected.dot") if open_ else ("circle-check", "status.closed.dot")
        icon = ("circle-alert", "status.confirmed.dot") if lost else icon
        inside.addWidget(Icon(theme, *icon), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=0)
        words.addWidget(ElidedText(theme, tr("Exemplar {0}, {1}").format(one.number, one.holder), weight="medium"))
        at = one.handed_at if open_ else one.accounted_at
        parts = (swedish_copy(one.state), spoken_day_and_time(at, now) if at else "", one.note)
        under = " · ".join(part for part in parts if part)
        words.addWidget(Text(theme, under, "caption", tone="danger" if lost else "muted", wrap=True))
        inside.addLayout(words, 1)
        if open_ and writable:
            button = Button(theme, tr("Redovisa"), "", "link", tr("Redovisa exemplar {0}").format(one.number))
            button.clicked.connect(partial(self.wanted_account.emit, one))
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return cell


def account_form(one: BriefingCopy) -> Form:
    """What became of one copy."""
    return Form(
        title=tr("Exemplar {0}, {1}").format(one.number, one.holder),
        act=tr("Redovisa"),
        specs=[
            Spec(
                name="state",
                label=tr("Vad har hänt med bladet?"),
                entries=[(swedish_copy(s), s.value) for s in _ANSWERS],
            ),
            Spec(
                name="note", label=tr("Anteckning"), tall=True, hint=tr("Om det är förlorat: när, var och vem som vet.")
            ),
        ],
        draft=f"briefing:{one.id}",
        record_id=one.id,
    )


def submit_account(context: Context, one: BriefingCopy, raw: Raw) -> tuple[Work | None, Wrong]:
    """The work that accounts for a copy, or what is wrong."""
    state = CopyState(raw["state"])
    if found := account_problems(state, raw["note"]):
        return None, words_of(found)
    briefings = context.workspace.briefings
    return (lambda _: briefings.account(one, state, raw["note"])), {}


class HandOutDialog(Dialog):
    """Who gets a numbered sheet, and then in which folder the files are put. `handed` says how many."""

    handed = Signal(int)

    def __init__(self, context: Context, parent: QWidget, plan: Plan, copies: Sequence[BriefingCopy]) -> None:
        super().__init__(context.theme, parent, tr("Lämna ut insatsblad"), 520)
        self._context, self._plan = context, plan
        theme = context.theme
        self.checks: dict[str, QCheckBox] = {}
        locked = plan.operation.status is OperationStatus.LOCKED
        lead = (
            tr("Varje blad får ett nummer och ett namn, och ska lämnas tillbaka efter insatsen.")
            if locked
            else tr("Lås planen först. Sedan får varje blad ett nummer och ett namn.")
        )
        self.body.addWidget(Text(theme, lead, tone="muted", wrap=True))
        have = {one.holder for one in copies}
        for person in plan.coming if locked else ():
            if person.name not in self.checks:
                check = QCheckBox(person.name)
                check.setChecked(person.name not in have)
                check.toggled.connect(self._judge)
                self.checks[person.name] = check
                self.body.addWidget(check)
        self.add_out(tr("Avbryt") if locked else tr("Stäng"))
        self.act: Button | None = None
        if locked and self.checks:
            self.act = self.add_act(tr("Välj mapp"))
            self.act.clicked.connect(self._ask_folder)
            self._judge()

    def _chosen(self) -> tuple[str, ...]:
        return tuple(name for name, check in self.checks.items() if check.isChecked())

    def _judge(self, *_: object) -> None:
        if self.act is not None:
            self.act.setEnabled(bool(self._chosen()))

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, tr("Mapp för insatsbladen"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.hand_out)
        dialog.open()

    def hand_out(self, folder: str) -> None:
        """Make the sheets in that folder."""
        briefings, operation_id, names = self._context.workspace.briefings, self._plan.operation.id, self._chosen()
        if self.act is not None:
            self.act.setEnabled(False)

        def done(made: object) -> None:
            self.handed.emit(len(cast("tuple[BriefingCopy, ...]", made)))
            self.accept()

        def failed(error: Exception) -> None:
            self._judge()
            self._context.speaker.trouble(error)
            self.reject()

        self._context.jobs.write(self, lambda _: briefings.hand_out(operation_id, names, Path(folder)), done, failed)


class CalendarDialog(Dialog):
    """What the calendar may say beside "Tjänst"; nothing is chosen beforehand. `saved` when the file is written."""

    saved = Signal()

    def __init__(self, context: Context, parent: QWidget, plan: Plan) -> None:
        super().__init__(context.theme, parent, tr("Spara kalenderfil"), 520)
        self._context, self._plan = context, plan
        words = tr("Kalendern säger bara ”Tjänst” och när. Kalendrar delas ofta: kryssa bara i det som får synas där.")
        self.body.addWidget(Text(context.theme, words, tone="muted", wrap=True))
        self.checks: dict[Revealed, QCheckBox] = {}
        for key, text in _REVEALED:
            self.checks[key] = QCheckBox(tr(text))
            self.body.addWidget(self.checks[key])
        self.add_out(tr("Avbryt"))
        self.act = self.add_act(tr("Spara som"))
        self.act.clicked.connect(self._ask_file)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, tr("Spara kalenderfil"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.selectFile("tjanst.ics")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def save(self, target: str) -> None:
        """Write the file."""
        briefings, operation_id = self._context.workspace.briefings, self._plan.operation.id
        reveal = tuple(key for key, check in self.checks.items() if check.isChecked())

        def done(_: object) -> None:
            self.saved.emit()
            self.accept()

        def failed(error: Exception) -> None:
            self._context.speaker.trouble(error)
            self.reject()

        work = partial(briefings.save_calendar, operation_id, Path(target), reveal)
        self._context.jobs.write(self, lambda _: work(), done, failed)


def handed_words(count: int) -> str:
    """What is said when sheets were made."""
    return tr("Ett insatsblad är utlämnat") if count == 1 else tr("{0} insatsblad är utlämnade").format(count)
