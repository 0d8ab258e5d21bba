"""What the way in needs of a workspace's folder, in words that need no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from krogkoll.kernel.progress import Report
from krogkoll.security import Role

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


class Way(StrEnum):
    """By what somebody comes in."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a name, no secret
    PIN = "pin"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Who the workspace is made for. `authority` is an id of the shipped list, or what was typed freely."""

    name: str
    role: Role
    authority: str
    authority_name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An open workspace, by which way; `recovery_key` only when it was just made."""

    workspace: "Workspace"
    way: Way = Way.PASSPHRASE
    recovery_key: str = ""
    fresh: bool = True  # False: it was open all the time, hidden behind the lock


@dataclass(frozen=True, slots=True)
class Ways:
    """What is open now: whether a PIN would do, and how many seconds a passphrase has to wait."""

    pin: bool = False
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a passphrase is to guess: level 0 (nothing) to 4, enough or not, and why in a Swedish sentence."""

    level: int
    enough: bool
    words: str


@dataclass(frozen=True, slots=True)
class AuthorityChoice:
    """An authority of the shipped list."""

    id: str
    name: str


class Gate(Protocol):
    """One workspace folder, closed. `create` and `open` block for a second and run outside the window's thread."""

    @property
    def practice(self) -> bool:
        """Whether everything in it is invented."""

    def exists(self) -> bool:
        """Whether there is a workspace, or a first run is due."""

    def ways(self) -> Ways:
        """What is open now; may ask the system's key store, so outside the window's thread."""

    def trouble(self) -> Exception | None:
        """What is wrong with the way in itself (a damaged slot file), told before anybody types."""

    def create(self, person: NewPerson, passphrase: str) -> Opened:
        """Make the workspace and open it. Raises StoreTrouble, AccessTrouble, Invalid."""

    def open(self, way: Way, secret: str, already_open: "Workspace | None") -> Opened:
        """Open it; with `already_open` (hidden, still working) only check the secret.

        Raises AccessTrouble, StoreTrouble.
        """

    def strength(self, passphrase: str, known: Sequence[str]) -> Strength:
        """How hard it is to guess for somebody who knows `known`; fast enough for every keystroke."""

    def suggestion(self) -> str:
        """A fresh random passphrase of common Swedish words."""

    def authorities(self) -> tuple[AuthorityChoice, ...]:
        """The shipped list, in Swedish order."""

    def practise(self, report: Report) -> Opened:
        """Make the practice workspace and open it. Raises StoreTrouble."""

    def practice_passphrase(self) -> str:
        """What opens a practice workspace; empty for a real one."""

    def set_pin(self, workspace: "Workspace", pin: str) -> None:
        """Let a PIN open the workspace for eight hours. Raises AccessTrouble ("pin-form", "pin-simple" ...)."""

    def remove_pin(self) -> None:
        """Forget the PIN."""
