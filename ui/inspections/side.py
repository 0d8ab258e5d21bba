"""The column at the right: photos of the visit, who is inside, who takes part on what ground, what others said."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.i18n import tr
from ui.inspections.acts import Acts, ColleagueActs
from ui.inspections.reading import FieldRead
from ui.inspections.records import RecordsCard
from ui.inspections.telling import participant_lines, safety_deeds, safety_lines, statement_lines
from ui.widgets.blocks import Scrolling, column


class SideColumn(QWidget):
    """Read with the visit; the photos read themselves."""

    def __init__(self, context: Context, acts: Acts, colleagues: ColleagueActs) -> None:
        super().__init__()
        self._context, self._acts, self._colleagues = context, acts, colleagues
        self._subjects: list[tuple[str, str]] = []
        self._due = False
        body = QWidget()
        inside = column(body, (12, 12, 16, 16), 12)
        self.photos = context.parts.photo_panel()
        self.safety = RecordsCard(context.theme, tr("Säkerhet"), tr("Ingen är antecknad som inne."))
        self.people = RecordsCard(context.theme, tr("Deltagare och grund"), "")
        self.said = RecordsCard(context.theme, tr("Sagt av andra"), tr("Inget antecknat."))
        inside.addWidget(self.safety)
        inside.addWidget(self.photos.widget)
        inside.addWidget(self.people)
        inside.addWidget(self.said)
        inside.addStretch(1)
        self._scroll = Scrolling(body)
        column(self, spacing=0).addWidget(self._scroll)

    def show_visit(self, read: FieldRead) -> None:
        """Show it."""
        deeds, reason = safety_deeds(read, self._acts, self._colleagues)
        self.safety.show_lines(safety_lines(read, self._acts), deeds, reason)
        self.people.show_lines(participant_lines(read, self._context.workspace.actor.name))
        self.said.show_lines(statement_lines(read))
        if not self._subjects or self._subjects[-1] != ("inspection", read.inspection.id):
            self.show_photos("")

    def show_photos(self, answer_id: str) -> None:
        """The photos of the visit, or of one answer first; read, and so logged, only when they can be seen."""
        if self._acts.read is not None:
            visit = ("inspection", self._acts.read.inspection.id)
            self._subjects = [("answer", answer_id), visit] if answer_id else [visit]
            self._due = True
            self._read()

    def reveal_photos(self) -> None:
        """Scroll to the photos: somebody asked for them."""
        self._scroll.ensureWidgetVisible(self.photos.widget, 0, 0)

    def _read(self) -> None:
        if self._due and self.isVisible():
            self._due = False
            self.photos.read(self._subjects)

    def showEvent(self, event: QShowEvent) -> None:
        """Now the photos can be seen."""
        super().showEvent(event)
        self._read()
