"""Use cases on lists from outside: look at one, plan what it would do, carry it out; all of it or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from krogkoll.intake import planning
from krogkoll.intake.fields import guess, known_header, signature
from krogkoll.intake.model import (
    ImportPlan,
    ImportReport,
    ListKind,
    Outcome,
    PlannedRow,
    Proposal,
    Sheet,
)
from krogkoll.intake.permits import PermitRow
from krogkoll.intake.rows import ImportedRow
from krogkoll.intake.tables import read_table
from krogkoll.intake.writing import write_permits, write_tips
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import IntakeTrouble, Invalid, NotAllowed, Problem
from krogkoll.kernel.progress import Progress, Report, silent
from krogkoll.people import company_ids
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Reader, Store
from krogkoll.venues import Venue, listed_places, read_venues

_NEEDS = {ListKind.PERMITS: Permission.WRITE_VENUES, ListKind.TIPS: Permission.WRITE_TIPS}


class IntakeService:
    """Lists of permits and of tips, from other programs' files."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def look(self, path: Path, kind: ListKind) -> Sheet:
        """Read a file as a list; its columns mean what they meant the last time, or what their names say.

        Raises NotAllowed, IntakeTrouble.
        """
        with self._store.reading(_NEEDS[kind]):
            pass  # whoever may not is told before anything is read
        table = read_table(path, lambda header: known_header(kind, header))
        with self._store.reading(_NEEDS[kind]) as reader:
            kept = reader.setting(_setting(kind, table.header))
        mapping = guess(kind, table.header) if kept is None else {int(column): field for column, field in kept.items()}
        return Sheet(kind=kind, file_name=path.name, table=table, mapping=mapping, remembered=kept is not None)

    def plan(self, sheet: Sheet, report: Report = silent) -> ImportPlan:
        """What importing the list would do; writes nothing. Raises NotAllowed, Cancelled through `report`."""
        wrong = planning.list_problems(sheet)
        with self._store.reading(_NEEDS[sheet.kind]) as reader:
            rows: Iterable[PlannedRow] = ()
            if not wrong and sheet.kind is ListKind.PERMITS:
                rows = self._plan_permits(reader, sheet, report)
            elif not wrong:
                known = frozenset(row[0] for row in reader.rows(select(ImportedRow.print)))
                rows = planning.plan_tips(sheet, listed_places(reader), known, self._store.clock.now(), report)
            return ImportPlan(
                kind=sheet.kind,
                file_name=sheet.file_name,
                signature=_setting(sheet.kind, sheet.table.header),
                mapping=dict(sheet.mapping),
                rows=tuple(rows),
                problems=wrong,
            )

    def carry_out(self, plan: ImportPlan, report: Report = silent) -> ImportReport:
        """Write everything that the plan says, in one transaction; proposals without a choice are left out.

        What somebody else wrote since the plan was made stands beside it as a conflict, as after any edit.
        Raises IntakeTrouble("rows-wrong") where anything is wrong, NotAllowed, Invalid, Cancelled through `report`
        (nothing is written then).
        """
        with self._store.transaction(_NEEDS[plan.kind]) as tx:
            if plan.wrong:
                raise IntakeTrouble("rows-wrong", rows=len(plan.wrong))
            chosen = [row.link for row in plan.rows if row.link not in ("", "new")]
            if len(set(chosen)) != len(chosen):
                raise Invalid([Problem("link", "twice")])
            if any(row.company for row in plan.rows) and not tx.actor.may(Permission.WRITE_PEOPLE):
                raise NotAllowed("role", role=tx.actor.role.value, need=Permission.WRITE_PEOPLE.value)
            write = write_permits if plan.kind is ListKind.PERMITS else write_tips
            done = write(tx, plan, report)
            tx.set_setting(plan.signature, {str(column): field for column, field in plan.mapping.items()})
            said = {"file": plan.file_name, "list": plan.kind.value, "new": str(done.new), "changed": str(done.changed)}
            tx.audit(AuditAction.COLLECTED, "import", detail=said)
            return done

    def _plan_permits(self, reader: Reader, sheet: Sheet, report: Report) -> list[PlannedRow]:
        today = local(self._store.clock.now()).date()
        read = planning.read_permits(sheet, today, report)
        companies = company_ids(reader, [row.company.number for _, _, row in read if row.company])
        known = planning.KnownPlaces()
        for place in listed_places(reader):
            known.add(place)
        found = [(number, cells, row, _targets(known, row, companies)) for number, cells, row in read]
        places = read_venues(reader, (one.venue_id for *_, targets in found for one in targets))
        rows = []
        for number, cells, row, targets in found:
            rows.append(_planned(sheet, (number, cells, row), targets, places, companies))
            if len(rows) % 500 == 0:
                report(Progress(len(read) + len(rows), 2 * len(read)))
        return rows


def _setting(kind: ListKind, header: tuple[str, ...]) -> str:
    return f"intake:{signature(kind, header)}"


def _targets(known: planning.KnownPlaces, row: PermitRow, companies: Mapping[str, str]) -> list[Proposal]:
    """The one place with the row's permit number, with no reason to give; else those it may be about."""
    number = row.draft.permit_number
    if number and (place := known.by_number.get(planning.number_key(number))) is not None:
        return [planning.proposal("", place)]
    company_id = companies.get(row.company.number, "") if row.company else ""
    return [planning.proposal(why, place) for why, place in known.alike(row, company_id)]


def _planned(
    sheet: Sheet,
    read: tuple[int, dict[str, str], PermitRow],
    targets: list[Proposal],
    places: Mapping[str, Venue],
    companies: Mapping[str, str],
) -> PlannedRow:
    number, cells, row = read
    title = planning.title_of(row.draft)
    if row.problems:
        problems = planning.row_problems(sheet, number, row.problems)
        return PlannedRow(number=number, outcome=Outcome.WRONG, title=title, problems=problems)
    plain = PlannedRow(number=number, outcome=Outcome.NEW, title=title, venue=row.draft, company=row.company)
    targets = [one for one in targets if one.venue_id in places]
    if not targets:
        return plain
    proposals = []
    for one in targets:
        target = places[one.venue_id]
        company_id = companies.get(row.company.number, "") if row.company else ""
        wanted = planning.merged(target, row, cells, company_id)
        number_of = row.company.number if row.company and (not company_id or company_id != target.operator_id) else ""
        changes = planning.changes_of(target, wanted, number_of)
        proposals.append(replace(one, changes=changes, target=target, wanted=wanted))
    first = proposals[0]
    sure = not first.why or (not row.draft.permit_number and first.why != "address" and not first.changes)
    if sure:
        outcome = Outcome.CHANGED if first.changes else Outcome.SAME
        return replace(plain, outcome=outcome, changes=first.changes, target=first.target, venue=first.wanted)
    return replace(plain, outcome=Outcome.PROPOSED, proposals=tuple(proposals))
