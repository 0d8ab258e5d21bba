"""One conflict: what stood before, what each wrote, and which value is to hold."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QLineEdit

from krogkoll.sync import Claim, Dispute, Settlement
from ui.i18n import tr
from ui.sync.words import claim_head, differing, value_words
from ui.theme import Theme
from ui.widgets.blocks import Card, column, row
from ui.widgets.button import Button
from ui.widgets.fields import Field
from ui.widgets.text import Text


class ConflictCard(Card):
    """`settle` is told what was chosen."""

    def __init__(
        self, theme: Theme, dispute: Dispute, now: datetime, settle: Callable[[Settlement], None], *, may: bool
    ) -> None:
        super().__init__(theme, tr("{0}: {1}").format(dispute.swedish, dispute.title))
        self.dispute = dispute
        self._settle = settle
        self.buttons: list[Button] = []
        names = differing(dispute)
        lead = tr("Ni ändrade samma uppgift var för sig. Värden som inte väljs finns kvar i historiken.")
        self.body.addWidget(Text(theme, lead, "caption", tone="muted", wrap=True))
        if dispute.base is not None:
            self._add(theme, tr("Från början"), value_words(dispute.base, names), None, now)
        for claim in dispute.claims:
            self._add(theme, claim_head(claim, now), value_words(claim, names), claim if may else None, now)
        self.why = QLineEdit()
        self.why.setMaxLength(500)
        if may:
            self.body.addWidget(Field(theme, tr("Varför?"), self.why, tr("Står i historiken. Får lämnas tomt.")))
        else:
            reason = tr("Posten är förseglad.") if dispute.sealed else tr("Din roll får inte ändra det här.")
            self.body.addWidget(Text(theme, reason, "caption", tone="muted", wrap=True))

    def _add(self, theme: Theme, head: str, value: str, claim: Claim | None, _: datetime) -> None:
        inside = row(spacing=10)
        words = column(spacing=1)
        words.addWidget(Text(theme, head, "caption", tone="muted", wrap=True))
        words.addWidget(Text(theme, value, weight="semibold", wrap=True))
        inside.addLayout(words, 1)
        if claim is not None:
            name = tr("Låt {0} gälla").format(value)
            button = Button(theme, tr("Låt det gälla"), "check", "secondary", name)
            button.clicked.connect(lambda _=False, chosen=claim: self.choose(chosen))
            self.buttons.append(button)
            inside.addWidget(button)
        self.body.addLayout(inside)

    def choose(self, claim: Claim) -> None:
        """Let this value stand for all that are shown."""
        for button in self.buttons:
            button.setEnabled(False)
        dispute = self.dispute
        self._settle(
            Settlement(
                kind=dispute.kind,
                record_id=dispute.record_id,
                group=dispute.group,
                seen=dispute.seen,
                fields=claim.fields,
                why=self.why.text(),
            )
        )
