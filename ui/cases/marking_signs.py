"""The small button that says whether a record is marked as secret and opens its markings; for the pages of others."""

from collections.abc import Set
from typing import cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from krogkoll.security import Permission
from ui.cases.marking_dialog import MarkingDialog
from ui.context import Context
from ui.i18n import tr
from ui.widgets.button import Button


class MarkingSigns(QObject):
    """Makes buttons for the records that `owner` shows; how all of them stand is read in one go."""

    def __init__(self, context: Context, owner: QWidget) -> None:
        super().__init__(owner)
        self._context, self._owner = context, owner
        self._buttons: dict[Button, tuple[str, str]] = {}
        self._may = context.workspace.actor.may(Permission.WRITE_CASES)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._read)
        context.refresh.watch(self, ("secrecy_marking",), self._soon.start)

    def button(self, kind: str, subject_id: str, what: str, *, short: bool = False) -> Button:
        """A button for one record, hidden from those who may not mark.

        what: the record's name for the ear. short: the sign alone, where there is no room for words.
        """
        words = "" if short else tr("Sekretess …")
        made = Button(self._context.theme, words, "lock-open", "secondary" if short else "quiet", tr("Sekretess"))
        made.hide()
        made.clicked.connect(lambda: self._open(made))
        self.point(made, kind, subject_id, what)
        return made

    def point(self, button: Button, kind: str, subject_id: str, what: str) -> None:
        """Let a button speak for another record."""
        button.setProperty("what", what)
        self._buttons[button] = (kind, subject_id)
        if self._may:
            self._soon.start()

    def _open(self, button: Button) -> None:
        kind, subject_id = self._buttons[button]
        MarkingDialog(self._context, self._owner.window(), kind, subject_id).open()

    def _read(self) -> None:
        if not self._may:
            return
        # Cards are drawn anew now and then; a button that is gone asks for nothing.
        self._buttons = {button: subject for button, subject in self._buttons.items() if isValid(button)}
        desk, ids = self._context.workspace.desk, [subject_id for _, subject_id in self._buttons.values()]

        def work(_: object) -> Set[str]:
            return {one.subject_id for one in desk.markings_of(ids)}

        self._context.jobs.read(self, work, self._show)

    def _show(self, found: object) -> None:
        marked = cast(Set[str], found)
        for button, (_, subject_id) in self._buttons.items():
            if not isValid(button):
                continue
            on, what = subject_id in marked, button.property("what")
            if button.text():
                button.setText(tr("Sekretessmarkerad …") if on else tr("Sekretess …"))
            button.set_icon("lock" if on else "lock-open")
            name = tr("Sekretessmarkerad: {0}") if on else tr("Sekretessmarkera: {0}")
            button.set_name(name.format(what))
            button.show()
            button.updateGeometry()
