"""The way to a new paper: what it is about, then which type, each step one press."""

from functools import partial
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.decisions.starting import About, Offered, Subject, begin, offers_of, read_subject, subjects
from ui.i18n import tr
from ui.messages import message_for
from ui.widgets.blocks import Banner, Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.fields import SearchEdit
from ui.widgets.pressed import Row
from ui.widgets.segments import Segments
from ui.widgets.text import Text, line

_REST_MS = 150
_LOOKS = {
    About.VISIT: ("investigating", "clipboard-check"),
    About.VENUE: ("dismissed", "store"),
    About.CASE: ("planned", "folder-open"),
}
_ABOUT = ((About.VISIT, "Besök"), (About.VENUE, "Objekt"), (About.CASE, "Ärende"))


class StartPane(QWidget):
    """`begun` carries the id of the new draft, `left` that nobody wants one. `subject` is what it is about."""

    begun = Signal(str)
    left = Signal()
    shown = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._context = context
        self._asked = 0
        self.subject: Subject | None = None
        self.found: tuple[Subject, ...] = ()
        self.offered: Offered | None = None
        self._type_due = ""
        theme = context.theme
        whole = column(self, spacing=0)
        head = row(margins=(20, 12, 12, 12), spacing=8)
        head.addWidget(Text(theme, tr("Nytt beslut"), "title", "semibold"), 1)
        leave = Button(theme, tr("Avbryt"))
        leave.clicked.connect(lambda _=False: self.left.emit())
        head.addWidget(leave)
        whole.addLayout(head)
        whole.addWidget(line())
        body = QWidget()
        self._page = column(body, (20, 16, 16, 20), 12)
        self.banner = Banner(theme)
        self._page.addWidget(self.banner)
        self._page.addWidget(self._subject_part())
        self.offers = QWidget()
        self._offer_rows = column(self.offers, spacing=4)
        self._page.addWidget(self.offers)
        self._page.addStretch(1)
        whole.addWidget(Scrolling(body), 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)

    def _subject_part(self) -> QWidget:
        theme = self._context.theme
        self.picking = QWidget()
        inside = column(self.picking, spacing=8)
        inside.addWidget(Text(theme, tr("Vad gäller det?"), "subtitle", "semibold"))
        self.about = Segments(theme, tr("Vad det gäller"), [(tr(word), key, tr(word)) for key, word in _ABOUT])
        self.about.value = About.VISIT
        self.about.changed.connect(self._ask)
        self.search = SearchEdit(theme, tr("Sök på adress, namn eller nummer"), tr("Sök vad beslutet gäller"))
        self.search.textChanged.connect(lambda _: self._rest.start())
        inside.addWidget(self.about)
        inside.addWidget(self.search)
        self._found_rows = column(spacing=2)
        inside.addLayout(self._found_rows)
        return self.picking

    def start(self, inspection_id: str = "", type_code: str = "") -> None:
        """Begin anew; with a visit (or "case:<id>", "venue:<id>") and a type if they are known."""
        self.banner.hide()
        self.subject, self.offered, self._type_due = None, None, type_code
        clear(self._offer_rows)
        self.picking.show()
        if inspection_id:
            workspace = self._context.workspace
            self._context.jobs.read(
                self,
                lambda _: read_subject(workspace, inspection_id),
                lambda found: self.choose(cast(Subject, found)),
                self._failed,
            )
        else:
            self.search.clear()
            self._ask()
            self.search.setFocus()

    def _ask(self) -> None:
        self._asked += 1
        asked, workspace = self._asked, self._context.workspace
        about, text = cast(About, self.about.value), self.search.text()

        def show(found: object) -> None:
            if asked == self._asked:
                self._show(cast("tuple[Subject, ...]", found))

        self._context.jobs.read(self, lambda _: tuple(subjects(workspace, about, text)), show, self._failed)

    def _show(self, found: tuple[Subject, ...]) -> None:
        self.found = found
        clear(self._found_rows)
        for one in found:
            made = Row(self._context.theme, _LOOKS[one.about], one.title, one.under, partial(self.choose, one))
            self._found_rows.addWidget(made)
        if not found:
            words = tr("Ingen träff. Pröva ett annat ord.") if self.search.text() else tr("Här finns inget än.")
            self._found_rows.addWidget(Text(self._context.theme, words, tone="muted", wrap=True))
        self.shown.emit()

    def choose(self, subject: Subject) -> None:
        """Go on to the types, about this."""
        self.subject = subject
        self.picking.hide()
        workspace = self._context.workspace
        self._context.jobs.read(
            self,
            lambda _: offers_of(workspace, subject),
            lambda found: self._offer(cast(Offered, found)),
            self._failed,
        )

    def _offer(self, offered: Offered) -> None:
        subject = self.subject
        if subject is None:
            return
        self.offered = offered
        theme = self._context.theme
        clear(self._offer_rows)
        head = row(spacing=8)
        words = column(spacing=1)
        words.addWidget(Text(theme, subject.title, "subtitle", "semibold", wrap=True))
        words.addWidget(Text(theme, subject.under, "caption", tone="muted", wrap=True))
        head.addLayout(words, 1)
        other = Button(theme, tr("Välj något annat"), kind="link")
        other.clicked.connect(lambda _=False: self.start())
        head.addWidget(other)
        self._offer_rows.addLayout(head)
        self._offer_rows.addWidget(line())
        self._offer_rows.addWidget(Text(theme, tr("Vilken handling?"), "subtitle", "semibold"))
        rows = []
        for one in offered.offers:
            made = Row(
                theme, ("investigating", "gavel"), tr(one.name_sv), one.line_sv, partial(self.begin, one.type_code)
            )
            rows.append(made)
            self._offer_rows.addWidget(made)
        if not offered.offers:
            none = tr("Din myndighet kan inte skriva någon handling om det här.")
            self._offer_rows.addWidget(Text(theme, none, tone="muted", wrap=True))
        for sentence in offered.refused:
            self._offer_rows.addWidget(Text(theme, sentence, "caption", tone="muted", wrap=True))
        if rows:
            rows[0].setFocus()
        if self._type_due and any(one.type_code == self._type_due for one in offered.offers):
            self.begin(self._type_due)
        self._type_due = ""
        self.shown.emit()

    def begin(self, code: str) -> None:
        """Begin a draft of this type."""
        subject, workspace = self.subject, self._context.workspace
        if subject is None:
            return
        self.offers.setEnabled(False)
        self._context.jobs.write(self, lambda _: begin(workspace, subject, code), self._begun, self._failed)

    def _begun(self, found: object) -> None:
        self.offers.setEnabled(True)
        self.begun.emit(cast(str, found))

    def _failed(self, error: Exception) -> None:
        self.offers.setEnabled(True)
        self.picking.setVisible(self.subject is None)
        message = message_for(error)
        self.banner.say(f"{message.text} {message.way_out}".strip(), message.tone)
