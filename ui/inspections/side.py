"""The column at the right: photos of the visit, who is inside, who takes part on what ground, what others said."""

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
        body = QWidget()
        inside = column(body, (12, 12, 16, 16), 12)
        # The photos are another concept's part; without it the column has one card less.
        build = getattr(context.parts, "photo_panel", None)
        self.photos = build() if build is not None else None
        if self.photos is not None:
            inside.addWidget(self.photos.widget)
        self.safety = RecordsCard(context.theme, tr("Säkerhet"), tr("Ingen är antecknad som inne."))
        self.people = RecordsCard(context.theme, tr("Deltagare och grund"), "")
        self.said = RecordsCard(context.theme, tr("Sagt av andra"), tr("Inget antecknat."))
        for card in (self.safety, self.people, self.said):
            inside.addWidget(card)
        inside.addStretch(1)
        column(self, spacing=0).addWidget(Scrolling(body))

    def show_visit(self, read: FieldRead) -> None:
        """Show it."""
        deeds, reason = safety_deeds(read, self._acts, self._colleagues)
        self.safety.show_lines(safety_lines(read, self._acts), deeds, reason)
        self.people.show_lines(participant_lines(read, self._context.workspace.actor.name))
        self.said.show_lines(statement_lines(read))
        self.show_photos("")

    def show_photos(self, answer_id: str) -> None:
        """The photos of the visit, or of one answer first."""
        if self.photos is not None and self._acts.read is not None:
            visit = ("inspection", self._acts.read.inspection.id)
            self.photos.read([("answer", answer_id), visit] if answer_id else [visit])
