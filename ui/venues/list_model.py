"""A list of up to 100,000 places that holds row numbers only, and reads what is looked at one page at a time."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from krogkoll.venues import VenueLine, swedish
from ui.i18n import tr
from ui.widgets.record_list import LINE_ROLE
from ui.words import spoken_age

PAGE = 128
_PAGES_KEPT = 64

Index = QModelIndex | QPersistentModelIndex


class VenueListModel(QAbstractListModel):
    """Rows in the order of the last query. `data` with LINE_ROLE is a VenueLine, or None for a row that is gone."""

    def __init__(
        self, parent: QObject, read: Callable[[Sequence[int]], list[VenueLine]], now: Callable[[], datetime]
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._now = now
        self._numbers: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, VenueLine]] = OrderedDict()

    def show_numbers(self, numbers: "array[int]", first: Sequence[VenueLine] = ()) -> None:
        """Replace the whole list by the rows of a new query; `first`: the lines of its first page, if read already."""
        self.beginResetModel()
        self._numbers = numbers
        self._pages.clear()
        if first:
            self._pages[0] = {line.row_no: line for line in first}
        self.endResetModel()

    def reread(self) -> None:
        """Read again what is shown, in the same order: somebody changed a line."""
        self._pages.clear()
        if self._numbers:
            self.dataChanged.emit(self.index(0), self.index(len(self._numbers) - 1))

    def row_of(self, row_no: int) -> int:
        """Where a place stands in the list, or -1."""
        try:
            return self._numbers.index(row_no)
        except ValueError:
            return -1

    def line(self, row: int) -> VenueLine | None:
        """The line at a row; reads its page when nobody looked at it lately."""
        if not 0 <= row < len(self._numbers):
            return None
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            wanted = self._numbers[number * PAGE : (number + 1) * PAGE]
            page = {line.row_no: line for line in self._read(wanted)}
            self._pages[number] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self._numbers[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many places match."""
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line itself for the delegate; words for a screen reader and for typing ahead."""
        if role == LINE_ROLE:
            return self.line(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self.line(index.row())
            if line is None:
                return tr("Inte längre här")
            return line.name if role == Qt.ItemDataRole.DisplayRole else self._spoken(line)
        return None

    def _spoken(self, line: VenueLine) -> str:
        parts = [line.name, line.address, tr(swedish(line.status))]
        if line.also:
            parts.append(tr("även känd som {0}").format(", ".join(line.also)))
        if line.points:
            parts.append(tr("risk {0}").format(round(line.points)))
        if line.danger:
            parts.append(tr("fara"))
        if line.in_conflict:
            parts.append(tr("har en konflikt att lösa"))
        parts.append(tr("senast {0}").format(spoken_age(line.latest_at, self._now())))
        return ", ".join(part for part in parts if part)
