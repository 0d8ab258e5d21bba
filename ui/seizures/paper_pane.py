"""The record of a seizure or a sample in view, to be read and then signed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from krogkoll.inspections import Paper, Shown
from krogkoll.signing import Signer
from ui.context import Context
from ui.i18n import tr
from ui.paper_signing import SignDialog
from ui.paper_view import PaperView
from ui.widgets.blocks import column, row
from ui.widgets.button import Button
from ui.widgets.text import ElidedText, line

Sign = Callable[[Paper, Signer, str], Shown]


class PaperPane(QWidget):
    """`left` comes when somebody goes back to the list."""

    left = Signal()

    def __init__(self, context: Context, sign: Sign) -> None:
        super().__init__()
        self._context, self._sign = context, sign
        self._shown: Shown | None = None
        whole = column(self, spacing=0)
        head = QWidget()
        head.setObjectName("surface")
        inside = row(head, (16, 8, 16, 8), 10)
        self.back = Button(context.theme, tr("Till varorna"), "chevron-left", "link")
        self.back.clicked.connect(self.left.emit)
        inside.addWidget(self.back)
        self._title = ElidedText(context.theme, "", "body", "semibold")
        inside.addWidget(self._title, 1)
        self.sign = Button(context.theme, tr("Underteckna"), "check", "primary")
        self.sign.clicked.connect(self.ask)
        inside.addWidget(self.sign)
        whole.addWidget(head)
        whole.addWidget(line())
        self.view = PaperView(context)
        whole.addWidget(self.view, 1)

    def show_paper(self, shown: Shown) -> None:
        """Show it; one that is signed can only be read."""
        self._shown = shown
        state = tr("undertecknat") if shown.paper.sealed else tr("inte undertecknat")
        self._title.setText(f"{shown.paper.title}, {state}")
        self.sign.setVisible(not shown.paper.sealed)
        self.view.show_pdf(shown.pdf)

    def ask(self) -> None:
        """Sign what is in view."""
        shown = self._shown
        if shown is None:
            return
        locks = tr("När du undertecknar låses uppgifterna. Det som händer sedan skrivs till som åtgärder.")
        dialog = SignDialog(self._context, self, shown, lambda key: self._sign(shown.paper, key, shown.sha256), locks)
        dialog.signed.connect(self._signed)
        dialog.open()

    def _signed(self, shown: object) -> None:
        if isinstance(shown, Shown):
            self.show_paper(shown)
            self._context.speaker.done(tr("{0} är undertecknat").format(shown.paper.kind.value.capitalize()))
