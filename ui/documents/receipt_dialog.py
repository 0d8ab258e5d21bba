"""Asks what a person knows of files that came in: what they are, from whom, and when."""

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from krogkoll.evidence import DocumentDraft, document_problems
from ui.context import Context
from ui.i18n import tr
from ui.moments import moment_in, moment_text
from ui.widgets.check import Check
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import Text

_SAVED_AFTER_MS = 1500
_PROBLEMS = {"too-long": "Texten är för lång.", "in-the-future": "Tiden ligger framåt i tiden."}


class ReceiptDialog(Dialog):
    """`given` carries the draft. What is typed is kept under `kept_as` until it is handed in or turned down."""

    given = Signal(object)

    def __init__(self, context: Context, parent: QWidget, shown: DocumentDraft, names: list[str], kept_as: str) -> None:
        title = tr("Ta emot filer") if names else tr("Ändra uppgifter")
        super().__init__(context.theme, parent, title)
        self._context, self._kept_as = context, kept_as
        theme = context.theme
        if names:
            told = ", ".join(names[:3]) + (tr(" och {0} till").format(len(names) - 3) if len(names) > 3 else "")
            self.body.addWidget(Text(theme, told, tone="muted", wrap=True))
        self.what, self.from_whom, self.received = QLineEdit(shown.title), QLineEdit(shown.sender), QLineEdit()
        self.received.setText(moment_text(shown.received_at or context.now()))
        hint = tr("Lämna tomt för filens namn.") if names else ""
        self.fields = {
            "title": Field(theme, tr("Vad det är"), self.what, hint),
            "sender": Field(theme, tr("Avsändare"), self.from_whom, tr("Den som lämnade eller skickade filen.")),
            "received_at": Field(theme, tr("Mottagen"), self.received, tr("Skriv som 2026-11-24 14:05.")),
        }
        for name, field in self.fields.items():
            # Several files have names of their own.
            if name != "title" or len(names) < 2:
                self.body.addWidget(field)
        self.disclosed = Check(theme, tr("En annan myndighet har lämnat ut den till oss"))
        self.disclosed.setChecked(shown.disclosed)
        self.body.addWidget(self.disclosed)
        self.add_out(tr("Avbryt"))
        self.act = self.add_act(tr("Ta emot") if names else tr("Spara"))
        self.act.clicked.connect(self._hand_in)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SAVED_AFTER_MS)
        self._rest.timeout.connect(self._keep)
        drafts = context.workspace.drafts
        context.jobs.read(self, lambda _: drafts.load(kept_as), self._offer)
        for edit in (self.what, self.from_whom, self.received):
            edit.textEdited.connect(lambda _: self._rest.start())
        self.disclosed.clicked.connect(lambda _: self._rest.start())
        self.rejected.connect(self._forget)

    def _body(self) -> Mapping[str, Any]:
        return {
            "title": self.what.text(),
            "sender": self.from_whom.text(),
            "received": self.received.text(),
            "disclosed": self.disclosed.isChecked(),
        }

    def _offer(self, body: object) -> None:
        if isinstance(body, Mapping) and not self._rest.isActive():
            for edit, name in ((self.what, "title"), (self.from_whom, "sender"), (self.received, "received")):
                edit.setText(str(body.get(name, edit.text())))
            self.disclosed.setChecked(bool(body.get("disclosed", self.disclosed.isChecked())))

    def _keep(self) -> None:
        drafts, name, body = self._context.workspace.drafts, self._kept_as, self._body()
        self._context.jobs.write(self, lambda _: drafts.save(name, body), lambda _: None)

    def _forget(self) -> None:
        self._rest.stop()
        drafts, name = self._context.workspace.drafts, self._kept_as
        self._context.jobs.write(self, lambda _: drafts.drop(name), lambda _: None)

    def _hand_in(self) -> None:
        for field in self.fields.values():
            field.show_problem("")
        received = moment_in(self.received.text(), day_alone=True)
        if received is None and self.received.text().strip():
            self.fields["received_at"].show_problem(tr("Tiden går inte att läsa. Skriv som 2026-11-24 14:05."))
            return
        draft = DocumentDraft(
            title=self.what.text(),
            sender=self.from_whom.text(),
            received_at=received,
            disclosed=self.disclosed.isChecked(),
        )
        found = document_problems(draft, self._context.now())
        for problem in found:
            self.fields[problem.field].show_problem(tr(_PROBLEMS[problem.problem]))
        if not found:
            self.given.emit(draft)
            self._forget()
            self.accept()


class CopyDialog(Dialog):
    """`given` carries who gets a copy and why; both go into the log and the chain of custody."""

    given = Signal(str, str)

    def __init__(self, context: Context, parent: QWidget, title: str) -> None:
        super().__init__(context.theme, parent, tr("Spara en kopia"))
        theme = context.theme
        words = tr("Kopian av ”{0}” blir en vanlig fil utanför det krypterade valvet. Den loggas i beviskedjan.")
        self.body.addWidget(Text(theme, words.format(title), wrap=True))
        self.recipient, self.reason = QLineEdit(), QLineEdit()
        self._fields = (
            Field(theme, tr("Vem får kopian"), self.recipient),
            Field(theme, tr("Varför"), self.reason),
        )
        for field in self._fields:
            self.body.addWidget(field)
        self.add_out(tr("Avbryt"))
        self.act = self.add_act(tr("Välj plats …"))
        self.act.clicked.connect(self._hand_in)

    def _hand_in(self) -> None:
        for field in self._fields:
            empty = not cast(QLineEdit, field.editor).text().strip()
            field.show_problem(tr("Fyll i fältet. Uppgiften loggas.") if empty else "")
        if not any(field.problem for field in self._fields):
            self.given.emit(self.recipient.text().strip(), self.reason.text().strip())
            self.accept()
