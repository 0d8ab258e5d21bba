"""What one concept shows inside a page of another; made here, since concepts do not know each other."""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

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

    def __init__(self) -> None:
        self._context: Context | None = None

    def serve(self, context: "Context") -> None:
        """Say whose parts these are; said once, when the context is made."""
        self._context = context

    def report_panel(self) -> SubjectPanel:
        """The report of a visit, from the first look to the signed file and what is added to it."""
        return cast(SubjectPanel, self._build("ui.report.panel", "ReportPanel"))

    def goods_panel(self) -> SubjectPanel:
        """What the police seized in a visit, or the samples that a board took."""
        return cast(SubjectPanel, self._build("ui.seizures.panel", "GoodsPanel"))

    def _build(self, module: str, name: str, *more: object) -> object:
        """By name: pages know their context, and through it must not come to know each other."""
        if self._context is None:
            raise RuntimeError("these parts serve nobody yet")
        return getattr(import_module(module), name)(self._context, *more)
