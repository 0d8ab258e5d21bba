"""The notice with names withheld: why, what is withheld, the page itself, and then it is made."""

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from krogkoll.decisions import NoticePreview
from krogkoll.law import cite
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.paper_view import PaperView
from ui.typing_draft import TypingDraft
from ui.widgets.blocks import Banner
from ui.widgets.check import Check
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import Text

_PAGE_HEIGHT = 240


class NoticeDialog(Dialog):
    """Nothing is kept before the button is pressed; the button waits for the page to be there."""

    def __init__(self, context: Context, parent: QWidget, decision_id: str) -> None:
        super().__init__(context.theme, parent, tr("Underrättelse utan namn"), 620)
        self._context, self._id = context, decision_id
        theme = context.theme
        told = tr(
            "Du gör en egen handling som säger detsamma som beslutet, men utan namn på dem som har fattat det eller "
            "deltagit i det. Den används när det finns risk för hot ({0})."
        ).format(cite("FL-33"))
        self.body.addWidget(Text(theme, told, tone="muted", wrap=True))
        self.reason = QPlainTextEdit()
        self.reason.setFixedHeight(60)
        self.reason.setTabChangesFocus(True)
        hint = tr("Skälet sparas hos oss. Det står inte i underrättelsen.")
        self._field = Field(theme, tr("Varför namnen utelämnas"), self.reason, hint)
        self.body.addWidget(self._field)
        self.names = Text(theme, tr("Tar fram underrättelsen …"), "caption", tone="muted", wrap=True)
        self.body.addWidget(self.names)
        self.view = PaperView(context)
        self.view.setFixedHeight(_PAGE_HEIGHT)
        self.body.addWidget(self.view)
        self.seen = Check(theme, tr("Jag har läst igenom texten"))
        self.seen.hide()
        self.body.addWidget(self.seen)
        self.banner = Banner(theme, closable=False)
        self.body.addWidget(self.banner)
        self.add_out(tr("Avbryt"))
        self.act = self.add_act(tr("Gör underrättelsen"))
        self.act.setEnabled(False)
        self.act.clicked.connect(self._make)
        self._typing = TypingDraft(context, self, f"notice:{decision_id}", self._raw)
        self._typing.offer(self._take)
        self.finished.connect(self._typing.settle)
        self.reason.textChanged.connect(self._typing.touched)
        notices = context.workspace.notices
        context.jobs.write(self, lambda _: notices.preview(decision_id), self._show, self._failed)

    def _raw(self) -> Mapping[str, Any]:
        return {"reason": self.reason.toPlainText()}

    def _take(self, body: Mapping[str, Any]) -> None:
        self.reason.setPlainText(str(body.get("reason", "")))

    def _show(self, found: object) -> None:
        shown = cast(NoticePreview, found)
        self.names.setText(tr("Utelämnas: {0}.").format(", ".join(shown.withheld)))
        self.view.show_pdf(shown.pdf)
        self.act.setEnabled(True)
        if shown.left:
            words = tr("Efternamnet {0} finns kvar som eget ord. Läs igenom texten och se att det gäller någon annan.")
            if len(shown.left) > 1:
                words = tr("Efternamnen {0} finns kvar som egna ord. Läs igenom texten och se att de gäller andra.")
            self.banner.say(words.format(", ".join(shown.left)))
            self.seen.show()

    def _make(self) -> None:
        empty = not self.reason.toPlainText().strip()
        self._field.show_problem(tr("Skriv varför namnen utelämnas.") if empty else "")
        if empty:
            self.reason.setFocus()
            return
        if self.seen.isVisible() and not self.seen.isChecked():
            self.banner.say(tr("Läs igenom texten, och kryssa i rutan."))
            return
        self.act.setEnabled(False)
        notices, reason, seen = self._context.workspace.notices, self.reason.toPlainText(), self.seen.isChecked()
        self._context.jobs.write(
            self,
            lambda _: notices.make(self._id, reason, surnames_seen=seen),
            lambda _: self._made(),
            self._failed,
        )

    def _made(self) -> None:
        self._typing.drop()
        self._context.speaker.done(tr("Underrättelsen är gjord"))
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.names.setText("")
        self.act.setEnabled(bool(self.view.pdf))
        message = message_for(error)
        self.banner.say(f"{message.text} {message.way_out}".strip(), message.tone)
