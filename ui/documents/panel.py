"""The received files of some records on any page: the list, adding, what is written of each, copies out."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QWidget

from krogkoll.evidence import DocumentDraft, Received, StoredDocument, Subject
from krogkoll.kernel.progress import Report
from krogkoll.security import Permission
from ui.context import Context
from ui.documents.receipt_dialog import CopyDialog, ReceiptDialog
from ui.documents.words import claims_text, format_chip, outcome_text, receipt_text, size_text, warning_text
from ui.i18n import tr
from ui.widgets.blocks import Banner, EmptyState, Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.cards import record_card
from ui.widgets.text import Text
from ui.words import count

SHOWN = 100
"""So many cards are drawn; the rest is counted."""
_PROGRAM_TONE = "danger"


class DocumentsPanel(QWidget):
    """Reads, and so logs, only when told to, and again when files changed while it is in sight."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asked = 0
        self._subjects: tuple[Subject, ...] = ()
        self.shown: tuple[StoredDocument, ...] = ()
        may = context.workspace.actor.may
        self._signs = context.parts.marking_signs(self)
        self._may_add, self._may_copy = may(Permission.ATTACH_EVIDENCE), may(Permission.EXPORT)
        self.setAcceptDrops(self._may_add)
        theme = context.theme
        whole = column(self, spacing=0)
        head = row(margins=(24, 12, 24, 8), spacing=12)
        self._count = Text(theme, "", tone="muted")
        head.addWidget(self._count)
        head.addStretch(1)
        self.add = Button(theme, tr("Lägg till filer …"), "plus")
        self.add.clicked.connect(self._choose)
        head.addWidget(self.add)
        whole.addLayout(head)
        self.add.setVisible(self._may_add)
        self._band = QWidget()
        self.banner = Banner(theme)
        column(self._band, (24, 0, 24, 8), 0).addWidget(self.banner)
        whole.addWidget(self._band)
        body = QWidget()
        inside = column(body, (24, 4, 24, 24), 12)
        self._cards = column(spacing=12)
        inside.addLayout(self._cards)
        hint = tr("Släpp filer här eller välj Lägg till filer. De sparas oförändrade.") if self._may_add else ""
        self._none = EmptyState(theme, "paperclip", tr("Inga mottagna filer"), hint=hint)
        inside.addWidget(self._none)
        inside.addStretch(1)
        whole.addWidget(Scrolling(body), 1)
        context.refresh.watch(self, {"document"}, self._changed)

    @property
    def widget(self) -> QWidget:
        """The part itself."""
        return self

    def read(self, subjects: Sequence[tuple[str, str]]) -> None:
        """Show the files of these (kind, id); new ones are put to the first."""
        self._subjects = tuple(Subject(*one) for one in subjects)
        self._read()

    def _changed(self) -> None:
        if self.isVisible() and self._subjects:
            self._read()

    def _read(self) -> None:
        self._asked += 1
        documents, subjects = self._context.workspace.documents, self._subjects
        self._context.jobs.read(self, lambda _: documents.documents(subjects), partial(self._show, self._asked))

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        self.shown = cast("tuple[StoredDocument, ...]", found)
        clear(self._cards)
        self._none.setVisible(not self.shown)
        total = len(self.shown)
        words = tr("1 fil") if total == 1 else tr("{0} filer").format(count(total)) if total else ""
        if total > SHOWN:
            words = tr("De {0} senaste av {1} filer").format(SHOWN, count(total))
        self._count.setText(words)
        for document in self.shown[:SHOWN]:
            self._cards.addWidget(self._card(document))

    def _card(self, document: StoredDocument) -> QFrame:
        theme, now = self._context.theme, self._context.now()
        name = "" if document.name == document.title else document.name
        facts = ", ".join(part for part in (name, size_text(document.size)) if part)
        notes = (receipt_text(document, now), claims_text(document, now), facts)
        card = record_card(theme, document.title or document.name, format_chip(document), "", notes)
        inside = cast(QBoxLayout, card.layout())
        if warning := warning_text(document):
            inside.addWidget(Text(theme, warning, "caption", tone=_PROGRAM_TONE, wrap=True))
        actions = QWidget()
        line = row(actions, spacing=8)
        if self._may_copy:
            copy = Button(theme, tr("Spara en kopia …"), "download", "quiet")
            copy.set_name(tr("Spara en kopia av {0}").format(document.title))
            copy.clicked.connect(partial(self._copy, document))
            line.addWidget(copy)
        if self._may_add and not document.sealed:
            edit = Button(theme, tr("Ändra uppgifter"), "pencil", "quiet")
            edit.set_name(tr("Ändra uppgifter om {0}").format(document.title))
            edit.clicked.connect(partial(self._edit, document))
            line.addWidget(edit)
        line.addWidget(self._signs.button("document", document.id, document.title or document.name))
        line.addStretch(1)
        inside.addWidget(actions)
        return card

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Lägg till filer"))
        self.receive([Path(one) for one in chosen])

    def receive(self, paths: Sequence[Path]) -> None:
        """Ask what the files are, then take them in."""
        if not paths or not self._subjects:
            return
        subject = self._subjects[0]
        names = [path.name for path in paths]
        kept_as = f"documents:{subject.kind}:{subject.id}"
        dialog = ReceiptDialog(self._context, self.window(), DocumentDraft(), names, kept_as)
        dialog.given.connect(partial(self._take_in, list(paths), subject))
        dialog.open()

    def _take_in(self, paths: list[Path], subject: Subject, draft: DocumentDraft) -> None:
        documents = self._context.workspace.documents

        def work(report: Report) -> Received:
            return documents.receive(paths, subject=subject, draft=draft, report=report)

        self._context.jobs.write(self, work, self._taken_in)

    def _taken_in(self, found: object) -> None:
        good, bad = outcome_text(cast(Received, found))
        if good:
            self._context.speaker.done(good)
        if bad:
            self.banner.say(bad)
        else:
            self.banner.hide()

    def _edit(self, document: StoredDocument) -> None:
        shown = DocumentDraft(
            title=document.title,
            sender=document.sender,
            received_at=document.received_at,
            disclosed=document.disclosed,
        )
        dialog = ReceiptDialog(self._context, self.window(), shown, [], f"document:{document.id}")
        documents = self._context.workspace.documents

        def write(draft: DocumentDraft) -> None:
            self._context.jobs.write(
                self,
                lambda _: documents.edit(document, draft),
                lambda _: self._context.speaker.done(tr("Uppgifterna är sparade")),
            )

        dialog.given.connect(write)
        dialog.open()

    def _copy(self, document: StoredDocument) -> None:
        dialog = CopyDialog(self._context, self.window(), document.title)
        dialog.given.connect(partial(self._save_copy, document))
        dialog.open()

    def _save_copy(self, document: StoredDocument, recipient: str, reason: str) -> None:
        name = document.name.replace("/", "_").replace("\\", "_").lstrip(".")
        # Nothing is ever written over: the vault refuses, so the system need not ask.
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Spara en kopia"), name, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if not chosen:
            return
        documents, target = self._context.workspace.documents, Path(chosen)
        self._context.jobs.write(
            self,
            lambda _: documents.save_copy(document.id, target, recipient=recipient, reason=reason),
            lambda _: self._context.speaker.done(tr("Kopian är sparad")),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them in."""
        event.acceptProposedAction()
        self.receive([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
