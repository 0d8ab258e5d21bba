"""Måndagsgenomgång: last week's visits one after the other, until each has its outcome."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.cases import CaseDraft
from krogkoll.inspections import Outcome, Reviewed, VisitReview, VisitReviewDraft, week_of
from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import MONTHS, NBSP
from krogkoll.security import Permission
from ui.context import Context
from ui.i18n import tr
from ui.review.detail import ReviewDetail
from ui.review.week_list import WeekList
from ui.widgets.blocks import EmptyState, column, row
from ui.widgets.button import icon_button
from ui.widgets.choices import TabStrip
from ui.widgets.text import ElidedText, Text, line
from ui.words import clock

_WIDE = 1100
_KINDS = ("inspection", "visit_review", "answer", "finding", "paper")


class _Week(NamedTuple):
    monday: date
    visits: tuple[Reviewed, ...]


class ReviewPage(QWidget):
    """Where one is reads "<monday>/<inspection id>". `shown` says that a week came into view."""

    shown = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self._asked, self._keep = 0, ""
        self.monday = week_of(local(context.now()).date())[0]
        self.visits: tuple[Reviewed, ...] | None = None
        theme = context.theme
        whole = column(self, spacing=0)
        whole.addWidget(self._head())
        whole.addWidget(line())
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(QWidget())
        told = tr("Bläddra till en annan vecka med pilarna.")
        self.empty = EmptyState(theme, "clipboard-check", tr("Inga besök förra veckan"), hint=told)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._work())
        whole.addWidget(holder, 1)
        context.refresh.watch(self, _KINDS, self.reload)

    def _head(self) -> QWidget:
        theme = self._context.theme
        head = QWidget()
        head.setObjectName("surface")
        inside = row(head, (20, 10, 20, 10), 8)
        words = column(spacing=1)
        words.addWidget(Text(theme, tr("Måndagsgenomgång"), "title", "semibold"))
        self.progress = ElidedText(theme, "", "caption", tone="muted")
        words.addWidget(self.progress)
        inside.addLayout(words, 1)
        self.earlier = icon_button(theme, "chevron-left", tr("Veckan före"))
        self.later = icon_button(theme, "chevron-right", tr("Veckan efter"))
        self.earlier.clicked.connect(lambda: self.turn(-1))
        self.later.clicked.connect(lambda: self.turn(1))
        self.week = Text(theme, weight="semibold")
        for part in (self.earlier, self.week, self.later):
            inside.addWidget(part)
        return head

    def _work(self) -> QWidget:
        context, theme = self._context, self._context.theme
        may_write = context.workspace.actor.may(Permission.CARRY_OUT_INSPECTIONS)
        work = QWidget()
        inside = row(work, spacing=0)
        self._left = left = QWidget()
        left.setObjectName("surface")
        left.setFixedWidth(332)
        self.list = WeekList(theme)
        column(left, (0, 12, 0, 12), 0).addWidget(self.list)
        inside.addWidget(left)
        inside.addWidget(line(upright=True))
        right = column(spacing=0)
        self.tabs = TabStrip(theme, tr("Om besöket"))
        for words in (tr("Utfall"), tr("Protokoll")):
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(self._turned)
        strip = QWidget()
        strip.setObjectName("surface")
        column(strip, (8, 0, 16, 0), 0).addWidget(self.tabs)
        right.addWidget(strip)
        right.addWidget(line())
        holder = QWidget()
        self._parts = QStackedLayout(holder)
        self.detail = ReviewDetail(context, may_write=may_write)
        self.report = context.parts.report_panel()
        self._parts.addWidget(self.detail)
        self._parts.addWidget(self.report.widget)
        right.addWidget(holder, 1)
        inside.addLayout(right, 1)
        self.list.chosen.connect(self._show_one)
        self.list.keyed.connect(self.detail.key)
        self.detail.decided.connect(self._decide)
        self.detail.wanted_case.connect(self._case)
        self.detail.wanted_visit.connect(lambda key: context.go("supervision", f"visits:{key}"))
        return work

    def where(self) -> str:
        """The week, and the visit under the cursor."""
        return f"{self.monday.isoformat()}/{self._keep}"

    def go(self, where: str) -> None:
        """Come back to a week and visit; an empty text means last week."""
        day, _, self._keep = where.partition("/")
        try:
            chosen = date.fromisoformat(day)
        except ValueError:
            chosen = week_of(local(self._context.now()).date())[0]
        self.monday = chosen - timedelta(days=chosen.weekday())
        self.reload()

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """The commands that this page takes while it is open."""
        return {"save": self.detail.try_save}

    def turn(self, weeks: int) -> None:
        """Show another week; none after the present one."""
        self.monday += timedelta(weeks=weeks)
        self._keep = ""
        self.reload()

    def reload(self) -> None:
        """Read the week anew."""
        self._asked += 1
        asked, monday, reviews = self._asked, self.monday, self._context.workspace.reviews
        sunday = monday + timedelta(days=6)
        self.week.setText(week_words(monday, sunday))
        self.later.setEnabled(sunday < local(self._context.now()).date())
        self._context.jobs.read(
            self, lambda _: _Week(monday, reviews.week(monday)), lambda found: self._show(asked, found)
        )

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        visits = self.visits = cast(_Week, found).visits
        done = sum(one.outcome is not Outcome.NOT_DECIDED for one in visits)
        unsigned = sum(not one.signed for one in visits)
        self.progress.setText(progress_words(len(visits), done, unsigned))
        self._stack.setCurrentIndex(2 if visits else 1)
        last = self.monday == week_of(local(self._context.now()).date())[0]
        self.empty.say(tr("Inga besök förra veckan") if last else tr("Inga besök den veckan"))
        self.list.show_week(visits, self._keep)
        self.shown.emit()

    def _show_one(self, found: object) -> None:
        one = cast(Reviewed, found)
        self._keep = one.visit.id
        self.detail.show_visit(one)
        self._turned()

    def _turned(self) -> None:
        at = self.tabs.currentIndex()
        self._parts.setCurrentIndex(at)
        self._make_room()
        if at == 1 and self._keep:
            self.report.read((("inspection", self._keep),))

    def _make_room(self) -> None:
        """In a small window the paper takes the place of the list."""
        self._left.setVisible(self.tabs.currentIndex() == 0 or self.width() >= _WIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again whether list and paper have room."""
        super().resizeEvent(event)
        self._make_room()

    def _decide(self, found: object) -> None:
        draft, reviews = cast(VisitReviewDraft, found), self._context.workspace.reviews
        self._context.jobs.write(self, lambda _: reviews.decide(draft), self._decided)

    def _decided(self, _: object) -> None:
        self._context.speaker.saved(clock(self._context.now()))
        self.list.setFocus()

    def _case(self, found: object) -> None:
        one = cast(Reviewed, found)
        review = one.review
        if review is None:
            return
        if review.case_id:
            self._context.go("cases", review.case_id)
            return
        self._context.jobs.write(self, partial(self._open_case, one, review), self._opened)

    def _open_case(self, one: Reviewed, review: VisitReview, _: object) -> VisitReview:
        workspace, visit = self._context.workspace, one.visit
        if visit.case_id:
            return workspace.reviews.link_case(review, visit.case_id)
        title = f"Tillsyn, {visit.address}" if visit.address else "Tillsyn"
        case = workspace.cases.open_case(CaseDraft(title_public=title, venue_id=visit.venue_id))
        return workspace.reviews.link_case(review, case.id)

    def _opened(self, _: object) -> None:
        self._context.speaker.done(tr("Ärendet är öppnat"))


def week_words(monday: date, sunday: date) -> str:
    """A week as people say it: "Vecka 46, 9–15 november"."""
    number = monday.isocalendar().week
    month = "" if monday.month == sunday.month else f" {MONTHS[monday.month - 1]}"
    days = f"{monday.day}{month}–{sunday.day}{NBSP}{MONTHS[sunday.month - 1]}"
    return tr("Vecka {0}, {1}").format(number, days)


def progress_words(visits: int, done: int, unsigned: int) -> str:
    """How far the review has come."""
    if not visits:
        return ""
    left = tr("Alla besök har ett utfall.") if done == visits else tr("{0} av {1} bedömda.").format(done, visits)
    if not unsigned:
        return left
    papers = tr("Ett protokoll är inte undertecknat.") if unsigned == 1 else tr("{0} protokoll är inte undertecknade.")
    return f"{left} {papers.format(unsigned)}"
