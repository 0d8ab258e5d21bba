"""The ways to sign, one pane each: here with a key, in another program, on paper, by a board's minutes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from krogkoll.kernel.swedish import long_date
from ui.context import Context
from ui.i18n import tr
from ui.signing.reading import Signing
from ui.signing_keys import FileChoice, KeyBox, entries
from ui.widgets.blocks import column
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.fields import Field
from ui.widgets.text import Text


def pick_scan(parent: QWidget) -> str:
    """Ask for a scanned paper; an empty text when nobody chose one."""
    kinds = tr("PDF och bilder (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.heic)")
    return QFileDialog.getOpenFileName(parent, tr("Välj det skannade papperet"), "", kinds)[0]


def pick_signed(parent: QWidget) -> str:
    """Ask for the file that came back signed; an empty text when nobody chose one."""
    return QFileDialog.getOpenFileName(parent, tr("Välj den undertecknade filen"), "", tr("PDF (*.pdf)"))[0]


def pick_export(parent: QWidget, name: str) -> str:
    """Ask where to save the file that is to be signed; an empty text when nobody chose a place."""
    return QFileDialog.getSaveFileName(parent, tr("Exportera för underskrift"), name, tr("PDF (*.pdf)"))[0]


class HerePane(QWidget):
    """With a key. A colleague signs here as a guest, which the log tells."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._missing = ""
        theme = context.theme
        inside = column(self, spacing=12)
        self.keys = KeyBox(context)
        inside.addWidget(self.keys)
        self.guest = Text(theme, "", tone="muted", wrap=True)
        inside.addWidget(self.guest)
        self.myself = Check(theme, " ")
        inside.addWidget(self.myself)
        inside.addStretch(1)

    def show_signing(self, signing: Signing) -> None:
        """Say for whom it is."""
        me = self._context.workspace.actor
        own = signing.person_id == me.user_id or not signing.person
        self._missing = ""
        if not own and signing.member is None:
            told = tr("{0} finns inte bland medlemmarna här. Lägg till kollegan innan den undertecknar.")
            self._missing = told.format(signing.person)
        told = tr("{0} undertecknar här som gäst, med egen nyckel. Det skrivs i loggen.").format(signing.person)
        self.guest.setText(self._missing or told)
        self.guest.setVisible(not own)
        self.myself.setText(tr("Jag är {0}").format(signing.person))
        self.myself.setAccessibleName(self.myself.text())
        self.myself.setChecked(False)
        self.myself.updateGeometry()
        self.myself.setVisible(not own and not self._missing)

    def lacks(self) -> str:
        """What must be done first, in a sentence."""
        if self._missing:
            return self._missing
        if self.myself.isVisibleTo(self) and not self.myself.isChecked():
            return tr("Kryssa först i vem du är.")
        return self.keys.lacks()


