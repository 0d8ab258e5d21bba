"""The strip under the buttons while photos come in: how far, how fast, and the way to stop."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from krogkoll.kernel.swedish import NBSP
from ui.evidence.intake import Step
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import column, row
from ui.widgets.button import Button
from ui.widgets.progress import ProgressBar
from ui.widgets.text import Text


class IntakeStrip(QFrame):
    """Hidden when nothing comes in."""

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        inside = row(self, (14, 10, 10, 10), 12)
        told = column(spacing=6)
        self.words = Text(theme, " ", wrap=True)
        self.bar = ProgressBar(theme, tr("Fotona läses in"))
        told.addWidget(self.words)
        told.addWidget(self.bar)
        inside.addLayout(told, 1)
        self.button = Button(theme, tr("Avbryt"))
        self.button.clicked.connect(self.cancelled)
        inside.addWidget(self.button)
        self.hide()

    def show_step(self, step: Step) -> None:
        """So far it has come."""
        self.bar.show_progress(step.done, step.total)
        if step.verifying:
            words = tr("Läser tillbaka och kontrollerar, {0} av {1}").format(step.done, step.total)
        else:
            words = tr("Läser in {0} av {1}").format(min(step.done + 1, step.total), step.total)
            if step.rate:
                words += f", {step.rate / 1e6:.0f}{NBSP}MB/s"
        self.words.setText(words)
        self.button.setVisible(not step.verifying)
        self.show()
