"""Decisions that are taken, put straight into a workspace: what happens after them is what the panel shows."""

from datetime import date

from krogkoll.cases import CaseDraft
from krogkoll.decisions import State
from krogkoll.decisions.rows import DecisionRow
from krogkoll.evidence import put_document
from krogkoll.inspections.paper_rows import PaperRow
from krogkoll.security import Permission

DECIDED_ON = date(2026, 11, 16)
PARTY = "Restaurang Kajen AB (exempel)"


def taken(workspace, type_code="AL-VARNING", **over):
    """The id of a decision that is decided and sealed, in a case, with its paper in the vault."""
    case = workspace.cases.open_case(CaseDraft(title_public="Tillsyn, serveringsställe"))
    fields = {
        "type_code": type_code,
        "party_name": PARTY,
        "party_number": "559999-0013",
        "premises": "restaurang Kajen",
        "docket_number": "ALK-2026-0412",
        "decided_on": DECIDED_ON,
        "state": State.DECIDED,
        "case_id": case.id,
    }
    with workspace.store.transaction(Permission.DRAFT_DECISIONS) as tx:
        kept = put_document(tx, workspace._vault, b"%PDF-1.7 undertecknat", title="Beslut")
        paper = tx.add(PaperRow(title="Beslut", current_object=kept.id, current_sha256=kept.sha256))
        row = tx.add(DecisionRow(**fields | {"paper_id": paper.id} | over))
        tx.flush()
        if row.state is State.DECIDED:
            tx.seal(DecisionRow, row.id, kept.sha256)
        return row.id
