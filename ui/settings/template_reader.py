"""Shows the whole text of a template, and line by line what changed since the authority approved it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from krogkoll.house import TemplateView
from ui.context import Context
from ui.i18n import tr
from ui.widgets.dialog import Dialog
from ui.widgets.segments import Segments
from ui.widgets.text import ElidedText

_AROUND = 300


class TemplateReader(Dialog):
    """To read and to copy from; nothing is changed here."""

    def __init__(self, context: Context, parent: QWidget, one: TemplateView) -> None:
        super().__init__(context.theme, parent, tr("{0}, version {1}").format(one.name, one.version), 640)
        theme = context.theme
        self._one = one
        self.which = Segments(
            theme,
            tr("Vad som visas"),
            (
                (tr("Hela texten"), "text", tr("Hela texten")),
                (tr("Ändrat"), "changes", tr("Ändrat sedan godkännandet")),
            ),
        )
        self.which.changed.connect(self._show)
        self.body.addWidget(self.which)
        self.which.setVisible(bool(one.changes))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Mallens text"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setFixedHeight(max(220, min(460, parent.height() - _AROUND)))
        self.body.addWidget(self.text)
        digest = tr("Textens kontrollsumma (SHA-256) börjar på {0}.").format(one.sha256[:16])
        self.body.addWidget(ElidedText(theme, digest, "caption", tone="muted"))
        self._show()
        self.add_out(tr("Stäng")).setFocus()

    def _show(self) -> None:
        changed = self._one.changes and self.which.value == "changes"
        self.text.setPlainText("\n".join(self._one.changes) if changed else self._one.text)
