"""The act of signing a paper that was shown: its hash, whose key, what happens then; one dialog for all papers."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from krogkoll.inspections import Shown, open_key, practice_key
from krogkoll.signing import Signer
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.widgets.blocks import Banner, row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field, PassphraseEdit
from ui.widgets.text import Text

Sign = Callable[[Signer], Shown]


def pick_key(parent: QWidget) -> str:
    """Ask for the file with the key; an empty text when nobody chose one."""
    return QFileDialog.getOpenFileName(parent, tr("Välj underskriftsnyckel"), "", tr("Nycklar (*.p12 *.pfx)"))[0]


def hash_words(sha256: str) -> str:
    """A hash in two lines of groups that can be read aloud."""
    groups = [sha256[start : start + 8] for start in range(0, len(sha256), 8)]
    return "\n".join((" ".join(groups[:4]), " ".join(groups[4:])))


class SignDialog(Dialog):
    """`signed` carries the Shown with the signature in it. sign: what to do with the key, in the store's thread."""

    signed = Signal(object)

    def __init__(self, context: Context, parent: QWidget, shown: Shown, sign: Sign, locks: str) -> None:
        super().__init__(context.theme, parent, tr("Underteckna {0}").format(shown.paper.kind.value), 560)
        self._context, self._sign = context, sign
        theme = context.theme
        self.body.addWidget(Text(theme, locks, wrap=True))
        self._banner = Banner(theme, closable=False)
        self.body.addWidget(self._banner)
        self.body.addWidget(Text(theme, tr("Dokumentets SHA-256"), "caption", tone="muted"))
        code = Text(theme, hash_words(shown.sha256), wrap=True)
        code.setFont(theme.mono("body"))
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(code)
        self.key, self.passphrase = QLineEdit(), PassphraseEdit(theme, tr("Nyckelns lösenord"))
        if context.workspace.practice:
            told = tr("Det här är en övning. En övningsnyckel i ditt namn används, och underskriften gäller ingenting.")
            self.body.addWidget(Text(theme, told, tone="muted", wrap=True))
        else:
            self._ask_for_key()
        self.body.addStretch(1)
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            whole.setStretchFactor(self.body, 1)
        self.add_out(tr("Avbryt"))
        self.button = self.add_act(tr("Underteckna"))
        self.button.clicked.connect(self._try)

    def _ask_for_key(self) -> None:
        theme = self._context.theme
        self.key.setReadOnly(True)
        self.key.setAccessibleName(tr("Fil med underskriftsnyckel"))
        holder = QWidget()
        inside = row(holder, spacing=8)
        inside.addWidget(self.key, 1)
        choose = Button(theme, tr("Välj fil"))
        choose.clicked.connect(self._choose)
        inside.addWidget(choose)
        holder.setFocusProxy(choose)
        self.body.addWidget(Field(theme, tr("Fil med underskriftsnyckel"), holder))
        self.body.addWidget(Field(theme, tr("Nyckelns lösenord"), self.passphrase))
        self.passphrase.returnPressed.connect(self._try)

    def _choose(self) -> None:
        chosen = pick_key(self)
        if chosen:
            self.key.setText(chosen)
            self.passphrase.setFocus()

    def _try(self) -> None:
        workspace, at = self._context.workspace, self._context.now()
        path, secret, sign = self.key.text(), self.passphrase.text(), self._sign
        if not workspace.practice and not path:
            self._banner.say(tr("Välj först filen med din underskriftsnyckel."))
            return
        self.button.setEnabled(False)

        def work(_: object) -> Shown:
            if workspace.practice:
                signer = practice_key(workspace.actor.name, workspace.authority_name, at)
            else:
                signer = open_key(Path(path), secret, at)
            try:
                return sign(signer)
            finally:
                signer.forget()

        self._context.jobs.write(self, work, self._done, self._failed)

    def _done(self, shown: object) -> None:
        self.passphrase.forget()
        self.signed.emit(shown)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        message = message_for(error)
        self._banner.say(f"{message.text} {message.way_out}".strip(), message.tone)
