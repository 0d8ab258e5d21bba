"""The invented night on the spot: who waits outside, moments, heads, orders, a refusal to draw, a quick note."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from krogkoll import night
from krogkoll.cases import QuickNoteDraft
from krogkoll.inspections import (
    AcknowledgementDraft,
    FindingDraft,
    HeadCountDraft,
    OralOrderDraft,
    PresenceDraft,
    RiskDraft,
    SignalDraft,
    stop_rule,
)
from krogkoll.kernel.errors import Invalid, NotAllowed

if TYPE_CHECKING:
    from krogkoll.cases import Case
    from krogkoll.inspections import Inspection, Operation, Shown
    from krogkoll.venues import Venue
    from krogkoll.workspace import Workspace

Check = Callable[[object, str], None]
LEADER, RESPONSIBLE = "Maria Berg", "Kim Sandell"
_POLICE = "p.syd.landskrona"


def assess(workspace: Workspace, operation: Operation, venue: Venue, check: Check) -> None:
    """The risks of the place, and the rule that follows from them."""
    words = night.material()["on_the_spot"]
    draft = RiskDraft(operation_id=operation.id, venue_id=venue.id, scores=words["scores"], notes=words["risk_notes"])
    rule = stop_rule(workspace.planning.assess(draft))
    check(rule.stands, "stoppregeln gäller: " + " ".join(rule.why))


def wait_and_enter(workspace: Workspace, inspection: Inspection, check: Check) -> None:
    """Nobody of ours goes in before the police, and they alone, have said that it is safe."""
    actor, presence = workspace.actor, workspace.presence
    check(presence.waits_for(inspection.id), "besöket vet varför ingen får gå in än")
    ours = PresenceDraft(inspection_id=inspection.id, name=actor.name, authority=actor.authority)
    check(_refused(lambda: presence.enter(ours)), "inträde före säkrat stoppas")
    signal = SignalDraft(inspection_id=inspection.id, said_by=actor.name, said_authority=actor.authority)
    check(_refused(lambda: presence.signal(signal)), "bara polisen kan säga säkrat")
    presence.enter(PresenceDraft(inspection_id=inspection.id, name=LEADER, authority=_POLICE))
    presence.signal(SignalDraft(inspection_id=inspection.id, said_by=LEADER, said_authority=_POLICE))
    presence.enter(ours)
    names = [one.name for one in presence.who_is_inside(inspection.id)]
    check(names == [LEADER, actor.name], "efter säkrat är " + " och ".join(names) + " antecknade som inne")


def note(workspace: Workspace, inspection: Inspection, check: Check) -> None:
    """A marked moment that becomes a finding, heads counted, an order given and answered; then everybody is out."""
    words, field = night.material()["on_the_spot"], workspace.field
    mark = field.mark(inspection.id, night.at("23.44"))
    finding = field.put_into_words(mark, FindingDraft(text=words["marked"]))
    check(finding.at == mark.at, "tidsmärket blev en iakttagelse med sitt klockslag")
    field.count(
        HeadCountDraft(inspection_id=inspection.id, at=night.at("23.50"), count=words["count"], where=words["where"])
    )
    field.tell(
        OralOrderDraft(
            inspection_id=inspection.id,
            at=night.at("23.55"),
            what=words["told"],
            by_whom=workspace.actor.name,
            to_whom=RESPONSIBLE,
            answer=words["answered"],
        )
    )
    log = workspace.inspections.visit(inspection.id).log
    check(not log.open_marks and log.marks, "inget tidsmärke väntar på ord")
    check([one.count for one in log.counts] == [words["count"]], f"{words['count']} personer är räknade")
    check(log.orders[0].answer == words["answered"], "det muntliga beskedet står med sitt svar")
    for one in workspace.presence.who_is_inside(inspection.id):
        workspace.presence.leave(one, night.at("00.43"))
    check(not workspace.presence.who_is_inside(inspection.id), "alla är antecknade som ute")


def catch(workspace: Workspace, case: Case, check: Check) -> None:
    """Something caught in passing that becomes an official note of the case."""
    words = night.material()["on_the_spot"]
    caught = workspace.notes.write(QuickNoteDraft(text=words["quick"]))
    check(caught.id in {one.id for one in workspace.notes.unfiled()}, "snabbanteckningen väntar på att sorteras")
    workspace.notes.file_in_case(caught, case.id)
    check(not workspace.notes.unfiled(), "inget väntar på att sorteras")
    check(
        words["quick"] in {one.text for one in workspace.desk.notes_of(case.id)}, "tjänsteanteckningen finns i ärendet"
    )


def show_to_responsible(workspace: Workspace, inspection: Inspection, check: Check) -> Shown:
    """The report is shown to the one who is responsible, who does not want to draw; the report says so."""
    from krogkoll.documents import text_of

    words, reports = night.material()["on_the_spot"], workspace.reports
    first = reports.show(inspection.id, title="brandinspektör")
    reports.acknowledge(
        AcknowledgementDraft(
            inspection_id=inspection.id,
            name=RESPONSIBLE,
            role="företrädare för föreningen",
            refused=True,
            reason=words["refused"],
            witness=LEADER,
            shown_sha256=first.sha256,
        )
    )
    shown = reports.show(inspection.id, title="brandinspektör")
    text = " ".join(text_of(shown.pdf).split())
    check(words["refused"].rstrip(".") in text and f"Vittne till detta: {LEADER}" in text, "vägran står i protokollet")
    for part in (words["told"], words["marked"], f"{words['count']} {words['where']}", "Säkrat"):
        check(part in text, f"protokollet säger ”{part}”")
    return shown


def _refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except (NotAllowed, Invalid):
        return True
    return False
