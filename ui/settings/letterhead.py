"""The section Brevhuvud: what papers say of the authority, its mark, and the first page as it becomes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from krogkoll.house import LetterheadDraft, LetterheadView, letterhead_problems
from krogkoll.kernel.errors import Invalid
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.paper_view import PageView, page_images
from ui.settings.acting import Acting
from ui.settings.fields import LETTERHEAD
from ui.settings.form import FieldsForm
from ui.settings.frame import Section
from ui.settings.mark_dialog import MarkDialog
from ui.typing_draft import TypingDraft
from ui.widgets.blocks import Banner, Card, clear, column, row
from ui.widgets.button import Button
from ui.widgets.text import Text

_REST_MS = 250
_PIXELS = 1000
_WIDEST = 1180
_SIDE_BY_SIDE = 900


class LetterheadSection(Section):
    """What is typed is a draft until it is saved; the sample shows it at once."""

    kinds = ("letterhead",)

    def __init__(self, context: Context, acting: Acting) -> None:
        lead = tr("Det som står överst och nederst på varje protokoll, beslut och ärendeblad.")
        super().__init__(context, tr("Brevhuvud"), lead, acting, _WIDEST)
        theme = context.theme
        self.view: LetterheadView | None = None
        self.dirty = False
        self.save_button = self.add_button(tr("Spara brevhuvudet"), "check", self.save)
        self.banner = Banner(theme, closable=False)
        self.column.addWidget(self.banner)
        # The sample stands beside the fields where there is room, else below them.
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._beside.setSpacing(12)
        self.column.addLayout(self._beside)
        self._beside.addWidget(self._make_fields(), 3)
        self._beside.addWidget(self._make_sample(), 2)
        self.column.addStretch(1)
        self.sampled = 0
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._ask_sample)
        self._typing = TypingDraft(context, self, "letterhead:own", self.form.values)
        self.allow()

    def _make_fields(self) -> QWidget:
        holder = QWidget()
        inside = column(holder, spacing=12)
        words = Card(self.context.theme, tr("Avsändare"))
        self.form = FieldsForm(self.context.theme, LETTERHEAD)
        self.form.changed.connect(self._touched)
        words.body.addWidget(self.form)
        inside.addWidget(words)
        inside.addWidget(self._make_mark())
        inside.addStretch(1)
        return holder

    def _make_sample(self) -> QWidget:
        holder = QWidget()
        inside = column(holder, spacing=0)
        sample = Card(self.context.theme, tr("Så blir första sidan"))
        self._sample = column(spacing=8)
        sample.body.addLayout(self._sample)
        inside.addWidget(sample)
        inside.addStretch(1)
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sample where there is room."""
        super().resizeEvent(event)
        wide = event.size().width() >= _SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._beside.direction() is not way:
            self._beside.setDirection(way)

    def _make_mark(self) -> Card:
        theme = self.context.theme
        card = Card(theme, tr("Märke"))
        inside = row(spacing=10)
        self.mark_words = Text(theme, "", wrap=True)
        inside.addWidget(self.mark_words, 1)
        self.mark_button = Button(theme, tr("Välj bild …"), "image")
        self.mark_button.clicked.connect(self._ask_picture)
        self.unmark_button = Button(theme, tr("Ta bort"), "trash-2", "quiet", tr("Ta bort märket"))
        self.unmark_button.clicked.connect(self._unmark)
        inside.addWidget(self.mark_button)
        inside.addWidget(self.unmark_button)
        card.body.addLayout(inside)
        return card

    def read(self) -> None:
        """Ask for the letterhead; what is being typed stays."""
        house = self.context.workspace.house
        self.context.jobs.read(self, lambda _: house.letterhead(), self._show)

    def _show(self, found: object) -> None:
        first = self.view is None
        self.view = cast(LetterheadView, found)
        if not self.dirty:
            self.form.show_values(_values(self.view.draft))
        stored = self.view.stored
        mark = stored is not None and bool(stored.mark)
        none = tr("Inget märke. Utan märke står myndighetens namn bredvid ett blått fält.")
        self.mark_words.setText(stored.mark_alt if stored is not None and mark else none)
        self.mark_button.setText(tr("Byt bild …") if mark else tr("Välj bild …"))
        self.mark_button.setAccessibleName(self.mark_button.text())
        self.mark_button.updateGeometry()
        self.unmark_button.setVisible(mark and self.may)
        if stored is None and not self.dirty:
            self.banner.say(
                tr("Uppgifterna kommer från den lista som följer med Krogkoll. Kontrollera dem och spara."), "planned"
            )
        elif not self.dirty:
            self.banner.hide()
        if first and self.may:
            self._typing.offer(self._take)
        self._ask_sample()

    def _take(self, body: Mapping[str, Any]) -> None:
        kept = {name: str(body[name]) for name in self.form.fields if name in body}
        if self.view is not None and kept and kept != _values(self.view.draft):
            self.form.show_values(_values(self.view.draft) | kept)
            self._set_dirty(on=True)
            self.banner.say(
                tr("Det du skrev sist är kvar men inte sparat."), "planned", tr("Släng det"), self.start_over
            )
            self._ask_sample()

    def start_over(self) -> None:
        """Show what is stored, and forget what was typed."""
        self._set_dirty(on=False)
        self._typing.forget()
        self.read()

    def _touched(self) -> None:
        self._set_dirty(on=True)
        self._typing.touched()
        self._rest.start()

    def _set_dirty(self, *, on: bool) -> None:
        self.dirty = on
        self.allow()

    def allow(self) -> None:
        """Fields and buttons as far as whoever sits there may."""
        stored = None if self.view is None else self.view.stored
        self.form.allow(on=self.may)
        self.save_button.setVisible(self.may)
        self.save_button.setEnabled(self.may and (self.dirty or stored is None))
        self.mark_button.setVisible(self.may)
        self.unmark_button.setVisible(self.may and stored is not None and bool(stored.mark))

    def _draft(self) -> LetterheadDraft:
        return LetterheadDraft(**self.form.values())

    def _ask_sample(self) -> None:
        draft, house = self._draft(), self.context.workspace.house
        if letterhead_problems(draft):
            return
        self.context.jobs.read(
            self, lambda _: page_images(house.sample(draft), _PIXELS)[:1], self._show_sample, self._no_sample
        )

    def _show_sample(self, found: object) -> None:
        clear(self._sample)
        for image in cast("list[Any]", found):
            self._sample.addWidget(PageView(self.context, image, tr("Provsida med brevhuvudet")))
        self.sampled += 1

    def _no_sample(self, error: Exception) -> None:
        clear(self._sample)
        message = message_for(error)
        self._sample.addWidget(Text(self.context.theme, f"{message.text} {message.way_out}", tone="muted", wrap=True))

    def save(self) -> None:
        """Write it, or say what is wrong."""
        if self.view is None or self.acting is None:
            return
        draft, view, guest = self._draft(), self.view, self.acting.guest
        problems = letterhead_problems(draft)
        self.form.show_problems(problems)
        if problems:
            return
        house = self.context.workspace.house
        self.save_button.setEnabled(False)
        self.context.jobs.write(
            self, lambda _: house.set_letterhead(view, draft, guest=guest), self._saved, self._failed
        )

    def _saved(self, made: object) -> None:
        self._typing.forget()
        self.dirty = False
        self._show(made)
        self.allow()
        self.context.speaker.done(tr("Brevhuvudet är sparat"))

    def _failed(self, error: Exception) -> None:
        self.allow()
        if isinstance(error, Invalid):
            self.form.show_problems(error.problems)
        else:
            message = message_for(error)
            self.banner.say(f"{message.text} {message.way_out}", message.tone)

    def _ask_picture(self) -> None:
        dialog = QFileDialog(self, tr("Välj myndighetens märke"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Bilder (*.png *.jpg *.jpeg *.webp *.tif *.tiff)"))
        dialog.fileSelected.connect(lambda path: self.use_picture(Path(path)))
        dialog.open()

    def use_picture(self, path: Path) -> None:
        """Ask what the picture is called, and take it."""
        if self.view is not None and self.acting is not None:
            dialog = MarkDialog(self.context, self.window(), self.view, path, self.acting.guest)
            dialog.made.connect(self._marked)
            dialog.open()

    def _marked(self, view: object) -> None:
        self._show(view)
        self.context.speaker.done(tr("Märket är sparat"))

    def _unmark(self) -> None:
        if self.view is None or self.acting is None:
            return
        house, view, guest = self.context.workspace.house, self.view, self.acting.guest

        def gone(made: object) -> None:
            self._show(made)
            self.context.speaker.done(tr("Märket är borttaget"))

        self.context.jobs.write(self, lambda _: house.remove_mark(view, guest=guest), gone)


def _values(draft: LetterheadDraft) -> dict[str, str]:
    return {name: getattr(draft, name) for name in LetterheadDraft.__dataclass_fields__}
