"""Whose key a paper is signed with, and where it is: a file, a card, or in practice a key made for the moment."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from krogkoll.inspections import open_key, practice_key
from krogkoll.kernel.platform import card_modules
from krogkoll.signing import (
    CardCertificate,
    CardSigner,
    PracticeRemote,
    RemoteSigner,
    Signer,
    card_certificates,
)
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.widgets.blocks import column, row
from ui.widgets.button import Button
from ui.widgets.fields import Choice, Field, PassphraseEdit
from ui.widgets.segments import Segments
from ui.widgets.text import Text

Opener = Callable[[str, datetime], Signer]
"""Opens the key in the name of a person, for signing at a moment; takes its time."""
PRACTICE, SERVICE, FILE, CARD = "practice", "service", "file", "card"


def pick_key(parent: QWidget) -> str:
    """Ask for the file with the key; an empty text when nobody chose one."""
    return QFileDialog.getOpenFileName(parent, tr("Välj underskriftsnyckel"), "", tr("Nycklar (*.p12 *.pfx)"))[0]


def pick_module(parent: QWidget) -> str:
    """Ask for the card maker's PKCS#11 module; an empty text when nobody chose one."""
    return QFileDialog.getOpenFileName(parent, tr("Välj kortets PKCS#11-fil"), "", tr("Program (*.so *.dll *.dylib)"))[
        0
    ]


class FileChoice(QWidget):
    """A file that was chosen, and the button that chooses it. `chosen` carries its path."""

    chosen = Signal(str)

    def __init__(self, context: Context, name: str, pick: Callable[[QWidget], str]) -> None:
        super().__init__()
        self._pick = pick
        self.edit = QLineEdit()
        self.edit.setReadOnly(True)
        self.edit.setAccessibleName(name)
        inside = row(self, spacing=8)
        inside.addWidget(self.edit, 1)
        self.button = Button(context.theme, tr("Välj fil"), name=tr("Välj fil: {0}").format(name))
        self.button.clicked.connect(self.choose)
        inside.addWidget(self.button)
        self.setFocusProxy(self.button)

    @property
    def path(self) -> str:
        """What was chosen, or nothing."""
        return self.edit.text()

    def choose(self) -> None:
        """Ask for a file."""
        found = self._pick(self)
        if found:
            self.edit.setText(found)
            self.chosen.emit(found)


class _FilePane(QWidget):
    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        inside = column(self, spacing=12)
        self.key = FileChoice(context, tr("Fil med underskriftsnyckel"), pick_key)
        self.passphrase = PassphraseEdit(theme, tr("Nyckelns lösenord"))
        self.key.chosen.connect(lambda _: self.passphrase.setFocus())
        inside.addWidget(Field(theme, tr("Fil med underskriftsnyckel"), self.key))
        inside.addWidget(Field(theme, tr("Nyckelns lösenord"), self.passphrase))
        inside.addStretch(1)


class _CardPane(QWidget):
    """Which card, which certificate on it, and the PIN."""

    troubled = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.found: tuple[CardCertificate, ...] = ()
        theme = context.theme
        inside = column(self, spacing=12)
        self.module = FileChoice(context, tr("Kortets program"), pick_module)
        self.module.chosen.connect(lambda _: self.read_card())
        known = card_modules()
        if known:
            self.module.edit.setText(str(known[0]))
        device = context.workspace.device
        context.jobs.read(self, lambda _: device.settings().card_module, self._prefer)
        hint = tr("PKCS#11-filen från kortets leverantör.")
        inside.addWidget(Field(theme, tr("Kortets program"), self.module, hint))
        self.reader = Button(theme, tr("Läs av kortet"), "refresh-cw")
        self.reader.clicked.connect(self.read_card)
        inside.addWidget(self.reader)
        self.certificate = Choice(theme, tr("Certifikat på kortet"))
        self._certificate = Field(theme, tr("Certifikat på kortet"), self.certificate)
        inside.addWidget(self._certificate)
        self.pin = PassphraseEdit(theme, tr("Pinkod"))
        self._pin = Field(theme, tr("Pinkod"), self.pin)
        inside.addWidget(self._pin)
        self.pad = Text(theme, tr("Ange pinkoden på kortläsaren när du har valt Underteckna."), tone="muted", wrap=True)
        inside.addWidget(self.pad)
        inside.addStretch(1)
        self.certificate.currentIndexChanged.connect(lambda _: self._show())
        self._show()

    def _prefer(self, module: object) -> None:
        """The module that the person has chosen for this computer under Inställningar comes before any other."""
        if module:
            self.module.edit.setText(str(module))

    @property
    def chosen(self) -> CardCertificate | None:
        """The certificate that was chosen."""
        index = self.certificate.currentIndex()
        return self.found[index] if 0 <= index < len(self.found) else None

    def read_card(self) -> None:
        """Look at the cards in the readers."""
        path = Path(self.module.path)
        if not self.module.path:
            self.module.choose()
            return
        self.reader.setEnabled(False)
        self._context.jobs.aside(self, lambda _: card_certificates(path), self._read, self._failed)

    def _read(self, result: object) -> None:
        self.reader.setEnabled(True)
        self.found = cast("tuple[CardCertificate, ...]", result)
        self.certificate.clear()
        for one in self.found:
            self.certificate.addItem(", ".join(part for part in (one.name, one.organisation, one.card) if part))
        self._show()
        if self.chosen is not None and not self.chosen.pin_pad:
            self.pin.setFocus()

    def _failed(self, error: Exception) -> None:
        self._read(())
        self.troubled.emit(error)

    def _show(self) -> None:
        chosen = self.chosen
        self._certificate.setVisible(bool(self.found))
        self._pin.setVisible(chosen is not None and not chosen.pin_pad)
        self.pad.setVisible(chosen is not None and chosen.pin_pad)
        few = chosen is not None and chosen.pin_state in ("few", "last")
        self._pin.show_problem(tr("Få försök är kvar innan kortet spärras.") if few else "")


