"""One visit as it is carried out: steps at the left, the open step in the middle, at the right what always matters."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.inspections import InspectionStatus
from ui.context import Context
from ui.i18n import tr
from ui.inspections.acts import Acts, ColleagueActs
from ui.inspections.chapter_step import ChapterStep
from ui.inspections.dark import Darkness
from ui.inspections.device_banner import DeviceBanner
from ui.inspections.ending import close_visit, reopen_visit
from ui.inspections.head import VisitFoot, VisitHead
from ui.inspections.part_step import GOODS, REPORT
from ui.inspections.reading import FieldRead, read_field
from ui.inspections.side import SideColumn
from ui.inspections.step_list import StepList
from ui.inspections.steps import SCENE, Steps
from ui.inspections.warnings import locked_words, warn
from ui.widgets.blocks import Banner, column, row
from ui.widgets.button import Button
from ui.widgets.text import ElidedText, line

_WIDE = 1240
_SIDE = 316
_UNBOUND = 16_777_215
_KINDS = ("photo",)
_REST_MS = 500


class FieldView(QWidget):
    """`left` goes back to the list, `switched` carries the id of another open visit, `shown`: one was read."""

    left = Signal()
    switched = Signal(str)
    shown = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self.read: FieldRead | None = None
        self.step, self._wanted, self._form, self._item = "", "", "", ""
        self.darkness: Darkness | None = None
        self.acts = Acts(context, self, self.reload)
        colleagues = ColleagueActs(context, self.acts)
        whole = row(self, spacing=0)
        whole.addWidget(self._make_left())
        whole.addWidget(line(upright=True))
        middle = column(spacing=0)
        whole.addLayout(middle, 1)
        self.banner = Banner(context.theme, closable=False)
        self.device = DeviceBanner(context)
        top = column(margins=(20, 0, 20, 0), spacing=6)
        top.addWidget(self.banner)
        top.addWidget(self.device)
        middle.addWidget(self._make_head())
        middle.addLayout(top)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        middle.addWidget(holder, 1)
        self.steps = Steps(context, self._stack, self.acts, colleagues, self._show_photos)
        self.side = SideColumn(context, self.acts, colleagues)
        self.side.setFixedWidth(_SIDE)
        self._whole = whole
        whole.addWidget(self.side)
        self._connect()

    def _make_left(self) -> QWidget:
        self._left = QWidget()
        self._left.setObjectName("surface")
        inside = column(self._left, (8, 0, 8, 0), 0)
        self.head, self.foot = VisitHead(self._context), VisitFoot(self._context)
        self.list = StepList(self._context.theme)
        inside.addWidget(self.head)
        inside.addWidget(self.list, 1)
        inside.addWidget(self.foot)
        return self._left

    def _make_head(self) -> QWidget:
        theme = self._context.theme
        head = QWidget()
        inside = row(head, (20, 12, 20, 8), 8)
        words = column(spacing=2)
        self.title = ElidedText(theme, "", "title", "semibold")
        self.under = ElidedText(theme, "", "caption", tone="muted")
        words.addWidget(self.title)
        words.addWidget(self.under)
        inside.addLayout(words, 1)
        self.before_button = Button(theme, tr("Föregående"), "chevron-left")
        self.next_button = Button(theme, tr("Nästa steg"), "chevron-right", "primary")
        inside.addWidget(self.before_button)
        inside.addWidget(self.next_button)
        return head

    def _connect(self) -> None:
        self.list.chosen.connect(self.open_step)
        self.before_button.clicked.connect(lambda: self.go_on(-1))
        self.next_button.clicked.connect(lambda: self.go_on(1))
        self.head.switched.connect(self.switch)
        self.foot.mark.clicked.connect(self.acts.mark)
        self.foot.dark.clicked.connect(self.darken)
        self.foot.back.clicked.connect(self.left)
        self.steps.keeper.changed.connect(lambda _: self._tell_steps())
        self.steps.facts.changed.connect(self._facts_changed)
        summary = self.steps.summary
        summary.went.connect(self._go_to_question)
        summary.went_to.connect(self.open_step)
        summary.closing.connect(self._close_visit)
        summary.reopening.connect(self._reopen_visit)
        summary.deciding.connect(lambda key: self._context.go("decisions", f"new//{key}"))
        for keys, by in (("Ctrl+Down", 1), ("Ctrl+Right", 1), ("Ctrl+Up", -1), ("Ctrl+Left", -1)):
            self._key(keys, partial(self.go_on, by))
        self._key("F7", self.switch)
        self._key("Ctrl+Z", self.undo)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.reload)
        self._context.refresh.watch(self, _KINDS, self._photos_came)

    def _key(self, keys: str, deed: Callable[[], object]) -> None:
        # Wherever in the window the keyboard is: it works while this view can be seen.
        QShortcut(QKeySequence(keys), self).activated.connect(deed)

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """What the page's commands do here."""
        return {"mark": self.acts.mark, "darken": self.darken, "save": self.steps.settle}

    def open(self, visit_id: str, step: str = "", form: str = "") -> None:
        """Show a visit at a step; what is typed in the one before is handed over first."""
        self.steps.settle()
        self._wanted, self._form = step, form
        self._ask(visit_id)

    def reload(self) -> None:
        """Read the visit again."""
        if self.read is not None:
            self._ask(self.read.inspection.id)

    def _photos_came(self) -> None:
        """Hundreds come in groups: their number is shown a moment later, and read once for many."""
        if not self._rest.isActive():
            self._rest.start()

    def _ask(self, visit_id: str) -> None:
        workspace = self._context.workspace
        self._context.jobs.read(self, lambda _: read_field(workspace, visit_id), self._show, self._failed)

    def _failed(self, error: Exception) -> None:
        self._context.speaker.trouble(error)
        if self.read is None:
            self.left.emit()

    def _show(self, result: object) -> None:
        read = cast(FieldRead, result)
        changed = self.read is None or self.read.inspection.id != read.inspection.id
        if self.steps.keeper.at_rest or changed:
            self.steps.keeper.begin(read.inspection.id, read.visit.answers)
        self.steps.facts.begin(read.inspection)
        self.read = self.acts.read = read
        self.head.show_visit(read)
        self.foot.show_visit(read.inspection.id)
        self.side.show_visit(read)
        self.foot.mark.setVisible(read.open)
        warn(self.banner, read)
        self._tell_steps()
        keys = [one.key for one in self.steps.list(read, self.steps.now(read))]
        step = self._wanted or ("" if changed else self.step)
        first = keys[0] if read.inspection.status is InspectionStatus.OPEN else REPORT
        self.open_step(step if step in keys else first, quiet=not changed and not self._wanted)
        form, self._wanted, self._form = self._form, "", ""
        self.shown.emit()
        if form:
            self.acts.take_up(form)

    def _tell_steps(self) -> None:
        if self.read is not None:
            self.list.show_steps(self.steps.list(self.read, self.steps.now(self.read)), locked_words(self.read))
            self.list.mark(self.step)

    def open_step(self, key: str, *, quiet: bool = False) -> None:
        """Go to a step; `quiet`: fill it again without moving the keyboard."""
        read = self.read
        if read is None:
            return
        self.step = key
        self.steps.show(read, key)
        widget = self.steps.widget(key)
        self._stack.setCurrentWidget(widget)
        self.list.mark(key)
        steps = self.steps.list(read, self.steps.now(read))
        number = [one.key for one in steps].index(key)
        self.title.setText(steps[number].title)
        chapter = next((one for one in read.chapters if one.key == key), None)
        asked = tr("Fråga {0}–{1}").format(chapter.items[0].number, chapter.items[-1].number) if chapter else ""
        place = tr("steg {0} av {1} · sparas på den här datorn").format(number + 1, len(steps))
        self.under.setText(f"{asked} · {place}" if asked else place[0].upper() + place[1:])
        self.before_button.setVisible(number > 0)
        # An open summary has a way on of its own, which closes the visit.
        self.next_button.setVisible(number < len(steps) - 1 and not (key == "summary" and read.open))
        self.next_button.set_kind("secondary" if key == GOODS else "primary")
        self._give_width(key)
        if isinstance(widget, ChapterStep) and not quiet:
            widget.focus(self._item)
        elif not quiet or self.window().focusWidget() is None:
            # Tab goes on from here, and no ring is drawn before somebody uses the keyboard.
            widget.setFocus()
        self._item = ""

    def _give_width(self, key: str) -> None:
        """The report takes the room of the right column too."""
        self.side.setVisible(self.steps.with_scene or key != REPORT)

    def go_on(self, by: int) -> None:
        """The step after or before."""
        if self.read is None:
            return
        keys = [one.key for one in self.steps.list(self.read, self.steps.now(self.read))]
        at = keys.index(self.step) + by
        if 0 <= at < len(keys):
            self.open_step(keys[at])

    def switch(self) -> None:
        """The other open visit; each keeps what is its own."""
        if self.read is not None and self.read.others:
            self.steps.settle()
            self.switched.emit(self.read.others[0][0])

    def undo(self) -> None:
        """Take back the last answer, and show it."""
        item_id = self.steps.keeper.undo()
        if item_id:
            self._go_to_question(item_id)
            self._context.speaker.done(tr("Svaret är taget tillbaka"))

    def darken(self) -> None:
        """Black until somebody presses a key."""
        if self.darkness is None:
            self.darkness = Darkness(self._context.theme, self.window())
            self.darkness.woke.connect(self._lit)

    def _lit(self) -> None:
        self.darkness = None

    def _go_to_question(self, item_id: str) -> None:
        if self.read is not None:
            for chapter in self.read.chapters:
                if any(one.id == item_id for one in chapter.items):
                    self._item = item_id
                    self.open_step(chapter.key)

    def _facts_changed(self, result: object) -> None:
        self.reload()

    def _show_photos(self, answer_id: str) -> None:
        self.side.show_photos(answer_id)
        if self.steps.with_scene:
            self.open_step(SCENE)
        self.side.reveal_photos()

    def _close_visit(self) -> None:
        self.steps.settle()
        close_visit(self._context, self.acts, self._to_report)

    def _to_report(self) -> None:
        """The report can leave the laptop before the team leaves the street."""
        self._wanted = REPORT
        self.reload()

    def _reopen_visit(self) -> None:
        reopen_visit(self._context, self.acts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns give way in a small window."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE - 88
        self._left.setFixedWidth(256 if wide else 236)
        if wide == self.steps.with_scene:
            self._move_side(wide)

    def _move_side(self, wide: bool) -> None:
        """The right column stands beside the step, or is a step of its own where there is no room."""
        self.steps.with_scene = not wide
        self.side.setMaximumWidth(_SIDE if wide else _UNBOUND)
        self.side.setMinimumWidth(_SIDE if wide else 0)
        home = self._whole if wide else self.steps.scene.layout()
        if home is not None:
            home.addWidget(self.side)
        if wide and self.step == SCENE:
            self.open_step("summary")
        self._give_width(self.step)
        self._tell_steps()
