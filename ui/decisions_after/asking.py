"""Opens a form, saves what it gives in the store's thread, and says so; shared by all acts of the panel."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from krogkoll.kernel.errors import Problem
from ui.context import Context
from ui.decisions_after.words import PROBLEMS
from ui.record_form import RecordForm, Spec

Check = Callable[[Any], Sequence[Problem]]


class Asking(QObject):
    """The ground of each set of acts."""

    def __init__(self, context: Context, owner: QWidget) -> None:
        super().__init__(owner)
        self._context, self._owner = context, owner

    def _ask(
        self,
        title: str,
        specs: Sequence[Spec],
        draft: Any,
        save: Callable[[Any], object],
        said: str,
        *,
        check: Check | None = None,
        keep_as: str = "",
        form: type[RecordForm] = RecordForm,
    ) -> None:
        """Open the form. What is wrong is said by the use case, unless `check` knows it before."""
        asked = form(
            self._context,
            self._owner,
            title,
            specs,
            draft,
            check=check or (lambda _: ()),
            save=save,
            keep_as=keep_as,
            words=PROBLEMS,
        )
        asked.saved.connect(lambda _: self._context.speaker.done(said))
        asked.open()
