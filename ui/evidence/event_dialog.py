"""A new event in the chain of custody of a photo or a thing; written once, never changed."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from krogkoll.evidence import CustodyAct, CustodyDraft, custody_problems, swedish
from krogkoll.kernel.errors import Problem
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.moments import moment_in, moment_text
from ui.widgets.blocks import Banner
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Choice, Field
from ui.widgets.text import Text

_LINES = (
    ("at", "När"),
    ("from_who", "Från"),
    ("to_who", "Till"),
    ("place", "Plats"),
    ("seal_before", "Försegling före"),
    ("seal_after", "Försegling efter"),
    ("reason", "Skäl"),
)
_WORDS = {"missing": "Fyll i det här", "in-future": "Tiden har inte varit än", "format": "Skriv som 2026-11-22 23:10"}


class EventDialog(Dialog):
    """`done` is told when it is written."""

    def __init__(self, context: Context, parent: QWidget, item: tuple[str, str], done: Callable[[], None]) -> None:
        super().__init__(context.theme, parent, tr("Ny händelse i beviskedjan"), 560)
        self._context, self._item, self._done = context, item, done
        theme = context.theme
        told = tr("En händelse ändras aldrig efteråt. Blev det fel lägger du till en ny.")
        self.body.addWidget(Text(theme, told, tone="muted", wrap=True))
        acts = [act for act in CustodyAct if act is not CustodyAct.UNKNOWN]
        self.act = Choice(theme, tr("Vad som hände"), [(swedish(act), act) for act in acts])
        self.act.setCurrentIndex(acts.index(CustodyAct.HANDED_OVER))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.addWidget(Field(theme, tr("Vad som hände"), self.act), 0, 0)
        self.edits: dict[str, QLineEdit] = {}
        self.fields: dict[str, Field] = {}
        for number, (name, label) in enumerate(_LINES, start=1):
            self.edits[name] = QLineEdit()
            self.fields[name] = Field(theme, tr(label), self.edits[name])
            grid.addWidget(self.fields[name], number // 2, number % 2)
        self.edits["at"].setText(moment_text(context.now()))
        self.edits["from_who"].setText(context.workspace.actor.name)
        self.body.addLayout(grid)
        self.banner = Banner(theme, closable=False)
        self.body.addWidget(self.banner)
        self.add_out(tr("Avbryt"))
        self.save_button = self.add_act(tr("Lägg till"))
        self.save_button.clicked.connect(self.save)
        self.edits["to_who"].setFocus()

    def save(self) -> None:
        """Write it, unless something is wrong."""
        texts = {name: edit.text().strip() for name, edit in self.edits.items()}
        at = moment_in(texts.pop("at"))
        now = self._context.now()
        draft = CustodyDraft(
            item_kind=self._item[0],
            item_id=self._item[1],
            act=CustodyAct(self.act.currentData()),
            at=at or now,
            **texts,
        )
        problems = custody_problems(draft, now)
        if at is None:
            problems += (Problem("at", "format"),)
        wrong = {problem.field: tr(_WORDS[problem.problem]) for problem in problems}
        for name, field in self.fields.items():
            field.show_problem(wrong.get(name, ""))
        if wrong:
            return
        custody, done = self._context.workspace.custody, self._done
        self.save_button.setEnabled(False)

        def wrote(_: object) -> None:
            self.accept()
            done()

        self._context.jobs.write(self, lambda _: custody.record(draft), wrote, self._failed)

    def _failed(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        message = message_for(error)
        self.banner.say(f"{message.text} {message.way_out}", message.tone)
