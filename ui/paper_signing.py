"""The act of signing a paper with one signature that was shown: its hash, whose key, what happens then."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from krogkoll.inspections import Shown, sign_shown
from krogkoll.signing import AnsweredSigner, Signer
from ui.context import Context
from ui.i18n import tr
from ui.signing_keys import KeyBox, said
from ui.widgets.blocks import Banner
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text

Sign = Callable[[Signer], Shown]


def hash_words(sha256: str) -> str:
    """A hash in two lines of groups that can be read aloud."""
    groups = [sha256[start : start + 8] for start in range(0, len(sha256), 8)]
    return "\n".join((" ".join(groups[:4]), " ".join(groups[4:])))


class SignDialog(Dialog):
    """`signed` carries the Shown with the signature in it. sign: what to do with the key, in the store's thread."""

    signed = Signal(object)

    def __init__(self, context: Context, parent: QWidget, shown: Shown, sign: Sign, locks: str) -> None:
        super().__init__(context.theme, parent, tr("Underteckna {0}").format(shown.paper.kind.value), 560)
        self._context, self._shown, self._sign = context, shown, sign
        theme = context.theme
        self.body.addWidget(Text(theme, locks, wrap=True))
        self._banner = Banner(theme, closable=False)
        self.body.addWidget(self._banner)
        self.body.addWidget(Text(theme, tr("Dokumentets SHA-256"), "caption", tone="muted"))
        code = Text(theme, hash_words(shown.sha256), wrap=True)
        code.setFont(theme.mono("body"))
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(code)
        self.keys = KeyBox(context)
        self.keys.troubled.connect(lambda error: self._banner.say(*said(error)))
        self.keys.submitted.connect(self._try)
        self.body.addWidget(self.keys)
        self.body.addStretch(1)
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            whole.setStretchFactor(self.body, 1)
        self.add_out(tr("Avbryt"))
        self.button = self.add_act(tr("Underteckna"))
        self.button.clicked.connect(self._try)

    def _try(self) -> None:
        if lacks := self.keys.lacks():
            self._banner.say(lacks)
            return
        self.button.setEnabled(False)
        opened, shown, at = self.keys.opener(), self._shown, self._context.now()
        place = shown.paper.next_place
        name = place.person if place else ""

        def work(_: object) -> AnsweredSigner:
            signer = opened(name, at)
            try:
                return sign_shown(shown, signer, at)
            finally:
                signer.forget()

        self._context.jobs.aside(self, work, self._write, self._failed)

    def _write(self, answer: object) -> None:
        sign = self._sign
        if isinstance(answer, AnsweredSigner):
            self._context.jobs.write(self, lambda _: sign(answer), self._done, self._failed)

    def _done(self, shown: object) -> None:
        self.keys.forget()
        self.signed.emit(shown)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self._banner.say(*said(error))
