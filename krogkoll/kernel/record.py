"""What every stored record carries whatever it is about, and which fields an edit really changed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, TypeVar

from krogkoll.kernel.swedish import nfc

Draft = TypeVar("Draft")


@dataclass(frozen=True, kw_only=True)
class Record:
    """A frozen copy of a stored row. `seen` names, per field group, the heads that its reader was shown."""

    __slots__ = ()  # a subclass with slots lays out these fields too, so that it may build on its draft as well

    id: str
    compartment: str
    created_at: datetime
    created_by: str
    seen: Mapping[str, tuple[str, ...]]
    sealed: bool


def edited(groups: Mapping[str, str], shown: object, draft: object) -> dict[str, Any]:
    """The fields to write when an editor turned `shown` into `draft`: each group that changed, whole.

    Compares with what the editor was shown, never with what the store holds now, so that a field somebody
    else changed meanwhile is not written back to its old value. Fields the draft does not have are kept.
    """
    own = {name: group for name, group in groups.items() if hasattr(draft, name)}
    changed = {group for name, group in own.items() if getattr(draft, name) != getattr(shown, name)}
    return {name: getattr(draft, name) for name, group in own.items() if group in changed}


def tidied(draft: Draft) -> Draft:
    """The draft as it is stored: every text composed (NFC) and without blanks at its ends, no empty list items."""
    changed: dict[str, Any] = {}
    for field in fields(draft):  # type: ignore[arg-type]
        value = getattr(draft, field.name)
        if type(value) is str:
            changed[field.name] = nfc(value).strip()
        elif isinstance(value, tuple) and all(type(item) is str for item in value):
            changed[field.name] = tuple(text for item in value if (text := nfc(item).strip()))
    return replace(draft, **changed)  # type: ignore[type-var]


def fields_of(draft: object) -> dict[str, Any]:
    """The fields of a frozen draft by name, not copied."""
    return {field.name: getattr(draft, field.name) for field in fields(draft)}  # type: ignore[arg-type]
