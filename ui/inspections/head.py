"""Above and below the steps: which visit is open, since when, what is said of safety; and the quick keys."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from krogkoll.inspections import InspectionStatus, standing_signal
from krogkoll.inspections import Signal as SceneSays
from ui.commands import with_key
from ui.context import Context
from ui.i18n import tr
from ui.inspections.reading import FieldRead
from ui.widgets.blocks import Icon, column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.marks import Chip
from ui.widgets.text import ElidedText, Text
from ui.words import clock

_TICK_MS = 1000


class VisitHead(QWidget):
    """Above the steps; `switched` asks for the other open visit."""

    switched = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = self._theme = context.theme
        self._now = context.now
        self._read: FieldRead | None = None
        whole = column(self, (8, 12, 8, 8), 4)
        self._state = Text(theme, "", "caption", tone="muted")
        self.name = ElidedText(theme, "", "subtitle", "semibold")
        whole.addWidget(self._state)
        whole.addWidget(self.name)
        line = row(spacing=8)
        line.addWidget(Icon(theme, "clock", "textMuted", 18))
        self.elapsed = Text(theme, "")
        line.addWidget(self.elapsed)
        line.addStretch(1)
        self.chip = Chip(theme)
        line.addWidget(self.chip)
        whole.addLayout(line)
        self.switch = Button(theme, " ", "refresh-cw", "secondary")
        self.switch.clicked.connect(self.switched)
        whole.addWidget(self.switch)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def show_visit(self, read: FieldRead) -> None:
        """Show whose visit it is and how it stands."""
        self._read = read
        self._state.setText(
            tr("Tillsyn pågår") if read.inspection.status is InspectionStatus.OPEN else tr("Avslutad tillsyn")
        )
        self.name.setText(read.name)
        last = standing_signal(read.visit.log.signals)
        if last is not None and last.signal is SceneSays.SECURED:
            self.chip.show_as("closed", "shield-check", tr("Säkrat {0}").format(clock(last.at)))
        elif last is not None:
            self.chip.show_as("confirmed", "octagon-alert", tr("Avbrutet {0}").format(clock(last.at)))
        else:
            self.chip.show_as("suspected", "octagon-alert", tr("Vänta på säkrat"))
        self.chip.setVisible(read.open and (last is not None or bool(read.waits_for)))
        self.switch.setVisible(bool(read.others))
        if read.others:
            name = read.others[0][1]
            self.switch.setText(tr("Byt besök"))
            self.switch.setAccessibleName(tr("Byt till besöket {0} (F7)").format(name))
            self.switch.setToolTip(tr("Byt till besöket {0} (F7)").format(name))
            self.switch.updateGeometry()
        self._tick()
        if read.open:
            self._timer.start()
        else:
            self._timer.stop()

    def _tick(self) -> None:
        if self._read is None:
            return
        began = self._read.inspection.started_at
        until = self._read.inspection.ended_at or self._now()
        seconds = max(0, int((until - began).total_seconds())) if began is not None else 0
        hours, rest = divmod(seconds, 3600)
        self.elapsed.setText(f"{hours:02}:{rest // 60:02}:{rest % 60:02}")
        self.elapsed.setAccessibleName(tr("Tid sedan besöket började"))


class VisitFoot(QWidget):
    """Below the steps: mark a moment, darken, back to the list."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        whole = column(self, (8, 8, 8, 12), 8)
        self.mark = Button(theme, tr("Tidsmärke"), "flag", "secondary", tr("Sätt ett tidsmärke"))
        self.mark.setToolTip(with_key(tr("Sätt ett tidsmärke"), "mark"))
        self.dark = icon_button(theme, "moon", with_key(tr("Släck skärmen"), "darken"), "secondary")
        self.back = Button(theme, tr("Alla besök"), "chevron-left", "quiet", tr("Till listan; besöket förblir öppet"))
        first = row(spacing=8)
        first.addWidget(self.mark)
        first.addWidget(self.dark)
        self._signs = context.parts.marking_signs(self)
        self.marking = self._signs.button("inspection", "", tr("besöket"), short=True)
        first.addStretch(1)
        whole.addLayout(first)
        second = row(spacing=8)
        second.addWidget(self.back)
        second.addStretch(1)
        second.addWidget(self.marking)
        whole.addLayout(second)

    def show_visit(self, visit_id: str) -> None:
        """Let the sign of secrecy speak for this visit."""
        self._signs.point(self.marking, "inspection", visit_id, tr("besöket"))
