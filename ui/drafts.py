"""What somebody was typing when the program closed, told in the words of its form; each form adds its own describer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from ui.i18n import tr

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


class Kept(Protocol):
    """A draft as the workspace keeps it."""

    @property
    def name(self) -> str:
        """The form's name for it."""

    @property
    def record_id(self) -> str:
        """The record it is about; empty for a new one."""

    @property
    def saved_at(self) -> datetime:
        """When it was typed."""

    @property
    def body(self) -> Any:
        """What the form put there."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that was typed in: its label, what is stored, what was typed."""

    label: str
    stored: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A draft in words. page, where: the form that takes it up again (`Context.go`); empty where there is none."""

    form: str
    title: str
    differences: tuple[Difference, ...]
    page: str = ""
    where: str = ""
    icon: str = "file-pen-line"


Describe = Callable[["Workspace", Kept], "Described | None"]
"""Blocks, for the store's thread; None where the draft says nothing that is not stored already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A draft that still says something, with what is needed to take it up, keep or drop it."""

    name: str
    record_id: str
    saved_at: datetime
    body: Any
    described: Described

    def as_text(self) -> str:
        """Everything that was typed, as a note that can be read by itself."""
        told = self.described
        lines = [f"{told.form}: {told.title}" if told.title else told.form]
        return "\n".join([*lines, *(f"{one.label}: {one.typed}" for one in told.differences)])


def unfinished(workspace: "Workspace", describers: Mapping[str, Describe]) -> tuple[Unfinished, ...]:
    """Every kept draft that still says something, the latest first. Blocks; for the store's thread.

    describers: by the beginning of a draft's name; a draft that nobody describes is told word by word.
    """
    found = []
    for kept in workspace.drafts.all():
        describe = next((made for prefix, made in describers.items() if kept.name.startswith(prefix)), word_by_word)
        told = describe(workspace, kept)
        if told is not None and told.differences:
            found.append(
                Unfinished(
                    name=kept.name,
                    record_id=kept.record_id,
                    saved_at=kept.saved_at,
                    body=kept.body,
                    described=told,
                )
            )
    return tuple(found)


def word_by_word(_: "Workspace", kept: Kept) -> Described | None:
    """A draft whose form is not known here: its texts as they stand, so that nothing is lost."""
    texts = tuple(Difference(tr("Text"), "", text) for text in _texts(kept.body))
    return Described(form=tr("Påbörjad text"), title="", differences=texts) if texts else None


def _texts(body: Any) -> Iterator[str]:
    if isinstance(body, str) and " " in body.strip():
        yield body.strip()
    elif isinstance(body, Mapping):
        for value in body.values():
            yield from _texts(value)
    elif isinstance(body, list | tuple):
        for value in body:
            yield from _texts(value)
