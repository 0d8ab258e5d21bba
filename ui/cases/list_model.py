"""A list of cases, however many: holds row numbers, and asks for what is looked at one page at a time."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from krogkoll.cases import CaseLine, due_words, swedish
from krogkoll.kernel.clock import local
from ui.i18n import tr
from ui.widgets.record_list import LINE_ROLE

PAGE = 128
_PAGES_KEPT = 64

Index = QModelIndex | QPersistentModelIndex


class CaseListModel(QAbstractListModel):
    """`wanted` carries the number of a page that somebody looks at and nobody has read; see `put`.

    Reading a case is an entry in the audit log, so it never happens in the window's own thread.
    """

    wanted = Signal(int)

    def __init__(self, parent: QObject, now: Callable[[], datetime]) -> None:
        super().__init__(parent)
        self._now = now
        self._numbers: Sequence[int] = ()
        self._pages: OrderedDict[int, dict[int, CaseLine]] = OrderedDict()
        self._asked: set[int] = set()

    def show_numbers(self, numbers: Sequence[int], first: Sequence[CaseLine]) -> None:
        """Replace the whole list by the rows of a new query; `first`: the lines of its first page."""
        self.beginResetModel()
        self._numbers = numbers
        self._pages.clear()
        self._asked.clear()
        if numbers:
            self._pages[0] = {line.row_no: line for line in first}
        self.endResetModel()

    def numbers_of(self, page: int) -> Sequence[int]:
        """The row numbers of a page."""
        return self._numbers[page * PAGE : (page + 1) * PAGE]

    def put(self, page: int, numbers: Sequence[int], lines: Sequence[CaseLine]) -> None:
        """Take a page that was read; one of an earlier list is dropped."""
        self._asked.discard(page)
        if not numbers or self.numbers_of(page) != numbers:
            return
        self._pages[page] = {line.row_no: line for line in lines}
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        first = page * PAGE
        self.dataChanged.emit(self.index(first), self.index(first + len(numbers) - 1))

    def row_of(self, case_id: str) -> int:
        """Where a case stands in what has been read of the list, or -1."""
        for lines in self._pages.values():
            for number, line in lines.items():
                if line.id == case_id:
                    return list(self._numbers).index(number)
        return -1

    def line(self, row: int) -> CaseLine | None:
        """The line at a row; None while its page is being read, and for a case that is gone."""
        if not 0 <= row < len(self._numbers):
            return None
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            if number not in self._asked:
                self._asked.add(number)
                self.wanted.emit(number)
            return None
        self._pages.move_to_end(number)
        return page.get(self._numbers[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many cases match."""
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line itself for the delegate; words for a screen reader and for typing ahead."""
        if role == LINE_ROLE:
            return self.line(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self.line(index.row())
            if line is None:
                return tr("Läses in")
            return line.title if role == Qt.ItemDataRole.DisplayRole else self._spoken(line)
        return None

    def _spoken(self, line: CaseLine) -> str:
        parts = [line.title, line.number, swedish(line.kind), swedish(line.status), line.responsible]
        if line.due_on is not None:
            words = due_words(line.due_on, local(self._now()).date())
            parts.append(tr("nästa uppgift: {0}").format(words[0].lower() + words[1:]))
        if line.in_conflict:
            parts.append(tr("har en konflikt att lösa"))
        return ", ".join(part for part in parts if part)
