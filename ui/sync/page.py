"""The page Synk: how it stands, what waits, what is in conflict, and the one button."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from krogkoll.kernel.clock import from_iso
from krogkoll.kernel.errors import HubTrouble
from krogkoll.kernel.progress import Progress, Report
from krogkoll.sync import OFFLINE_FOR, Dispute, Settlement, Standing, SyncReport, SyncState, facts_of, state_of
from ui.context import Context
from ui.i18n import tr
from ui.jobs import Job
from ui.messages import message_for
from ui.sync.conflict_card import ConflictCard
from ui.sync.enrol_card import EnrolCard
from ui.sync.words import contact_words, files_words, held_words, icon_of, report_words, run_words, title_of, told_of
from ui.widgets.blocks import Banner, Card, FactGrid, Icon, Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.progress import ProgressBar
from ui.widgets.text import Text
from ui.words import age, count, day_and_time

_SHOWN = 20


class _Found(NamedTuple):
    standing: Standing
    conflicts: tuple[Dispute, ...]


class SyncPage(QWidget):
    """Reads again after each commit while it is on the screen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self._job: Job | None = None
        self._asked = 0
        self.standing: Standing | None = None
        self.state = SyncState.WAITING
        self.cards: list[ConflictCard] = []
        theme = context.theme
        body = QWidget()
        inside = column(body, (20, 16, 20, 20), 12)
        inside.addWidget(Text(theme, tr("Synk"), "title", "semibold"))
        self.banner = Banner(theme)
        inside.addWidget(self.banner)
        inside.addWidget(self._make_state())
        self.enrol = EnrolCard(theme, self._enrol)
        self.enrol.hide()
        inside.addWidget(self.enrol)
        self._lists = column(spacing=12)
        inside.addLayout(self._lists)
        inside.addStretch(1)
        column(self, spacing=0).addWidget(Scrolling(body))
        context.refresh.watch_all(self, self._again)

    def _make_state(self) -> Card:
        theme = self._context.theme
        card = Card(theme, tr("Läget"))
        inside = row(spacing=14)
        self.icon = Icon(theme, "refresh-cw", "textMuted", 28, "surfaceSunken")
        inside.addWidget(self.icon)
        words = column(spacing=2)
        self.title = Text(theme, "", "subtitle", "semibold", wrap=True)
        self.told = Text(theme, "", tone="muted", wrap=True)
        self.more = Text(theme, "", "caption", tone="muted", wrap=True)
        for text in (self.title, self.told, self.more):
            words.addWidget(text)
        inside.addLayout(words, 1)
        self.button = Button(theme, tr("Synka nu"), "refresh-cw", "primary")
        self.button.clicked.connect(self.meet)
        inside.addWidget(self.button)
        card.body.addLayout(inside)
        self.bar = ProgressBar(theme, tr("Synkning"))
        self.bar.hide()
        card.body.addWidget(self.bar)
        return card

    def where(self) -> str:
        """The page has no places in it."""
        return ""

    def go(self, where: str) -> None:
        """Read how it stands."""
        self.reload()

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """No command of its own."""
        return {}

    def _again(self) -> None:
        if self.isVisible() and self._job is None:
            self.reload()

    def reload(self) -> None:
        """Read how it stands, and the conflicts where there are any."""
        self._asked += 1
        asked, sync = self._asked, self._context.workspace.sync

        def read(_: Report) -> _Found:
            standing = sync.standing()
            return _Found(standing, sync.conflicts() if standing.conflicts else ())

        self._context.jobs.read(self, read, lambda found: self._show(asked, cast(_Found, found)))

    def meet(self) -> None:
        """Meet the hub, or stop the meeting that is under way."""
        if self._job is not None:
            self._job.cancel()
            return
        sync = self._context.workspace.sync
        self.banner.hide()

        def work(report: Report) -> SyncReport:
            done = sync.meet(report)
            sync.meet_files(report)
            return done

        self._job = self._context.jobs.aside(self, work, self._met, self._failed, self._progressed)
        self.bar.show_progress(0, 0)
        self._show_state()

    def _met(self, found: object) -> None:
        self._job = None
        report = cast(SyncReport, found)
        self._context.speaker.done(report_words(report))
        self.reload()

    def _failed(self, error: Exception) -> None:
        self._job = None
        said = message_for(error)
        passing = isinstance(error, HubTrouble) and error.reason in OFFLINE_FOR
        # What passes by itself stands in the card, calmly; the rest is said aloud.
        if not passing or self.standing is None or self.standing.hub is None:
            self.banner.say(f"{said.text} {said.way_out}".strip(), said.tone)
        self.enrol.again()
        self.reload()

    def _progressed(self, progress: Progress) -> None:
        self.bar.show_progress(progress.done, progress.total)

    def _enrol(self, url: str, code: str, name: str) -> None:
        sync = self._context.workspace.sync
        self.banner.hide()
        self._job = self._context.jobs.aside(self, lambda _: sync.enrol(url, code, name), self._enrolled, self._failed)

    def _enrolled(self, _: object) -> None:
        self._job = None
        self.enrol.code.clear()
        self.enrol.again()
        self.meet()

    def _settle(self, settlement: Settlement) -> None:
        sync = self._context.workspace.sync
        self._context.jobs.write(self, lambda _: sync.settle(settlement), self._settled, self._failed)

    def _settled(self, _: object) -> None:
        self._context.speaker.done(tr("Konflikten är avgjord. Kollegorna får det vid nästa synkning."))
        self.reload()

    def _show(self, asked: int, found: _Found) -> None:
        if asked != self._asked:
            return
        self.standing = found.standing
        self._show_state()
        clear(self._lists)
        self.cards = [self._conflict(one) for one in found.conflicts[:_SHOWN]]
        for widget in (*self.cards, *self._further(found)):
            self._lists.addWidget(widget)

    def _show_state(self) -> None:
        standing = self.standing
        if standing is None:
            return
        busy, hub, now = self._job is not None, standing.hub, self._context.now()
        self.state = state_of(facts_of(standing, busy=busy))
        self.icon.show_icon(*icon_of(self.state))
        self.title.setText(title_of(self.state, standing))
        self.told.setText(told_of(self.state))
        facts = [] if hub is None else [contact_words(hub, now), files_words(standing)]
        self.more.setText(" · ".join(filter(None, facts)))
        self.more.setVisible(hub is not None)
        self.enrol.setVisible(hub is None)
        self.button.setVisible(hub is not None)
        self.button.setText(tr("Stoppa") if busy else tr("Synka nu"))
        self.button.setAccessibleName(self.button.text())
        self.button.updateGeometry()
        self.bar.setVisible(busy)

    def _conflict(self, dispute: Dispute) -> ConflictCard:
        may = not dispute.sealed and self._context.workspace.sync.may_settle(dispute.kind)
        return ConflictCard(self._context.theme, dispute, self._context.now(), self._settle, may=may)

    def _further(self, found: _Found) -> list[QWidget]:
        standing, now, cards = found.standing, self._context.now(), list[QWidget]()
        if standing.held:
            told = [
                (standing.titles.get(one.record_id, ""), held_words(one.reason), age(from_iso(one.at), now))
                for one in standing.held[:_SHOWN]
            ]
            cards.append(self._list(tr("Väntar på åtgärd · {0}").format(count(len(standing.held))), told))
        if standing.hub is not None and standing.queue:
            told = [
                (
                    standing.titles.get(one.record_id, ""),
                    tr("{0} ändringar").format(count(one.changes)) if one.changes != 1 else tr("En ändring"),
                    age(from_iso(one.since), now) if one.since else "",
                )
                for one in standing.queue[:_SHOWN]
            ]
            cards.append(self._list(tr("Väntar på att skickas · {0}").format(count(standing.unsent)), told))
        if standing.hub is not None:
            cards.append(self._device(standing))
        if standing.runs:
            told = [("", run_words(run), day_and_time(run.at, now)) for run in standing.runs[:8]]
            cards.append(self._list(tr("Senaste synkningarna"), told))
        return cards

    def _list(self, title: str, lines: list[tuple[str, str, str]]) -> Card:
        theme = self._context.theme
        card = Card(theme, title)
        for head, words, when in lines:
            inside, told = row(spacing=10), QVBoxLayout()
            told.setSpacing(1)
            if head:
                told.addWidget(Text(theme, head, weight="semibold", wrap=True))
            told.addWidget(Text(theme, words, tone="muted" if head else "", wrap=True))
            inside.addLayout(told, 1)
            inside.addWidget(Text(theme, when, "caption", tone="muted"))
            card.body.addLayout(inside)
        return card

    def _device(self, standing: Standing) -> Card:
        hub = standing.hub
        card = Card(self._context.theme, tr("Den här datorn hos navet"))
        grid = FactGrid(self._context.theme, 2)
        if hub is not None:
            grid.show_facts(
                (
                    (tr("Myndighet"), hub.authority_name),
                    (tr("Ansluten som"), hub.member_name),
                    (tr("Datorns namn"), hub.device_name),
                    (tr("Navets adress"), hub.url),
                    (tr("Navets nyckel"), hub.hub_key[:16]),
                    (tr("Administratörens nyckel"), hub.administrator[:16]),
                )
            )
        card.body.addWidget(grid)
        return card
