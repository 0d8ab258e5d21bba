"""The section Diarienummer: how the authority's own numbers look, so that a slip of the hand is seen."""

from typing import cast

from krogkoll.house import DocketPatternDraft, example, pattern_problems
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid
from ui.context import Context
from ui.i18n import tr
from ui.settings.acting import Acting
from ui.settings.fields import DOCKET
from ui.settings.form import FieldsForm
from ui.settings.frame import Section
from ui.widgets.blocks import Card
from ui.widgets.text import Text


class DocketSection(Section):
    """The example follows what is typed."""

    kinds = ("docket_pattern",)

    def __init__(self, context: Context, acting: Acting) -> None:
        lead = tr("Ett diarienummer som ser annorlunda ut ger en varning, men går alltid att spara.")
        super().__init__(context, tr("Diarienummer"), lead, acting)
        theme = context.theme
        self.dirty = False
        self.save_button = self.add_button(tr("Spara mönstret"), "check", self.save)
        card = Card(theme, tr("Så ser numren ut"))
        self.form = FieldsForm(theme, DOCKET)
        self.form.changed.connect(self._touched)
        card.body.addWidget(self.form)
        self.example = Text(theme, "", weight="semibold", wrap=True)
        card.body.addWidget(self.example)
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.read_once = False
        self.allow()

    def read(self) -> None:
        """Ask how numbers look; what is being typed stays."""
        house = self.context.workspace.house
        self.context.jobs.read(self, lambda _: house.docket_pattern(), self._show)

    def _show(self, found: object) -> None:
        draft = cast(DocketPatternDraft, found)
        if not self.dirty:
            self.form.show_values({"pattern": draft.pattern, "board": draft.board})
        self.read_once = True
        self._show_example()

    def allow(self) -> None:
        """Fields and button as far as whoever sits there may."""
        self.form.allow(on=self.may)
        self.save_button.setVisible(self.may)
        self.save_button.setEnabled(self.may and self.dirty)

    def _draft(self) -> DocketPatternDraft:
        return DocketPatternDraft(**self.form.values())

    def _touched(self) -> None:
        self.dirty = True
        self.form.show_problems(())
        self._show_example()
        self.allow()

    def _show_example(self) -> None:
        draft = self._draft()
        if not draft.pattern.strip():
            self.example.setText(tr("Utan mönster kontrolleras inga nummer."))
            return
        made = example(draft, local(self.context.now()).date())
        self.example.setText(tr("Till exempel {0}").format(made) if made else tr("Mönstret går inte att använda än."))

    def save(self) -> None:
        """Write it, or say what is wrong."""
        draft = self._draft()
        problems = pattern_problems(draft)
        self.form.show_problems(problems)
        if problems or self.acting is None:
            return
        house, guest = self.context.workspace.house, self.acting.guest
        self.context.jobs.write(self, lambda _: house.set_docket_pattern(draft, guest=guest), self._saved, self._failed)

    def _saved(self, made: object) -> None:
        self.dirty = False
        self._show(made)
        self.allow()
        self.context.speaker.done(tr("Mönstret är sparat"))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Invalid):
            self.form.show_problems(error.problems)
        else:
            self.context.speaker.trouble(error)
