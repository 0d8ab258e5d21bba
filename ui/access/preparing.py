"""Makes the practice workspace the first time somebody practises, and says how far it has come."""

from PySide6.QtCore import Signal

from krogkoll.kernel.progress import Progress
from ui.access.frame import AccessFrame
from ui.access.gate import Gate
from ui.i18n import tr
from ui.jobs import Jobs
from ui.messages import message_for
from ui.theme import Theme
from ui.widgets.blocks import Banner
from ui.widgets.progress import ProgressBar
from ui.widgets.text import Text


class PreparingScreen(AccessFrame):
    """`opened` carries the new practice workspace."""

    opened = Signal(object)

    def __init__(self, theme: Theme, jobs: Jobs, gate: Gate) -> None:
        super().__init__(theme, practice=True)
        self.side.say(tr("Övning"), tr("Allt här är påhittat. Pröva fritt."))
        self.form.addStretch(1)
        self.form.addWidget(Text(theme, tr("Gör i ordning övningen"), "heading", "semibold"))
        self.form.addSpacing(4)
        lead = tr("Påhittade ställen, tips och personer kring Landskrona läggs i en egen krypterad arbetsyta.")
        self.form.addWidget(Text(theme, lead, tone="muted", wrap=True))
        self.form.addSpacing(20)
        self._bar = ProgressBar(theme, tr("Övningen görs i ordning"))
        self.form.addWidget(self._bar)
        self.form.addSpacing(16)
        self._banner = Banner(theme, closable=False)
        self.form.addWidget(self._banner)
        self.form.addStretch(1)
        jobs.write(self, gate.practise, self.opened.emit, self._failed, self._told)

    def _told(self, progress: Progress) -> None:
        self._bar.show_progress(progress.done, progress.total)

    def _failed(self, error: Exception) -> None:
        message = message_for(error)
        self._bar.hide()
        self._banner.say(f"{message.text} {message.way_out}".strip(), message.tone)
