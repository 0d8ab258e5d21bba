"""A card with one question: its provision, the large answers, what may be added, a note, and the photos of it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from krogkoll.inspections import NOT_CHECKED, Answer, AnswerDraft
from krogkoll.law import AnswerType, Deviation, Item, cite_all
from ui.i18n import tr
from ui.inspections.segments import Option, Segments
from ui.inspections.typing_line import SavingLine
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import Icon, column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.choices import FilterChip
from ui.widgets.text import Text

_LETTERS = {"J": "yes", "N": "no"}


class QuestionCard(QFrame):
    """`given` carries the draft of an answer; `photos` asks for the photos of the question.

    The keyboard: J and N answer yes and no, E says not checked, digits pick a choice, Enter goes into the text;
    T marks the moment (`marked`); `moved` carries -1 or 1 for the arrow keys.
    """

    given = Signal(object)
    photos = Signal()
    moved = Signal(int)
    marked = Signal()

    def __init__(self, theme: Theme, item: Item, inspection_id: str, *, photos: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.item = item
        self._theme = theme
        self._draft = AnswerDraft(inspection_id=inspection_id, item_id=item.id, item_version=item.version)
        question = f"{item.number}  {item.question_sv}"
        self.setAccessibleName(question)
        whole = column(self, (20, 14, 20, 14), 10)
        head = column(spacing=2)
        head.addWidget(Text(theme, question, "subtitle", "semibold", wrap=True))
        head.addWidget(Text(theme, cite_all(item.references, short=True), "caption", tone="muted", wrap=True))
        if item.help_sv:
            head.addWidget(Text(theme, item.help_sv, "caption", tone="muted", wrap=True))
        whole.addLayout(head)
        self.segments = Segments(theme, self._options(), item.question_sv, upright=item.answer is AnswerType.CHOICE)
        self.segments.chosen.connect(self.answer)
        self.value = SavingLine(item.question_sv, tr("Skriv svaret"))
        self.value.settled.connect(self._value_typed)
        self.extra = SavingLine(item.extra_label_sv or item.question_sv)
        self.extra.settled.connect(self._extra_typed)
        self.note = SavingLine(tr("Anteckning: {0}").format(item.question_sv), tr("Anteckning"))
        self.note.settled.connect(lambda text: self._give(replace(self._draft, note=text)))
        self.deviates = FilterChip(theme, tr("Avvikelse"))
        self.deviates.toggled.connect(self._judged)
        whole.addLayout(self._answers(photos))
        if item.extra:
            whole.addLayout(self._labelled(item.extra_label_sv, self.extra))
        self._note_row = self._with_icon(self.note)
        whole.addWidget(self._note_row)
        self.show_answer(None)

    def _options(self) -> list[Option]:
        unchecked = Option(NOT_CHECKED, tr("Ej kontrollerat"), "minus")
        if self.item.answer is AnswerType.YES_NO:
            return [Option("yes", tr("Ja"), "check"), Option("no", tr("Nej"), "x"), unchecked]
        if self.item.answer is AnswerType.CHOICE:
            return [*(Option(one.id, one.text_sv, "circle-dot") for one in self.item.choices), unchecked]
        return [unchecked]

    def _answers(self, photos: bool) -> QHBoxLayout:
        line = row(spacing=8)
        typed = self.item.answer in {AnswerType.TEXT, AnswerType.NUMBER}
        if typed:
            line.addWidget(self.value, 3)
            if self.item.unit_sv:
                line.addWidget(Text(self._theme, self.item.unit_sv, tone="muted"))
        line.addWidget(self.segments, 2 if typed else 1)
        if self.item.deviation is Deviation.JUDGED:
            line.addWidget(self.deviates)
        note = icon_button(self._theme, "pencil", tr("Anteckning till fråga {0}").format(self.item.number), "secondary")
        note.clicked.connect(self._open_note)
        if photos:
            self.photo_button = Button(
                self._theme, "0", "camera", name=tr("Foton till fråga {0}").format(self.item.number)
            )
            self.photo_button.clicked.connect(self.photos)
            line.addWidget(self.photo_button, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(note, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _labelled(self, label: str, editor: QWidget) -> QHBoxLayout:
        holder = row()
        inside = column(spacing=4)
        inside.addWidget(Text(self._theme, label, "caption", tone="muted", wrap=True))
        inside.addWidget(editor)
        holder.addLayout(inside)
        return holder

    def _with_icon(self, editor: QWidget) -> QWidget:
        holder = QWidget()
        inside = row(holder, spacing=8)
        inside.addWidget(Icon(self._theme, "pencil", "textMuted", 16))
        inside.addWidget(editor, 1)
        return holder

    def show_answer(self, answer: Answer | None) -> None:
        """Show what is stored, or that nothing is."""
        blank = AnswerDraft(
            inspection_id=self._draft.inspection_id, item_id=self.item.id, item_version=self.item.version
        )
        names = AnswerDraft.__dataclass_fields__
        self._draft = blank if answer is None else AnswerDraft(**{name: getattr(answer, name) for name in names})
        typed = self.item.answer in {AnswerType.TEXT, AnswerType.NUMBER}
        self.segments.show_value(self._draft.value, deviation=self._draft.deviation)
        if typed:
            self.value.show_text("" if self._draft.value == NOT_CHECKED else self._draft.value)
        self.extra.show_text(self._draft.addition)
        self.note.show_text(self._draft.note)
        self.deviates.blockSignals(True)
        self.deviates.setChecked(self._draft.deviation)
        self.deviates.blockSignals(False)
        if self._draft.note or self._draft.deviation:
            self._note_row.show()
        elif not self.note.hasFocus():
            self._note_row.hide()
        self.deviates.setVisible(self.item.deviation is Deviation.JUDGED and self._draft.checked)

    def show_photos(self, count: int) -> None:
        """Say how many photos the question has."""
        self.photo_button.setText(str(count))
        self.photo_button.set_name(tr("{0} foton till fråga {1}").format(count, self.item.number))
        self.photo_button.updateGeometry()

    def answer(self, value: str) -> None:
        """Give an answer, as a press on it does."""
        self._give(replace(self._draft, value=value, answered_at=None))

    def settle(self) -> None:
        """Hand over everything that is typed."""
        for line in (self.value, self.extra, self.note):
            line.settle()

    def _value_typed(self, text: str) -> None:
        self.answer(text or NOT_CHECKED)

    def _extra_typed(self, text: str) -> None:
        self._give(replace(self._draft, addition=text))

    def _judged(self, deviation: bool) -> None:
        self._give(replace(self._draft, deviation=deviation))

    def _give(self, draft: AnswerDraft) -> None:
        # A note or an addition alone says nothing of the place yet.
        self._draft = replace(draft, value=draft.value or NOT_CHECKED)
        self.given.emit(self._draft)

    def _open_note(self) -> None:
        self._note_row.show()
        self.note.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J, N, E, digits, Enter, arrows; everything else goes on."""
        key = event.text().upper()
        options = list(self.segments.buttons)
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif key == "E" or (key in _LETTERS and _LETTERS[key] in options):
            self.answer(_LETTERS.get(key, NOT_CHECKED))
        elif key == "T":
            self.marked.emit()
        elif key.isdigit() and self.item.answer is AnswerType.CHOICE and 0 < int(key) < len(options):
            self.answer(options[int(key) - 1])
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.value if self.value.isVisibleTo(self) else self.extra if self.item.extra else self.note).setFocus()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, with the ring while the keyboard is on it."""
        super().paintEvent(event)
        if self.hasFocus():
            paint.focus_ring(QPainter(self), self._theme, self.rect().toRectF(), self._theme.tokens.radius["card"])
