"""Reads all that the detail of a case shows at once, as far as the person may; blocks, for the store's thread."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from krogkoll.cases import Case, CaseEvent, Involvement, OfficialNote, SecrecyMarking, Task, swedish
from krogkoll.kernel.errors import NotFound
from krogkoll.people import PROTECTED, Member
from krogkoll.security import Permission
from krogkoll.venues import shown_name

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_NOT_SHARED = "Inte delad med er"


class Party(NamedTuple):
    """Somebody's role in the case, in words."""

    name: str
    role: str
    remark: str


class CaseFile(NamedTuple):
    """One case with what hangs on it. names: members by user id."""

    case: Case
    venue_name: str
    events: Sequence[CaseEvent]
    notes: Sequence[OfficialNote]
    tasks: Sequence[Task]
    markings: Sequence[SecrecyMarking]
    members: Sequence[Member]
    parties: Sequence[Party]

    @property
    def names(self) -> Mapping[str, str]:
        """The members' names by user id."""
        return {member.id: member.name for member in self.members}

    def late(self, today: object) -> bool:
        """Whether something should have been done before today."""
        return any(task.done_at is None and task.due_on and str(task.due_on) < str(today) for task in self.tasks)


def read_case(workspace: "Workspace", case_id: str) -> CaseFile:
    """Read it. Disclosures and disposal are not among it: they are read when their tab is opened. Raises NotFound."""
    case = workspace.cases.case(case_id)
    notes = workspace.desk.notes_of(case_id)
    tasks = workspace.desk.tasks(case_id=case_id, done=True)
    subjects = [case_id, *(note.id for note in notes)]
    return CaseFile(
        case=case,
        venue_name=_venue_name(workspace, case.venue_id),
        events=workspace.cases.timeline(case_id=case_id),
        notes=notes,
        tasks=tasks,
        markings=workspace.desk.markings_of(subjects, lifted=True),
        members=workspace.members.members(),
        parties=[_party(workspace, one) for one in workspace.cases.involved(case_id)],
    )


def _venue_name(workspace: "Workspace", venue_id: str) -> str:
    if not venue_id or not workspace.actor.may(Permission.READ_VENUES):
        return ""
    try:
        return shown_name(workspace.venues.venue(venue_id))
    except NotFound:
        return ""


def _name(workspace: "Workspace", one: Involvement) -> str:
    """What somebody may be called here; a protected identity is not named by a list."""
    if one.subject_kind != "person":
        found = workspace.people.companies([one.subject_id])
        return found[0].name if found else _NOT_SHARED
    people = workspace.people.people([one.subject_id])
    if not people:
        return _NOT_SHARED
    return PROTECTED if people[0].protected else people[0].name or people[0].identity_text or "Okänd person"


def _party(workspace: "Workspace", one: Involvement) -> Party:
    name = _name(workspace, one) if workspace.actor.may(Permission.READ_PEOPLE) else _NOT_SHARED
    return Party(name, swedish(one.role), one.remark)
