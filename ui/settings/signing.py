"""The section Underskrifter: whose certificates count, and how this computer speaks to smart cards."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from krogkoll.house import DeviceSettings, TrustedIssuer
from krogkoll.kernel.errors import Invalid
from ui.context import Context
from ui.i18n import tr
from ui.settings.acting import Acting
from ui.settings.confirm import Confirm
from ui.settings.fields import CARD
from ui.settings.form import FieldsForm
from ui.settings.frame import Section
from ui.settings.issuer_dialog import IssuerDialog
from ui.settings.words import span_words
from ui.widgets.blocks import Card, clear, column, row
from ui.widgets.button import Button
from ui.widgets.cards import record_card
from ui.widgets.text import Text


class SigningSection(Section):
    """Trusted issuers first, then the card module of this computer."""

    kinds = ("trusted_issuer", "device")

    def __init__(self, context: Context, acting: Acting) -> None:
        lead = tr("En underskrift räknas som styrkt när dess certifikat kommer från en utfärdare i listan.")
        super().__init__(context, tr("Underskrifter"), lead, acting)
        theme = context.theme
        self.add = self.add_button(tr("Lägg till utfärdare …"), "plus", self._ask_file)
        self._cards = column(spacing=12)
        self.column.addLayout(self._cards)
        self.none = Text(
            theme, tr("Ingen utfärdare är betrodd än. Alla underskrifter visas då som ej styrkta."), wrap=True
        )
        self.column.addWidget(self.none)
        card = Card(theme, tr("Smarta kort på den här datorn"))
        self.form = FieldsForm(theme, CARD)
        self.form.changed.connect(self._touched)
        card.body.addWidget(self.form)
        foot = row(spacing=8)
        foot.addStretch(1)
        self.choose_module = Button(theme, tr("Välj fil …"), "folder-open", "secondary", tr("Välj programmodul"))
        self.choose_module.clicked.connect(self._ask_module)
        self.keep = Button(theme, tr("Spara sökvägen"), "check")
        self.keep.clicked.connect(self.save_module)
        foot.addWidget(self.choose_module)
        foot.addWidget(self.keep)
        card.body.addLayout(foot)
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.found: tuple[TrustedIssuer, ...] = ()
        self._device: DeviceSettings | None = None
        self.dirty = False
        self.allow()

    def read(self) -> None:
        """Ask whom one trusts, and which module is chosen."""
        workspace = self.context.workspace
        self.context.jobs.read(self, lambda _: (workspace.trust.issuers(), workspace.device.settings()), self._show)

    def allow(self) -> None:
        """Buttons as far as whoever sits there may; the module is the person's own affair."""
        self.add.setVisible(self.may)
        self.keep.setEnabled(self.dirty)
        self._show_issuers()

    def _show(self, found: object) -> None:
        self.found, self._device = cast("tuple[tuple[TrustedIssuer, ...], DeviceSettings]", found)
        if not self.dirty:
            self.form.show_values({"card_module": self._device.card_module})
        self._show_issuers()

    def _show_issuers(self) -> None:
        clear(self._cards)
        self.none.setVisible(not any(one.ended_on is None for one in self.found))
        for one in self.found:
            self._cards.addWidget(self._card(one))

    def _card(self, one: TrustedIssuer) -> QFrame:
        ended = one.ended_on is not None
        chip = ("dismissed", "archive", tr("Inte längre")) if ended else ("closed", "circle-check", tr("Betrodd"))
        notes = [
            tr("Gäller {0}").format(span_words(one.valid_from, one.valid_until)),
            tr("Fingeravtryck (SHA-256): {0}").format(_grouped(one.fingerprint)),
            tr("Skäl: {0}").format(one.why),
        ]
        if one.ended_on is not None:
            notes.append(tr("Togs bort {0}: {1}").format(one.ended_on.isoformat(), one.ended_why))
        acts: list[QWidget] = []
        if self.may and not ended:
            name = tr("Lita inte längre på {0}").format(one.name)
            button = Button(self.context.theme, tr("Lita inte längre …"), "user-x", "quiet", name)
            button.clicked.connect(partial(self._ask_distrust, one))
            acts.append(button)
        return record_card(self.context.theme, one.name, chip, one.organisation, notes, acts)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, tr("Välj utfärdarens certifikat"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Certifikat (*.pem *.crt *.cer *.der)"))
        dialog.fileSelected.connect(lambda path: self.use_file(Path(path)))
        dialog.open()

    def use_file(self, path: Path) -> None:
        """Show what the file holds, and ask why it is trusted."""
        if self.acting is None:
            return
        dialog = IssuerDialog(self.context, self.window(), path, self.acting.guest)
        dialog.trusted.connect(lambda: self.context.speaker.done(tr("Utfärdaren är betrodd")))
        dialog.open()

    def _ask_distrust(self, one: TrustedIssuer, _: object = False) -> None:
        words = tr("Underskrifter med certifikat från {0} räknas inte längre som styrkta.").format(one.name)
        title = tr("Lita inte längre")
        dialog = Confirm(self.context, self.window(), title, words, tr("Ta bort"), reason=tr("Skäl"))
        trust, guest = self.context.workspace.trust, self.acting.guest if self.acting else None
        dialog.agreed.connect(
            lambda why: self.context.jobs.write(
                self,
                lambda _: trust.distrust(one, why, guest=guest),
                lambda _: self.context.speaker.done(tr("Utfärdaren är inte längre betrodd")),
            )
        )
        dialog.open()

    def _touched(self) -> None:
        self.dirty = True
        self.form.show_problems(())
        self.keep.setEnabled(True)

    def _ask_module(self) -> None:
        dialog = QFileDialog(self, tr("Välj kortläsarens programmodul"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.use_module)
        dialog.open()

    def use_module(self, path: str) -> None:
        """Put the path in the field."""
        self.form.show_values({"card_module": path})
        self._touched()

    def save_module(self) -> None:
        """Keep the path, or say what is wrong with it."""
        if self._device is None:
            return
        wanted = replace(self._device, card_module=self.form.values()["card_module"])
        device = self.context.workspace.device
        self.context.jobs.write(self, lambda _: device.choose(wanted), self._kept, self._failed)

    def _kept(self, made: object) -> None:
        self._device = cast(DeviceSettings, made)
        self.dirty = False
        self.form.show_problems(())
        self.keep.setEnabled(False)
        self.context.refresh.committed(frozenset({"device"}))
        self.context.speaker.done(tr("Sökvägen är sparad"))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Invalid):
            self.form.show_problems(error.problems)
        else:
            self.context.speaker.trouble(error)


def _grouped(fingerprint: str) -> str:
    """As people compare it: groups of four."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))
