"""The window: the way in, and behind it the shell of rail, bar, page and status line."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.access.gate import Gate, Opened, Way
from ui.commands import ALWAYS, TABLE, Commands
from ui.i18n import tr
from ui.messages import Message
from ui.session import Session
from ui.spare import settle_memory
from ui.theme import DENSITIES, SCHEMES, Theme
from ui.widgets.blocks import column
from ui.widgets.marks import PracticeStripe
from ui.widgets.tabbing import turn

if TYPE_CHECKING:
    from ui.access.first_run import FirstRunScreen
    from ui.access.new_passphrase import NewPassphraseScreen
    from ui.access.preparing import PreparingScreen
    from ui.access.unlock import UnlockScreen
    from ui.shell import Shell

    Access = FirstRunScreen | PreparingScreen | UnlockScreen

_LAYOUT_VERSION = 1
_OPEN_ONLY = tuple(command.id for command in TABLE if command.id not in ALWAYS)


class Window(QWidget):
    """One window, one workspace. Pages exist only while the workspace is open."""

    def __init__(self, theme: Theme, gate: Gate, settings: QSettings) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(tr("Krogkoll – övning") if gate.practice else "Krogkoll")
        self.setMinimumSize(1024, 640)
        self.theme, self._gate, self._settings = theme, gate, settings
        self.session = Session(self, gate)
        self.commands = Commands(self)
        self.shell: Shell | None = None
        self.renewal: NewPassphraseScreen | None = None
        self._where = ("", "")
        whole = column(self, spacing=0)
        if gate.practice:
            whole.addWidget(PracticeStripe(theme))
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        whole.addWidget(holder, 1)
        self.access: Access = self._make_access()
        self._stack.addWidget(self.access)
        self._connect()
        self._restore()

    def _make_access(self) -> "Access":
        """The screen that the folder calls for; the others are not even loaded."""
        made: Access
        jobs = self.session.jobs
        if self._gate.exists():
            from ui.access.unlock import UnlockScreen

            made = UnlockScreen(self.theme, jobs, self._gate, lambda: self.session.workspace)
            self.session.too_late.connect(made.say_too_late)
        elif self._gate.practice:
            from ui.access.preparing import PreparingScreen

            made = PreparingScreen(self.theme, jobs, self._gate)
        else:
            from ui.access.first_run import FirstRunScreen

            made = FirstRunScreen(self.theme, jobs, self._gate)
        made.opened.connect(self._come_in)
        return made

    def _connect(self) -> None:
        self.session.unlocked.connect(self._show_shell)
        self.session.hidden.connect(self._hide)
        self.commands.on("theme", self.switch_scheme)
        self.commands.on("density", self.switch_density)
        self.commands.on("keys", self.show_keys)
        self.commands.on("quit", self.close)
        self.theme.changed.connect(self._keep_look)

    def _come_in(self, opened: Opened) -> None:
        if opened.way is Way.RECOVERY:
            self._renew_passphrase(opened)
        else:
            self.session.let_in(opened)

    def _renew_passphrase(self, opened: Opened) -> None:
        from ui.access.new_passphrase import NewPassphraseScreen

        screen = self.renewal = NewPassphraseScreen(self.theme, self.session.jobs, self._gate, opened)

        def leave() -> None:
            self._stack.setCurrentWidget(self.access)
            self._stack.removeWidget(screen)
            screen.deleteLater()
            self.renewal = None

        def done(renewed: Opened) -> None:
            leave()
            self.session.let_in(renewed)

        def given_up() -> None:
            screen.let_go()
            leave()

        screen.done.connect(done)
        screen.given_up.connect(given_up)
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)

    def _show_shell(self, opened: Opened) -> None:
        from ui.shell import Shell

        settle_memory()
        self.shell = Shell(self.theme, self.session, self.commands)
        self._stack.addWidget(self.shell)
        self._stack.setCurrentWidget(self.shell)
        self.commands.on("lock", self.session.lock)
        self.commands.on("pin", self.shell.ask_pin)
        self.commands.on("recovery", self.shell.ask_recovery)
        self.shell.go(*self._where)
        if not any(self._where):
            self.shell.resume()

    def _hide(self, reason: str) -> None:
        self.commands.off(*_OPEN_ONLY)
        from ui.access.unlock import UnlockScreen

        if not isinstance(self.access, UnlockScreen):
            self._stack.removeWidget(self.access)
            self.access.deleteLater()
            self.access = self._make_access()
            self._stack.addWidget(self.access)
        self._stack.setCurrentWidget(self.access)
        cast("UnlockScreen", self.access).show_locked(reason)
        if self.shell is not None:
            self._where = self.shell.where()
            self.shell.leave()
            self._stack.removeWidget(self.shell)
            self.shell.deleteLater()
            self.shell = None

    def switch_scheme(self) -> None:
        """Light to dark or back; remembered."""
        self._look(scheme=SCHEMES[1 - SCHEMES.index(self.theme.scheme)])

    def switch_density(self) -> None:
        """Desk to field or back; remembered."""
        self._look(density=DENSITIES[1 - DENSITIES.index(self.theme.density)])

    def show_keys(self) -> None:
        """Every command with its key."""
        from ui.keys_dialog import KeysDialog

        KeysDialog(self.theme, self, self.commands).open()

    def tell(self, message: Message) -> None:
        """Say that something nobody foresaw went wrong."""
        from ui.trouble_dialog import TroubleDialog

        TroubleDialog(self.theme, self, message).open()

    def _look(self, scheme: str | None = None, density: str | None = None) -> None:
        self.theme.use(scheme, density)

    def _keep_look(self) -> None:
        """Remember the look, whoever changed it."""
        self._settings.setValue("look/scheme", self.theme.wanted)
        self._settings.setValue("look/density", self.theme.density)

    def _restore(self) -> None:
        self.resize(1366, 768)
        if self._settings.value("window/version", 0, int) == _LAYOUT_VERSION:
            # Qt itself moves a window that lies outside the present screens.
            self.restoreGeometry(cast(bytes, self._settings.value("window/geometry", b"")))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Tab walks as things stand on screen."""
        return turn(self, forward=next)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place of the window; finish writes; close the workspace."""
        self._settings.setValue("window/version", _LAYOUT_VERSION)
        self._settings.setValue("window/geometry", self.saveGeometry())
        self.setCursor(Qt.CursorShape.WaitCursor)
        self.access.let_go()
        if self.renewal is not None:
            self.renewal.let_go()
        self.session.close()
        super().closeEvent(event)
