"""The quick note over any page: write, Ctrl+Enter, go on; what is typed survives a lock, a crash and a flat battery."""

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from krogkoll.cases import QUICK_NOTE_LIMIT, QuickNoteDraft
from krogkoll.kernel.errors import Invalid
from ui.context import Context
from ui.i18n import tr
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import Text
from ui.words import clock

NAME = "quick_note:new"
"""The one note that is being written; a new one begins when it is saved or emptied."""
_DRAFT_MS = 800


class NoteSheet(Dialog):
    """`written` when the note is stored; leaving keeps what is typed for the next time."""

    written = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context.theme, parent, tr("Snabbanteckning"), 560)
        self._context = context
        self._kept = ""
        self._done = False
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(168)
        hint = tr("Du behöver inte veta var den hör hemma. Den väntar i Inkommet tills du lägger den rätt.")
        self.field = Field(context.theme, tr("Vad såg eller hörde du?"), self.edit, hint)
        self.body.addWidget(self.field)
        self.state = Text(context.theme, "", "caption", tone="muted")
        self.body.addWidget(self.state)
        self.out = self.add_out(tr("Stäng"))
        self.out.setToolTip(tr("Det du har skrivit finns kvar (Esc)"))
        self.act = self.add_act(tr("Spara"))
        self.act.setToolTip(tr("Spara (Ctrl+Enter)"))
        self.act.clicked.connect(self.save)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_DRAFT_MS)
        self._rest.timeout.connect(self.keep)
        self.edit.textChanged.connect(self._typed)
        self.finished.connect(lambda _: self.keep())
        drafts = context.workspace.drafts
        context.jobs.read(self, lambda _: drafts.load(NAME), self._offer)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, body: object) -> None:
        """What was typed last time, unless somebody has begun anew meanwhile."""
        text = cast(Mapping[str, Any], body).get("text", "") if isinstance(body, Mapping) else ""
        if text and not self.edit.toPlainText():
            self._kept = text
            self.edit.setPlainText(text)
            self.edit.moveCursor(QTextCursor.MoveOperation.End)
            self.state.setText(tr("Det du skrev sist är kvar här."))

    def _typed(self) -> None:
        self.field.show_problem("")
        self.state.setText("")
        # Not started anew by each key: who types without a pause is saved as well.
        if not self._rest.isActive():
            self._rest.start()

    def keep(self) -> None:
        """Write what stands here as a draft, or forget it where nothing does."""
        text = self.edit.toPlainText()
        if self._done or text == self._kept:
            return
        self._kept = text
        drafts = self._context.workspace.drafts
        if text.strip():
            self._context.jobs.write(self, lambda _: drafts.save(NAME, {"text": text}), lambda _: self._told())
        else:
            self._context.jobs.write(self, lambda _: drafts.drop(NAME), lambda _: None)

    def _told(self) -> None:
        if not self._done:
            self.state.setText(tr("Utkastet är sparat"))

    def save(self) -> None:
        """Store the note and close; the draft goes in the same turn."""
        text = self.edit.toPlainText()
        if not text.strip():
            self.field.show_problem(tr("Skriv något först."))
            return
        if len(text) > QUICK_NOTE_LIMIT:
            self.field.show_problem(tr("Texten är för lång. Dela den i två anteckningar."))
            return
        if not self.act.isEnabled():
            return
        self._rest.stop()
        self.act.setEnabled(False)
        workspace = self._context.workspace

        def work(_: object) -> None:
            workspace.notes.write(QuickNoteDraft(text=text))
            workspace.drafts.drop(NAME)

        self._context.jobs.write(self, work, lambda _: self._stored(), self._refused)

    def _stored(self) -> None:
        self._done = True
        self._context.speaker.saved(clock(self._context.now()))
        self._context.speaker.done(tr("Anteckningen väntar i Inkommet"))
        self.written.emit()
        self.accept()

    def _refused(self, error: Exception) -> None:
        self.act.setEnabled(True)
        self.keep()
        if isinstance(error, Invalid):
            self.field.show_problem(tr("Anteckningen kunde inte sparas. Kontrollera texten."))
        else:
            self.reject()
            self._context.speaker.trouble(error)
