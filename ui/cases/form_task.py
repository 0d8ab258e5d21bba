"""What a form of a case is to do: its fields, how they are read, what is written, and what is said afterwards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from krogkoll.kernel.errors import Problem
from ui.cases.inputs import Section

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.cases.form import CaseForm

Raw = Mapping[str, str]
Read = Callable[[Raw], tuple[Any, Sequence[Problem]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTask:
    """One thing to fill in.

    key: what the page calls it, to come back after a lock ("note"). name: the draft's name. shown: the record that is
    changed, with what its reader has `seen`. read: pure, from fields to (draft, problems). write: (draft, shown) to
    the result; blocks, in the store's thread.
    adapt: told which field changed ("" at the start). blocked: why it cannot be saved now; empty where it can.
    """

    key: str
    name: str
    title: str
    sections: Sequence[Section]
    raw: Raw
    read: Read
    write: Callable[[Any, Any], object]
    said: str
    record_id: str = ""
    lead: str = ""
    save_text: str = "Spara"
    tab: str = ""
    blocked: str = ""
    shown: Any = None
    adapt: "Callable[[CaseForm, str], None] | None" = None
    above: "Callable[[], QWidget] | None" = None
