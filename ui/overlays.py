"""What can be begun from any page: a quick note, a tip, a visit, a safety copy; and the sign that a copy is due."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from krogkoll.security import Permission
from ui.commands import Commands
from ui.context import Context
from ui.i18n import tr
from ui.widgets.blocks import Banner
from ui.widgets.shell import StatusBar

if TYPE_CHECKING:
    from ui.backup.dialog import BackupDialog
    from ui.backup.signs import BackupWatch
    from ui.inbox.note_sheet import NoteSheet


class Overlays:
    """Gives the commands their deeds, as far as the acting person may do them."""

    def __init__(self, context: Context, shell: QWidget, commands: Commands, banner: Banner) -> None:
        self._context, self._shell, self._banner = context, shell, banner
        self._watch: BackupWatch | None = None
        self._sheet: NoteSheet | None = None
        self._backup: BackupDialog | None = None
        may = context.workspace.actor.may
        for command, need, deed in (
            ("note", Permission.WRITE_CASES, self.write_note),
            ("person", Permission.READ_PEOPLE, self.find_person),
            ("tip", Permission.WRITE_TIPS, partial(context.go, "venues", "/tip")),
            ("visit", Permission.CARRY_OUT_INSPECTIONS, partial(context.go, "supervision", "visits:new")),
            ("backup", Permission.BACKUP, self.back_up),
        ):
            if may(need):
                commands.on(command, deed)

    def write_note(self) -> None:
        """Open the quick note over whatever is open."""
        from ui.inbox.note_sheet import NoteSheet

        if self._sheet is None:
            self._sheet = NoteSheet(self._context, self._shell)
            self._sheet.finished.connect(self._forget_sheet)
        self._sheet.open()

    def find_person(self) -> None:
        """Ask who, and for what purpose; the answer leads to a case or a place."""
        self._context.parts.person_search(self._shell).open()

    def _forget_sheet(self) -> None:
        self._sheet = None

    def leave(self) -> None:
        """The window is locked or closed: what is being typed is kept, and nothing stays in sight."""
        if self._sheet is not None:
            self._sheet.reject()
        if self._backup is not None:
            self._backup.reject()

    def back_up(self) -> None:
        """Ask where, and make a safety copy."""
        from ui.backup.dialog import BackupDialog

        if self._backup is None:
            self._backup = BackupDialog(self._context, self._shell)
            self._backup.finished.connect(self._forget_backup)
        self._backup.open()

    def _forget_backup(self) -> None:
        self._backup = None

    def watch_backups(self, status: StatusBar) -> None:
        """Say in the status line while something is in no copy; read anew after each commit."""
        from ui.backup.signs import BackupPill, BackupWatch

        if not self._context.workspace.actor.may(Permission.BACKUP):
            return
        pill = BackupPill(self._context.theme)
        pill.clicked.connect(lambda _=False: self.back_up())
        status.add(pill)
        self._watch = BackupWatch(self._context, pill, self._offer)
        self._context.refresh.watch_all(pill, self._watch.read)
        self._watch.read()

    def _offer(self) -> None:
        words = tr("Besöket är avslutat och finns bara på den här datorn.")
        self._banner.say(words, "planned", tr("Säkerhetskopiera"), self.back_up)
