"""The head of a case: sign, public title, status, numbers, what can be done with it, and the tabs."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from krogkoll.cases import Case, CaseLine, CaseStatus, swedish
from ui.cases.signs import STATUSES
from ui.commands import with_key
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.choices import TabStrip
from ui.widgets.marks import Chip
from ui.widgets.text import ElidedText

_NARROW = 700
_ACTS = (
    ("docket", "Diarienummer …"),
    ("status", "Ändra status …"),
    ("marking", "Sekretessmarkera ärendet …"),
    ("print", "Skriv ut ärendeblad …"),
    ("hold", "Spara tills vidare …"),
    ("release", "Sluta spara tills vidare"),
    ("close", "Avsluta ärendet …"),
)


class CaseHead(QWidget):
    """`wanted` carries what somebody wants to do ("note", "edit", "docket" ...), `turned` the tab that was opened."""

    wanted = Signal(str)
    turned = Signal(str)

    def __init__(self, theme: Theme, tabs: Mapping[str, str], *, may_write: bool, may_export: bool) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._titles, self._keys = dict(tabs), list(tabs)
        self._may_write, self._may_export = may_write, may_export
        self._case: Case | None = None
        inside = column(self, (0, 12, 0, 0), 6)
        top = row(margins=(24, 0, 24, 0), spacing=12)
        top.addLayout(self._make_words(theme), 1)
        self.edit_button = Button(theme, tr("Ändra"), "pencil", "secondary", tr("Ändra ärendet"))
        self.edit_button.setToolTip(with_key(tr("Ändra ärendet"), "edit"))
        self.edit_button.clicked.connect(lambda: self.wanted.emit("edit"))
        self.note_button = Button(theme, tr("Ny anteckning"), "sticky-note", "primary", tr("Ny tjänsteanteckning"))
        self.note_button.clicked.connect(lambda: self.wanted.emit("note"))
        self.more_button = icon_button(theme, "ellipsis", tr("Mer om ärendet"), "secondary")
        self.more_button.clicked.connect(self.open_menu)
        for button in (self.edit_button, self.note_button, self.more_button):
            top.addWidget(button)
        inside.addLayout(top)
        self.edit_button.setVisible(may_write)
        self.note_button.setVisible(may_write)
        self.more_button.setVisible(may_write or may_export)
        self.tabs = TabStrip(theme, tr("Flikar för ärendet"))
        for title in self._titles.values():
            self.tabs.addTab(tr(title))
        self.tabs.currentChanged.connect(lambda index: self.turned.emit(self._keys[index]))
        self.more_tabs = Button(theme, tr("Fler"), "chevron-down", "link", tr("Fler flikar"))
        self.more_tabs.clicked.connect(self._open_tabs)
        self.more_tabs.hide()
        strip = row(margins=(14, 0, 14, 0), spacing=4)
        strip.addWidget(self.tabs, 1)
        strip.addWidget(self.more_tabs)
        inside.addLayout(strip)

    def _make_words(self, theme: Theme) -> QVBoxLayout:
        words = column(spacing=4)
        names = row(spacing=8)
        self._title = ElidedText(theme, "", "title", "semibold")
        names.addWidget(self._title, 1)
        words.addLayout(names)
        under: QHBoxLayout = row(spacing=8)
        self._chip = Chip(theme)
        self._marked = Chip(theme, "dismissed", "lock", tr("Sekretess"))
        self._conflict = Chip(theme, "suspected", "git-merge", tr("Konflikt"))
        for chip in (self._chip, self._marked, self._conflict):
            under.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self._number = ElidedText(theme, "", tone="muted")
        under.addWidget(self._number, 1)
        words.addLayout(under)
        self._marked.hide()
        self._conflict.hide()
        return words

    @property
    def title(self) -> str:
        """The public title of the case shown."""
        return self._title.text()

    @property
    def tab(self) -> str:
        """The key of the open tab."""
        return self._keys[self.tabs.currentIndex()]

    def open_tab(self, key: str) -> None:
        """Open a tab; one that is not there is passed over."""
        index = self._keys.index(key) if key in self._keys else 0
        self.tabs.setTabVisible(index, True)
        self.tabs.setCurrentIndex(index)
        self._fit()

    def hidden_tabs(self) -> list[str]:
        """The keys of the tabs that have no room now and stand in the menu."""
        return [key for index, key in enumerate(self._keys) if not self.tabs.isTabVisible(index)]

    def _fit(self) -> None:
        """Tabs without room move into the menu, the last first; the open one always stays."""
        widths = [self.tabs.tabSizeHint(index).width() for index in range(len(self._keys))]
        room = self.width() - 28
        away: list[int] = []
        if sum(widths) > room:
            left = room - self.more_tabs.sizeHint().width() - 4
            for index in reversed(range(len(widths))):
                if sum(widths) - sum(widths[one] for one in away) <= left:
                    break
                if index != self.tabs.currentIndex():
                    away.append(index)
        for index in range(len(widths)):
            if self.tabs.isTabVisible(index) == (index in away):
                self.tabs.setTabVisible(index, index not in away)
                # Qt lays the strip out anew for a new text, not for a tab that comes or goes.
                self.tabs.setTabText(index, self.tabs.tabText(index))
        self.more_tabs.setVisible(bool(away))

    def _open_tabs(self) -> None:
        menu = QMenu(self)
        for key in self.hidden_tabs():
            action = QAction(self.tabs.tabText(self._keys.index(key)), menu)
            action.triggered.connect(lambda _=False, one=key: self.open_tab(one))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more_tabs.mapToGlobal(self.more_tabs.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the title room in a small window: fewer words on the buttons, fewer tabs."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.edit_button.setText("" if narrow else tr("Ändra"))
        self.note_button.setText(tr("Anteckna") if narrow else tr("Ny anteckning"))
        for button in (self.edit_button, self.note_button):
            button.updateGeometry()
        self._fit()

    def count(self, key: str, number: int) -> None:
        """Say how much a tab holds."""
        if key in self._keys:
            title = tr(self._titles[key])
            self.tabs.setTabText(self._keys.index(key), f"{title} {number}" if number else title)
            self._fit()

    def show_line(self, found: CaseLine) -> None:
        """Show at once what the list already knows, before the whole is read."""
        self._title.setText(found.title)
        self._number.setText(found.number)
        self._chip.show_as(*STATUSES[found.status], swedish(found.status))
        self._conflict.setVisible(found.in_conflict)

    def show_case(self, case: Case, *, marked: bool) -> None:
        """Show title, numbers, status, and whether a secrecy marking stands."""
        self._case = case
        self._title.setText(case.title_public)
        both = tr("{0} · tillfälligt {1}").format(case.docket, case.provisional)
        self._number.setText(both if case.docket else tr("{0} · ännu inget diarienummer").format(case.provisional))
        self._chip.show_as(*STATUSES[case.status], swedish(case.status))
        self._marked.setVisible(marked)

    def acts(self) -> list[tuple[str, str]]:
        """What the menu offers for the case shown: key and words."""
        case = self._case
        if case is None:
            return []
        closed = case.status is CaseStatus.CLOSED
        away = {"close"} if closed else set()
        away |= {"hold"} if case.hold_reason else {"release"}
        away |= set() if self._may_export else {"print"}
        away |= set() if self._may_write else {key for key, _ in _ACTS if key != "print"}
        words = {"status": "Öppna igen …"} if closed else {}
        return [(key, tr(words.get(key, text))) for key, text in _ACTS if key not in away]

    def open_menu(self) -> None:
        """Show the menu."""
        menu = QMenu(self)
        for key, words in self.acts():
            action = QAction(words, menu)
            action.triggered.connect(lambda _=False, one=key: self.wanted.emit(one))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self.more_button.mapToGlobal(self.more_button.rect().bottomRight())
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))