class ElsewherePane(QWidget):
    """In another program: out as a file, and in again. `exported` carries the chosen path."""

    exported = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._name = ""
        theme = context.theme
        inside = column(self, spacing=12)
        told = tr(
            "Spara dokumentet som fil, underteckna filen i ett annat program och läs in den igen."
            " Underskriften ska stå i det förberedda fältet, och inget annat i filen får ändras."
        )
        inside.addWidget(Text(theme, told, tone="muted", wrap=True))
        self.export = Button(theme, tr("Exportera för underskrift"), "download")
        self.export.clicked.connect(self._export)
        inside.addWidget(self.export)
        inside.addStretch(1)

    def show_signing(self, signing: Signing) -> None:
        """Name the file after the decision."""
        number = "".join(letter if letter.isalnum() else "-" for letter in signing.decision.docket_number)
        self._name = f"{signing.shown.paper.kind.value}-{number}.pdf".replace("--", "-")

    def _export(self) -> None:
        chosen = pick_export(self, self._name)
        if chosen:
            self.exported.emit(Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf"))


class _ScanPane(QWidget):
    """What the paper ways share: a day and a scan."""

    def __init__(self, context: Context, told: str, day: str, scan: str) -> None:
        super().__init__()
        self._theme = context.theme
        self.inside = column(self, spacing=12)
        self.told = Text(self._theme, told, tone="muted", wrap=True)
        self.inside.addWidget(self.told)
        self.day = QLineEdit()
        self._day = Field(self._theme, day, self.day, tr("Som 2026-11-25."))
        self.scan = FileChoice(context, scan, pick_scan)
        self._scan = Field(self._theme, scan, self.scan)

    def day_given(self) -> date | None:
        """The day as typed; None, and said at the field, for anything else."""
        try:
            found = date.fromisoformat(self.day.text().strip())
        except ValueError:
            self._day.show_problem(tr("Skriv dagen som 2026-11-25."))
            return None
        self._day.show_problem("")
        return found

    def path(self) -> Path | None:
        """The scan, if one was chosen."""
        return Path(self.scan.path) if self.scan.path else None


class OnPaperPane(_ScanPane):
    """Printed, signed by hand and scanned."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "", tr("Dag på papperet"), tr("Skannat papper"))
        self.checks: list[Check] = []
        self._names = column(spacing=6)
        self.inside.addLayout(self._names)
        self.inside.addWidget(self._day)
        self.inside.addWidget(self._scan)
        self.inside.addStretch(1)

    def show_signing(self, signing: Signing) -> None:
        """One tick for each person whose signature is to be seen."""
        from ui.widgets.blocks import clear

        clear(self._names)
        people = [place.person for place in signing.shown.paper.open_places]
        told = tr(
            "Skriv ut exakt det dokument som visas. {0} skriver under för hand. Skanna sedan papperet:"
            " det sparas som original, och dokumentet låses."
        )
        self.told.setText(told.format(entries(people)))
        self.checks = []
        for person in people:
            self.checks.append(Check(self._theme, tr("{0} har skrivit under").format(person)))
            self._names.addWidget(self.checks[-1])
        printed = signing.decision.decided_on
        self._day.set_words(
            tr("Dag på papperet"), tr("Beslutet är daterat {0}.").format(long_date(printed)) if printed else ""
        )

    def lacks(self) -> str:
        """What must be done first, in a sentence."""
        if not all(check.isChecked() for check in self.checks):
            return tr("Kryssa i alla som har skrivit under på papperet.")
        if self.day_given() is None:
            return tr("Skriv vilken dag papperet skrevs under.")
        return "" if self.scan.path else tr("Välj filen med det skannade papperet.")


class MinutesPane(_ScanPane):
    """What a board has decided."""

    def __init__(self, context: Context) -> None:
        told = tr(
            "Registrera att nämnden har beslutat enligt det protokoll som dokumentet hänvisar till."
            " Dokumentet låses så som det visas."
        )
        super().__init__(context, told, tr("Nämndens beslutsdag"), tr("Skannat protokoll, om det finns"))
        self.reference = QLineEdit()
        self._reference = Field(self._theme, tr("Protokoll och paragraf"), self.reference)
        self.inside.addWidget(self._reference)
        self.inside.addWidget(self._day)
        self.inside.addWidget(self._scan)
        self.inside.addStretch(1)

    def show_signing(self, signing: Signing) -> None:
        """Say which minutes the document names."""
        decision = signing.decision
        hint = tr("Dokumentet hänvisar till {0}.").format(decision.minutes_reference)
        self._reference.set_words(tr("Protokoll och paragraf"), hint)
        day = tr("Dokumentet anger {0}.").format(long_date(decision.minutes_on)) if decision.minutes_on else ""
        self._day.set_words(tr("Nämndens beslutsdag"), day)

    def lacks(self) -> str:
        """What must be done first, in a sentence."""
        if not self.reference.text().strip():
            return tr("Skriv vilket protokoll och vilken paragraf.")
        return "" if self.day_given() is not None else tr("Skriv vilken dag nämnden beslutade.")


Lacks = Callable[[], str]
