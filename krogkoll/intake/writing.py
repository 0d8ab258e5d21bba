"""Writes a plan: companies first, then places or tips, within one transaction."""

from dataclasses import replace

from sqlalchemy import select

from krogkoll.intake.model import ImportPlan, ImportReport, Outcome, PlannedRow
from krogkoll.intake.rows import ImportedRow
from krogkoll.kernel.progress import Progress, Report
from krogkoll.people import add_company, company_ids
from krogkoll.store import Tx
from krogkoll.venues import VenueDraft, add_tip, add_venue, amend_venue, rescore

_EVERY = 100
_FLUSH = 2000
WHY = "Ur listan {0}"


def write_permits(tx: Tx, plan: ImportPlan, report: Report) -> ImportReport:
    """Write the places of a permit list. Raises Invalid, NotFound, Cancelled through `report`."""
    rows = [row for row in plan.rows if _is_written(row)]
    companies, added = _companies(tx, rows)
    new = changed = 0
    for done, row in enumerate(rows, start=1):
        company_id = companies.get(row.company.number, "") if row.company else ""
        chosen = next((one for one in row.proposals if one.venue_id == row.link), None)
        target, wanted = (row.target, row.venue) if chosen is None else (chosen.target, chosen.wanted)
        if wanted is None:
            continue
        wanted = _held(wanted, company_id)
        if target is None:
            add_venue(tx, wanted)
            new += 1
        else:
            changed += amend_venue(tx, target, wanted, WHY.format(plan.file_name))
        if done % _EVERY == 0:
            report(Progress(done, len(rows)))
        if done % _FLUSH == 0:
            tx.flush()
    report(Progress(len(rows), len(rows)))
    return ImportReport(new=new, changed=changed, same=plan.count(Outcome.SAME), waiting=plan.waiting, companies=added)


def write_tips(tx: Tx, plan: ImportPlan, report: Report) -> ImportReport:
    """Write the tips of a list and remember their rows. Raises Cancelled through `report`."""
    rows = [row for row in plan.rows if _is_written(row)]
    places: set[str] = set()
    # The same list may have come in since the plan was made.
    known = {row[0] for row in tx.rows(select(ImportedRow.print))}
    new = 0
    for done, row in enumerate(rows, start=1):
        if row.tip is not None and row.print not in known:
            tx.put_new(ImportedRow(print=row.print, record_id=add_tip(tx, row.tip, row.source)))
            places.add(row.tip.venue_id)
            new += 1
        if done % _EVERY == 0:
            report(Progress(done, len(rows)))
        if done % _FLUSH == 0:
            tx.flush()
    tx.flush()
    rescore(tx, sorted(places - {""}), touched=True)
    report(Progress(len(rows), len(rows)))
    return ImportReport(new=new, same=plan.count(Outcome.SAME) + len(rows) - new)


def _is_written(row: PlannedRow) -> bool:
    return row.outcome in (Outcome.NEW, Outcome.CHANGED) or (row.outcome is Outcome.PROPOSED and bool(row.link))


def _companies(tx: Tx, rows: list[PlannedRow]) -> tuple[dict[str, str], int]:
    """The ids of the companies of these rows by number, the unknown ones written; and how many those were."""
    wanted = {row.company.number: row.company for row in rows if row.company}
    known = company_ids(tx, wanted)
    unknown = [company for number, company in wanted.items() if number not in known]
    known |= {company.number: add_company(tx, company).id for company in unknown}
    tx.flush()
    return known, len(unknown)


def _held(draft: VenueDraft, company_id: str) -> VenueDraft:
    return replace(draft, operator_kind="company", operator_id=company_id) if company_id else draft
