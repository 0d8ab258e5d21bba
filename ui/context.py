"""What every page is given: the look, the open workspace, and the ways to work, refresh, speak and go elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ui.commands import Commands
from ui.jobs import Jobs
from ui.refresh import Refresh
from ui.speaker import Speaker
from ui.theme import Theme

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace
    from ui.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Handed to a page when it is built; gone when the workspace is locked.

    go: open another page of the rail at a place in it, as `Page.go` takes it. parts: what one concept shows inside a
    page of another.
    """

    theme: Theme
    workspace: "Workspace"
    jobs: Jobs
    refresh: Refresh
    commands: Commands
    speaker: Speaker
    now: Callable[[], datetime]
    go: Callable[[str, str], None]
    parts: "Parts"