class KeyBox(QWidget):
    """The ways to a key. `troubled` carries an error from reading a card; `changed` says that another way is shown."""

    troubled = Signal(object)
    changed = Signal()
    submitted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        practice = context.workspace.practice
        ways = [(tr("Nyckelfil"), FILE, tr("Nyckel i en fil")), (tr("Kort"), CARD, tr("Kort i en kortläsare"))]
        if practice:
            ways = [
                (tr("Övningsnyckel"), PRACTICE, tr("En övningsnyckel i ditt namn")),
                (tr("Övningstjänst"), SERVICE, tr("Som hos en underskriftstjänst, på övning")),
                *ways,
            ]
        inside = column(self, spacing=12)
        self.ways = Segments(theme, tr("Hur du undertecknar"), ways)
        inside.addWidget(self.ways)
        self.file, self.card = _FilePane(context), _CardPane(context)
        self.card.troubled.connect(self.troubled)
        for edit in (self.file.passphrase, self.card.pin):
            edit.returnPressed.connect(self.submitted)
        self._panes: dict[str, QWidget] = {
            PRACTICE: self._told(
                tr("Det här är en övning. En övningsnyckel används, och underskriften gäller ingenting.")
            ),
            SERVICE: self._told(
                tr(
                    "Det här är en övning. Bara dokumentets kontrollsumma lämnas till övningstjänsten,"
                    " som bekräftar av sig själv. Underskriften gäller ingenting."
                )
            ),
            FILE: self.file,
            CARD: self.card,
        }
        for key, pane in self._panes.items():
            inside.addWidget(pane)
            pane.setVisible(key == ways[0][1])
        self.ways.value = ways[0][1]
        self.ways.changed.connect(self._show)

    def _told(self, words: str) -> QWidget:
        return Text(self._context.theme, words, tone="muted", wrap=True)

    def _show(self) -> None:
        for key, pane in self._panes.items():
            pane.setVisible(key == self.ways.value)
        self.changed.emit()

    def lacks(self) -> str:
        """What must be chosen first, in a sentence; nothing when the key can be opened."""
        if self.ways.value == FILE and not self.file.key.path:
            return tr("Välj först filen med din underskriftsnyckel.")
        if self.ways.value == CARD and self.card.chosen is None:
            return tr("Läs först av kortet i läsaren.")
        return ""

    def opener(self) -> Opener:
        """What opens the chosen key, with what is typed now."""
        organisation = self._context.workspace.authority_name
        way = self.ways.value
        if way == PRACTICE:
            return lambda name, at: practice_key(name, organisation, at)
        if way == SERVICE:
            words = tr("Underskrift i Krogkoll")
            return lambda name, at: RemoteSigner(PracticeRemote(organisation, at, polls=1), name, words)
        if way == FILE:
            path, secret = Path(self.file.key.path), self.file.passphrase.text()
            return lambda _, at: open_key(path, secret, at)
        module, chosen, pin = Path(self.card.module.path), self.card.chosen, self.card.pin.text()
        return lambda _, __: CardSigner.open(module, cast(CardCertificate, chosen), pin)

    def forget(self) -> None:
        """Empty what was typed in secret."""
        self.file.passphrase.forget()
        self.card.pin.forget()


def said(error: Exception) -> tuple[str, str]:
    """The words of an error for a banner, with their tone."""
    message = message_for(error)
    return f"{message.text} {message.way_out}".strip(), message.tone


def entries(values: Sequence[str]) -> str:
    """Several names in running words: "Anna Ek och Bo Ask"."""
    return tr("{0} och {1}").format(", ".join(values[:-1]), values[-1]) if len(values) > 1 else "".join(values)
