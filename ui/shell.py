"""The shell round the pages of an open workspace; built at unlocking, gone at locking."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from krogkoll.security import Permission
from ui.commands import Commands, with_key
from ui.context import Context
from ui.i18n import tr
from ui.overlays import Overlays
from ui.pages import PAGES, Page, PageSpec
from ui.palette import CommandField
from ui.panes import next_pane, number_pages
from ui.parts import Parts
from ui.session import Session
from ui.speaker import Speaker
from ui.tabbed import TabbedPage
from ui.theme import Theme
from ui.wayfinding import Wayfinder
from ui.widgets.avatar import Avatar
from ui.widgets.blocks import Banner, column, row
from ui.widgets.button import icon_button
from ui.widgets.marks import PracticePill
from ui.widgets.shell import NavRail, RailItem, StatusBar, TopBar
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


class Shell(QWidget):
    """Rail, bar, the open page, status line. Pages are built on their first visit and kept."""

    def __init__(self, theme: Theme, session: Session, commands: Commands) -> None:
        super().__init__()
        self._theme, self._session, self._commands = theme, session, commands
        self._workspace = cast("Workspace", session.workspace)
        self.pages: dict[str, QWidget] = {}
        whole = row(self, spacing=0)
        self.rail = NavRail(theme)
        whole.addWidget(self.rail)
        right = column(spacing=0)
        whole.addLayout(right, 1)
        self.bar = TopBar(theme)
        right.addWidget(self.bar)
        self.banner = Banner(theme)
        band = column(margins=(16, 0, 16, 0), spacing=0)
        band.addWidget(self.banner)
        right.addLayout(band)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        right.addWidget(holder, 1)
        self.status = StatusBar(theme)
        right.addWidget(self.status)
        self.speaker = Speaker(Toast(theme, self), self.banner, self.status)
        self._context = Context(
            theme=theme,
            workspace=self._workspace,
            jobs=session.jobs,
            refresh=session.refresh,
            commands=commands,
            speaker=self.speaker,
            now=self._workspace.store.clock.now,
            go=self.go,
            parts=Parts(),
        )
        self._context.parts.serve(self._context)
        self._taken: tuple[str, ...] = ()
        self._fill_rail()
        self._fill_bar()
        self.overlays = Overlays(self._context, self, commands, self.banner)
        self._open_ways(holder)
        session.jobs.troubled.connect(self.speaker.trouble)

    def _open_ways(self, holder: QWidget) -> None:
        """What the keyboard reaches from anywhere, and the sign that a safety copy is due."""
        self.overlays.watch_backups(self.status)
        number_pages(self, [page.key for page in PAGES if not page.below], self.go)
        self._commands.on("pane", lambda: next_pane((self.bar, self.rail, *self._panes(holder), self.status)))

    def _panes(self, holder: QWidget) -> tuple[QWidget, ...]:
        """The parts of the open page that F6 stops at, where it names any; else the page."""
        parts = getattr(self._stack.currentWidget(), "panes", None)
        return tuple(parts()) if parts is not None else (holder,)

    def _fill_rail(self) -> None:
        for page in PAGES:
            self.rail.add_page(page.key, tr(page.text), page.icon, below=page.below)
            if page.count is not None:
                self._session.refresh.watch(self, page.kinds, partial(self._count, page))
                self._count(page)
        self.rail.chosen.connect(lambda key: self.go(key, ""))
        lock = RailItem(self._theme, tr("Lås"), "lock", page=False)
        lock.setToolTip(with_key(tr("Lås"), "lock"))
        lock.clicked.connect(self._session.lock)
        self.rail.add_below(lock)

    def _fill_bar(self) -> None:
        theme = self._theme
        self.ways = Wayfinder(self, self._workspace, self._session.jobs, self.where, self.go)
        self.field = CommandField(theme, self._session.jobs, self._commands, self.ways.sources())
        self.bar.add_left(self.field, 1)
        if self._workspace.practice:
            self.bar.add_left(PracticePill(theme), space=8)
        self._commands.on("search", self.field.begin)
        if any(self._workspace.actor.may(need) for need in (Permission.WRITE_VENUES, Permission.WRITE_TIPS)):
            self._commands.on("import", lambda: self._context.parts.import_dialog(self.window()).open())
        self._density_button = icon_button(theme, "hand", tr("Byt till fältläge"))
        self._density_button.clicked.connect(self._commands["density"].trigger)
        self._scheme_button = icon_button(theme, "moon", tr("Byt till mörkt"))
        self._scheme_button.clicked.connect(self._commands["theme"].trigger)
        actor = self._workspace.actor
        self.avatar = Avatar(theme, actor.name)
        self.avatar.clicked.connect(self._open_menu)
        for widget in (self._density_button, self._scheme_button, self.avatar):
            self.bar.add_right(widget)
        self.status.say_who((self._workspace.authority_name, actor.name))
        theme.changed.connect(self._name_looks)
        self._name_looks()

    def _name_looks(self) -> None:
        dark, field = self._theme.scheme == "dark", self._theme.density == "field"
        self._scheme_button.set_icon("sun" if dark else "moon")
        self._scheme_button.set_name(tr("Byt till ljust") if dark else tr("Byt till mörkt"))
        self._density_button.set_icon("monitor" if field else "tablet")
        self._density_button.set_name(tr("Byt till skrivbordsläge") if field else tr("Byt till fältläge"))

    def _count(self, page: PageSpec) -> None:
        """Count what waits on a page, and show it on its badge."""
        counted = page.count
        if counted is not None:
            self._session.jobs.read(
                self, lambda _: counted(self._workspace), lambda found: self.rail.badge(page.key, cast(int, found))
            )

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for command in ("import", "pin", "recovery", "keys", "lock", "quit"):
            if self._commands[command].isEnabled():
                menu.addAction(self._commands[command])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.avatar.mapToGlobal(self.avatar.rect().bottomLeft()))

    def go(self, key: str, where: str) -> None:
        """Open a page (an empty key means the first) at a place in it."""
        self.ways.note()
        spec = next((page for page in PAGES if page.key == key), PAGES[0])
        page = self.pages.get(spec.key)
        if page is None:
            page = self.pages[spec.key] = spec.build(self._context)
            self._stack.addWidget(page)
            if isinstance(page, TabbedPage):
                page.turned.connect(self._take_commands)
        self._stack.setCurrentWidget(page)
        self.rail.mark(spec.key)
        cast(Page, page).go(where)
        self._take_commands()

    def _take_commands(self) -> None:
        """The open page's commands are its own; those of the page before rest."""
        page = self._stack.currentWidget()
        deeds = cast(Page, page).deeds() if page is not None else {}
        self._commands.off(*(command for command in self._taken if command not in deeds))
        key = next((key for key, known in self.pages.items() if known is page), "")
        names = next((spec.deeds for spec in PAGES if spec.key == key), {})
        names = page.deed_names() if isinstance(page, TabbedPage) else names
        for command, deed in deeds.items():
            self._commands.on(command, deed, tr(names[command]) if command in names else "")
        self._taken = tuple(deeds)

    def resume(self) -> None:
        """Go back to what was under way when the program was killed, unless somebody has gone elsewhere meanwhile."""
        before = self.where()

        def left(_: object) -> tuple[str, str] | None:
            found = ((page.key, page.resume(self._workspace)) for page in PAGES if page.resume is not None)
            return next((one for one in found if one[1]), None)

        def back(found: object) -> None:
            if found is not None and self.where() == before:
                self.go(*cast("tuple[str, str]", found))

        self._session.jobs.read(self, left, back, lambda _: None)

    def where(self) -> tuple[str, str]:
        """Which page is open and where in it one is."""
        page = self._stack.currentWidget()
        key = next((key for key, known in self.pages.items() if known is page), "")
        return (key, cast(Page, page).where()) if key else ("", "")

    def ask_pin(self) -> None:
        """Let the person choose a PIN for the day."""
        from ui.access.pin_dialog import PinDialog

        dialog = PinDialog(self._theme, self.window(), self._session.jobs, self._session.gate, self._workspace)
        dialog.made.connect(lambda: self.speaker.done(tr("Pinkoden gäller i åtta timmar")))
        dialog.open()

    def ask_recovery(self) -> None:
        """Make a new recovery key when the paper is lost."""
        from ui.access.recovery_dialog import RecoveryDialog

        dialog = RecoveryDialog(self._theme, self.window(), self._session.jobs, self._workspace)
        dialog.made.connect(lambda: self.speaker.done(tr("Den nya återställningsnyckeln gäller")))
        dialog.open()

    def leave(self) -> None:
        """Let go of everything that could call back."""
        self.overlays.leave()
        self._session.jobs.troubled.disconnect(self.speaker.trouble)
        self._theme.changed.disconnect(self._name_looks)
