"""The form of somebody who takes part: who, for which authority, as what, and what they answered."""

from krogkoll.inspections import (
    Attendance,
    Participant,
    ParticipantDraft,
    ParticipantRole,
    Plan,
    participant_problems,
    swedish_operation,
)
from krogkoll.law import cite_all, entry_grounds_for, find_authority
from ui.context import Context
from ui.i18n import tr
from ui.jobs import Work
from ui.operations.form_dialog import Form, Raw, Spec, Wrong
from ui.operations.words import partners, short_name, words_of

_OTHER = "other"
_ROLES = [one for one in ParticipantRole if one is not ParticipantRole.UNKNOWN]
_ANSWERS = (Attendance.ASKED, Attendance.CONFIRMED, Attendance.DECLINED, Attendance.PRESENT)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _told(plan: Plan, authority: str) -> list[tuple[str, str]]:
    found = find_authority(authority)
    grounds = entry_grounds_for(found.kinds, plan.on) if found is not None else ()
    return [
        (tr("Inte sagt"), ""),
        *((f"{cite_all(one.references, short=True)}, {one.title_sv}", one.id) for one in grounds),
    ]


def _specs(plan: Plan, shown: Participant | None, known: dict[str, str], own: str) -> list[Spec]:
    specs = [
        Spec(name="name", label=tr("Namn"), width=3),
        Spec(name="title", label=tr("Titel"), width=3),
        Spec(
            name="authority",
            label=tr("Myndighet"),
            width=3,
            entries=[*((name, key) for key, name in known.items()), (tr("Annan"), _OTHER)],
        ),
        Spec(name="other", label=tr("Vilken myndighet"), width=3, when=lambda raw: raw["authority"] == _OTHER),
        Spec(
            name="role",
            label=tr("Uppgift"),
            width=3,
            entries=[(_upper(swedish_operation(one)), one.value) for one in _ROLES],
        ),
        Spec(
            name="attendance",
            label=tr("Svar"),
            width=3,
            entries=[(swedish_operation(one), one.value) for one in _ANSWERS],
        ),
        Spec(
            name="reason",
            label=tr("Varför kan personen inte komma?"),
            when=lambda raw: raw["attendance"] == Attendance.DECLINED,
        ),
    ]
    if shown is not None and shown.authority != own:
        told = Spec(
            name="ground_told",
            label=tr("Grund som personen själv uppger"),
            entries=_told(plan, shown.authority),
            hint=tr("Deras egen sak. Den antecknas som en uppgift från dem."),
        )
        specs.append(told)
    return specs


def person_form(context: Context, plan: Plan, shown: Participant | None, authority: str = "") -> Form:
    """The form of a new participant, or of one as shown."""
    own = context.workspace.actor.authority
    known = {one.id: short_name(one.id) for one in partners(own)}
    at = shown.authority if shown is not None else authority or own
    if at and at not in known:
        known[at] = short_name(at)
    specs = _specs(plan, shown, known, own)
    start = {"authority": at, "role": ParticipantRole.INSPECTOR.value, "attendance": Attendance.ASKED.value}
    if shown is not None:
        start |= {name: getattr(shown, name) for name in ("name", "title", "reason", "ground_told")}
        start |= {"role": shown.role.value, "attendance": shown.attendance.value}
    return Form(
        title=tr("Lägg till deltagare") if shown is None else shown.name,
        act=tr("Lägg till") if shown is None else tr("Spara"),
        specs=specs,
        start=start,
        draft=f"participant:{plan.operation.id}:{'new' if shown is None else shown.id}",
        record_id=plan.operation.id if shown is None else shown.id,
    )


def submit_person(context: Context, plan: Plan, shown: Participant | None, raw: Raw) -> tuple[Work | None, Wrong]:
    """The work that writes the person, or what is wrong."""
    other = raw["authority"] == _OTHER
    draft = ParticipantDraft(
        operation_id=plan.operation.id,
        inspection_id="" if shown is None else shown.inspection_id,
        name=raw["name"],
        title=raw["title"],
        authority=raw["other"] if other else raw["authority"],
        role=ParticipantRole(raw["role"]),
        attendance=Attendance(raw["attendance"]),
        reason=raw["reason"] if raw["attendance"] == Attendance.DECLINED else "",
        ground_told=raw.get("ground_told", "" if shown is None else shown.ground_told),
    )
    wrong = words_of(participant_problems(draft))
    if wrong:
        return None, {("other" if field == "authority" else field): words for field, words in wrong.items()}
    operations = context.workspace.operations
    if shown is None:
        return (lambda _: operations.invite(draft)), {}
    return (lambda _: operations.edit_participant(shown, draft)), {}
