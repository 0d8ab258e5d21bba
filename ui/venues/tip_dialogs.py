"""Two questions about a tip: why it is set aside, and for what purpose somebody wants to know who its source is."""

from typing import cast

from PySide6.QtWidgets import QLineEdit, QWidget

from krogkoll.venues import Tip, TipSource
from ui.context import Context
from ui.i18n import tr
from ui.widgets.blocks import FactGrid
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import Text


class AsideDialog(Dialog):
    """Sets a tip aside with a reason; it stays readable and counts no more."""

    def __init__(self, context: Context, parent: QWidget, tip: Tip) -> None:
        super().__init__(context.theme, parent, tr("Lägg tipset åt sidan"))
        self._context, self._tip = context, tip
        words = tr("Tipset finns kvar men räknas inte i poängen. Du kan ta upp det igen.")
        self.body.addWidget(Text(context.theme, words, tone="muted", wrap=True))
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self._field = Field(context.theme, tr("Varför"), self.reason, tr("Till exempel: gäller ett annat ställe."))
        self.body.addWidget(self._field)
        self.add_out(tr("Avbryt"))
        self._act = self.add_act(tr("Lägg åt sidan"))
        self._act.clicked.connect(self.set_aside)
        self.reason.returnPressed.connect(self.set_aside)
        self.reason.setFocus()

    def set_aside(self) -> None:
        """Do it, or say that the reason is missing."""
        reason = self.reason.text().strip()
        if not reason:
            self._field.show_problem(tr("Skriv varför."))
            return
        tips, tip = self._context.workspace.tips, self._tip
        self._act.setEnabled(False)
        self._context.jobs.write(self, lambda _: tips.set_aside(tip, reason), self._done)

    def _done(self, _tip: object) -> None:
        self._context.speaker.done(tr("Tipset är lagt åt sidan"))
        self.accept()


class SourceDialog(Dialog):
    """Asks for the purpose first; what is read then is an entry in the log with that purpose."""

    def __init__(self, context: Context, parent: QWidget, tip: Tip) -> None:
        super().__init__(context.theme, parent, tr("Visa källan"))
        self._context, self._tip = context, tip
        words = tr("Att läsa vem källan är loggas med ditt namn, tiden och ändamålet.")
        self.body.addWidget(Text(context.theme, words, tone="muted", wrap=True))
        self.purpose = QLineEdit()
        self.purpose.setMaxLength(300)
        self._field = Field(
            context.theme, tr("Ändamål"), self.purpose, tr("Till exempel: ställa en följdfråga om natten.")
        )
        self.body.addWidget(self._field)
        self.facts = FactGrid(context.theme, columns=2)
        self.facts.hide()
        self.body.addWidget(self.facts)
        self.add_out(tr("Stäng"))
        self._act = self.add_act(tr("Visa källan"))
        self._act.clicked.connect(self.show_source)
        self.purpose.returnPressed.connect(self.show_source)
        self.purpose.setFocus()

    def show_source(self) -> None:
        """Read it, or say that the purpose is missing."""
        purpose = self.purpose.text().strip()
        if not purpose:
            self._field.show_problem(tr("Skriv varför du behöver veta det."))
            return
        tips, tip_id = self._context.workspace.tips, self._tip.id
        self._context.jobs.read(self, lambda _: tips.source_of(tip_id, purpose), self._show)

    def _show(self, found: object) -> None:
        source = cast("TipSource | None", found)
        self._act.hide()
        self._field.hide()
        if source is None:
            self.facts.show_facts([(tr("Källa"), tr("Ingen källa är nedskriven"))])
        else:
            promise = tr("Ja") if source.promised_anonymity else tr("Nej")
            self.facts.show_facts(
                [
                    (tr("Namn"), source.name),
                    (tr("Telefon eller e-post"), source.contact),
                    (tr("Koppling till stället"), source.relation),
                    (tr("Vill vara okänd"), promise),
                ]
            )
        self.facts.show()
        self.adjustSize()
