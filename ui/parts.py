"""What one concept shows inside a page of another; made here, since concepts do not know each other."""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.context import Context
    from ui.widgets.button import Button


class SubjectPanel(Protocol):
    """A part that shows what belongs to some records."""

    def read(self, subjects: "Sequence[tuple[str, str]]") -> None:
        """Show what belongs to these (kind, id), the first being where new things are put."""

    @property
    def widget(self) -> QWidget:
        """The part itself."""


class StatePanel(Protocol):
    """A part that shows how something stands."""

    def read(self) -> None:
        """Ask how it stands now, and show it."""

    @property
    def widget(self) -> QWidget:
        """The part itself."""


class MarkingSigns(Protocol):
    """Buttons that say whether a record is marked as secret, and open its markings."""

    def button(self, kind: str, subject_id: str, what: str, *, short: bool = False) -> "Button":
        """A button for one record; what: its name for the ear. short: the sign alone."""

    def point(self, button: "Button", kind: str, subject_id: str, what: str) -> None:
        """Let a button speak for another record."""


class _Builder:
    """Builds a part on demand with the page's own context."""

    def __init__(self) -> None:
        self._context: Context | None = None

    def serve(self, context: "Context") -> None:
        """Say whose parts these are; said once, when the context is made."""
        self._context = context

    def _build(self, module: str, name: str, *more: object) -> object:
        """By name: pages know their context, and through it must not come to know each other."""
        if self._context is None:
            raise RuntimeError("these parts serve nobody yet")
        return getattr(import_module(module), name)(self._context, *more)


class _PaperParts(_Builder):
    """What has to do with papers: those that came in, those that are written, signed and sent."""

    def documents_panel(self) -> SubjectPanel:
        """The received papers and files of some records."""
        return cast(SubjectPanel, self._build("ui.documents.panel", "DocumentsPanel"))

    def report_panel(self) -> SubjectPanel:
        """The report of a visit, from the first look to the signed file and what is added to it."""
        return cast(SubjectPanel, self._build("ui.report.panel", "ReportPanel"))

    def goods_panel(self) -> SubjectPanel:
        """What the police seized in a visit, or the samples that a board took."""
        return cast(SubjectPanel, self._build("ui.seizures.panel", "GoodsPanel"))

    def sign_dialog(self, parent: QWidget, decision_id: str) -> QDialog:
        """The act of signing a decision that is ready for it, by everybody whose turn it is. `open` it."""
        return cast(QDialog, self._build("ui.signing.dialog", "SignDialog", parent, decision_id))

    def decisions_card(self) -> SubjectPanel:
        """The decisions about a case, a place or a visit, with the way to another one."""
        return cast(SubjectPanel, self._build("ui.decisions.card", "DecisionsCard"))

    def after_panel(self) -> SubjectPanel:
        """What happens once a decision is taken; the subject is ("decision", id)."""
        return cast(SubjectPanel, self._build("ui.decisions_after.panel", "AfterPanel"))


class Parts(_PaperParts):
    """Built on demand, each with the page's own context."""

    def import_dialog(self, parent: QWidget, kind: str = "") -> QDialog:
        """The way a list from another program comes in; `kind` ("permits", "tips") is chosen already. `open` it."""
        return cast(QDialog, self._build("ui.intake.dialog", "ImportDialog", parent, kind))

    def people_panel(self) -> SubjectPanel:
        """Persons and companies with their roles; subjects are ("venue", id) or ("case_file", id)."""
        return cast(SubjectPanel, self._build("ui.people.panel", "PeoplePanel"))

    def person_search(self, parent: QWidget) -> QDialog:
        """Finds a person for a stated purpose, and leads to the cases and places of theirs. `open` it."""
        return cast(QDialog, self._build("ui.people.search_dialog", "PersonSearch", parent))

    def photo_panel(self) -> SubjectPanel:
        """The photos of some records, with every way in for new ones."""
        return cast(SubjectPanel, self._build("ui.evidence.panel", "PhotoPanel"))

    def page_drop(self, owner: QWidget, show: "Callable[[str], None]") -> SubjectPanel:
        """What takes files dropped anywhere on `owner`; `show` opens its tab "photos" or "documents"."""
        return cast(SubjectPanel, self._build("ui.evidence.page_drop", "PageDrop", owner, show))

    def marking_dialog(self, parent: QWidget, kind: str, subject_id: str) -> QDialog:
        """Secrecy markings of one record of any kind: those that stand, and a new one. `open` it."""
        return cast(QDialog, self._build("ui.cases.marking_dialog", "MarkingDialog", parent, kind, subject_id))

    def marking_signs(self, owner: QWidget) -> MarkingSigns:
        """The makers of such buttons for what `owner` shows."""
        return cast(MarkingSigns, self._build("ui.cases.marking_signs", "MarkingSigns", owner))

    def backup_card(self) -> StatePanel:
        """Whether anything would be lost with this computer, with the one click that makes a copy."""
        return cast(StatePanel, self._build("ui.backup.signs", "BackupCard"))
