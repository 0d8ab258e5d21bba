"""A copy of the signed report for the person met: as a file, on paper, or its hash as a code for the phone."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from krogkoll.inspections import CHECKING, LeftCopy, Paper, code_squares, code_text
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.paper_signing import hash_words
from ui.paper_view import page_images
from ui.printing import print_images
from ui.widgets.blocks import Banner, column, row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import Text

_PRINTED_PIXELS = 2480  # A4 at 300 dots an inch


def pick_target(parent: QWidget, name: str) -> str:
    """Ask where to save; an empty text when nobody chose a place."""
    return QFileDialog.getSaveFileName(parent, tr("Spara kopian"), name, tr("PDF (*.pdf)"))[0]


class CodeView(QWidget):
    """A QR code, dark on white in both themes so that a phone can read it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._rows = code_squares(text)
        self.setFixedSize(QSize(232, 232))
        self.setAccessibleName(tr("Kod med protokollets SHA-256"))
        self.setAccessibleDescription(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the squares."""
        painter = QPainter(self)
        # A phone reads black on white only, whatever the theme.
        black = QColor(Qt.GlobalColor.black)
        painter.fillRect(self.rect(), QColor.fromHsv(0, 0, 255))
        side = min(self.width(), self.height()) // len(self._rows)
        left = (self.width() - side * len(self._rows)) // 2
        for y, squares in enumerate(self._rows):
            for x, dark in enumerate(squares):
                if dark:
                    painter.fillRect(left + x * side, left + y * side, side, side, black)


class LeaveDialog(Dialog):
    """Each way is written down with who got it."""

    def __init__(self, context: Context, parent: QWidget, paper: Paper, to: str) -> None:
        super().__init__(context.theme, parent, tr("Lämna kopia"), 600)
        self._context, self._paper = context, paper
        theme = context.theme
        self.to = QLineEdit(to)
        self._field = Field(theme, tr("Vem får kopian"), self.to, tr("Namnet skrivs i loggen över utlämnanden."))
        self.body.addWidget(self._field)
        self.banner = Banner(theme, closable=False)
        self.body.addWidget(self.banner)
        self._add_ways()
        self._add_code()
        self.add_out(tr("Stäng"))

    def _add_ways(self) -> None:
        theme = self._context.theme
        ways = row(spacing=10)
        self.save = Button(theme, tr("Spara som fil"), "download")
        self.print = Button(theme, tr("Skriv ut"), "printer")
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)
        for button in (self.save, self.print):
            ways.addWidget(button)
        ways.addStretch(1)
        self.body.addLayout(ways)
        told = tr("Har andra än den du träffade lämnat uppgifter får kopian deras ord men inte deras namn.")
        self.body.addWidget(Text(theme, told, "caption", tone="muted", wrap=True))

    def _add_code(self) -> None:
        theme, sha256 = self._context.theme, self._paper.current_sha256
        text = code_text(self._paper, self._context.workspace.authority_name, sha256)
        shown = row(spacing=16)
        shown.addWidget(CodeView(text), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=8)
        words.addWidget(Text(theme, tr("Visa koden för den som vill kontrollera senare"), weight="semibold", wrap=True))
        code = Text(theme, hash_words(sha256), "caption", wrap=True)
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(code)
        words.addWidget(Text(theme, CHECKING, "caption", tone="muted", wrap=True))
        words.addStretch(1)
        shown.addLayout(words, 1)
        self.body.addLayout(shown)

    def _save(self) -> None:
        if not self._named():
            return
        chosen = pick_target(self, f"{self._paper.kind.value}.pdf")
        if chosen:
            path = Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")
            self._leave(lambda copy: self._left(copy, tr("Kopian är sparad.")), path)

    def _print(self) -> None:
        if self._named():
            self._leave(self._draw, None)

    def _draw(self, copy: LeftCopy) -> None:
        self._context.jobs.aside(
            self,
            lambda _: page_images(copy.pdf, _PRINTED_PIXELS),
            lambda images: self._printed(copy, images),
            self._failed,
        )

    def _printed(self, copy: LeftCopy, images: object) -> None:
        if print_images(self, cast("Sequence[QImage]", images)):
            self._left(copy, tr("Kopian är skickad till skrivaren."))
        else:
            self._busy(False)

    def _leave(self, then: Callable[[LeftCopy], None], target: Path | None) -> None:
        self._busy(True)
        reports, paper_id, to = self._context.workspace.reports, self._paper.id, self.to.text().strip()

        def work(_: object) -> LeftCopy:
            return reports.leave_copy(paper_id, to=to, target=target)

        self._context.jobs.write(self, work, lambda copy: then(cast(LeftCopy, copy)), self._failed)

    def _named(self) -> bool:
        named = bool(self.to.text().strip())
        self._field.show_problem("" if named else tr("Skriv vem som får kopian."))
        return named

    def _left(self, copy: LeftCopy, told: str) -> None:
        self._busy(False)
        if copy.masked:
            told = f"{told} {tr('Andra personers namn är borttagna i den.')}"
        self.banner.say(told, "closed")

    def _busy(self, busy: bool) -> None:
        self.save.setEnabled(not busy)
        self.print.setEnabled(not busy)

    def _failed(self, error: Exception) -> None:
        self._busy(False)
        message = message_for(error)
        self.banner.say(f"{message.text} {message.way_out}".strip(), message.tone)
