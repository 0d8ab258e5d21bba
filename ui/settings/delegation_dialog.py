"""The form of one point of the delegation order."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from krogkoll.house import DelegationDraft, DelegationPoint, Holder, delegation_problems, swedish_holder
from krogkoll.inspections import own_kinds
from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.law import Delegation, all_decision_types
from krogkoll.people import Member
from krogkoll.security import Actor
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.settings.words import problem_words, read_day
from ui.typing_draft import TypingDraft
from ui.widgets.blocks import Banner, Scrolling, column, row
from ui.widgets.check import Check
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Choice, Field
from ui.widgets.text import Text

_HOLDERS = (Holder.FUNCTION, Holder.MEMBER, Holder.CHAIR)
_HIGH = 400


class DelegationDialog(Dialog):
    """`saved` carries the point."""

    saved = Signal(object)

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        point: DelegationPoint | None,
        members: Sequence[Member],
        guest: Actor | None,
    ) -> None:
        title = tr("Ny delegationspunkt") if point is None else tr("Punkt {0}").format(point.point)
        super().__init__(context.theme, parent, title, 620)
        self._context, self._point, self._guest = context, point, guest
        self.banner = Banner(context.theme, closable=False)
        self.body.addWidget(self.banner)
        self.fields: dict[str, Field] = {}
        page = self._make_page(DelegationDraft() if point is None else point, members)
        self.scroller = Scrolling(page)
        self.scroller.setMinimumHeight(_HIGH)
        self.body.addWidget(self.scroller)
        self.add_out(tr("Avbryt"))
        self.act = self.add_act(tr("Spara"))
        self.act.clicked.connect(self.save)
        self._typing = TypingDraft(
            context, self, f"delegation:{point.id if point else 'new'}", self.raw, point.id if point else ""
        )
        self._typing.offer(self._take)
        self.finished.connect(lambda _: self._typing.settle())
        self._ask_for_holder()

    def _make_page(self, start: DelegationDraft, members: Sequence[Member]) -> QWidget:
        theme = self._context.theme
        page = QWidget()
        inside = column(page, (2, 2, 14, 2), 12)
        top = row(spacing=12)
        top.addWidget(self._line("point", tr("Punkt"), start.point, tr("Till exempel 4.2.")), 1)
        hint = tr("Nämndens eget beslut, dag och paragraf.")
        top.addWidget(self._line("reference", tr("Beslutad"), start.reference, hint), 2)
        inside.addLayout(top)
        self.text = QPlainTextEdit(start.text)
        self.text.setFixedHeight(64)
        self.text.setTabChangesFocus(True)
        inside.addWidget(self._field("text", tr("Vad punkten gäller"), self.text))
        inside.addLayout(self._make_who(start, members))
        inside.addWidget(self._make_types(start))
        self.fines = Check(theme, tr("Omfattar även beslut med vite"))
        self.fines.setChecked(start.fines)
        inside.addWidget(self.fines)
        days = row(spacing=12)
        for name, label, day in (
            ("valid_from", tr("Gäller från"), start.valid_from),
            ("valid_until", tr("Gäller till och med"), start.valid_until),
        ):
            days.addWidget(
                self._line(name, label, day.isoformat() if day else "", tr("Som 2026-11-27, eller tomt.")), 1
            )
        inside.addLayout(days)
        return page

    def _field(self, name: str, label: str, editor: QWidget, hint: str = "") -> Field:
        self.fields[name] = Field(self._context.theme, label, editor, hint)
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.textChanged.connect(lambda *_: self._typing.touched())
        return self.fields[name]

    def _line(self, name: str, label: str, text: str, hint: str = "") -> Field:
        edit = QLineEdit(text)
        edit.setMaxLength(120)
        return self._field(name, label, edit, hint)

    def _make_who(self, start: DelegationDraft, members: Sequence[Member]) -> QHBoxLayout:
        theme = self._context.theme
        who = row(spacing=12)
        self.holder = Choice(theme, tr("Vem som får besluta"), [(swedish_holder(one), one) for one in _HOLDERS])
        self.holder.setCurrentIndex(_HOLDERS.index(start.holder) if start.holder in _HOLDERS else 0)
        self.holder.currentIndexChanged.connect(lambda _: self._ask_for_holder())
        who.addWidget(self._field("holder", tr("Vem som får besluta"), self.holder), 1)
        self.member = Choice(theme, tr("Medarbetare"), [(one.name, one.id) for one in members])
        self.member.setCurrentIndex(max(0, self.member.findData(start.member_id)))
        who.addWidget(self._field("member_id", tr("Medarbetare"), self.member), 1)
        hint = tr("Så som den står hos medarbetaren.")
        who.addWidget(self._line("function", tr("Befattning"), start.function, hint), 1)
        return who

    def _make_types(self, start: DelegationDraft) -> QWidget:
        theme = self._context.theme
        holder = QWidget()
        inside = column(holder, spacing=2)
        self._types_label = Text(theme, tr("Beslutstyper"), weight="medium")
        inside.addWidget(self._types_label)
        self.types: dict[str, Check] = {}
        own = own_kinds(self._context.workspace.actor)
        for code, kind in all_decision_types().items():
            offered = kind.is_decision and kind.competent(own) and kind.delegation is not Delegation.NEVER
            if offered or code in start.type_codes:
                check = self.types[code] = Check(theme, kind.name_sv)
                check.setChecked(code in start.type_codes)
                check.toggled.connect(lambda _: self._typing.touched())
                inside.addWidget(check)
        self._types_problem = Text(theme, "", "caption", tone="danger", wrap=True)
        inside.addWidget(self._types_problem)
        self._types_problem.hide()
        return holder

    def _ask_for_holder(self) -> None:
        """Only what belongs to the chosen kind of holder is asked for."""
        chosen = self.holder.currentData()
        self.fields["member_id"].setVisible(chosen is Holder.MEMBER)
        self.fields["function"].setVisible(chosen is Holder.FUNCTION)

    def raw(self) -> dict[str, str]:
        """What is typed, as plain texts."""
        texts = {name: _text(field.editor) for name, field in self.fields.items()}
        return texts | {"types": ",".join(code for code, check in self.types.items() if check.isChecked())}

    def _take(self, body: object) -> None:
        kept = body if isinstance(body, dict) else {}
        for name, field in self.fields.items():
            value = str(kept.get(name, _text(field.editor)))
            if isinstance(field.editor, QLineEdit):
                field.editor.setText(value)
            elif isinstance(field.editor, QPlainTextEdit):
                field.editor.setPlainText(value)
            elif isinstance(field.editor, Choice):
                field.editor.setCurrentIndex(max(0, field.editor.findData(value)))
        for code in str(kept.get("types", "")).split(","):
            if code in self.types:
                self.types[code].setChecked(True)
        if kept:
            self.banner.say(tr("Det du skrev sist är kvar men inte sparat."), "planned")

    def draft(self) -> tuple[DelegationDraft, list[Problem]]:
        """The point as it stands, and what could not be read."""
        raw, unread = self.raw(), []
        days = {}
        for name in ("valid_from", "valid_until"):
            try:
                days[name] = read_day(raw[name])
            except ValueError:
                unread.append(Problem(name, "not-a-day"))
        made = DelegationDraft(
            point=raw["point"],
            text=raw["text"],
            type_codes=tuple(code for code, check in self.types.items() if check.isChecked()),
            holder=self.holder.currentData(),
            member_id=str(self.member.currentData() or ""),
            function=raw["function"],
            fines=self.fines.isChecked(),
            valid_from=days.get("valid_from"),
            valid_until=days.get("valid_until"),
            reference=raw["reference"],
        )
        return made, unread

    def save(self) -> None:
        """Write it, or say what is wrong."""
        draft, unread = self.draft()
        if self._tell([*unread, *delegation_problems(draft)]):
            return
        delegations, point, guest = self._context.workspace.delegations, self._point, self._guest
        self.act.setEnabled(False)
        if point is None:
            self._context.jobs.write(self, lambda _: delegations.add(draft, guest=guest), self._done, self._failed)
        else:
            self._context.jobs.write(
                self, lambda _: delegations.edit(point, draft, guest=guest), self._done, self._failed
            )

    def _tell(self, problems: Sequence[Problem]) -> bool:
        wrong = {one.field: problem_words(one) for one in reversed(problems)}
        for name, field in self.fields.items():
            field.show_problem(wrong.get(name, ""))
        self._types_problem.setText(wrong.get("type_codes", ""))
        self._types_problem.setVisible("type_codes" in wrong)
        first = next((self.fields[name] for name in self.fields if name in wrong), None)
        if first is not None:
            first.editor.setFocus()
            self.scroller.ensureWidgetVisible(first)
        elif wrong:
            self.scroller.ensureWidgetVisible(self._types_problem)
        return bool(wrong)

    def _done(self, point: object) -> None:
        self._typing.drop()
        self.accept()
        self.saved.emit(point)

    def _failed(self, error: Exception) -> None:
        self.act.setEnabled(True)
        if isinstance(error, Invalid) and self._tell(error.problems):
            return
        message = message_for(error)
        self.banner.say(f"{message.text} {message.way_out}".strip(), message.tone)


def _text(editor: QWidget) -> str:
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QLineEdit):
        return editor.text()
    return str(editor.currentData() or "") if isinstance(editor, Choice) else ""
