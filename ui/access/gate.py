"""What the way in needs of a workspace's folder, in words that need no database."""

from dataclasses import dataclass
from typing import Protocol

from krogkoll.security import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Who the workspace is made for. `authority` is an id from the list, or empty for `authority_name` typed freely."""

    name: str
    role: Role
    authority: str
    authority_name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An open workspace; `recovery_key` only when it was just made."""

    workspace: object
    recovery_key: str = ""


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a passphrase is to guess: level 0 (nothing) to 4, enough or not, and why in one Swedish clause."""

    level: int
    enough: bool
    words: str


@dataclass(frozen=True, slots=True)
class AuthorityChoice:
    """An authority of the shipped list."""

    id: str
    name: str


class Gate(Protocol):
    """One workspace folder, closed. The methods that open block for a second and run outside the window's thread."""

    @property
    def practice(self) -> bool:
        """Whether everything in it is invented."""

    def exists(self) -> bool:
        """Whether there is a workspace, or a first run is due."""

    def pin_ready(self) -> bool:
        """Whether a PIN opens it right now."""

    def create(self, person: NewPerson, passphrase: str) -> Opened:
        """Make the workspace. Raises StoreTrouble, AccessTrouble, Invalid."""

    def open_with_passphrase(self, passphrase: str) -> Opened:
        """Raises AccessTrouble ("wrong-password", "throttled" ...), StoreTrouble."""

    def open_with_pin(self, pin: str) -> Opened:
        """Raises AccessTrouble ("wrong-pin", "pin-expired" ...), StoreTrouble."""

    def open_with_recovery_key(self, key: str) -> Opened:
        """Raises AccessTrouble ("wrong-recovery-key" ...), StoreTrouble."""

    def strength(self, passphrase: str) -> Strength:
        """How hard it is to guess; fast enough for every keystroke."""

    def suggestion(self) -> str:
        """A fresh random passphrase of common Swedish words."""

    def authorities(self) -> tuple[AuthorityChoice, ...]:
        """The shipped list, in Swedish order."""
