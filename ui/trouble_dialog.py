"""The dialog for what nobody foresaw: what happened, the way out, and an id for support."""

from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.messages import Message
from ui.theme import Theme
from ui.widgets.blocks import Icon, row
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text


class TroubleDialog(Dialog):
    """One at a time; leaves the program as it was."""

    def __init__(self, theme: Theme, parent: QWidget, message: Message) -> None:
        super().__init__(theme, parent, tr("Något gick fel"), 480)
        line = row(spacing=14)
        line.addWidget(Icon(theme, "circle-alert", "status.confirmed.fg", 22, "status.confirmed.bg"))
        line.addWidget(Text(theme, f"{message.text} {message.way_out}".strip(), wrap=True), 1)
        self.body.addLayout(line)
        self.body.addWidget(
            Text(theme, tr("Felkod för supporten: {0}").format(message.id), "caption", tone="muted", wrap=True)
        )
        self.add_out(tr("Stäng")).setFocus()
