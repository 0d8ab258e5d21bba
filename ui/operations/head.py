"""The head of a night: its name, how far it has come, when and where, and what one can do with the whole of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from krogkoll.inspections import Operation, OperationStatus, Plan, swedish_operation
from ui.i18n import tr
from ui.operations.words import STATUS, night_words, short_name, span_words
from ui.theme import Theme
from ui.widgets.blocks import column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.marks import Chip
from ui.widgets.text import ElidedText, Text

Deed = tuple[str, Callable[[], object]]


class OperationHead(QWidget):
    """`left` when somebody goes back to the list."""

    left = Signal()
    wanted_lock = Signal()
    wanted_sheet = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        whole = row(self, (16, 12, 24, 12), 8)
        back = icon_button(theme, "chevron-left", tr("Alla insatser"))
        back.clicked.connect(self.left)
        whole.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=4)
        names = row(spacing=8)
        self._name = ElidedText(theme, "", "title", "semibold")
        self._chip = Chip(theme)
        self._secret = Chip(theme, "dismissed", "lock", tr("Sekretess 17 kap. 1 § OSL"))
        names.addWidget(self._name)
        names.addWidget(self._chip)
        names.addWidget(self._secret)
        names.addStretch(1)
        self._under = ElidedText(theme, "", tone="muted")
        words.addLayout(names)
        words.addWidget(self._under)
        whole.addLayout(words, 1)
        self._why = Text(theme, "", "caption", tone="muted", wrap=True)
        self._why.setMaximumWidth(150)
        self._why.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.sheet = Button(theme, tr("Insatsblad"), "printer", "secondary")
        self.sheet.clicked.connect(self.wanted_sheet)
        self.lock = Button(theme, tr("Lås planen"), "lock", "primary")
        self.lock.clicked.connect(self.wanted_lock)
        self.more = icon_button(theme, "ellipsis", tr("Fler val för insatsen"), "secondary")
        self.more.clicked.connect(self._open)
        for widget in (self._why, self.sheet, self.lock, self.more):
            whole.addWidget(widget)
        self._deeds: Sequence[Deed] = ()

    @property
    def title(self) -> str:
        """What the night shown is called."""
        return self._name.text()

    def show_plan(self, plan: Plan, missing: int, *, may_write: bool) -> None:
        """Show name, status and hours; the plan can be locked when nothing is missing."""
        night = plan.operation
        self._name.setText(night.title)
        tone, icon = STATUS[night.status]
        self._chip.show_as(tone, icon, swedish_operation(night.status))
        self._under.setText(under_words(plan))
        planned = night.status is OperationStatus.PLANNED
        locked = night.status is OperationStatus.LOCKED
        self.lock.setVisible(may_write and (planned or locked))
        self.lock.setText(tr("Genomförd") if locked else tr("Lås planen"))
        self.lock.set_icon("circle-check" if locked else "lock")
        self.lock.setAccessibleName(tr("Anteckna att insatsen är genomförd") if locked else tr("Lås planen"))
        self.lock.setEnabled(locked or not missing)
        self.lock.updateGeometry()
        self._why.setText(tr("Låses när listan Saknas är tom") if planned and missing else night.status_reason)
        self._why.setVisible(bool(self._why.text()))

    def offer(self, deeds: Sequence[Deed]) -> None:
        """What the menu holds."""
        self._deeds = deeds
        self.more.setVisible(bool(deeds))

    def _open(self) -> None:
        menu = QMenu(self)
        for words, deed in self._deeds:
            action = QAction(words, menu)
            action.triggered.connect(lambda _=False, deed=deed: deed())
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def under_words(plan: Plan) -> str:
    """Such as "22:30–02:30 · samling polishuset · insatsledare Maria Berg, Polisen"."""
    night: Operation = plan.operation
    lead = next((one for one in plan.coming if one.name == plan.lead), None)
    authority = short_name(lead.authority) if lead is not None else short_name(night.lead_authority)
    leading = ", ".join(part for part in (plan.lead, authority) if part)
    parts = (
        "" if night_words(night) in night.title else night_words(night),
        span_words(night),
        tr("samling {0}").format(night.rendezvous) if night.rendezvous else "",
        tr("insatsledare {0}").format(leading) if plan.lead else tr("ingen insatsledare"),
    )
    return " · ".join(part for part in parts if part)
