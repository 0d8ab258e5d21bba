"""Shows what a certificate file holds before somebody decides to trust it, and asks why."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from krogkoll.house import read_chosen_file
from krogkoll.kernel.errors import Invalid
from krogkoll.security import Actor
from krogkoll.signing import Issuer
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.settings.words import all_words, span_words
from ui.widgets.blocks import Banner, FactGrid, column
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import Text

_MOST = 256 * 1024


class IssuerDialog(Dialog):
    """`trusted` when it is done."""

    trusted = Signal()

    def __init__(self, context: Context, parent: QWidget, path: Path, guest: Actor | None) -> None:
        super().__init__(context.theme, parent, tr("Lita på utfärdaren"), 560)
        self._context, self._guest = context, guest
        self._content = b""
        lead = tr("Jämför fingeravtrycket med det som utfärdaren själv har publicerat, tecken för tecken.")
        self.body.addWidget(Text(context.theme, lead, tone="muted", wrap=True))
        self.banner = Banner(context.theme, closable=False)
        self.body.addWidget(self.banner)
        self._found = column(spacing=10)
        self.body.addLayout(self._found)
        self.why = QPlainTextEdit()
        self.why.setFixedHeight(64)
        self.why.setTabChangesFocus(True)
        self.field = Field(context.theme, tr("Varför ni litar på den"), self.why, tr("Sparas i loggen."))
        self.body.addWidget(self.field)
        self.add_out(tr("Avbryt"))
        self.act = self.add_act(tr("Lita på den"))
        self.act.setEnabled(False)
        self.act.clicked.connect(self.trust)
        trust = context.workspace.trust

        def look(_: object) -> tuple[bytes, tuple[Issuer, ...]]:
            content = read_chosen_file(path, _MOST)
            return content, trust.look(content)

        context.jobs.aside(self, look, self._show, self._failed)

    def _show(self, found: object) -> None:
        self._content, issuers = cast("tuple[bytes, tuple[Issuer, ...]]", found)
        for one in issuers:
            grid = FactGrid(self._context.theme, 2)
            grid.show_facts(
                (
                    (tr("Utfärdare"), one.name),
                    (tr("Organisation"), one.organisation),
                    (tr("Gäller"), span_words(one.valid_from, one.valid_until)),
                    (tr("Fingeravtryck (SHA-256)"), " ".join(one.fingerprint[at : at + 4] for at in range(0, 64, 4))),
                )
            )
            self._found.addWidget(grid)
        self.act.setEnabled(True)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(layout.heightForWidth(self.width()), layout.minimumSize().height()))

    def trust(self) -> None:
        """Write it, or say that the reason is missing."""
        why, content, guest = self.why.toPlainText(), self._content, self._guest
        if not why.strip():
            self.field.show_problem(tr("Skriv varför. Skälet sparas i loggen."))
            return
        trust = self._context.workspace.trust
        self.act.setEnabled(False)
        self._context.jobs.write(self, lambda _: trust.trust(content, why, guest=guest), self._done, self._failed)

    def _done(self, _: object) -> None:
        self.accept()
        self.trusted.emit()

    def _failed(self, error: Exception) -> None:
        self.act.setEnabled(bool(self._content))
        message = message_for(error)
        words = all_words(error.problems) if isinstance(error, Invalid) else f"{message.text} {message.way_out}"
        self.banner.say(words.strip(), "confirmed")
