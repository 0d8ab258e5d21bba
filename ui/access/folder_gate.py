"""The real way into a workspace folder; the heavy parts of the program are loaded when a secret is tried."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from krogkoll.kernel.clock import Clock, SystemClock
from krogkoll.kernel.errors import AccessTrouble
from krogkoll.kernel.progress import Report
from krogkoll.kernel.swedish import sort_key
from krogkoll.security import (
    FLOOR_COST,
    Argon2Cost,
    Entrance,
    KeyStore,
    MasterKey,
    MemoryKeyStore,
    PinState,
    SlotFile,
    SystemKeyStore,
    generate,
)
from ui.access.gate import AuthorityChoice, NewPerson, Opened, Strength, Way, Ways
from ui.access.strength import judge

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


class FolderGate:
    """One workspace folder, closed; see `Gate`."""

    def __init__(
        self,
        folder: Path,
        *,
        practice: bool,
        clock: Clock | None = None,
        key_store: KeyStore | None = None,
        cost: Argon2Cost | None = None,
    ) -> None:
        self.folder = folder
        self._practice = practice
        self._clock = clock or SystemClock()
        self.key_store = key_store or (MemoryKeyStore() if practice else SystemKeyStore())
        self._cost = cost
        self._entrance: Entrance | None = None
        self._trouble: Exception | None = None
        self._read()

    def _read(self) -> None:
        if not self.exists():
            return
        try:
            self._entrance = Entrance(self.folder, self._clock, self.key_store)
        except AccessTrouble as trouble:
            self._trouble = trouble

    @property
    def practice(self) -> bool:
        """Whether everything in it is invented."""
        return self._practice

    def exists(self) -> bool:
        """Whether there is a workspace, or a first run is due."""
        return SlotFile(self.folder).exists

    def trouble(self) -> Exception | None:
        """What is wrong with the slot file."""
        return self._trouble

    def ways(self) -> Ways:
        """What is open now."""
        if self._entrance is None:
            return Ways()
        found = self._entrance.ways()
        return Ways(pin=found.pin is PinState.READY, wait=found.wait)

    def create(self, person: NewPerson, passphrase: str) -> Opened:
        """Make the workspace and open it."""
        from krogkoll.founding import NewWorkspace, create_workspace

        new = NewWorkspace(name=person.name, role=person.role, authority=person.authority, practice=self._practice)
        workspace, recovery = create_workspace(self.folder, new, passphrase, clock=self._clock, cost=self._cost)
        self._read()
        return Opened(workspace, Way.PASSPHRASE, "-".join(recovery.groups))

    def practise(self, report: Report) -> Opened:
        """Make the practice workspace and open it."""
        from krogkoll.practice import PRACTICE_PASSWORD, create_practice

        workspace = create_practice(
            self.folder, PRACTICE_PASSWORD, report=report, clock=self._clock, cost=self._cost or FLOOR_COST
        )
        self._read()
        return Opened(workspace)

    def practice_passphrase(self) -> str:
        """What opens a practice workspace."""
        if not self._practice:
            return ""
        from krogkoll.practice import PRACTICE_PASSWORD

        return PRACTICE_PASSWORD

    def open(self, way: Way, secret: str, already_open: "Workspace | None") -> Opened:
        """Open it, or only check the secret."""
        if already_open is not None:
            self._key(way, secret).wipe()
            return Opened(already_open, way, fresh=False)
        from krogkoll.workspace import open_workspace

        failed = 0 if self._entrance is None else self._entrance.throttle.failures
        opened = open_workspace(
            self.folder,
            lambda: self._key(way, secret),
            clock=self._clock,
            key_store=self.key_store,
            failed_tries=failed,
        )
        return Opened(opened, way)

    def _key(self, way: Way, secret: str) -> MasterKey:
        if self._entrance is None:
            raise self._trouble or AccessTrouble("slots-missing")
        tries = {
            Way.PASSPHRASE: self._entrance.with_password,
            Way.PIN: self._entrance.with_pin,
            Way.RECOVERY: self._entrance.with_recovery,
        }
        return tries[way](secret)

    def set_pin(self, workspace: "Workspace", pin: str) -> None:
        """Let a PIN open the workspace for eight hours."""
        if self._entrance is not None:
            workspace.enable_pin(pin, self._entrance)

    def remove_pin(self) -> None:
        """Forget the PIN."""
        if self._entrance is not None:
            self._entrance.pin.remove()

    def strength(self, passphrase: str, known: Sequence[str]) -> Strength:
        """How hard it is to guess."""
        return judge(passphrase, known)

    def suggestion(self) -> str:
        """A fresh random passphrase of common Swedish words."""
        return generate().text

    def authorities(self) -> tuple[AuthorityChoice, ...]:
        """The shipped list, in Swedish order."""
        from krogkoll.law import authorities

        found = [AuthorityChoice(one.id, one.name_sv) for one in authorities().values()]
        return tuple(sorted(found, key=lambda choice: sort_key(choice.name)))
