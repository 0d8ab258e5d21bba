"""Whom to believe: certificates of issuers and revocation lists that somebody has chosen, as for `krogkoll verify`."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.context import Context
from ui.i18n import tr
from ui.widgets.blocks import Card, Icon, clear, column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.text import ElidedText, Text


def pick_certificates(parent: QWidget) -> Sequence[str]:
    """Ask for issuers' certificates; nothing when nobody chose any."""
    kinds = tr("Certifikat (*.pem *.cer *.crt *.der);;Alla filer (*)")
    return QFileDialog.getOpenFileNames(parent, tr("Välj utfärdarens certifikat"), "", kinds)[0]


def pick_lists(parent: QWidget) -> Sequence[str]:
    """Ask for revocation lists; nothing when nobody chose any."""
    kinds = tr("Spärrlistor (*.crl *.pem *.der);;Alla filer (*)")
    return QFileDialog.getOpenFileNames(parent, tr("Välj spärrlista"), "", kinds)[0]


class TrustCard(Card):
    """`changed` when the choice did. Nothing is trusted that nobody has chosen."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, tr("Utfärdare att lita på"))
        self._context = context
        self.certificates: list[Path] = []
        self.lists: list[Path] = []
        theme = context.theme
        told = tr(
            "Välj certifikatet för den som har utfärdat underskriftsnycklarna. Utan det går det att se"
            " att filen är oförändrad, men inte vem som har undertecknat."
        )
        self.body.addWidget(Text(theme, told, tone="muted", wrap=True))
        self.known = Text(theme, "", wrap=True)
        self.known.hide()
        self.body.addWidget(self.known)
        holder = QWidget()
        self._rows = column(holder, spacing=2)
        self.body.addWidget(holder)
        buttons = row(spacing=8)
        self.add_certificate = Button(theme, tr("Lägg till certifikat"), "plus")
        self.add_list = Button(theme, tr("Lägg till spärrlista"), "plus")
        self.add_certificate.clicked.connect(lambda: self.add(pick_certificates(self), []))
        self.add_list.clicked.connect(lambda: self.add([], pick_lists(self)))
        for button in (self.add_certificate, self.add_list):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def show_known(self, count: int) -> None:
        """Say how many issuers the authority itself trusts; they count without being chosen."""
        one = tr("En utfärdare som myndigheten litar på räknas med. Listan finns i Inställningar.")
        several = tr("{0} utfärdare som myndigheten litar på räknas med. Listan finns i Inställningar.")
        self.known.setText(one if count == 1 else several.format(count))
        self.known.setVisible(count > 0)

    def add(self, certificates: Sequence[str], lists: Sequence[str]) -> None:
        """Trust these too."""
        new = [Path(one) for one in certificates if Path(one) not in self.certificates]
        more = [Path(one) for one in lists if Path(one) not in self.lists]
        self.certificates += new
        self.lists += more
        if new or more:
            self._show()

    def _drop(self, path: Path, among: list[Path]) -> None:
        among.remove(path)
        self._show()

    def _show(self) -> None:
        clear(self._rows)
        for among, icon, what in (
            (self.certificates, "shield-check", tr("Certifikat")),
            (self.lists, "ban", tr("Spärrlista")),
        ):
            for path in among:
                line = row(spacing=8)
                line.addWidget(Icon(self._context.theme, icon))
                line.addWidget(ElidedText(self._context.theme, f"{what}: {path.name}"), 1)
                away = icon_button(self._context.theme, "x", tr("Ta bort {0}").format(path.name))
                away.clicked.connect(partial(self._drop, path, among))
                line.addWidget(away)
                self._rows.addLayout(line)
        self.changed.emit()
