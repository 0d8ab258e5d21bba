"""The decision of the invented night: drafted from the visit, stopped by the gate, completed, signed by two."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from krogkoll import night
from krogkoll.decisions import Communication, DecisionDraft, Mode, PartyRole, ServiceWay, State
from krogkoll.kernel.errors import Invalid
from krogkoll.people import MemberDraft
from krogkoll.security import Role

if TYPE_CHECKING:
    from krogkoll.cases import Case
    from krogkoll.decisions import Decision
    from krogkoll.inspections import Inspection
    from krogkoll.people import Member
    from krogkoll.signing import Signer
    from krogkoll.workspace import Workspace

Check = Callable[[object, str], None]
PRESENTER, DECISION_MAKER = "Johan Ek", "Helena Strand"


def decide(
    workspace: Workspace, case: Case, inspection: Inspection, signers: Mapping[str, Signer], check: Check
) -> bytes:
    """The signed decision. `check` is told what has to hold at each step."""
    guest = workspace.members.welcome_guest(
        MemberDraft(
            name=DECISION_MAKER,
            title="brandingenjör i beredskap",
            role=Role.DECISION_MAKER,
            authority=workspace.actor.authority,
        )
    )
    decision = workspace.decisions.begin("LSO-NYTTJ", inspection_id=inspection.id)
    check(_refused(workspace, decision), "ett ofullständigt beslut stoppas")
    decision = _complete(workspace, decision, case, guest)
    decision = workspace.decisions.declare(decision, conflict=False)
    decision = workspace.decisions.declare(decision, conflict=False, guest=guest.actor())
    gaps = workspace.decisions.gaps(decision.id)
    check(not gaps, "inget saknas i beslutet" + "".join(f" ({gap.code})" for gap in gaps))
    shown = workspace.decisions.submit(decision)
    presented = workspace.signatures.present(
        workspace.decisions.decision(decision.id), signers[PRESENTER], shown_sha256=shown.sha256
    )
    check(presented.pdf.startswith(shown.pdf), "föredraganden undertecknade exakt det som visades")
    decided = workspace.signatures.decide(
        workspace.decisions.decision(decision.id),
        signers[DECISION_MAKER],
        shown_sha256=presented.sha256,
        guest=guest.actor(),
    )
    check(decided.pdf.startswith(presented.pdf), "beslutsfattaren undertecknade exakt det som visades")
    kept = workspace.decisions.decision(decision.id)
    check(kept.sealed and kept.state is State.DECIDED, "beslutet är förseglat")
    check(
        workspace.decisions.read(decision.id).pdf == decided.pdf,
        "det sparade beslutet är byte för byte det undertecknade",
    )
    return decided.pdf


def _refused(workspace: Workspace, decision: Decision) -> bool:
    try:
        workspace.decisions.submit(decision)
    except Invalid:
        return True
    return False


def _complete(workspace: Workspace, decision: Decision, case: Case, guest: Member) -> Decision:
    """Everything that the visit does not say by itself."""
    texts = night.material()["decision"]
    draft = DecisionDraft(**{name: getattr(decision, name) for name in DecisionDraft.__dataclass_fields__})
    return workspace.decisions.edit(
        decision,
        replace(
            draft,
            case_id=case.id,
            docket_number=case.number,
            party_name="Föreningen Bakfickan",
            party_number="8099990015",
            party_short="föreningen",
            party_address=("Sillkajsgatan 14", "261 35 Landskrona"),
            party_represented_by="Kim Sandell",
            party_role=PartyRole.USER,
            party_basis=texts["party_basis"],
            mode=Mode.NO_VISITORS,
            effective_at=night.at("01.10"),
            remedies=tuple(texts["remedies"]),
            immediate=True,
            immediate_reasons=texts["immediate_reasons"],
            reasons=tuple(texts["reasons"]),
            proportionality=texts["proportionality"],
            communication=Communication.ON_SITE,
            communication_text=texts["communication_text"],
            statement=texts["statement"],
            statement_assessment=texts["statement_assessment"],
            decided_on=night.at("01.10").date(),
            decision_maker_id=guest.id,
            decision_maker_name=guest.name,
            decision_maker_title=guest.title,
            delegated=True,
            delegation_point="4.3",
            presenter_id=workspace.actor.user_id,
            presenter_name=workspace.actor.name,
            presenter_title="brandinspektör",
            service=ServiceWay.ON_SITE,
        ),
    )
