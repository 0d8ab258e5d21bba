"""The tree of all errors a caller may meet. They carry data, never sentences for the screen.

    KrogkollError
    +-- NotAllowed        the role, the authority or the law does not permit it
    +-- Invalid           a draft breaks rules: (field, problem) pairs
    +-- Conflict          somebody else wrote the same field group meanwhile
    +-- NotFound          no such record here (or not shared with this authority)
    +-- Locked            the workspace is locked or its keys are gone
    +-- AccessTrouble     password, PIN, recovery key, throttle, slot file
    +-- StoreTrouble      database, disk, folder, backup: `reason` says which
    +-- EvidenceTrouble   a photo or file that cannot be taken in or given out
    +-- IntakeTrouble     a list from outside that cannot be read or imported
    +-- DocumentTrouble   a PDF cannot be built or does not verify
    +-- SigningTrouble    key, certificate, field or signature
    +-- HubTrouble        network and hub

`krogkoll/messages.py` owns the Swedish words (resources/i18n/errors.toml). Every `reason` is a stable code in
lower-case English with hyphens (for example "wrong-password", "disk-full").
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Problem(NamedTuple):
    """One broken rule of a draft: the field's name and a stable code for what is wrong."""

    field: str
    problem: str


class KrogkollError(Exception):
    """Root of all errors that the program raises on purpose."""

    def __init__(self, reason: str, **details: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details: Mapping[str, object] = details

    def __str__(self) -> str:
        if not self.details:
            return self.reason
        return f"{self.reason} ({', '.join(f'{key}={value}' for key, value in self.details.items())})"


class NotAllowed(KrogkollError):
    """The role, the authority or the law does not permit it."""


class Invalid(KrogkollError):
    """A draft breaks rules; `problems` says which, in the order of the form."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("invalid")
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "invalid: " + ", ".join(f"{field}: {problem}" for field, problem in self.problems)


class Conflict(KrogkollError):
    """Somebody else wrote the same field group meanwhile."""


class NotFound(KrogkollError):
    """No such record in this workspace."""


class Locked(KrogkollError):
    """The workspace is locked; its keys are gone."""


class AccessTrouble(KrogkollError):
    """The way in failed: "wrong-password", "throttled", "slots-damaged", "wrong-pin", "pin-expired" ..."""


class StoreTrouble(KrogkollError):
    """The store cannot work: "disk-full", "read-only", "damaged", "newer", "busy", "not-a-workspace" ..."""


class EvidenceTrouble(KrogkollError):
    """A file cannot be taken in or given out: "unreadable", "not-a-photo", "too-large", "vanished" ..."""


class IntakeTrouble(KrogkollError):
    """A list from outside cannot be read: "not-a-list", "too-many-rows", "unsafe-archive" ..."""


class DocumentTrouble(KrogkollError):
    """A document cannot be built, or a built one does not verify."""


class SigningTrouble(KrogkollError):
    """Key, certificate, signature field or signature: "wrong-passphrase", "expired", "no-field" ..."""


class HubTrouble(KrogkollError):
    """The hub cannot be reached, refuses, or speaks another version."""
