"""The tab Insatser: all nights as a list, or one of them; a new one begins with its form."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.inspections import Operation, OperationDraft
from krogkoll.security import Permission
from ui.context import Context
from ui.i18n import tr
from ui.operations.form_dialog import FormDialog
from ui.operations.list_pane import OperationList
from ui.operations.operation_form import operation_form, submit_operation
from ui.operations.view import OperationView

_NEW = "new"


class OperationsPage(QWidget):
    """`where` is the id of the night shown, or empty; "new/<venue_id>" begins one at a place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self._stack = QStackedLayout(self)
        self.list, self.view = OperationList(context), OperationView(context)
        for widget in (self.list, self.view):
            self._stack.addWidget(widget)
        self.list.picked.connect(self.open)
        self.list.wanted_new.connect(lambda: self.start(OperationDraft()))
        self.view.left.connect(self.back)
        self.view.copied.connect(self._copy)
        self._may_plan = context.workspace.actor.may(Permission.PLAN_OPERATIONS)
        context.refresh.watch(self, ("operation", "briefing_copy"), self.list.reload)

    def where(self) -> str:
        """The night shown, if one is."""
        return self.view.operation_id if self._stack.currentWidget() is self.view else ""

    def go(self, where: str) -> None:
        """Show a night, begin one ("new" or "new/<venue_id>"), or show the list."""
        key, _, rest = where.partition("/")
        self.list.reload()
        if key == _NEW:
            self.start(OperationDraft(venue_ids=(rest,) if rest else ()))
        elif key:
            self.open(key)
        elif self._stack.currentWidget() is self.view and self.view.operation_id:
            self.view.open(self.view.operation_id)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """The commands that this page takes while it is open."""
        return {"new": self._new, "edit": self._edit} if self._may_plan else {}

    def _new(self) -> None:
        self.start(OperationDraft())

    def _edit(self) -> None:
        if self._stack.currentWidget() is self.view and self.view.plan is not None:
            self.view.deeds.edit_operation()

    def open(self, operation_id: str) -> None:
        """Show a night."""
        self._stack.setCurrentWidget(self.view)
        self.view.open(operation_id)

    def back(self) -> None:
        """Show the list."""
        self._stack.setCurrentWidget(self.list)
        self.list.reload()

    def start(self, draft: OperationDraft) -> None:
        """Begin a night with what is known of it."""
        if not self._may_plan:
            return
        form = operation_form(self._context, None, draft)
        dialog = FormDialog(self._context, self, form, partial(submit_operation, self._context, None, draft))
        dialog.written.connect(self._planned)
        dialog.open()

    def _planned(self, made: object) -> None:
        self._context.speaker.done(tr("Insatsen är skapad"))
        self.open(cast(Operation, made).id)

    def _copy(self, operation: object) -> None:
        """The same purpose, places and preparations on another day."""
        old = cast(Operation, operation)
        plain = OperationDraft(**{name: getattr(old, name) for name in OperationDraft.__dataclass_fields__})
        self.start(replace(plain, starts_at=None, ends_at=None, debrief_at=None))
