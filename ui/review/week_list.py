"""The visits of a week in a list: what each is proposed to come to, what it came to, what is unsigned."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from krogkoll.inspections import Outcome, Reviewed, swedish_outcome
from ui.i18n import tr
from ui.review.row import RowDelegate
from ui.theme import Theme

OUTCOME_KEYS = {
    Qt.Key.Key_1: Outcome.NO_REMARK,
    Qt.Key.Key_2: Outcome.REMARK,
    Qt.Key.Key_3: Outcome.SERIOUS,
}
REVIEWED = int(Qt.ItemDataRole.UserRole)


class WeekList(QListWidget):
    """`chosen` carries the Reviewed under the cursor; `keyed` the Outcome that somebody pressed a key for."""

    chosen = Signal(object)
    keyed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("photos")
        self.setAccessibleName(tr("Veckans besök"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(RowDelegate(self, theme))
        self.currentItemChanged.connect(lambda item, _: self.chosen.emit(item.data(REVIEWED)) if item else None)

    def show_week(self, found: Sequence[Reviewed], keep: str) -> None:
        """Replace what is shown; the cursor stays at the visit `keep`, else goes to the first without outcome."""
        self.blockSignals(True)
        self.clear()
        for one in found:
            item = QListWidgetItem()
            item.setData(REVIEWED, one)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(one))
            self.addItem(item)
        ids = [one.visit.id for one in found]
        undecided = [number for number, one in enumerate(found) if one.outcome is Outcome.NOT_DECIDED]
        at = ids.index(keep) if keep in ids else (undecided or [0])[0]
        self.setCurrentRow(at if found else -1)
        self.blockSignals(False)
        if found:
            self.chosen.emit(found[at])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and 3 choose an outcome; the arrows walk."""
        outcome = OUTCOME_KEYS.get(Qt.Key(event.key()))
        if outcome is not None and self.currentItem() is not None:
            self.keyed.emit(outcome)
            return
        super().keyPressEvent(event)


def spoken(one: Reviewed) -> str:
    """A row for a screen reader."""
    state = swedish_outcome(one.outcome) if one.review else tr("förslag {0}").format(swedish_outcome(one.proposed))
    signed = tr("undertecknat") if one.signed else tr("inte undertecknat")
    return ", ".join(part for part in (one.visit.premises, one.visit.address, state, signed) if part)
