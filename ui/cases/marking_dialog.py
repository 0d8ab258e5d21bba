"""One small window that marks anything as secret, wherever it is shown, and takes a marking away again."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtWidgets import QLineEdit, QWidget

from krogkoll.cases import MarkingDraft, SecrecyMarking, marking_line, marking_problems
from ui.cases.desk_tasks import MARKING_WARNING, marking_rules
from ui.context import Context
from ui.i18n import tr
from ui.typing_draft import TypingDraft
from ui.widgets.blocks import Icon, clear, column, row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Choice, Field
from ui.widgets.text import Text
from ui.words import clock

_TITLES = {
    "document": "Sekretessmarkera handlingen",
    "tip": "Sekretessmarkera tipset",
    "photo": "Sekretessmarkera fotot",
    "inspection": "Sekretessmarkera besöket",
    "case_file": "Sekretessmarkera ärendet",
    "official_note": "Sekretessmarkera anteckningen",
}


class MarkingDialog(Dialog):
    """The markings that stand on one record, and the form of a new one; typing is kept as a draft."""

    def __init__(self, context: Context, parent: QWidget, kind: str, subject_id: str) -> None:
        super().__init__(context.theme, parent, tr(_TITLES.get(kind, "Sekretessmarkera")), 560)
        self._context, self._subject = context, (kind, subject_id)
        self.markings: Sequence[SecrecyMarking] = ()
        theme = context.theme
        self.rules = marking_rules(context)
        self.body.addWidget(Text(theme, tr(MARKING_WARNING), "caption", tone="muted", wrap=True))
        self._standing = column(spacing=8)
        self.body.addLayout(self._standing)
        words = [(tr("Välj lagrum"), ""), *((rule.short, key) for key, rule in self.rules.items())]
        self.provision, self.reason = Choice(theme, tr("Lagrum"), words), QLineEdit()
        self.reason.setMaxLength(2000)
        self.fields = {
            "provision": Field(theme, tr("Lagrum"), self.provision),
            "reason": Field(theme, tr("Vad som är känsligt"), self.reason),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.add_out(tr("Stäng"))
        self.act = self.add_act(tr("Sätt markering"))
        self.act.clicked.connect(self.mark)
        self._draft = TypingDraft(context, self, f"marking:{kind}:{subject_id}", self._told)
        self._draft.offer(self._take)
        self.provision.currentIndexChanged.connect(lambda _: self._chosen())
        self.provision.activated.connect(lambda _: self._draft.touched())
        self.reason.textEdited.connect(lambda _: self._draft.touched())
        self.finished.connect(lambda _: self._draft.settle())
        self._read()

    def _told(self) -> Mapping[str, Any]:
        return {"provision": self.provision.currentData(), "reason": self.reason.text()}

    def _take(self, body: Mapping[str, Any]) -> None:
        self.provision.setCurrentIndex(max(0, self.provision.findData(body.get("provision", ""))))
        self.reason.setText(str(body.get("reason", "")))

    def _chosen(self) -> None:
        rule = self.rules.get(str(self.provision.currentData() or ""))
        self.fields["provision"].set_words(tr("Lagrum"), rule.test if rule else "")
        self.fields["provision"].show_problem("")
        self.adjustSize()

    def _read(self) -> None:
        desk, subject_id = self._context.workspace.desk, self._subject[1]
        self._context.jobs.read(self, lambda _: desk.markings_of([subject_id]), self._show)

    def _show(self, found: object) -> None:
        self.markings = cast(Sequence[SecrecyMarking], found)
        clear(self._standing)
        theme = self._context.theme
        for marking in self.markings:
            part = QWidget()
            inside = row(part, spacing=10)
            inside.addWidget(Icon(theme, "lock"))
            told = column(spacing=1)
            told.addWidget(Text(theme, marking_line(marking), wrap=True))
            if marking.reason:
                told.addWidget(Text(theme, marking.reason, "caption", tone="muted", wrap=True))
            inside.addLayout(told, 1)
            lift = Button(theme, tr("Häv"), "", "link", tr("Häv markeringen"))
            lift.clicked.connect(partial(self.lift, marking))
            inside.addWidget(lift)
            self._standing.addWidget(part)
        self.adjustSize()

    def mark(self) -> None:
        """Put the marking, or say what is missing."""
        kind, subject_id = self._subject
        draft = MarkingDraft(
            subject_kind=kind,
            subject_id=subject_id,
            provision=str(self.provision.currentData() or ""),
            reason=self.reason.text(),
        )
        if marking_problems(draft, frozenset(self.rules)):
            self.fields["provision"].show_problem(tr("Välj ett lagrum."))
            self.provision.setFocus()
            return
        self.act.setEnabled(False)
        desk = self._context.workspace.desk
        self._context.jobs.write(self, lambda _: desk.mark_secret(draft), self._marked, self._refused)

    def _marked(self, _: object) -> None:
        self._draft.drop()
        self._said(tr("Markeringen är satt"))
        self.accept()

    def lift(self, marking: SecrecyMarking, *_: object) -> None:
        """Take a marking away; that it was there, and until which day, stays."""
        desk = self._context.workspace.desk

        def lifted(_: object) -> None:
            self._said(tr("Markeringen är hävd"))
            self._read()

        self._context.jobs.write(self, lambda _: desk.lift_marking(marking), lifted, self._refused)

    def _said(self, words: str) -> None:
        self._context.speaker.saved(clock(self._context.now()))
        self._context.speaker.done(words)

    def _refused(self, error: Exception) -> None:
        self.act.setEnabled(True)
        self._context.speaker.trouble(error)
