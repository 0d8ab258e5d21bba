"""The section Utseende: colours and sizes of the window on this computer; each choice holds at once."""

from ui.context import Context
from ui.i18n import tr
from ui.settings.fields import LOOK
from ui.settings.form import FieldsForm
from ui.settings.frame import Section
from ui.widgets.blocks import Card


class LookSection(Section):
    """The same as the two buttons in the top bar, with the system's own colours as a third choice."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Utseende"), tr("Gäller bara den här datorn, och märks genast."))
        card = Card(context.theme, tr("Fönstret"))
        self.form = FieldsForm(context.theme, LOOK)
        self.form.changed.connect(self._choose)
        card.body.addWidget(self.form)
        self.column.addWidget(card)
        self.column.addStretch(1)
        context.theme.changed.connect(self.read)

    def read(self) -> None:
        """Show how it looks now."""
        theme = self.context.theme
        self.form.show_values({"scheme": theme.wanted, "density": theme.density})

    def _choose(self) -> None:
        values, theme = self.form.values(), self.context.theme
        if (values["scheme"], values["density"]) != (theme.wanted, theme.density):
            theme.use(values["scheme"], values["density"])
