"""Kontrollera: a signed PDF is dropped or chosen, judged beside the window's work, and told in plain words."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from krogkoll.signing import Report, tell
from krogkoll.verification import Judged, verify_files
from ui.check.trust import TrustCard
from ui.check.verdict import VerdictView
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.widgets.blocks import EmptyState, Scrolling, column, row
from ui.widgets.button import Button
from ui.widgets.text import ElidedText, Text, line

_WIDEST = 860
_CERTIFICATES, _LISTS = (".pem", ".cer", ".crt", ".der"), (".crl",)


def pick_file(parent: QWidget) -> str:
    """Ask for a signed file; an empty text when nobody chose one."""
    kinds = tr("PDF (*.pdf);;Alla filer (*)")
    return QFileDialog.getOpenFileName(parent, tr("Välj en undertecknad PDF"), "", kinds)[0]


class CheckPage(QWidget):
    """Where one is has no parts. `judged` says that a verdict came into view."""

    judged = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setAcceptDrops(True)
        self._context = context
        self._asked = 0
        self.path: Path | None = None
        self.known: tuple[bytes, ...] = ()
        self.report: Report | None = None
        whole = column(self, spacing=0)
        whole.addWidget(self._head())
        whole.addWidget(line())
        self.scroller = Scrolling(self._body())
        whole.addWidget(self.scroller, 1)
        context.refresh.watch(self, ("trusted_issuer",), self.read_known)
        self.read_known()

    def _body(self) -> QWidget:
        theme = self._context.theme
        body = QWidget()
        centred = row(body, (20, 20, 20, 20), 0)
        centred.addStretch(1)
        inside = column(spacing=16)
        centred.addLayout(inside, 100)
        centred.addStretch(1)
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST)
        inside.addWidget(holder)
        parts = column(holder, spacing=16)
        states = QWidget()
        self._stack = QStackedLayout(states)
        hint = tr("Du kan också välja filen. Ingenting skickas någonstans, och filen ändras inte.")
        self.empty = EmptyState(theme, "file-check", tr("Släpp en undertecknad PDF här"), hint=hint)
        self._stack.addWidget(self.empty)
        self.waiting = EmptyState(theme, "hourglass", tr("Kontrollerar filen …"))
        self._stack.addWidget(self.waiting)
        parts.addWidget(states)
        self.verdict = VerdictView(theme)
        self.verdict.hide()
        parts.addWidget(self.verdict)
        self.trust = TrustCard(self._context)
        self.trust.changed.connect(self._again)
        parts.addWidget(self.trust)
        inside.addStretch(1)
        self._states = states
        return body

    def read_known(self) -> None:
        """Read whom the authority itself trusts, and judge anew with them."""
        trust = self._context.workspace.trust
        self._context.jobs.read(self, lambda _: trust.certificates(), self._know)

    def _know(self, found: object) -> None:
        known = cast("tuple[bytes, ...]", found)
        self.trust.show_known(len(known))
        if known != self.known:
            self.known = known
            self._again()

    def _head(self) -> QWidget:
        theme = self._context.theme
        head = QWidget()
        head.setObjectName("surface")
        inside = row(head, (20, 10, 20, 10), 8)
        words = column(spacing=1)
        words.addWidget(Text(theme, tr("Kontrollera"), "title", "semibold"))
        told = tr("Vem har undertecknat, och är filen oförändrad?")
        words.addWidget(ElidedText(theme, told, "caption", tone="muted"))
        inside.addLayout(words, 1)
        self.choose = Button(theme, tr("Välj fil"), "folder-open", "primary", tr("Välj en PDF att kontrollera"))
        self.choose.clicked.connect(self.pick)
        inside.addWidget(self.choose)
        return head

    def where(self) -> str:
        """The whole page."""
        return ""

    def go(self, where: str) -> None:
        """The page has no parts to go to; what was judged stays in view."""

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """New: another file."""
        return {"new": self.pick}

    def pick(self) -> None:
        """Ask for a file and judge it."""
        if chosen := pick_file(self):
            self.judge(Path(chosen))

    def begin_again(self) -> None:
        """Wait for a file, as at the beginning."""
        self._asked += 1
        self.path = self.report = None
        self.verdict.hide()
        self._stack.setCurrentWidget(self.empty)
        self._states.show()

    def judge(self, path: Path) -> None:
        """Judge a file beside the window's work; a later one takes the place of an earlier."""
        self.path, self.report = path, None
        self._asked += 1
        asked = self._asked
        trust, lists, known = tuple(self.trust.certificates), tuple(self.trust.lists), self.known
        self._stack.setCurrentWidget(self.waiting)
        self._states.show()
        self.verdict.hide()
        self._context.jobs.aside(
            self,
            lambda _: verify_files([path], trust, lists, known=known),
            lambda found: self._judged(asked, path.name, found),
            lambda error: self._failed(asked, path.name, error),
        )

    def show_report(self, name: str, report: Report | None) -> None:
        """Show a verdict; none for a file that could not be read."""
        self.report = report
        self._states.hide()
        if report is None:
            self.verdict.show_trouble(
                name, tr("Filen saknas, går inte att läsa eller är för stor för att vara en handling.")
            )
        else:
            self.verdict.show_told(name, tell(report))
        self.verdict.show()
        self.scroller.verticalScrollBar().setValue(0)
        self.judged.emit()

    def _judged(self, asked: int, name: str, found: object) -> None:
        if asked == self._asked:
            _, judged = cast("tuple[int, Judged]", found)
            self.show_report(name, judged.files[0][1])

    def _failed(self, asked: int, name: str, error: Exception) -> None:
        if asked == self._asked:
            message = message_for(error)
            self._states.hide()
            self.verdict.show_trouble(name, f"{message.text} {message.way_out}".strip())
            self.verdict.show()
            self.judged.emit()

    def _again(self) -> None:
        if self.path is not None:
            self.judge(self.path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Certificates and revocation lists are taken as such; of the others the first is judged."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        certificates = [str(path) for path in paths if path.suffix.lower() in _CERTIFICATES]
        lists = [str(path) for path in paths if path.suffix.lower() in _LISTS]
        others = [path for path in paths if path.suffix.lower() not in (*_CERTIFICATES, *_LISTS)]
        if others:
            self.path = others[0]
        if certificates or lists:
            self.trust.add(certificates, lists)
        if others:
            self.judge(others[0])
