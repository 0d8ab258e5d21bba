"""Something is added to a signed report: what, and why only now."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from krogkoll.inspections import AddendumDraft, addendum_problems
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.typing_draft import TypingDraft
from ui.widgets.blocks import Banner
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import Text

_WORDS = {
    ("text", "missing"): "Skriv vad som läggs till.",
    ("reason", "missing"): "Skriv varför det inte stod i protokollet.",
    ("text", "too-long"): "Texten är för lång. Dela upp den i två kompletteringar.",
    ("reason", "too-long"): "Texten är för lång.",
}


class AddendumDialog(Dialog):
    """`written` carries the Addendum; it is signed afterwards."""

    written = Signal(object)

    def __init__(self, context: Context, parent: QWidget, inspection_id: str) -> None:
        super().__init__(context.theme, parent, tr("Komplettera protokollet"), 600)
        self._context, self._inspection_id = context, inspection_id
        theme = context.theme
        told = tr("Protokollet ändras inte. Kompletteringen får ett nummer och undertecknas för sig.")
        self.body.addWidget(Text(theme, told, tone="muted", wrap=True))
        self._banner = Banner(theme, closable=False)
        self.body.addWidget(self._banner)
        self.text, self.reason = QPlainTextEdit(), QPlainTextEdit()
        self._fields = {
            "text": Field(theme, tr("Det som läggs till"), self.text),
            "reason": Field(theme, tr("Varför det läggs till nu"), self.reason),
        }
        for edit, height in ((self.text, 130), (self.reason, 72)):
            edit.setFixedHeight(height)
            edit.setTabChangesFocus(True)
        for field in self._fields.values():
            self.body.addWidget(field)
        self._draft = TypingDraft(context, self, f"addendum:{inspection_id}", self._tell)
        self._draft.offer(self._take)
        self.finished.connect(self._draft.settle)
        for edit in (self.text, self.reason):
            edit.textChanged.connect(self._draft.touched)
        self.add_out(tr("Avbryt"))
        self.button = self.add_act(tr("Spara komplettering"))
        self.button.clicked.connect(self._try)

    def _tell(self) -> Mapping[str, Any]:
        return {"text": self.text.toPlainText(), "reason": self.reason.toPlainText()}

    def _take(self, body: Mapping[str, Any]) -> None:
        self.text.setPlainText(str(body.get("text", "")))
        self.reason.setPlainText(str(body.get("reason", "")))

    def _try(self) -> None:
        draft = AddendumDraft(
            inspection_id=self._inspection_id, text=self.text.toPlainText(), reason=self.reason.toPlainText()
        )
        wrong = {one.field: tr(_WORDS[one.field, one.problem]) for one in addendum_problems(draft)}
        for name, field in self._fields.items():
            field.show_problem(wrong.get(name, ""))
        if wrong:
            return
        self.button.setEnabled(False)
        addenda = self._context.workspace.addenda
        self._context.jobs.write(self, lambda _: addenda.write(draft), self._done, self._failed)

    def _done(self, addendum: object) -> None:
        self._draft.drop()
        self.written.emit(addendum)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        message = message_for(error)
        self._banner.say(f"{message.text} {message.way_out}".strip(), message.tone)
