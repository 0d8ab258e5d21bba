"""The offer to remove originals outside after an import: explicit, by name, and only of what is verified here."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from krogkoll.evidence import Outside, Removed, Subject
from krogkoll.kernel.errors import EvidenceTrouble
from krogkoll.kernel.progress import Progress
from ui.context import Context
from ui.i18n import tr
from ui.jobs import Job
from ui.messages import message_for
from ui.widgets.dialog import Dialog
from ui.widgets.progress import ProgressBar
from ui.widgets.text import Text


class ClearDialog(Dialog):
    """Lists the files; the way that changes nothing is the one that Enter takes."""

    def __init__(self, context: Context, parent: QWidget, subject: Subject, files: Sequence[Outside]) -> None:
        super().__init__(context.theme, parent, tr("Ta bort originalen utanför Krogkoll?"), 560)
        self._context, self._subject, self._files = context, subject, files
        self._job: Job | None = None
        theme = context.theme
        self.words = Text(
            theme,
            tr(
                "Varje fil läses en gång till och jämförs med det som ligger krypterat i Krogkoll. "
                "Bara den som stämmer tas bort, resten lämnas kvar."
            ),
            wrap=True,
        )
        self.body.addWidget(self.words)
        warned = tr("Krogkoll raderar inte säkert. Borttagna bilder kan finnas kvar som spår på ett minneskort.")
        self.warning = Text(theme, warned, tone="muted", wrap=True)
        self.body.addWidget(self.warning)
        self.names = QPlainTextEdit("\n".join(str(one.path) for one in files))
        self.names.setReadOnly(True)
        self.names.setTabChangesFocus(True)
        self.names.setFixedHeight(168)
        self.names.setAccessibleName(tr("Filer som tas bort"))
        self.body.addWidget(self.names)
        self.bar = ProgressBar(theme, tr("Kontrollerar och tar bort"))
        self.bar.hide()
        self.body.addWidget(self.bar)
        self.keep_button = self.add_out(tr("Behåll filerna"))
        words = tr("Ta bort 1 fil") if len(files) == 1 else tr("Ta bort {0} filer").format(len(files))
        self.clear_button = self.add_act(words)
        self.clear_button.clicked.connect(self.clear)
        self.finished.connect(self._stop)
        self.keep_button.setFocus()

    def clear(self) -> None:
        """Remove them, one after the other; closing stops after the present one."""
        cards, files, subject = self._context.workspace.cards, self._files, self._subject
        self.clear_button.hide()
        self.bar.show()
        self._job = self._context.jobs.aside(
            self,
            lambda report: cards.remove_outside(files, subject, report),
            self._cleared,
            self._failed,
            self._moved,
        )

    def _moved(self, progress: Progress) -> None:
        self.bar.show_progress(progress.done, progress.total)

    def _cleared(self, found: object) -> None:
        removed = cast(Removed, found)
        self._job = None
        self.bar.hide()
        self.warning.hide()
        self.words.setText(outcome(removed))
        self.names.setPlainText("\n".join(f"{one.name}: {_why(one.reason)}" for one in removed.kept))
        self.names.setAccessibleName(tr("Filer som finns kvar"))
        self.names.setVisible(bool(removed.kept))
        self.keep_button.setText(tr("Stäng"))
        self.keep_button.setAccessibleName(tr("Stäng"))
        self.keep_button.updateGeometry()
        self.adjustSize()

    def _failed(self, error: Exception) -> None:
        self.reject()
        self._context.speaker.trouble(error)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()


def outcome(removed: Removed) -> str:
    """What is gone and what is left."""
    gone = len(removed.names)
    said = tr("1 fil är borttagen.") if gone == 1 else tr("{0} filer är borttagna.").format(gone)
    kept = len(removed.kept)
    if not kept:
        return said
    left = tr("1 fil finns kvar:") if kept == 1 else tr("{0} filer finns kvar:").format(kept)
    return f"{said} {left}"


def _why(reason: str) -> str:
    return message_for(EvidenceTrouble(reason)).text
