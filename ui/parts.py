"""What one concept shows inside a page of another; made here, since concepts do not know each other."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.context import Context


class SubjectPanel(Protocol):
    """A part that shows what belongs to some records."""

    def read(self, subjects: "Sequence[tuple[str, str]]") -> None:
        """Show what belongs to these (kind, id), the first being where new things are put."""

    @property
    def widget(self) -> QWidget:
        """The part itself."""


class Parts:
    """Built on demand, each with the page's own context."""

    def report_panel(self, context: "Context") -> SubjectPanel:
        """The report of a visit: subjects (("inspection", id),)."""
        from ui.report.panel import ReportPanel

        return ReportPanel(context)

    def goods_panel(self, context: "Context") -> SubjectPanel:
        """Seizures or samples of a visit: subjects (("inspection", id),)."""
        from ui.seizures.panel import GoodsPanel

        return GoodsPanel(context)
