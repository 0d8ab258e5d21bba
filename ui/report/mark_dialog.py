"""The responsible person draws a name, or does not want to and somebody else can tell."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QWidget

from krogkoll.inspections import AcknowledgementDraft, Inspection, acknowledgement_problems
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.widgets.blocks import Banner, column, row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.text import Text

_WORDS = {
    "name": "Skriv vem det är.",
    "reason": "Skriv varför personen inte vill rita sin namnteckning.",
    "witness": "Skriv vem som var med och kan berätta om det.",
    "strokes": "Rita namnteckningen i rutan, eller välj Vill inte rita.",
}


class MarkDialog(Dialog):
    """`kept` carries the Acknowledgement. refused: begin with the refusal."""

    kept = Signal(object)

    def __init__(
        self, context: Context, parent: QWidget, visit: Inspection, shown_sha256: str, *, refused: bool = False
    ) -> None:
        super().__init__(context.theme, parent, tr("Den ansvariga på platsen"), 600)
        self._context, self._visit, self._sha256 = context, visit, shown_sha256
        theme = context.theme
        self._banner = Banner(theme, closable=False)
        self.body.addWidget(self._banner)
        self.name, self.role = QLineEdit(visit.person_met), QLineEdit(visit.person_met_role)
        who = row(spacing=12)
        self._fields = {"name": Field(theme, tr("Namn"), self.name), "role": Field(theme, tr("Roll"), self.role)}
        who.addWidget(self._fields["name"], 3)
        who.addWidget(self._fields["role"], 2)
        self.body.addLayout(who)
        self.pad = SignaturePad(theme, tr("Ruta för ritad namnteckning"))
        self.reason, self.witness = QLineEdit(), QLineEdit()
        holder = QWidget()
        self._ways = QStackedLayout(holder)
        self._ways.addWidget(self._drawing())
        self._ways.addWidget(self._refusing())
        self.body.addWidget(holder)
        self.other = Button(theme, tr("Vill inte rita"), kind="link")
        self.other.clicked.connect(lambda: self._turn(refused=self._ways.currentIndex() == 0))
        self._foot.insertWidget(0, self.other)
        self.add_out(tr("Avbryt"))
        self.button = self.add_act(tr("Spara"))
        self.button.clicked.connect(self._try)
        self._turn(refused=refused)

    def _drawing(self) -> QWidget:
        theme = self._context.theme
        page = QWidget()
        inside = column(page, spacing=8)
        told = tr(
            "Namnteckningen visar att personen har fått ta del av uppgifterna. Den är ett ritat märke och ingen"
            " elektronisk underskrift."
        )
        inside.addWidget(Text(theme, told, "caption", tone="muted", wrap=True))
        inside.addWidget(self.pad)
        self.wipe = Button(theme, tr("Rensa rutan"), "undo-2", "link")
        self.wipe.clicked.connect(self.pad.wipe)
        inside.addWidget(self.wipe)
        inside.addStretch(1)
        return page

    def _refusing(self) -> QWidget:
        theme = self._context.theme
        page = QWidget()
        inside = column(page, spacing=12)
        told = tr("Vägran står i protokollet. Den påverkar inte att du kan underteckna.")
        inside.addWidget(Text(theme, told, "caption", tone="muted", wrap=True))
        self._fields["reason"] = Field(theme, tr("Varför personen inte vill"), self.reason)
        self._fields["witness"] = Field(theme, tr("Vittne"), self.witness, tr("En kollega eller någon annan på plats."))
        inside.addWidget(self._fields["reason"])
        inside.addWidget(self._fields["witness"])
        inside.addStretch(1)
        return page

    def _turn(self, *, refused: bool) -> None:
        self._ways.setCurrentIndex(1 if refused else 0)
        self.other.setText(tr("Rita i stället") if refused else tr("Vill inte rita"))
        self.other.setAccessibleName(self.other.text())
        self.other.updateGeometry()
        self._banner.hide()

    @property
    def draft(self) -> AcknowledgementDraft:
        """What the dialog holds now."""
        refused = self._ways.currentIndex() == 1
        return AcknowledgementDraft(
            inspection_id=self._visit.id,
            name=self.name.text(),
            role=self.role.text(),
            refused=refused,
            reason=self.reason.text() if refused else "",
            witness=self.witness.text() if refused else "",
            strokes=() if refused else self.pad.strokes,
            shown_sha256=self._sha256,
        )

    def _try(self) -> None:
        draft = self.draft
        wrong = {problem.field: tr(_WORDS[problem.field]) for problem in acknowledgement_problems(draft)}
        for name, field in self._fields.items():
            field.show_problem(wrong.get(name, ""))
        if "strokes" in wrong:
            self._banner.say(wrong["strokes"])
        if wrong:
            return
        self.button.setEnabled(False)
        reports = self._context.workspace.reports
        self._context.jobs.write(self, lambda _: reports.acknowledge(draft), self._done, self._failed)

    def _done(self, mark: object) -> None:
        self.kept.emit(mark)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        message = message_for(error)
        self._banner.say(f"{message.text} {message.way_out}".strip(), message.tone)
