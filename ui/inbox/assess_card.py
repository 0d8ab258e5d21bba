"""Grades a new tip and says which place it is about; when both are done the tip no longer waits."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from krogkoll.kernel.errors import Invalid
from krogkoll.venues import Handling, InformationGrade, SourceGrade, Tip, TipDraft, swedish_grade
from ui.context import Context
from ui.i18n import tr
from ui.inbox.pick_dialog import Choice as Place
from ui.inbox.pick_dialog import PickDialog, find_places
from ui.widgets.blocks import Card, row
from ui.widgets.button import Button
from ui.widgets.fields import Choice, Field
from ui.widgets.text import ElidedText, Text


class AssessCard(Card):
    """`assessed` when the grade and the place are stored."""

    assessed = Signal()

    def __init__(self, context: Context, tip: Tip, place: str) -> None:
        super().__init__(context.theme, tr("Bedöm tipset"))
        theme = context.theme
        self._context, self._tip, self._venue_id = context, tip, tip.venue_id
        where = row(spacing=10)
        self.place = ElidedText(theme, place or tr("Inget objekt valt"), weight="medium", tone="" if place else "hint")
        self.pick = Button(theme, tr("Byt objekt …") if place else tr("Välj objekt …"), "store")
        self.pick.clicked.connect(self._ask_place)
        where.addWidget(self.place, 1)
        where.addWidget(self.pick)
        self.body.addLayout(where)
        self.source = self._choice(tr("Källan är"), list(SourceGrade), tip.source_grade)
        self.information = self._choice(tr("Uppgiften är"), list(InformationGrade), tip.information_grade)
        self.handling = self._choice(tr("Spridning"), list(Handling), tip.handling)
        self.conditions = QLineEdit(tip.handling_conditions)
        self.conditions.setMaxLength(500)
        self._conditions = Field(theme, tr("Villkor för spridning"), self.conditions)
        self.body.addLayout(self._grid(theme))
        foot = row(spacing=12)
        self.said = Text(theme, "", "caption", tone="muted", wrap=True)
        self.save_button = Button(theme, tr("Spara bedömningen"), "check", "primary")
        self.save_button.clicked.connect(self.save)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.save_button)
        self.body.addLayout(foot)
        for choice in (self.source, self.information, self.handling):
            choice.currentIndexChanged.connect(self._judge)
        self._judge()

    def _choice(self, name: str, values: list[object], chosen: object) -> Choice:
        words = [(tr("Inte bedömt"), ""), *((_word(value), str(value)) for value in values)]
        made = Choice(self._context.theme, name, words)
        made.setCurrentIndex(max(0, made.findData("" if chosen is None else str(chosen))))
        return made

    def _grid(self, theme: object) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        fields: list[QWidget] = [
            Field(self._context.theme, choice.accessibleName(), choice)
            for choice in (self.source, self.information, self.handling)
        ]
        for number, field in enumerate((*fields, self._conditions)):
            grid.addWidget(field, number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _ask_place(self) -> None:
        title, prompt = tr("Vilket objekt handlar tipset om?"), tr("Namn eller adress")
        PickDialog(self._context, self.window(), title, prompt, find_places(self._context), self.use_place).open()

    def use_place(self, place: Place) -> None:
        """Say which place the tip is about."""
        self._venue_id = place.id
        self.place.setText(place.title)
        self.place.set_tone("")
        self._judge()

    def draft(self) -> TipDraft:
        """The tip with the grade and place as they stand here."""
        kept = TipDraft(**{name: getattr(self._tip, name) for name in TipDraft.__dataclass_fields__})
        source, information, handling = (
            str(choice.currentData()) for choice in (self.source, self.information, self.handling)
        )
        return replace(
            kept,
            venue_id=self._venue_id,
            source_grade=SourceGrade(source) if source else None,
            information_grade=InformationGrade(information) if information else None,
            handling=Handling(handling) if handling else None,
            handling_conditions=self.conditions.text().strip(),
        )

    def _judge(self) -> None:
        draft = self.draft()
        self._conditions.setVisible(draft.handling is Handling.CONDITIONS)
        missing = draft.grade is None
        words = ""
        if missing:
            words = tr("Välj alla tre delarna av bedömningen.")
        elif not draft.venue_id:
            words = tr("Utan objekt väntar tipset kvar här.")
        self.said.setText(words)
        self.save_button.setEnabled(not missing)

    def save(self) -> None:
        """Store the grade and the place."""
        draft, tip, tips = self.draft(), self._tip, self._context.workspace.tips
        if draft.handling is Handling.CONDITIONS and not draft.handling_conditions:
            self._conditions.show_problem(tr("Skriv vilka villkor som gäller."))
            self.conditions.setFocus()
            return
        self.save_button.setEnabled(False)
        self._context.jobs.write(self, lambda _: tips.edit(tip, draft), lambda _: self.assessed.emit(), self._refused)

    def _refused(self, error: Exception) -> None:
        self._judge()
        if isinstance(error, Invalid):
            self.said.setText(tr("Bedömningen kunde inte sparas. Kontrollera fälten."))
        else:
            self._context.speaker.trouble(error)


def _word(value: object) -> str:
    words = swedish_grade(value)  # type: ignore[arg-type]
    return f"{words[0].upper()}{words[1:]}"
