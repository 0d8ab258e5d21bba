"""A step that is another concept's part: the goods, the papers, the report of the visit; read when it is first seen."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from krogkoll.evidence import may_seize, sample_grounds
from krogkoll.security import Actor
from ui.i18n import tr
from ui.parts import SubjectPanel
from ui.widgets.blocks import column

GOODS = "goods"
PAPERS = "papers"
REPORT = "report"


def goods_title(actor: Actor) -> str:
    """What goods are called at this person's authority; nothing where its law gives no right to take any."""
    if may_seize(actor):
        return tr("Beslag")
    return tr("Prover") if sample_grounds(actor) else ""


class PartStep(QWidget):
    """The part reads itself again when its records change, so it is told of a visit once."""

    def __init__(self, part: SubjectPanel) -> None:
        super().__init__()
        self.part = part
        self._visit, self._told = "", ""
        column(self, spacing=0).addWidget(part.widget)

    def show_visit(self, visit_id: str) -> None:
        """Show what belongs to this visit, as soon as it can be seen: reading is logged."""
        self._visit = visit_id
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        if self._visit and self._visit != self._told:
            self._told = self._visit
            self.part.read([("inspection", self._visit)])

    def showEvent(self, event: QShowEvent) -> None:
        """Now it can be seen."""
        super().showEvent(event)
        self._read()
