"""Practice workspaces: everything in them is invented, lawful for the authority, and marked ÖVNING."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from krogkoll.kernel.clock import Clock, SystemClock, local
from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.kernel.progress import Report, silent
from krogkoll.law import Authority, AuthorityKind, find_authority
from krogkoll.security import DEFAULT_COST, Argon2Cost, Role

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

PRACTICE_PASSWORD = "kajen bojen fyren lotsen"  # noqa: S105 (opens invented things only, and is shown on screen)
PLACES = 128

_ROLES = {AuthorityKind.POLICE: Role.POLICE_INSPECTOR, AuthorityKind.FIRE_AUTHORITY: Role.FIRE_INSPECTOR}

__all__ = ["PLACES", "PRACTICE_PASSWORD", "create_practice"]


def create_practice(
    folder: Path,
    password: str,
    *,
    venues: int = PLACES,
    authority: str = "k1282.alkohol",
    report: Report = silent,
    clock: Clock | None = None,
    cost: Argon2Cost = DEFAULT_COST,
) -> Workspace:
    """Make a practice workspace in `folder`, which must not exist or be empty, fill it, and open it.

    The same authority and number of places give the same story each time, moved so that it ends now.
    Raises Invalid (an authority that does not work round Landskrona), StoreTrouble; leaves nothing half-made.
    """
    from krogkoll.founding import NewWorkspace, create_workspace
    from krogkoll.practice.invention import Invention, areas_of
    from krogkoll.practice.nights import Nights
    from krogkoll.practice.papers import begin_paper
    from krogkoll.practice.story import PastClock, Story

    found = find_authority(authority)
    if found is None or not areas_of(found):
        raise Invalid([Problem("authority", "no-practice-material")])
    past = PastClock(clock or SystemClock())
    now = past.now()
    own, *colleagues = _officers(found)
    new = NewWorkspace(name=own["name"], role=Role(own["role"]), authority=authority, title=own["title"], practice=True)
    workspace, _ = create_workspace(folder, new, password, clock=past, cost=cost)
    try:
        _welcome(workspace, colleagues)
        invention = Invention(found, local(now).date(), f"{authority} {venues}")
        Story(workspace, past, invention, now).play(venues, report)
        Nights(workspace, past, now).play()
        begin_paper(workspace)
    except BaseException:
        workspace.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return workspace


def _officers(authority: Authority) -> list[dict[str, Any]]:
    """The invented people of an authority, the workspace's own first."""
    from krogkoll.practice.invention import material

    rows = material("people")["officer"]
    own = [row for row in rows if row["authority"] == authority.id]
    role = _ROLES.get(authority.kind, Role.MUNICIPAL_INSPECTOR)
    return own or [{"name": "Alva Nordberg", "title": "inspektör", "role": role.value, "authority": authority.id}]


def _welcome(workspace: Workspace, colleagues: list[dict[str, Any]]) -> None:
    """Colleagues who may sign here as guests."""
    from krogkoll.people import MemberDraft

    for row in colleagues:
        draft = MemberDraft(name=row["name"], title=row["title"], role=Role(row["role"]), authority=row["authority"])
        workspace.members.welcome_guest(draft)
