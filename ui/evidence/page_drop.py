"""Files dropped anywhere on a page of a place or a case: photos to its photos, the rest to its documents."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from krogkoll.evidence import DocumentDraft, Received, Refusal, Sorted, Subject
from krogkoll.kernel.errors import EvidenceTrouble
from krogkoll.kernel.progress import Report
from krogkoll.security import Permission
from ui.context import Context
from ui.evidence.drops import paths_in
from ui.evidence.intake import Intake, Taken
from ui.evidence.outcome import sentence
from ui.evidence.strip import IntakeStrip
from ui.i18n import tr
from ui.messages import message_for
from ui.widgets.blocks import Banner, column
from ui.words import count

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
_SEEN = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
_NAMED = 3


class PageDrop(QWidget):
    """A band that is in sight only while files come in and until what came of them was read.

    owner: the page that takes the files. show: opens its tab "photos" or "documents". Nothing is asked; a part of the
    page that takes files itself comes first.
    """

    def __init__(self, context: Context, owner: QWidget, show: Callable[[str], None]) -> None:
        super().__init__(owner)
        self._context, self._show = context, show
        self._subject = Subject("", "")
        self._waiting: list[tuple[list[Path], Subject]] = []
        self._busy = False
        inside = column(self, (24, 12, 24, 0), 8)
        self.banner, self.strip = Banner(context.theme), IntakeStrip(context.theme)
        self._intake: Intake | None = None
        self.strip.cancelled.connect(self._cancel)
        for part in (self.banner, self.strip):
            inside.addWidget(part)
            part.installEventFilter(self)
        self.hide()
        if context.workspace.actor.may(Permission.ATTACH_EVIDENCE):
            owner.setAcceptDrops(True)
            owner.installEventFilter(self)

    @property
    def widget(self) -> QWidget:
        """The part itself."""
        return self

    @property
    def busy(self) -> bool:
        """Whether files are coming in now."""
        return self._busy

    def read(self, subjects: Sequence[tuple[str, str]]) -> None:
        """What is dropped from now on is put to the first of these (kind, id)."""
        subject = Subject(*subjects[0]) if subjects else Subject("", "")
        if subject != self._subject and not self._busy:
            self.banner.hide()
        self._subject = subject

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dragged over the page, and show the band only when something stands in it."""
        if event.type() in _SEEN and watched in (self.banner, self.strip):
            self.setVisible(not (self.banner.isHidden() and self.strip.isHidden()))
        elif event.type() in _DRAGS and watched is self.parent() and self._subject.id:
            drag = cast("QDragEnterEvent | QDragMoveEvent | QDropEvent", event)
            if paths := paths_in(drag.mimeData()):
                drag.acceptProposedAction()
                if event.type() is QEvent.Type.Drop:
                    self.bring(paths)
                return True
        return super().eventFilter(watched, event)

    def bring(self, paths: Sequence[Path]) -> None:
        """Take these in, after what is under way."""
        self._waiting.append((list(paths), self._subject))
        if not self._busy:
            self._next()

    def _cancel(self) -> None:
        self._waiting.clear()
        if self._intake is not None:
            self._intake.cancel()

    def _next(self) -> None:
        if not self._waiting:
            self._busy = False
            return
        self._busy = True
        paths, subject = self._waiting.pop(0)
        cards = self._context.workspace.cards
        self.banner.hide()
        self._context.jobs.aside(
            self, lambda _: cards.sort_out(paths), partial(self._sorted, subject), partial(self._failed, False)
        )

    def _sorted(self, subject: Subject, found: object) -> None:
        files = cast(Sorted, found)
        if not files.photos:
            self._papers(subject, files, None)
            return
        self._intake = Intake(self._context, self, subject)
        self._intake.moved.connect(self.strip.show_step)
        self._intake.ended.connect(lambda taken: self._papers(subject, files, cast(Taken, taken)))
        self._intake.begin(files.photos)

    def _papers(self, subject: Subject, files: Sorted, taken: Taken | None) -> None:
        if self._intake is not None:
            self._intake.deleteLater()
            self._intake = None
        self.strip.hide()
        if not files.papers or (taken is not None and (taken.failed or taken.cancelled)):
            self._done(files, taken, Received())
            return
        documents = self._context.workspace.documents

        def work(report: Report) -> Received:
            return documents.receive(files.papers, subject=subject, draft=DocumentDraft(), report=report)

        self._context.jobs.write(
            self,
            work,
            lambda received: self._done(files, taken, cast(Received, received)),
            partial(self._failed, taken is not None),
        )

    def _done(self, files: Sorted, taken: Taken | None, received: Received) -> None:
        said, calm = outcome(files, taken, received)
        photos = taken is not None and bool(taken.photo_ids)
        offer = tr("Visa foton") if photos else tr("Visa handlingar") if received.documents else ""
        tab = "photos" if photos else "documents"
        self.banner.say(said, "closed" if calm else "suspected", offer, partial(self._show, tab))
        self._next()

    def _failed(self, photos: bool, error: Exception) -> None:
        self._context.speaker.trouble(error)
        if photos:
            self.banner.say(
                tr("Fotona är inlästa. De andra filerna togs inte emot."),
                "suspected",
                tr("Visa foton"),
                partial(self._show, "photos"),
            )
        self._next()


def outcome(files: Sorted, taken: Taken | None, received: Received) -> tuple[str, bool]:
    """What became of every file, and whether all went as it should."""
    told = [] if taken is None else [sentence(taken)]
    if done := len(received.documents):
        told.append(
            tr("En handling är mottagen.") if done == 1 else tr("{0} handlingar är mottagna.").format(count(done))
        )
    if twins := len(received.duplicates):
        told.append(tr("En handling fanns redan.") if twins == 1 else tr("{0} handlingar fanns redan.").format(twins))
    stopped = taken is not None and (taken.cancelled or taken.failed)
    if stopped and files.papers:
        told.append(tr("De andra filerna togs inte emot."))
    refused = [*files.refused, *received.refused]
    told += [_refusal(one) for one in refused[:_NAMED]]
    if len(refused) > _NAMED:
        told.append(tr("{0} till togs inte emot.").format(count(len(refused) - _NAMED)))
    if files.folders:
        told.append(tr("En mapp tas inte emot här. Öppna fliken Foton och släpp den där."))
    odd = taken is not None and bool(taken.refused or taken.unsound)
    return " ".join(told), not (stopped or odd or refused or files.folders)


def _refusal(one: Refusal) -> str:
    message = message_for(EvidenceTrouble(one.reason))
    return tr("{0} togs inte emot. {1} {2}").format(one.name, message.text, message.way_out)
