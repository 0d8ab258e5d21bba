"""Takes the picture of a mark: what a screen reader says of it, and what is wrong with the file."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from krogkoll.house import LetterheadView, read_chosen_file
from krogkoll.kernel.errors import Invalid
from krogkoll.security import Actor
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.settings.words import problem_words
from ui.widgets.blocks import Banner
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import Text


class MarkDialog(Dialog):
    """`made` carries the letterhead with the mark."""

    made = Signal(object)

    def __init__(
        self, context: Context, parent: QWidget, view: LetterheadView, path: Path, guest: Actor | None
    ) -> None:
        super().__init__(context.theme, parent, tr("Myndighetens märke"), 480)
        self._context, self._view, self._path, self._guest = context, view, path, guest
        lead = tr("Bilden görs mindre, och uppgifter om kamera och plats tas bort. Genomskinligt blir vitt.")
        self.body.addWidget(Text(context.theme, lead, tone="muted", wrap=True))
        self.banner = Banner(context.theme, closable=False)
        self.body.addWidget(self.banner)
        self.alt = QLineEdit()
        self.alt.setMaxLength(120)
        self.field = Field(
            context.theme, tr("Vad märket föreställer"), self.alt, tr("Läses upp för den som inte ser bilden.")
        )
        self.body.addWidget(self.field)
        self.add_out(tr("Avbryt"))
        self.act = self.add_act(tr("Spara märket"))
        self.act.clicked.connect(self.save)
        self.enter_acts()

    def save(self) -> None:
        """Read the file, make it safe, keep it."""
        house, view, path, guest = self._context.workspace.house, self._view, self._path, self._guest
        alt = self.alt.text()
        self.act.setEnabled(False)
        self._context.jobs.write(
            self,
            lambda _: house.set_mark(view, read_chosen_file(path), alt, guest=guest),
            self._done,
            self._failed,
        )

    def _done(self, view: object) -> None:
        self.accept()
        self.made.emit(view)

    def _failed(self, error: Exception) -> None:
        self.act.setEnabled(True)
        if isinstance(error, Invalid) and error.problems[0].field == "mark_alt":
            self.field.show_problem(problem_words(error.problems[0]))
            return
        message = message_for(error)
        words = problem_words(error.problems[0]) if isinstance(error, Invalid) else f"{message.text} {message.way_out}"
        self.banner.say(words, "confirmed")
