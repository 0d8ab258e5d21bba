"""Says under the docket number when it is not written as the authority writes them; a warning, never a stop."""

from PySide6.QtCore import QObject

from ui.context import Context
from ui.decisions.entry import Entry
from ui.i18n import tr


class DocketHint(QObject):
    """Asks the store for the authority's own pattern, once for each number that is typed."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._judged: tuple[Entry, str] | None = None

    def judge(self, entry: Entry | None) -> None:
        """Look at what stands in the field now."""
        if entry is None or self._judged == (entry, entry.raw):
            return
        number, house = entry.raw, self._context.workspace.house
        self._judged = (entry, number)

        def told(example: object) -> None:
            if self._judged != (entry, number):
                return
            words = tr("Numret ser inte ut som myndighetens egna, till exempel {0}.").format(example) if example else ""
            entry.field.set_words(tr(entry.spec.label), words)

        self._context.jobs.read(entry.field, lambda _: house.docket_warning(number), told)
